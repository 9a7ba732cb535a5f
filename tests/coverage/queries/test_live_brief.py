"""The brief of live numbers: the cells as they stand now, summed over the reports that count and over no others."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.actions.reports import submit_report
from coverage.enums import ReportState
from coverage.models import LiveTotal, Report, Scheme
from coverage.queries.live_brief import live_brief, newest_month, reporters_of
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, a_published_month, a_target, an_open_report, entered, staff_of
from tests.coverage.releases import plant_children

ON = date(2025, 7, 31)
JUNE = 202506


def place_of(region) -> Placement:
    return Placement.objects.select_related("region").get(region=region)


def of(region, at, *reporting, month=JULY):
    reports = list(Report.objects.filter(region__in=reporting or [region], month=month).order_by("region"))
    return live_brief(place_of(region), reports, Scheme.objects.get(code="ucj"), month, at)


@pytest.fixture
def paser(places):
    """Paser with 30 farmers of one village and 90 workers that hang on the regency, not yet submitted."""
    a_target(places["64.01"], 1000)
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01.01.2001"], 30), a_cell(places["64.01"], 90, "pu", "pemberi_kerja")])
    return places["64.01"]


@pytest.fixture
def bontang(places):
    a_target(places["64.74"], 200)
    report = an_open_report(places["64.74"])
    entered(report, [a_cell(places["64.74"], 50, "pu", "pemberi_kerja")])
    submit_report(report=report, by=staff_of(places["64.74"])["enters"], at=report.due_at, reason="Belum semua")
    return places["64.74"]


def test_a_regency_is_told_as_its_cells_stand_with_the_state_of_its_report(paser, at):
    found = of(paser, at)

    assert (found.enrolled, found.percent, found.gap, found.figure_id) == (120, 12, 880, None)
    assert (found.live.states, found.live.is_settled, found.live.at) == (((ReportState.OPEN, 1),), False, at)


def test_a_district_and_a_village_are_told_from_the_report_of_their_regency(places, paser, at):
    district, village = (of(places[code], at, paser) for code in ("64.01.01", "64.01.01.2001"))

    assert (district.enrolled, village.enrolled, village.comparison.below) == (30, 30, 0)


def test_a_province_adds_up_the_reports_that_count_and_says_how_many(places, paser, bontang, at):
    both, one = of(places["64"], at, paser, bontang), of(places["64"], at, bontang)

    assert (both.enrolled, both.reported, both.expected) == (170, 2, 4)
    assert both.live.states == ((ReportState.SUBMITTED, 1), (ReportState.OPEN, 1))
    assert (one.enrolled, one.reported) == (50, 1)


def test_own_figures_of_a_province_are_in_its_sum(places, bontang, wati, at):
    report = an_open_report(places["64.08"])
    own = Report.objects.create(region=places["64"], month=JULY, due_at=report.due_at)
    LiveTotal.objects.create(
        month=JULY, region=places["64"], scheme=Scheme.objects.get(code="ucj"), axis=0, member=0, level=1,
        enrolled=7, filled=1,
    )  # fmt: skip

    assert of(places["64"], at, bontang, own.region).enrolled == 57


def test_the_nation_adds_up_provinces_and_what_lies_in_them(places, paser, bontang, at):
    nation = of(places["ID"], at, paser, bontang)

    assert (nation.enrolled, nation.reported, nation.expected) == (170, 2, 6)


def test_only_what_was_submitted_is_compared(places, paser, bontang, at):
    found = of(places["64"], at, paser, bontang)

    assert [(row.code, row.percent, row.figure_id) for row in found.comparison.best] == [("64.74", 25, None)]
    assert (found.comparison.worst, found.comparison.below) == ((), 4)


def test_nothing_filled_in_is_no_data(places, at):
    an_open_report(places["64.02"])

    regency, province = of(places["64.02"], at), of(places["64"], at)

    assert [(one.enrolled, one.percent, one.is_empty) for one in (regency, province)] == [(None, None, True)] * 2


def test_the_change_is_since_the_last_comparable_release(places, paser, at):
    a_published_month(paser, {(paser, "pu", "pemberi_kerja"): 100}, JUNE)

    change = of(paser, at).change

    assert (change.month, change.heads, change.points) == (JUNE, 20, 2)


def test_the_newest_month_is_that_of_the_reports_that_hold_the_place(places, paser):
    an_open_report(places["64.02"], 202508)

    months = [newest_month(place_of(places[code]), ON) for code in ("64.01", "64.01.01.2001", "64", "64.08")]

    assert months == [JULY, JULY, 202508, None]


def test_who_reports_for_a_place(places):
    told = {
        code: [row.code for row in reporters_of(place_of(places[code]), ON)] for code in ("64.01.01.2001", "64", "ID")
    }

    assert told == {
        "64.01.01.2001": ["64.01"],
        "64": ["64", "64.01", "64.02", "64.08", "64.74"],
        "ID": ["63", "63.01", "63.11", "64", "64.01", "64.02", "64.08", "64.74"],
    }


def test_as_many_queries_for_many_children_as_for_few(places, paser, at):
    of(paser, at)
    with CaptureQueriesContext(connection) as few:
        of(paser, at)
    plant_children(paser, 60)
    with CaptureQueriesContext(connection) as many:
        of(paser, at)

    assert len(many) == len(few) <= 12
