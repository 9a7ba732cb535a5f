from datetime import date

import pytest

from accounts.actions.register import load_register
from regions.enums import Kind, Level, TimeZone
from regions.models import Region
from regions.queries import tree
from regions.queries.tree import Counts, Place
from tests.factories import plant_region
from tests.regions.registers import PASER, PASER_SPLIT, register_file

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 4)


def test_children_come_by_code(places):
    assert [place.short for place in tree.children(places["64"], TODAY)] == [
        *("Kab. Paser", "Kab. Kutai Kartanegara", "Kab. Kutai Timur", "Kota Bontang")
    ]


def test_a_village_has_no_children(places):
    assert tree.children(places["64.01.04.2002"], TODAY) == []


def test_the_path_goes_from_the_nation_down(places):
    path = tree.path(places["64.01.04.2002"], TODAY)

    assert [place.full for place in path] == [
        *("Indonesia", "Provinsi Kalimantan Timur", "Kabupaten Paser", "Kecamatan Tanah Grogot")
    ]


def test_the_nation_has_no_path(places):
    assert tree.path(places["ID"], TODAY) == []


def test_a_region_has_no_place_before_it_exists(places):
    young = plant_region("64.12", "Kabupaten Paser Selatan", since=date(2027, 1, 1))

    assert (tree.place(young, TODAY), tree.path(young, TODAY)) == (None, [])
    assert tree.place(young, date(2027, 1, 1)) == Place(
        id=young.pk, code="64.12", name="Kabupaten Paser Selatan", level=Level.REGENCY, kind=Kind.REGENCY,
        parent=places["64"].pk,
    )  # fmt: skip
    assert young.pk not in {place.id for place in tree.children(places["64"], TODAY)}


def test_kinds_are_counted_below_a_region(places):
    assert tree.counts(places["64.01"], TODAY) == Counts(
        provinces=0, regencies=0, cities=0, districts=3, desa=6, kelurahan=1
    )
    nation = tree.counts(places["ID"], TODAY)
    assert (nation.provinces, nation.regencies, nation.cities, nation.villages) == (2, 5, 1, 12)


def test_desa_adat_count_as_desa(places):
    plant_region("64.01.04.3001", "Kampung Adat")

    assert tree.counts(places["64.01.04"], TODAY).desa == 2


def test_children_path_and_counts_follow_the_tree_of_the_day(tmp_path, at):
    load_register(path=register_file(tmp_path, PASER), on=None, source="contoh", by=None, at=at)
    new_year, day_before = date(2027, 1, 1), date(2026, 12, 31)
    load_register(path=register_file(tmp_path, PASER_SPLIT), on=new_year, source="contoh", by=None, at=at)
    paser, modang = Region.objects.get(code="64.01"), Region.objects.get(code="64.01.05.2001")

    assert [place.code for place in tree.children(paser, day_before)] == [
        *("64.01.04", "64.01.05", "64.01.06", "64.01.07")
    ]
    assert [place.code for place in tree.children(paser, new_year)] == ["64.01.04"]
    assert [place.code for place in tree.path(modang, day_before)] == ["ID", "64", "64.01", "64.01.05"]
    assert [place.code for place in tree.path(modang, new_year)] == ["ID", "64", "64.12", "64.01.05"]
    assert (tree.counts(paser, day_before).districts, tree.counts(paser, new_year).districts) == (4, 1)


def test_the_clock_is_the_provinces(places):
    assert tree.time_zone(places["64.01.04.2002"]) == TimeZone.WITA
    assert tree.time_zone(places["64"]) == TimeZone.WITA
    assert tree.time_zone(places["ID"]) == TimeZone.WIB


@pytest.mark.parametrize(
    ("ask", "queries"),
    [(tree.children, 1), (tree.path, 2), (tree.counts, 1)],
)
def test_the_number_of_queries_is_that_of_a_small_tree(places, django_assert_num_queries, ask, queries):
    for number in range(2100, 2130):
        plant_region(f"64.01.04.{number}", f"Desa {number}")

    for code in ("64.01.04", "64.01.01"):
        with django_assert_num_queries(queries):
            ask(places[code], TODAY)
