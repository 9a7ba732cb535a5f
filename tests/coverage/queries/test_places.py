"""From a code in an address to a region: present, former, without dots, unknown."""

from datetime import date, timedelta

import pytest

from coverage.queries.places import code_on, meant_by, standing_at, upper_regions
from regions.enums import CodeSystem
from regions.models import Placement, RegionAlias
from regions.names import plain

TODAY = date(2025, 8, 4)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def moved(places):
    """Batu Sopang, 64.01.01 until the end of 2026 and 64.12.01 from then on."""
    old = Placement.objects.get(code="64.01.01")
    Placement.objects.filter(pk=old.pk).update(valid_to=NEW_YEAR)
    Placement.objects.create(
        region=old.region, valid_from=NEW_YEAR, code="64.12.01", name=old.name, level=old.level, kind=old.kind,
        parent=old.parent, province=old.province, regency=old.regency, district=old.district,
    )  # fmt: skip
    return old.region


def test_a_region_stands_under_the_code_of_the_day(moved):
    assert standing_at("64.01.01", NEW_YEAR - timedelta(days=1)).region == moved
    assert standing_at("64.01.01", NEW_YEAR) is None
    assert standing_at("64.12.01", NEW_YEAR).region == moved


def test_an_old_code_leads_to_the_new_one_and_a_new_one_back(moved):
    assert code_on("64.01.01", NEW_YEAR) == "64.12.01"
    assert code_on("64.12.01", TODAY) == "64.01.01"


def test_a_former_code_of_the_register_leads_to_the_present_one(places):
    RegionAlias.objects.create(
        system=CodeSystem.FORMER, text=plain("64.99"), region=places["64.01"], source="daftar lama"
    )

    assert code_on("64.99", TODAY) == "64.01"


@pytest.mark.parametrize(("code", "meant"), [("6401", "64.01"), ("64.01", None), ("64.99", None), ("Paser", None)])
def test_a_code_without_dots_is_understood_and_a_name_is_no_code(places, code, meant):
    assert code_on(code, TODAY) == meant


def test_near_an_unknown_code_are_those_beside_it(places):
    assert [place.code for place in meant_by("64.03", TODAY)][:1] != []
    assert all(place.code.startswith("64.") for place in meant_by("64.03", TODAY))


def test_one_may_rank_within_the_nation_a_province_or_what_was_chosen(places):
    assert [place.code for place in upper_regions(places["64.01"], TODAY)] == ["ID", "63", "64", "64.01"]
