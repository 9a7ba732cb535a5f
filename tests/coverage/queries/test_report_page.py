"""One month as its people see it: stages with who and when, numbers against target and month before, what is next."""

from datetime import timedelta

import pytest

from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.actions.sign_off import withdraw_report
from coverage.enums import ReportState, ReportStep
from coverage.models import Report
from coverage.queries.report_page import report_page
from coverage.queries.steps import CHECK, RETURN, SIGN, SUBMIT
from tests.coverage.factories import DUE, JULY, a_cell, a_published_month, a_target, an_open_report, entered, staff_of

REASON = "Angka desa Busui keliru"


@pytest.fixture
def report(places):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 120), a_cell(places["64.01.01.2001"], 30, "nelayan")])
    return report


def again(report):
    return Report.objects.select_related("region").get(pk=report.pk)


def test_stages_tell_who_led_into_each_state_and_when(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at + timedelta(hours=1))

    page = report_page(again(report), staff["signs"], at)

    assert [(stage.state.value, stage.is_passed, stage.is_here) for stage in page.stages] == [
        ("open", True, False), ("submitted", True, False), ("checked", False, True), ("signed", False, False),
        ("published", False, False),
    ]  # fmt: skip
    assert [(stage.event.by, stage.event.at) for stage in page.stages if stage.event] == [
        ("Terbit.64", at), ("Isi.64.01", at), ("Periksa.64.01", at + timedelta(hours=1)),
    ]  # fmt: skip
    assert (page.moves, page.forward, page.has_right, page.took_part) == ((SIGN, RETURN), SIGN, True, False)


def test_who_cannot_act_is_told_who_can_and_whether_it_is_for_having_taken_part(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)

    page = report_page(again(report), staff["publishes"], at)

    assert (page.moves, page.forward, page.has_right) == ((RETURN,), CHECK, False)
    assert [person.username for person in page.next_people] == ["periksa.64.01"]


def test_a_month_that_was_given_back_tells_why_and_one_that_was_taken_back_is_no_return_of_others(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)
    return_report(report=report, reason=REASON, by=staff["checks"], at=at)
    given_back = report_page(again(report), staff["enters"], at)
    submit_report(report=report, by=staff["enters"], at=at)
    withdraw_report(report=report, by=staff["enters"], at=at)
    taken_back = report_page(again(report), staff["enters"], at)

    assert (given_back.returned.note, given_back.returned.is_withdrawal) == (REASON, False)
    assert (taken_back.returned.step, taken_back.returned.is_withdrawal) == (ReportStep.RETURNED, True)
    assert [stage.event.by for stage in taken_back.stages if stage.event] == ["Isi.64.01"]
    assert taken_back.moves == (SUBMIT,)


def test_numbers_stand_against_the_target_and_the_month_before(places, at):
    paser = places["64.01"]
    a_target(paser, 200)
    a_published_month(paser, {(paser, "petani", "apbd_kab"): 100}, 202506)
    report = an_open_report(paser)
    entered(report, [a_cell(paser, 150), a_cell(paser, 80, "pu")])

    [line] = report_page(again(report), staff_of(paser)["enters"], at).headlines

    assert (line.enrolled, line.target, line.before, line.change) == (230, 200, 100, 130)
    assert (str(line.percent), line.gap, line.beyond) == ("115", -30, 30)


def test_a_month_without_a_number_is_not_zero(places, at):
    report = an_open_report(places["64.01"])

    page = report_page(again(report), staff_of(places["64.01"])["enters"], at)

    assert (page.enrolled, page.headlines[0].percent, page.headlines[0].change) == (None, None, None)


def test_a_published_month_is_final_and_leads_to_its_origin(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)
    sign_report(report=check_report(report=report, by=staff["checks"], at=at), by=staff["signs"], at=at)
    publish_report(report=report, by=staff["publishes"], at=at)

    page = report_page(again(report), staff["enters"], DUE + timedelta(days=9))

    assert (page.state, page.is_final, page.forward, page.late) == (ReportState.PUBLISHED, True, None, 0)
    assert page.figure_id == "64.01_2025-07_ucj_1"


def test_a_page_takes_as_many_queries_whatever_happened_to_the_month(places, report, at, django_assert_num_queries):
    staff = staff_of(places["64.01"])
    first = again(report)
    with django_assert_num_queries(13) as few:
        report_page(first, staff["enters"], at)
    for _ in range(3):
        submit_report(report=report, by=staff["enters"], at=at)
        return_report(report=report, reason=REASON, by=staff["checks"], at=at)
    later = again(report)

    with django_assert_num_queries(len(few)):
        assert len(report_page(later, staff["enters"], at).events) == 7
    assert later.month == JULY
