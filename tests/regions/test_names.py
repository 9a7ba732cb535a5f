import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions import names
from regions.enums import Kind
from regions.names import Reading, bare, dotted, full, plain, readings, short


@pytest.mark.parametrize(
    ("name", "kind", "in_a_list", "in_a_heading"),
    [
        ("Kabupaten Paser", Kind.REGENCY, "Kab. Paser", "Kabupaten Paser"),
        ("Kota Bontang", Kind.CITY, "Kota Bontang", "Kota Bontang"),
        ("Kota Administrasi Jakarta Timur", Kind.CITY, "Kota Jakarta Timur", "Kota Administrasi Jakarta Timur"),
        ("Tanah Grogot", Kind.DISTRICT, "Kec. Tanah Grogot", "Kecamatan Tanah Grogot"),
        ("Kota Bangun", Kind.DISTRICT, "Kec. Kota Bangun", "Kecamatan Kota Bangun"),
        ("Janju", Kind.VILLAGE, "Desa Janju", "Desa Janju"),
        ("Tanah Grogot", Kind.URBAN_VILLAGE, "Kel. Tanah Grogot", "Kelurahan Tanah Grogot"),
        ("Yokiwa", Kind.CUSTOMARY_VILLAGE, "Desa Adat Yokiwa", "Desa Adat Yokiwa"),
        ("Kalimantan Timur", Kind.PROVINCE, "Kalimantan Timur", "Provinsi Kalimantan Timur"),
        ("Indonesia", Kind.NATION, "Indonesia", "Indonesia"),
    ],
)
def test_a_name_is_shown_with_its_kind(name, kind, in_a_list, in_a_heading):
    assert (short(name, kind), full(name, kind)) == (in_a_list, in_a_heading)


def test_bare_takes_the_kind_off_a_regency_or_city():
    assert [bare("Kabupaten Paser"), bare("Kota Administrasi Jakarta Timur")] == ["Paser", "Jakarta Timur"]


@pytest.mark.parametrize("text", ["Kab. Paser", "KAB PASER", "kab.paser", "Kabupaten  Paser", "Kab.Paser "])
def test_a_regency_is_read_with_and_without_its_kind(text):
    assert readings(text)[-1] == Reading("paser", (Kind.REGENCY,))


def test_a_name_that_begins_with_a_kind_is_read_both_ways():
    assert readings("Kota Bangun") == (Reading("kota bangun"), Reading("bangun", (Kind.CITY,)))


def test_a_bare_name_may_be_a_regency_or_a_city_but_no_district_called_city():
    assert ("kota paser", ("kota",)) in Reading("paser").forms
    assert ("paser", ()) in Reading("paser").forms


def test_nothing_is_read_from_nothing():
    assert (readings(""), readings("..."), plain("—")) == ((), (), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("64", "64"),
        ("6401", "64.01"),
        ("64.01", "64.01"),
        (" 640101 ", "64.01.01"),
        ("6401012001", "64.01.01.2001"),
        ("64.01.01.2001", "64.01.01.2001"),
        ("id", "ID"),
        ("64.1", None),
        ("6", None),
        ("640", None),
        ("64.01.", None),
        ("64.0101", None),
        ("６４", None),
        ("Paser", None),
        ("", None),
    ],
)
def test_a_code_gets_its_dots_and_nothing_is_guessed(text, code):
    assert dotted(text) == code


@given(st.text(max_size=60))
def test_plain_is_a_fixed_point(text):
    once = plain(text)

    assert plain(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_the_kinds_are_those_that_are_stored():
    kinds = {kind for meant in names.PREFIXES.values() for kind in meant}

    assert kinds | {"negara"} == set(Kind.values)
