"""Where a region stands on a day: by its code, above it, below it, its clock."""

from datetime import date, timedelta

import pytest

from accounts.actions.register import load_register
from regions.enums import Kind, Level, TimeZone
from regions.models import Placement, Region
from regions.queries import tree
from regions.queries.tree import Counts, Place
from tests.factories import plant_region
from tests.regions.registers import PASER, PASER_SPLIT, register_file

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 4)
NEW_YEAR = date(2027, 1, 1)


def path_of(code: str, on: date) -> tuple[Place, ...]:
    return tree.path_to(tree.standing_at(code, on), on)


def test_a_region_stands_under_the_code_of_the_day(moved):
    assert tree.standing_at("64.01.01", NEW_YEAR - timedelta(days=1)).region == moved
    assert tree.standing_at("64.01.01", NEW_YEAR) is None
    assert tree.standing_at("64.12.01", NEW_YEAR).region == moved


def test_the_path_goes_from_the_nation_down(places):
    assert [place.full for place in path_of("64.01.04.2002", TODAY)] == [
        *("Indonesia", "Provinsi Kalimantan Timur", "Kabupaten Paser", "Kecamatan Tanah Grogot")
    ]


def test_the_nation_has_no_path(places):
    assert path_of("ID", TODAY) == ()


def test_above_a_province_is_the_nation_as_it_stood_that_day(places):
    nation = Placement.objects.get(code="ID")

    assert path_of("64", TODAY) == (
        Place(id=nation.region_id, code="ID", name="Indonesia", level=Level.NATION, kind=Kind.NATION, parent=None),
    )


def test_one_may_rank_within_the_nation_a_province_or_what_was_chosen(places):
    assert [place.code for place in tree.upper_regions(places["64.01"], TODAY)] == ["ID", "63", "64", "64.01"]


def test_a_region_that_does_not_exist_yet_stands_nowhere(places):
    plant_region("64.12", "Kabupaten Paser Selatan", since=NEW_YEAR)

    assert tree.standing_at("64.12", TODAY) is None
    assert tree.standing_at("64.12", NEW_YEAR).name == "Kabupaten Paser Selatan"


def test_kinds_are_counted_below_a_region(places):
    assert tree.counts(places["64.01"], TODAY) == Counts(
        provinces=0, regencies=0, cities=0, districts=3, desa=6, kelurahan=1
    )
    nation = tree.counts(places["ID"], TODAY)
    assert (nation.provinces, nation.regencies, nation.cities, nation.villages) == (2, 5, 1, 12)


def test_desa_adat_count_as_desa(places):
    plant_region("64.01.04.3001", "Kampung Adat")

    assert tree.counts(places["64.01.04"], TODAY).desa == 2


def test_path_and_counts_follow_the_tree_of_the_day(tmp_path, at):
    load_register(path=register_file(tmp_path, PASER), on=None, source="contoh", by=None, at=at)
    load_register(path=register_file(tmp_path, PASER_SPLIT), on=NEW_YEAR, source="contoh", by=None, at=at)
    paser, day_before = Region.objects.get(code="64.01"), NEW_YEAR - timedelta(days=1)

    assert [place.code for place in path_of("64.01.05.2001", day_before)] == ["ID", "64", "64.01", "64.01.05"]
    assert [place.code for place in path_of("64.01.05.2001", NEW_YEAR)] == ["ID", "64", "64.12", "64.01.05"]
    assert (tree.counts(paser, day_before).districts, tree.counts(paser, NEW_YEAR).districts) == (4, 1)


def test_the_clock_is_the_provinces(places):
    assert tree.time_zone(places["64.01.04.2002"]) == TimeZone.WITA
    assert tree.time_zone(places["64"]) == TimeZone.WITA
    assert tree.time_zone(places["ID"]) == TimeZone.WIB


def test_the_number_of_queries_is_that_of_a_small_tree(places, django_assert_num_queries):
    for number in range(2100, 2130):
        plant_region(f"64.01.04.{number}", f"Desa {number}")

    for code in ("64.01.04", "64.01.01"):
        with django_assert_num_queries(1):
            tree.counts(places[code], TODAY)
        villages = list(Placement.objects.on(TODAY).filter(parent=places[code]))
        with django_assert_num_queries(1):
            tree.paths(villages, TODAY)
