"""A province opens a year of reports and moves its deadlines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions import deadlines
from coverage.actions.deadlines import add_holiday, remove_holiday, set_deadlines
from coverage.actions.extensions import ask_extension, decide_extension
from coverage.calendar_errors import DeadlineRefused
from coverage.models import Deadline, Holiday, Report
from coverage.queries.deadlines import default_deadlines, due_year
from regions.models import Region
from tests.coverage.factories import (
    DUE,
    JULY,
    a_cell,
    a_published_month,
    an_open_report,
    entered,
    reopened,
    signed,
    staff_of,
)
from tests.threads import at_once, let_two_meet, take_lock_away

LATER = datetime(2025, 8, 22, 8, 0, tzinfo=UTC)


def due_of(report: Report) -> datetime:
    return Report.objects.get(pk=report.pk).due_at


@pytest.fixture
def defaults(places):
    return default_deadlines(places["64"], 2025)


def test_opening_a_year_opens_twelve_months_of_each_regency_and_of_the_province(places, wati, defaults, at):
    opened = set_deadlines(province=places["64"], year=2025, due=defaults, by=wati, at=at)

    found = Report.objects.order_by("region__code").values_list("region__code", flat=True).distinct()
    assert list(found) == ["64", "64.01", "64.02", "64.08", "64.74"]
    assert opened == Report.objects.count() == 60
    assert set(Report.objects.filter(month=JULY).values_list("due_at", flat=True)) == {
        datetime(2025, 8, 15, 8, tzinfo=UTC)  # 16.00 WITA
    }
    assert AuditEntry.objects.get().act == Act.DEADLINES_SET


def test_national_holidays_and_own_ones_move_the_default(places, wati, at):
    add_holiday(province=places["64"], day=date(2025, 7, 15), name="Hari Jadi Provinsi", by=wati, at=at)

    defaults = default_deadlines(places["64"], 2025)

    assert defaults[202506] == datetime(2025, 7, 16, 8, tzinfo=UTC)
    assert default_deadlines(places["63"], 2025)[202506] == datetime(2025, 7, 15, 8, tzinfo=UTC)
    assert Holiday.objects.filter(province=None, day__year=2025).count() == 17


def test_opening_again_opens_what_is_missing_and_leaves_the_rest(places, wati, defaults, at):
    report = an_open_report(places["64.01"])

    opened = set_deadlines(province=places["64"], year=2025, due=defaults, by=wati, at=at)
    again = set_deadlines(province=places["64"], year=2025, due=defaults, by=wati, at=at)

    assert (opened, again) == (59, 0)
    assert Report.objects.get(region=places["64.01"], month=JULY).pk == report.pk
    assert AuditEntry.objects.filter(act=Act.DEADLINES_SET).count() == 1


def test_a_moved_deadline_moves_what_was_not_handed_in(places, wati, defaults, at):
    waiting = an_open_report(places["64.02"])
    handed_in = an_open_report(places["64.01"])
    entered(handed_in, [a_cell(places["64.01"], 5)])
    signed(handed_in)
    neighbour = an_open_report(places["63.01"])

    set_deadlines(province=places["64"], year=2025, due=defaults | {JULY: LATER}, by=wati, at=at)

    assert due_of(waiting) == LATER
    assert due_of(handed_in) == due_of(neighbour) == datetime(2025, 8, 15, 8, tzinfo=UTC)
    assert Deadline.objects.get(month=JULY).due_at == LATER


def test_a_report_with_more_time_keeps_it(places, wati, defaults, at):
    report = an_open_report(places["64.01"])
    granted = ask_extension(
        report=report, until=LATER, reason="Jaringan kecamatan putus", by=staff_of(places["64.01"])["enters"], at=at
    )
    decide_extension(extension=granted, is_granted=True, answer="", by=wati, at=at)

    set_deadlines(province=places["64"], year=2025, due=defaults, by=wati, at=at)

    assert due_of(report) == LATER


def test_a_month_that_is_being_corrected_keeps_the_deadline_of_its_first_number(places, wati, defaults, at):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "pu", "csr"): 10})
    report = reopened(Report.objects.get(), [a_cell(paser, 9, "pu", "csr")], at)

    set_deadlines(province=places["64"], year=2025, due=defaults | {JULY: LATER}, by=wati, at=at)

    assert due_of(report) == DUE


def test_deadlines_before_the_month_is_over_or_of_eleven_months_are_refused(places, wati, defaults, at):
    early = defaults | {JULY: datetime(2025, 7, 31, 15, 59, tzinfo=UTC)}  # 23.59 WITA of the last day

    with pytest.raises(DeadlineRefused, match="Juli 2025"):
        set_deadlines(province=places["64"], year=2025, due=early, by=wati, at=at)
    with pytest.raises(DeadlineRefused, match="12 bulan"):
        set_deadlines(province=places["64"], year=2025, due={JULY: LATER}, by=wati, at=at)
    with pytest.raises(DeadlineRefused, match="bukan provinsi"):
        set_deadlines(province=places["64.01"], year=2025, due=defaults, by=wati, at=at)

    assert Deadline.objects.count() == Report.objects.count() == 0


def test_only_who_may_set_deadlines_does_so(places, hana, admin, defaults, at):
    with pytest.raises(RightMissing):
        set_deadlines(province=places["64"], year=2025, due=defaults, by=hana, at=at)

    assert set_deadlines(province=places["64"], year=2025, due=defaults, by=admin, at=at) == 60


def test_a_day_that_is_closed_already_is_no_second_holiday(places, wati, at):
    own = add_holiday(province=places["64"], day=date(2025, 1, 9), name="Hari Jadi", by=wati, at=at)

    for day in (date(2025, 1, 9), date(2025, 12, 25)):
        with pytest.raises(DeadlineRefused, match="sudah tercatat"):
            add_holiday(province=places["64"], day=day, name="Libur", by=wati, at=at)
    with pytest.raises(DeadlineRefused, match="belum diberi nama"):
        add_holiday(province=places["64"], day=date(2025, 1, 10), name=" ", by=wati, at=at)

    remove_holiday(holiday=own, by=wati, at=at)
    assert Holiday.objects.filter(province=places["64"]).count() == 0


def test_national_holidays_stay(places, wati, admin, at):
    christmas = Holiday.objects.get(day=date(2025, 12, 25))

    with pytest.raises(DeadlineRefused):
        remove_holiday(holiday=christmas, by=admin, at=at)

    assert Holiday.objects.filter(pk=christmas.pk).exists()


def test_the_year_is_read_by_as_many_queries_with_sixty_reports_as_with_none(
    places, wati, defaults, at, django_assert_num_queries
):
    with django_assert_num_queries(7):
        empty = due_year(places["64"], 2025)
    set_deadlines(province=places["64"], year=2025, due=defaults, by=wati, at=at + timedelta(days=1))

    with django_assert_num_queries(7):
        full = due_year(places["64"], 2025)

    assert (empty.is_set, full.is_set) == (False, True)
    assert [(one.opened, one.waiting) for one in full.months] == [(5, 5)] * 12
    assert [one.due_at for one in full.months] == [one.due_at for one in empty.months]


def test_the_deadline_of_reports_that_are_open_already_is_what_is_proposed(places, wati, at):
    report = an_open_report(places["64.01"])
    report.due_at = LATER
    report.save()

    proposed = {one.month: one.due_at for one in due_year(places["64"], 2025).months}

    assert proposed == default_deadlines(places["64"], 2025) | {JULY: LATER}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_who_open_a_year_at_once_open_it_once(places, wati, at, monkeypatch, locked):
    """Without the lock of the province both would believe that they had set the deadlines."""
    due = default_deadlines(places["64"], 2025)
    if not locked:
        take_lock_away(monkeypatch, Region)
    let_two_meet(monkeypatch, (deadlines, "lay_reports"))

    results = at_once([lambda: set_deadlines(province=places["64"], year=2025, due=due, by=wati, at=at)] * 2)

    entries = AuditEntry.objects.filter(act=Act.DEADLINES_SET).count()
    assert sorted(results) == [0, 60]
    assert (Report.objects.count(), Deadline.objects.count()) == (60, 12)
    assert entries == (1 if locked or connection.vendor == "sqlite" else 2)
