"""What a person could do is what the actions would let them do, in every state and for every role."""

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.abilities import Role
from accounts.errors import RightMissing
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.actions.sign_off import withdraw_report
from coverage.errors import CoverageError
from coverage.models import Report
from coverage.queries.steps import CHECK, MOVES, PUBLISH, RETURN, SIGN, SUBMIT, WITHDRAW, Desk, days_late, who_can
from tests.coverage.factories import DUE, a_cell, an_open_report, entered, staff_of
from tests.factories import A_MOMENT, a_person

ACTIONS = {
    SUBMIT: submit_report, CHECK: check_report, SIGN: sign_report, PUBLISH: publish_report, WITHDRAW: withdraw_report,
    RETURN: lambda **given: return_report(reason="Diuji sekali lagi", **given),
}  # fmt: skip
STATES = ["open", "submitted", "checked", "signed", "published"]
OFFICES = ["enters", "checks", "signs", "publishes"]


def in_state(region, state):
    report, staff = an_open_report(region), staff_of(region)
    entered(report, [a_cell(region, 10, "pu")])
    for move, office, reached in zip((SUBMIT, CHECK, SIGN, PUBLISH), OFFICES, STATES[1:], strict=True):
        if report.state == state:
            break
        ACTIONS[move](report=report, by=staff[office], at=A_MOMENT)
        report = Report.objects.select_related("region").get(pk=report.pk)
        assert report.state == reached
    return Report.objects.select_related("region").get(pk=report.pk)


def would_be_taken(move, report, person):
    """Return whether the action does it; nothing of it is kept."""
    try:
        with transaction.atomic():
            ACTIONS[move](report=report, by=person, at=A_MOMENT)
            transaction.set_rollback(True)
    except (CoverageError, RightMissing):
        return False
    return True


@pytest.mark.parametrize("state", STATES)
def test_the_desk_says_what_the_actions_do(places, state):
    report = in_state(places["64.01"], state)
    people = [*staff_of(places["64.01"]).values()]
    for role in Role:
        at_region = places["64"] if role in ("A", "JP", "I", "K") else places["ID"] if role in ("D", "JN") else None
        people.append(a_person(f"orang.{role}".lower(), role, at_region or places["64.01"]))
    people += [a_person("tetangga", Role.CHECKER, places["64.02"]), a_person("tanpa")]

    for person in people:
        desk = Desk(person, [report], A_MOMENT)
        told = {move.word: desk.can(report, move) for move in MOVES.values()}
        done = {move.word: would_be_taken(move, report, person) for move in MOVES.values()}
        assert told == done, person


def test_a_small_office_is_checked_by_the_province_as_the_action_has_it(places, wati, at):
    paser = places["64.01"]
    report = in_state(paser, "submitted")
    staff = staff_of(paser)
    staff["checks"].assignments.all().delete()

    assert Desk(wati, [report], at).can(report, CHECK)
    assert would_be_taken(CHECK, report, wati)
    assert str(wati) in [str(person) for person in who_can(report, CHECK, at)]


def test_who_withdraws_is_not_offered_to_return_as_well(places, at):
    report = in_state(places["64.01"], "submitted")
    enterer = staff_of(places["64.01"])["enters"]

    assert Desk(enterer, [report], at).moves(report) == (WITHDRAW,)


def test_who_can_act_next_are_those_with_the_right_and_no_part_in_it_nearest_first(places, wati, at):
    paser = places["64.01"]
    report = in_state(paser, "checked")
    a_person("budi", Role.CHECKER, paser)
    a_person("atasan", Role.HEAD, places["64"])
    a_person("tetangga", Role.HEAD, places["64.02"])
    gone = a_person("pensiun", Role.HEAD, paser)
    gone.is_active = False
    gone.save()

    people = who_can(report, SIGN, at)

    assert [person.username for person in people] == ["sahkan.64.01", "atasan"]
    assert staff_of(paser)["checks"] not in who_can(report, CHECK, at)


def test_days_late_count_begun_days_from_the_deadline_to_the_handing_in(places):
    report = an_open_report(places["64.01"])

    assert days_late(report, DUE) == 0
    assert days_late(report, DUE + timedelta(seconds=1)) == 1
    assert days_late(report, DUE + timedelta(days=1)) == 1
    assert days_late(report, DUE + timedelta(days=1, seconds=1)) == 2
    report.submitted_at, report.state = DUE + timedelta(hours=5), "submitted"
    assert days_late(report, DUE + timedelta(days=90)) == 1
    report.submitted_at = DUE - timedelta(hours=5)
    assert days_late(report, DUE + timedelta(days=90)) == 0


def test_a_correction_of_a_published_month_is_never_late(places):
    report = in_state(places["64.01"], "published")
    report.state, report.submitted_at = "open", None
    assert days_late(report, DUE + timedelta(days=90)) == 0

    report.state, report.submitted_at, report.publications = "published", DUE + timedelta(days=90), 2
    assert days_late(report, DUE + timedelta(days=91)) == 0


def test_any_number_of_reports_is_read_in_as_many_queries(places, wati, at, django_assert_num_queries):
    for code in ("64.01", "64.02", "64.08"):
        submit_report(report=filled(places[code]), by=staff_of(places[code])["enters"], at=at)
    reports = list(Report.objects.select_related("region").order_by("pk"))

    for several in (reports[:1], reports):
        with django_assert_num_queries(4):
            desk = Desk(wati, several, at)
            assert [desk.took_part(report, PUBLISH) for report in several] == [False] * len(several)
            assert [desk.moves(report) for report in several] == [(RETURN,)] * len(several)


def filled(region):
    report = an_open_report(region)
    entered(report, [a_cell(region, 10, "pu")])
    return report
