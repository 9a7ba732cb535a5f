"""More time for one report."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.extensions import ask_extension, decide_extension
from coverage.calendar_errors import ExtensionRefused
from coverage.enums import ExtensionState
from coverage.models import Extension, Report
from tests.coverage.factories import DUE, a_cell, an_open_report, entered, signed

LATER = datetime(2025, 8, 22, 8, 0, tzinfo=UTC)
WHY = "Jaringan dua kecamatan putus"


@pytest.fixture
def report(places) -> Report:
    return an_open_report(places["64.01"])


def due_of(report: Report) -> datetime:
    return Report.objects.get(pk=report.pk).due_at


def test_granting_moves_the_deadline_of_this_report_alone(places, report, sari, wati, at):
    other = an_open_report(places["64.02"])
    asked = ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=at)
    assert due_of(report) == DUE

    decide_extension(extension=asked, is_granted=True, answer="Disetujui sekali ini", by=wati, at=at)

    assert (due_of(report), due_of(other)) == (LATER, DUE)
    acts = [entry.act for entry in AuditEntry.objects.order_by("sequence")][-2:]
    assert acts == [Act.EXTENSION_ASKED, Act.EXTENSION_DECIDED]


def test_refusing_needs_an_answer_and_leaves_the_deadline(report, budi, wati, at):
    asked = ask_extension(report=report, until=LATER, reason=WHY, by=budi, at=at)

    with pytest.raises(ExtensionRefused, match="alasan penolakan"):
        decide_extension(extension=asked, is_granted=False, answer="tidak", by=wati, at=at)
    decided = decide_extension(extension=asked, is_granted=False, answer="Data sudah lengkap", by=wati, at=at)

    assert decided.state == ExtensionState.REFUSED
    assert due_of(report) == DUE


def test_who_is_late_may_still_ask(report, sari, at):
    late = DUE + timedelta(days=2)

    with pytest.raises(ExtensionRefused, match="lebih kemudian"):
        ask_extension(report=report, until=DUE + timedelta(days=1), reason=WHY, by=sari, at=late)

    assert ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=late).state == ExtensionState.ASKED


def test_a_second_request_waits_for_the_answer_to_the_first(report, sari, budi, wati, at):
    first = ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=at)

    with pytest.raises(ExtensionRefused, match="belum dijawab"):
        ask_extension(report=report, until=LATER, reason=WHY, by=budi, at=at)
    decide_extension(extension=first, is_granted=True, answer="", by=wati, at=at)
    with pytest.raises(ExtensionRefused, match="sudah diputuskan"):
        decide_extension(extension=first, is_granted=False, answer="Ternyata tidak jadi", by=wati, at=at)

    assert due_of(report) == LATER


def test_a_report_that_was_handed_in_needs_no_more_time(places, report, sari, wati, at):
    asked = ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=at)
    entered(report, [a_cell(places["64.01"], 5)])
    signed(report)

    with pytest.raises(ExtensionRefused, match="sudah diajukan"):
        ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=at)
    with pytest.raises(ExtensionRefused, match="sudah diajukan"):
        decide_extension(extension=asked, is_granted=True, answer="", by=wati, at=at)

    assert due_of(report) == DUE


def test_a_request_says_why(report, sari, at):
    with pytest.raises(ExtensionRefused, match="Tulis alasan"):
        ask_extension(report=report, until=LATER, reason="sibuk", by=sari, at=at)

    assert Extension.objects.count() == 0


def test_the_office_asks_and_the_province_decides(places, report, sari, wati, stranger, at):
    for nobody in (wati, stranger):
        with pytest.raises(RightMissing):
            ask_extension(report=report, until=LATER, reason=WHY, by=nobody, at=at)
    asked = ask_extension(report=report, until=LATER, reason=WHY, by=sari, at=at)

    with pytest.raises(RightMissing):
        decide_extension(extension=asked, is_granted=True, answer="", by=sari, at=at)

    assert due_of(report) == DUE
