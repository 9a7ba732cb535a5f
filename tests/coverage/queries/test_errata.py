"""Errata: which corrections are told of, with which numbers, and that nothing withheld comes out by them."""

from datetime import timedelta

import pytest

from coverage.models import Release, Report
from coverage.queries.errata import COLUMNS, all_errata, errata_of, erratum_row
from coverage.queries.published import Published
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened

REASON = "Salah ketik di Busui"


@pytest.fixture
def corrected(places, at):
    """July of Paser: Busui corrected from 120 to 210, Tanjung Aru left as it is, with a target of a thousand."""
    paser, busui = places["64.01"], places["64.01.01.2001"]
    a_target(paser, 1000)
    a_published_month(paser, {(busui, "petani", "csr"): 120, (places["64.01.02.2001"], "petani", "csr"): 300})
    cells = [a_cell(busui, 210, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at, REASON)
    entered(report, cells, at)
    published(report, at + timedelta(days=1))
    return places


def newest(code: str) -> Release:
    return Release.objects.filter(region__code=code).order_by("-version")[0]


def told(code: str):
    release = newest(code)
    return errata_of(Published.of(release), release.region_id, release.scheme_id)


def test_a_correction_is_told_with_both_numbers_at_the_region_what_lies_above_and_what_lies_below(corrected):
    numbers = {
        code: [(one.old.enrolled, one.new.enrolled, str(one.new.percent), one.is_from_below) for one in told(code)]
        for code in ("64.01.01.2001", "64.01.01", "64.01", "64", "ID", "64.01.02.2001")
    }

    assert numbers == {
        "64.01.01.2001": [(120, 210, "None", False)],
        "64.01.01": [(120, 210, "None", False)],
        "64.01": [(420, 510, "51.00", False)],
        "64": [(420, 510, "None", True)],
        "ID": [(420, 510, "None", True)],
        "64.01.02.2001": [],
    }
    assert {one.reason for code in ("64.01", "ID") for one in told(code)} == {REASON}


def test_each_later_correction_stands_on_top_and_one_that_changed_nothing_is_not_told(corrected, at):
    busui = corrected["64.01.01.2001"]
    for day, heads in ((2, 210), (3, 200)):
        cells = [a_cell(busui, heads, "petani", "csr")]
        report = reopened(Report.objects.get(), cells, at + timedelta(days=day), f"Diperiksa hari ke-{day}")
        entered(report, cells, at + timedelta(days=day))
        published(report, at + timedelta(days=day))

    assert [(one.old.enrolled, one.new.enrolled, one.reason) for one in told("64.01")] == [
        (510, 500, "Diperiksa hari ke-3"),
        (420, 510, REASON),
    ]


def test_a_correction_of_the_parts_alone_says_that_the_total_stayed(places, at):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "petani", "csr"): 100, (paser, "nelayan", "csr"): 50})
    cells = [a_cell(paser, 90, "petani", "csr"), a_cell(paser, 60, "nelayan", "csr")]
    report = reopened(Report.objects.get(), cells, at)
    entered(report, cells, at)
    published(report, at)

    assert [(one.is_total_same, one.new.enrolled) for one in told("64.01")] == [(True, 150)]


def test_counts_that_are_withheld_stay_withheld_in_the_erratum(places, at):
    first, second = places["64.01.01.2001"], places["64.01.01.2002"]
    a_published_month(places["64.01"], {(first, "petani", "csr"): 3, (second, "petani", "csr"): 800})
    cells = [a_cell(first, 40, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at)
    entered(report, cells, at)
    published(report, at)

    [one] = told("64.01.01.2001")

    assert (one.old.enrolled, one.old.shown, one.new.enrolled) == (None, "small", 40)
    assert erratum_row(one)["old_enrolled"] is None


def test_a_first_version_asks_nothing_and_a_corrected_one_twice_at_most(corrected, django_assert_num_queries):
    untouched, changed = newest("64.01.02.2001"), newest("64.01")

    with django_assert_num_queries(0):
        errata_of(Published.of(untouched), untouched.region_id, untouched.scheme_id)
    with django_assert_num_queries(2):
        errata_of(Published.of(changed), changed.region_id, changed.scheme_id)


def test_the_file_holds_every_erratum_in_the_order_of_release(corrected):
    rows = [erratum_row(one) for one in all_errata()]

    assert [row["code"] for row in rows] == ["64.01.01.2001", "64.01.01", "64.01", "64", "ID"]
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert (rows[2]["old_percent"], rows[2]["new_percent"], rows[2]["reason"]) == ("42.00", "51.00", REASON)


def test_page_and_files_tell_the_erratum(corrected, client):
    text = client.get("/wilayah/64.01/").content.decode()
    found = client.get("/wilayah/64.01.json").json()["errata"]
    lines = b"".join(client.get("/data/ralat.csv").streaming_content).decode("utf-8-sig").splitlines()

    assert all(words in text for words in ("Ralat", REASON, "420", "510"))
    assert [(row["old_enrolled"], row["new_enrolled"]) for row in found] == [(420, 510)]
    assert client.get("/data/ralat.json").json()["errata"][2] == found[0]
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 6
    assert 'id="ralat"' not in client.get("/wilayah/64.01.02.2001/").content.decode()
