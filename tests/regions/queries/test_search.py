from datetime import date

import pytest

from accounts.actions.register import load_register
from regions.queries.search import code_prefix, near_matches, regions_matching
from tests.factories import plant_region
from tests.regions.registers import PASER, PASER_SPLIT, register_file

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 4)


def codes(q: str, limit: int = 20) -> list[str]:
    return [hit.place.code for hit in regions_matching(q, TODAY, limit)]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("paser", ["64.01"]),
        ("pas", ["64.01"]),
        ("Kab. Pas", ["64.01"]),
        ("kabupaten paser", ["64.01"]),
        ("kota b", ["64.74", "64.02.08"]),
        ("gorontalo", ["75", "75.01", "75.71"]),
        ("kota g", ["75.71"]),
        ("tanah grogot", ["64.01.04", "64.01.04.1001"]),
        ("kel tanah", ["64.01.04.1001"]),
        ("kukar", ["64.02"]),
        ("penajam", ["64.09", "64.09.01", "64.09.01.1001"]),
        ("bontang", ["64.74", "64.74.01", "64.74.01.1001"]),
        ("64.01.04", ["64.01.04", "64.01.04.1001", "64.01.04.2002"]),
        ("640104", ["64.01.04", "64.01.04.1001", "64.01.04.2002"]),
        ("64.0", ["64.01", "64.02", "64.07", "64.08", "64.09"]),
        ("92.01", ["96.01"]),
        ("ID", ["ID"]),
        ("atlantis", []),
        ("64.99", []),
        ("%", []),
        ("_", []),
        ("", []),
    ],
)
def test_the_beginning_of_a_name_or_code_finds_exact_then_prefix_upper_levels_first(spellings, q, found):
    got = codes(q)

    assert got[: len(found)] == found if q == "64.0" else got == found


def test_one_region_is_found_once_and_no_more_than_asked_for(spellings):
    assert len(codes("a")) == len(set(codes("a")))
    assert codes("penajam", limit=2) == ["64.09", "64.09.01"]


def test_a_blank_counts_even_where_the_database_sorts_without_it(spellings):
    plant_region("64.01.01.2100", "Tanahgrogol")

    assert codes("tanah grog") == ["64.01.04", "64.01.04.1001"]
    assert codes("tanahgr") == ["64.01.01.2100"]


def test_a_hit_tells_where_it_lies(spellings):
    where = {hit.place.full: hit.where for hit in regions_matching("janju", TODAY)}
    province = regions_matching("kalimantan timur", TODAY)[0]

    assert where == {"Desa Janju": "Kec. Tanah Grogot, Kab. Paser, Provinsi Kalimantan Timur"}
    assert ([place.code for place in province.path], province.where) == (["ID"], "Indonesia")


def test_a_search_sees_the_tree_of_its_day(tmp_path, at):
    load_register(path=register_file(tmp_path, PASER), on=None, source="contoh", by=None, at=at)
    later = date(2027, 1, 1)
    load_register(path=register_file(tmp_path, PASER_SPLIT), on=later, source="contoh", by=None, at=at)

    assert [hit.where for hit in regions_matching("modang", TODAY)] == [
        "Kec. Kuaro, Kab. Paser, Provinsi Kalimantan Timur"
    ]
    assert [hit.where for hit in regions_matching("modang", later)] == [
        "Kec. Kuaro, Kab. Paser Selatan, Provinsi Kalimantan Timur"
    ]
    assert regions_matching("paser selatan", TODAY) == []


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("64.99", "64.09"),
        ("64.01.77", "64.01.01"),
        ("64.01.04.2009", "64.01.04.2002"),
        ("pasr", "64.01"),
        ("kab. paserr", "64.01"),
        ("bontan", "64.74"),
        ("kutai timor", "64.08"),
        ("janjuu", "64.01.04.2002"),
        ("99", "ID"),
    ],
)
def test_what_is_misspelt_finds_the_nearest(spellings, text, nearest):
    near = near_matches(text, TODAY)

    assert near[0].place.code == nearest
    assert len(near) <= 5


@pytest.mark.parametrize("text", ["", "—", "xqzxqz"])
def test_what_is_like_nothing_finds_nothing_near(spellings, text):
    assert near_matches(text, TODAY) == []


@pytest.mark.parametrize(
    ("q", "prefix"),
    [
        ("64", "64"),
        ("640", "64.0"),
        ("64.01.0", "64.01.0"),
        ("id", "ID"),
        ("64010420021", None),
        ("a1", None),
        ("", None),
    ],
)
def test_a_code_may_be_begun(q, prefix):
    assert code_prefix(q) == prefix


def test_the_number_of_queries_does_not_grow_with_the_hits(spellings, django_assert_num_queries):
    for number in range(2100, 2140):
        plant_region(f"64.01.01.{number}", f"Sukamaju {number}")

    with django_assert_num_queries(5):
        assert len(regions_matching("sukamaju", TODAY, 50)) == 40
    with django_assert_num_queries(5):
        assert len(regions_matching("gunung", TODAY, 50)) == 1
    with django_assert_num_queries(3):
        assert len(regions_matching("64.01.01", TODAY, 50)) == 44
