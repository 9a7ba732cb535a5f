"""What is asked, and how much of it is there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.models import Report, WorkerCategory
from coverage.queries.plan import Completeness, asked_in, asked_pairs, completeness_of
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_open_report, entered
from tests.coverage.oracles import completeness
from tests.coverage.plans import a_plan

VILLAGES_OF_PASER = 7


def test_a_plan_is_read_in_the_order_of_categories_and_payers(places):
    a_plan(places["64.01"], villages=("rt_rw apbdes", "petani csr", "petani apbd_kab"), own=("pu pemberi_kerja",))

    pairs = asked_pairs(places["64.01"], 2025)

    assert [f"{one.category.code} {one.payer.code} {one.per}" for one in pairs] == [
        "pu pemberi_kerja reporter", "petani apbd_kab village", "petani csr village", "rt_rw apbdes village",
    ]  # fmt: skip
    assert asked_pairs(places["64.01"], 2024) == asked_pairs(places["64.08"], 2025) == ()


def test_a_category_is_asked_only_in_months_in_which_it_is_valid(places):
    a_plan(places["64.01"], villages=("prt csr", "petani csr"), own=())
    WorkerCategory.objects.filter(code="prt").update(valid_to=date(2025, 7, 31))

    assert [one.category.code for one in asked_in(places["64.01"], 202506)] == ["petani", "prt"]
    assert [one.category.code for one in asked_in(places["64.01"], JULY)] == ["petani"]


def test_numbers_0_and_tb_are_filled_blank_and_unasked_cells_are_not(places):
    paser = places["64.01"]
    a_plan(paser)
    report = an_open_report(paser)
    entered(
        report,
        [
            a_cell(places["64.01.01.2001"], 12),
            a_cell(places["64.01.01.2002"], 0),
            a_cell(places["64.01.01.2003"], None, not_applicable=True),
            a_cell(places["64.01.02.2001"], 5),
            a_cell(places["64.01.02.2002"], 9, "prt", "csr"),  # not asked
            a_cell(places["64.01.01"], 9),  # asked of villages, held by a district
            a_cell(paser, 400, "pu", "pemberi_kerja"),
            a_cell(places["64.01.04.2002"], 3, "pu", "pemberi_kerja"),  # asked of the regency, held by a village
        ],
    )
    entered(report, [a_cell(places["64.01.02.2001"], None)])

    assert completeness_of([report]) == {report.pk: Completeness(4, 6 * VILLAGES_OF_PASER + 1)}


def test_without_a_plan_nothing_is_expected_and_nothing_is_missing(places):
    report = an_open_report(places["64.01"])

    assert completeness_of([report])[report.pk] == Completeness(0, 0)
    assert completeness_of([report])[report.pk].is_whole
    assert completeness_of([]) == {}


def test_villages_count_as_they_stood_at_the_end_of_the_month(places):
    a_plan(places["64.01"], own=())
    june, july = an_open_report(places["64.01"], 202506), an_open_report(places["64.01"])
    Placement.objects.filter(region=places["64.01.04.2002"]).update(valid_to=date(2025, 7, 15))

    found = completeness_of([june, july])

    assert (found[june.pk].expected, found[july.pk].expected) == (6 * VILLAGES_OF_PASER, 6 * (VILLAGES_OF_PASER - 1))


def several(places) -> list[Report]:
    """Return reports of three regencies and one province in two months, some cells filled, one without a plan."""
    for code in ("64.01", "64.02", "64.08"):
        a_plan(places[code])
    reports = [an_open_report(places[code], month) for code in ("64.01", "64.02", "64.08") for month in (202506, JULY)]
    reports.append(an_open_report(places["64.74"]))
    for report, village in zip(reports, ["64.01.01.2001", "64.01.02.2001", "64.02.01.2001"], strict=False):
        entered(
            report, [a_cell(places[village], 7, month=report.month), a_cell(report.region, 5, "pu", month=report.month)]
        )
    return reports


def test_completeness_is_what_a_plain_count_says(places):
    reports = several(places)

    found = completeness_of(reports)

    assert {pk: (told.filled, told.expected) for pk, told in found.items()} == {
        report.pk: completeness(report) for report in reports
    }
    assert sorted(told.filled for told in found.values()) == [0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(("month", "queries"), [("one", 4), ("two", 6)])
def test_queries_grow_with_months_alone(places, month, queries):
    reports = [report for report in several(places) if month == "two" or report.month == JULY]

    with CaptureQueriesContext(connection) as few:
        completeness_of(reports[:2] if month == "two" else reports[:1])
    with CaptureQueriesContext(connection) as many:
        completeness_of(reports)

    assert len(few) == len(many) == queries
