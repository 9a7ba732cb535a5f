"""A step of a report that is taken twice at once: one effect, one event, one entry in the trail.

As in the other races, sensors show that without its lock the report would take the step twice on PostgreSQL.
"""

import threading
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from accounts.abilities import Role
from accounts.enums import Act
from accounts.models import AuditEntry
from accounts.queries.audit import verdict
from coverage.actions import publication, reports, sign_off
from coverage.actions.corrections import CellName, reopen_report
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.actions.sign_off import take_step, withdraw_report
from coverage.enums import ReportStep
from coverage.errors import StepRefused
from coverage.models import Release, Report, ReportEvent, UnlockedCell
from coverage.queries.steps import CHECK, PUBLISH, RETURN, SIGN, SUBMIT, WITHDRAW, Move
from tests.accounts.people import sign_in, with_password
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, published, signed, staff_of
from tests.factories import A_MOMENT, a_person
from tests.threads import A_MEETING, at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = A_MOMENT + timedelta(days=1)
PAGE = "/laporan/64.01/2025-07/"
REASON = "Angka desa Busui keliru"
ON_THE_WAY = ((SUBMIT, "enters"), (CHECK, "checks"), (SIGN, "signs"), (PUBLISH, "publishes"))
ACTIONS = {
    SUBMIT: submit_report, CHECK: check_report, SIGN: sign_report, PUBLISH: publish_report, WITHDRAW: withdraw_report,
    RETURN: lambda **given: return_report(reason=REASON, **given),
}  # fmt: skip
BEFORE = {SUBMIT: 0, CHECK: 1, SIGN: 2, PUBLISH: 3, WITHDRAW: 1, RETURN: 2}
"""How many steps a month has taken when this one can be."""
WHO = {**dict(ON_THE_WAY), WITHDRAW: "enters", RETURN: "checks"}
ACTS: Mapping[Move, Act] = {
    SUBMIT: Act.REPORT_SUBMITTED, CHECK: Act.REPORT_CHECKED, SIGN: Act.REPORT_SIGNED, PUBLISH: Act.REPORT_PUBLISHED,
    WITHDRAW: Act.REPORT_RETURNED, RETURN: Act.REPORT_RETURNED,
}  # fmt: skip
MOVES = pytest.mark.parametrize("move", list(ACTIONS), ids=lambda move: move.word)


def ready_for(places, move, month=JULY) -> Report:
    """Return a filled month of Paser at which the step can be taken now."""
    report, staff = an_open_report(places["64.01"], month), staff_of(places["64.01"])
    entered(report, [a_cell(places["64.01"], 120, "pu", month=month)])
    for before, office in ON_THE_WAY[: BEFORE[move]]:
        ACTIONS[before](report=report, by=staff[office], at=A_MOMENT)
    return Report.objects.select_related("region").get(pk=report.pk)


def traces(move) -> tuple[int, int]:
    """Return how many events and audit entries of the step there are."""
    return ReportEvent.objects.filter(step=move.step).count(), AuditEntry.objects.filter(act=ACTS[move]).count()


@MOVES
@pytest.mark.parametrize("is_seen", [True, False], ids=["from a page", "blindly"])
def test_a_step_taken_eight_times_at_once_is_taken_once(places, move, is_seen):
    report, by = ready_for(places, move), staff_of(places["64.01"])[WHO[move]]
    seen = report.version if is_seen else None

    results = at_once([lambda: ACTIONS[move](report=report, by=by, at=LATER, seen=seen)] * 8)

    assert [result for result in results if isinstance(result, Exception) and not isinstance(result, StepRefused)] == []
    assert len([result for result in results if isinstance(result, StepRefused)]) == 7
    assert traces(move) == (1, 1)
    assert Report.objects.get().version == report.version + 1
    assert verdict().is_intact


def test_a_month_published_twice_at_once_has_one_release_of_each_region(places):
    report, by = ready_for(places, PUBLISH), staff_of(places["64.01"])["publishes"]

    at_once([lambda: publish_report(report=report, by=by, at=LATER)] * 4)

    assert sorted(Release.objects.values_list("region__code", "version")) == [("64", 1), ("64.01", 1), ("ID", 1)]
    assert Report.objects.get().publications == 1


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("move", [SUBMIT, CHECK, SIGN, RETURN, WITHDRAW], ids=lambda move: move.word)
def test_without_the_lock_of_the_report_a_step_would_be_taken_twice(places, monkeypatch, move, locked):
    report, by = ready_for(places, move), staff_of(places["64.01"])[WHO[move]]
    if not locked:
        take_lock_away(monkeypatch, Report)
    let_two_meet(monkeypatch, (sign_off if move is WITHDRAW else reports, "moved"))

    at_once([lambda: ACTIONS[move](report=report, by=by, at=LATER, seen=report.version)] * 2)

    assert traces(move)[0] == (1 if locked or connection.vendor == "sqlite" else 2)


def test_of_two_heads_who_sign_at_once_one_signs(places):
    report, head = ready_for(places, SIGN), staff_of(places["64.01"])["signs"]
    other = a_person("pengesah.dua", Role.HEAD, places["64.01"])

    at_once([lambda by=by: sign_report(report=report, by=by, at=LATER) for by in (head, other)])

    assert traces(SIGN) == (1, 1)
    assert Report.objects.get().signed_by == ReportEvent.objects.get(step="signed").by


def test_a_month_that_is_signed_and_returned_at_once_ends_where_the_last_step_led(places):
    report, staff = ready_for(places, SIGN), staff_of(places["64.01"])

    at_once(
        [
            lambda: sign_report(report=report, by=staff["signs"], at=LATER),
            lambda: return_report(report=report, reason=REASON, by=staff["checks"], at=LATER),
        ]
    )

    after = Report.objects.get()
    steps = list(ReportEvent.objects.order_by("pk").values_list("step", flat=True))[3:]
    assert steps in (["returned"], ["signed", "returned"])
    assert (after.state, after.signed_by, after.version) == ("open", None, report.version + len(steps))


def test_several_months_taken_on_twice_at_once_take_the_step_once_each(places):
    months = [ready_for(places, PUBLISH, month) for month in (202505, 202506, 202507)]
    seen = {report.pk: report.version for report in months}
    by = staff_of(places["64.01"])["publishes"]
    orders = (months, months[::-1])

    results = at_once(
        [
            lambda some=some: take_step(step=ReportStep.PUBLISHED, reports=some, seen=seen, by=by, at=LATER)
            for some in orders
        ]
    )

    assert sorted(type(result).__name__ for result in results) == ["StepRefused", "int"]
    assert traces(PUBLISH) == (3, 3)


def test_a_published_month_reopened_twice_at_once_names_its_cells_in_one_act_each(places):
    report, by = ready_for(places, SUBMIT), staff_of(places["64.01"])["publishes"]
    published(report)
    version = Report.objects.get().version
    cell = a_cell(places["64.01"], 1, "pu")
    named = [CellName(cell.region, cell.category, cell.payer)]

    results = at_once(
        [lambda: reopen_report(report=report, cells=named, reason=REASON, by=by, at=LATER, seen=version)] * 4
    )

    assert len([result for result in results if isinstance(result, StepRefused)]) == 3
    assert ReportEvent.objects.filter(step="reopened").count() == UnlockedCell.objects.count() == 1


@MOVES
def test_a_button_pressed_twice_at_once_is_answered_twice_and_done_once(places, move):
    report, by = ready_for(places, move), staff_of(places["64.01"])[WHO[move]]
    with_password(by)
    client = Client()
    sign_in(client, by.username)

    def press() -> int:
        mine = Client()
        mine.cookies = client.cookies
        return mine.post(f"{PAGE}{move.word}/", {"seen": report.version, "reason": REASON}).status_code

    assert at_once([press] * 2) == [303, 303]
    assert traces(move) == (1, 1)


@pytest.mark.parametrize("locked", [True, False])
def test_without_all_its_locks_at_first_publishing_many_and_publishing_one_would_wait_for_each_other(
    places, monkeypatch, locked
):
    """Many: Paser, then Kutai Timur. Meanwhile one month of Kutai Timur, begun when Paser holds the province."""
    paser, other, earlier = (
        filled_and_signed(places[code], month) for code, month in (("64.01", JULY), ("64.08", JULY), ("64.08", 202506))
    )
    by, children, has_begun = staff_of(places["64.01"])["publishes"], publication.children_released, threading.Event()
    if not locked:
        monkeypatch.setattr(sign_off, "lock_all_above", lambda reports: None)

    def told_first(*told):
        if not has_begun.is_set():
            has_begun.set()
            threading.Event().wait(A_MEETING)  # the one month comes as far as it can
        return children(*told)

    def one() -> None:
        has_begun.wait()
        publish_report(report=earlier, by=by, at=LATER)

    monkeypatch.setattr(publication, "children_released", told_first)

    results = at_once(
        [lambda: take_step(step=ReportStep.PUBLISHED, reports=[paser, other], seen={}, by=by, at=LATER), one]
    )

    stuck = [result for result in results if isinstance(result, DatabaseError)]
    assert len(stuck) == (0 if locked or connection.vendor == "sqlite" else 1)
    assert [result for result in results if isinstance(result, Exception)] == stuck


def filled_and_signed(region, month) -> Report:
    report = an_open_report(region, month)
    entered(report, [a_cell(region, 120, "pu", month=month)])
    return signed(report)
