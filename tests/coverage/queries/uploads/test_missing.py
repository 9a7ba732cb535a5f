"""Which villages a file leaves out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.queries.uploads.missing import villages_left_out
from tests.coverage.factories import JULY, an_open_report
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import plant_region


@pytest.fixture
def paser(places):
    an_open_report(places["64.01"])
    plant_region("64.01.09", "Batu Engau")
    for number, name in enumerate(("Kerang", "Lomu"), 1):
        plant_region(f"64.01.09.{2000 + number}", name)
    return places["64.01"]


def told(upload):
    return [(one.place, one.month, one.count, one.expected, one.districts) for one in villages_left_out(upload)]


def test_a_file_about_one_district_is_held_against_that_district(paser, sari, places):
    upload = sent(a_template(a_row(BUSUI, 1), a_row(KASUNGAI, 2), a_row(BATU_KAJANG, "81,5")), sari)

    [(place, month, count, expected, districts)] = told(upload)

    assert (place, month, count) == ("Kecamatan Batu Sopang", JULY, expected - 2)
    assert [name for name, _, _ in districts] == ["Batu Sopang"]
    assert "Desa Batu Kajang" in districts[0][1]
    assert not {"Desa Busui", "Desa Kasungai"} & {*districts[0][1]}


def test_a_file_about_several_districts_is_held_against_the_regency_and_whole_districts_are_told(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 1), a_row("64.01.09.2001", 2), a_row("64.01.09.2002", None)), sari)

    [(place, _, count, expected, districts)] = told(upload)

    assert place == "Kabupaten Paser"
    assert {name: villages for name, villages, _ in districts}["Batu Engau"] == ("Desa Lomu",)
    assert count == sum(len(villages) for _, villages, _ in districts) == expected - 2


def test_a_file_about_one_village_or_the_regency_leaves_nobody_out(paser, sari):
    assert told(sent(a_template(a_row(BUSUI, 1)), sari)) == []
    assert told(sent(a_template(a_row("64.01", 1)), sari)) == []


def test_it_asks_the_database_as_much_for_two_villages_as_for_three(paser, sari):
    counts = []
    for codes in ((BUSUI, KASUNGAI), (BUSUI, KASUNGAI, BATU_KAJANG, "64.01.09.2001")):
        upload = sent(a_template(*(a_row(code, 1) for code in codes)), sari)
        with CaptureQueriesContext(connection) as asked:
            villages_left_out(upload)
        counts.append(len(asked))

    assert counts == [3, 3]
