from datetime import date

import pytest

from accounts.actions.register import load_register
from regions.enums import CodeSystem, Level
from regions.models import RegionAlias
from regions.names import plain
from regions.queries.lookup import Via, code_on, region_of
from tests.factories import plant_region
from tests.regions.registers import PASER, PASER_SPLIT, register_file

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 4)


@pytest.mark.parametrize(
    ("text", "code", "via"),
    [
        ("64.01", "64.01", Via.CODE),
        ("6401", "64.01", Via.CODE),
        (" 6401 ", "64.01", Via.CODE),
        ("640104", "64.01.04", Via.CODE),
        ("6401042002", "64.01.04.2002", Via.CODE),
        ("64", "64", Via.CODE),
        ("ID", "ID", Via.CODE),
        ("64.10", "64.10", Via.CODE),
        ("91.01", "93.01", Via.FORMER_CODE),
        ("9101", "93.01", Via.FORMER_CODE),
        ("92.01", "96.01", Via.FORMER_CODE),
        ("92.01.01", "96.01.01", Via.FORMER_CODE),
        ("92.71", "96.71", Via.FORMER_CODE),
        ("Kabupaten Paser", "64.01", Via.NAME),
        ("Kab. Paser", "64.01", Via.NAME),
        ("KAB PASER", "64.01", Via.NAME),
        ("kab.paser", "64.01", Via.NAME),
        ("PASER", "64.01", Via.NAME),
        ("Kab. Pasir", "64.01", Via.OTHER_NAME),
        ("Kota Bontang", "64.74", Via.NAME),
        ("BONTANG", "64.74", Via.NAME),
        ("Kotamadya Bontang", "64.74", Via.NAME),
        ("Kec. Tanah Grogot", "64.01.04", Via.NAME),
        ("Kel. Tanah Grogot", "64.01.04.1001", Via.NAME),
        ("Desa Janju", "64.01.04.2002", Via.NAME),
        ("janju", "64.01.04.2002", Via.NAME),
        ("Provinsi Kalimantan Timur", "64", Via.NAME),
        ("KALTIM", "64", Via.OTHER_NAME),
        ("Prov. Kaltim", "64", Via.OTHER_NAME),
        ("Penajam", "64.09", Via.OTHER_NAME),
        ("Kec. Penajam", "64.09.01", Via.NAME),
        ("PPU", "64.09", Via.OTHER_NAME),
        ("Kukar", "64.02", Via.OTHER_NAME),
        ("Kutim", "64.08", Via.OTHER_NAME),
        ("Kota Jogja", "34.71", Via.OTHER_NAME),
        ("DIY", "34", Via.OTHER_NAME),
        ("D.I. Yogyakarta", "34", Via.OTHER_NAME),
        ("Kota Bangun", "64.02.08", Via.NAME),
        ("Kab. Gorontalo", "75.01", Via.NAME),
        ("Kota Gorontalo", "75.71", Via.NAME),
        ("Pontianak", "61.71", Via.NAME),
        ("Kab. Pontianak", "61.02", Via.OTHER_NAME),
        ("Indonesia", "ID", Via.NAME),
    ],
)
def test_a_region_is_known_by_each_of_its_spellings(spellings, text, code, via):
    found = region_of(text, TODAY)

    assert (found.place and found.place.code, found.via) == (code, via)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Gorontalo", ["75", "75.01", "75.71"]),
        ("Jogja", ["34", "34.71"]),
        ("Tanah Grogot", ["64.01.04", "64.01.04.1001"]),
        ("Sorong", ["96.01", "96.71"]),
    ],
)
def test_several_candidates_stay_several_upper_levels_first(spellings, text, codes):
    found = region_of(text, TODAY)

    assert [place.code for place in found.candidates] == codes
    assert found.place is None


@pytest.mark.parametrize(
    "text", ["64.1", "6", "640", "64.99", "99", "Kab. Bontang", "Atlantis", "", "  ", "—", "6401.0"]
)
def test_what_is_no_region_finds_nothing(spellings, text):
    found = region_of(text, TODAY)

    assert (found.candidates, found.via) == ((), Via.NOTHING)


def test_a_code_of_the_statistics_office_counts_only_where_it_is_said_to_be_one(spellings):
    assert region_of("6402", TODAY).place.code == "64.02"
    assert region_of("6402", TODAY, system=CodeSystem.BPS).place.code == "64.07"
    assert region_of("64.02", TODAY, system=CodeSystem.BPS).place.code == "64.07"
    assert region_of("64", TODAY, system=CodeSystem.BPS).place.code == "64"
    assert region_of("6402", TODAY, system=CodeSystem.DJPK).candidates == ()


def test_the_level_and_the_surroundings_decide_between_candidates(spellings):
    assert region_of("Gorontalo", TODAY, level=Level.PROVINCE).place.code == "75"
    assert region_of("Penajam", TODAY, level=Level.DISTRICT).place.code == "64.09.01"
    assert (
        region_of("Tanah Grogot", TODAY, within=spellings["64.01.04"], level=Level.VILLAGE).place.level == Level.VILLAGE
    )
    assert region_of("Janju", TODAY, within=spellings["64.08"]).candidates == ()
    assert region_of("64.01", TODAY, level=Level.VILLAGE).candidates == ()


def test_what_a_code_or_name_means_follows_the_day(tmp_path, at):
    new_year, day_before = date(2027, 1, 1), date(2026, 12, 31)
    load_register(path=register_file(tmp_path, PASER), on=None, source="contoh", by=None, at=at)
    renamed = PASER_SPLIT.replace("Kabupaten Paser,", "Kabupaten Paser Utara,")
    load_register(path=register_file(tmp_path, renamed), on=new_year, source="contoh", by=None, at=at)

    assert (region_of("64.01.06", day_before).place.name, region_of("64.01.06", day_before).via) == (
        "Long Ikis",
        Via.CODE,
    )
    assert (region_of("64.01.06", new_year).place.code, region_of("64.01.06", new_year).via) == (
        "64.12.01",
        Via.FORMER_CODE,
    )
    assert region_of("64.12.01", day_before).candidates == ()
    assert region_of("Kab. Paser", day_before).place.code == "64.01"
    assert region_of("Kab. Paser", new_year).place.name == "Kabupaten Paser Utara"
    assert region_of("Kabupaten Paser Selatan", day_before).candidates == ()


def test_a_lookup_takes_as_many_queries_for_many_namesakes_as_for_few(spellings, django_assert_num_queries):
    for number in range(2100, 2130):
        plant_region(f"64.01.01.{number}", "Sukamaju")

    with django_assert_num_queries(3):
        assert len(region_of("Sukamaju", TODAY).candidates) == 30
    with django_assert_num_queries(3):
        region_of("Janju", TODAY)


def test_an_old_code_leads_to_the_new_one_and_a_new_one_back(moved):
    assert code_on("64.01.01", date(2027, 1, 1)) == "64.12.01"
    assert code_on("64.12.01", TODAY) == "64.01.01"


def test_a_former_code_of_the_register_leads_to_the_present_one(places):
    RegionAlias.objects.create(
        system=CodeSystem.FORMER, text=plain("64.99"), region=places["64.01"], source="daftar lama"
    )

    assert code_on("64.99", TODAY) == "64.01"


@pytest.mark.parametrize(("code", "meant"), [("6401", "64.01"), ("64.01", None), ("64.99", None), ("Paser", None)])
def test_a_code_without_dots_is_understood_and_a_name_is_no_code(places, code, meant):
    assert code_on(code, TODAY) == meant
