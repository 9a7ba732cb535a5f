"""The regions of a day for a whole file, in a fixed number of queries."""

from datetime import date

import pytest

from coverage.queries.sheet_regions import directory
from coverage.sheets.places import Resolver, Written
from regions.enums import CodeSystem, Level
from regions.models import Placement, RegionAlias
from regions.names import plain
from regions.queries.lookup import region_of

DAY = date(2023, 12, 31)


@pytest.fixture
def other_codes(places):
    for system, text, code in [("bps", "6402", "64.08"), ("name", "kutim", "64.08"), ("former", "64 99", "64.08")]:
        RegionAlias.objects.create(system=CodeSystem(system), text=plain(text), region=places[code], source="uji")


def codes(found):
    return sorted(found.by_code)


def test_all_regions_are_read_with_their_places_in_the_tree(places, other_codes, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = directory(DAY)

    assert codes(found) == sorted(places)
    village = found.by_code["64.01.04.2002"]
    assert (village.id, village.name, village.level, village.kind) == (places["64.01.04.2002"].pk, "Janju", 4, "desa")
    assert [found.by_id[each].code for each in found.above(village.id)] == ["64.01.04", "64.01", "64", "ID"]


def test_below_a_regency_only_its_own_villages_are_read_but_every_regency(places, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = directory(DAY, within=places["64.01"])

    deep = [code for code in codes(found) if code.count(".") >= 2]
    assert deep == [code for code in sorted(places) if code.startswith("64.01.")]
    assert {"63.11", "64.08", "64.74"} <= set(codes(found))


def test_other_codes_and_names_lead_to_their_region(places, other_codes):
    found = directory(DAY)

    assert [each.code for each in found.aliases["bps", "6402"]] == ["64.08"]
    assert [each.code for each in found.named("Kutim", None, 2)] == ["64.08"]
    assert Resolver(found).resolve(Written("64.99")).region == places["64.08"].pk


def test_a_name_that_was_no_longer_in_use_is_not_read(places):
    RegionAlias.objects.create(
        system=CodeSystem.NAME, text="kutim", region=places["64.08"], source="uji", valid_to=date(2020, 1, 1)
    )

    assert directory(DAY).named("Kutim", None, 2) == ()


def test_a_code_of_another_day_is_a_former_code(places):
    janju = Placement.objects.get(code="64.01.04.2002")
    Placement.objects.filter(pk=janju.pk).update(valid_to=date(2023, 1, 1))
    janju.pk, janju.code, janju.valid_from = None, "64.01.04.2022", date(2023, 1, 1)
    janju.save()

    told = Resolver(directory(DAY)).resolve(Written("64.01.04.2002", village="Janju"))

    assert (told.region, told.code, told.more["code"]) == (janju.region_id, "former_code", "64.01.04.2022")


SPELT = [
    "{name}",
    "{upper}",
    "Kec. {name}",
    "Desa {name}",
    "Kab. {bare}",
    "Kabupaten {bare}",
    "Kota {bare}",
    "{bare}",
    "Kelurahan {name}",
]


@pytest.mark.parametrize("level", [Level.REGENCY, Level.DISTRICT, Level.VILLAGE])
def test_names_mean_what_they_mean_to_the_search_of_single_names(places, other_codes, level):
    found = directory(DAY)
    names = {region.name for region in places.values()} | {"Kutim", "Tidak Ada"}
    texts = {
        form.format(name=name, upper=name.upper(), bare=name.removeprefix("Kabupaten ").removeprefix("Kota "))
        for name in names
        for form in SPELT
    }

    differing = {
        text
        for text in texts
        if {spot.id for spot in found.named(text, None, level)}
        != {place.id for place in region_of(text, DAY, level).candidates}
    }

    assert differing == set()
