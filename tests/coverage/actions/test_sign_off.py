"""Taking back what one submitted, and one step for many months: all or none, each with its own record."""

from datetime import date, timedelta

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from coverage.actions.figures import save_figures
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, sign_report, submit_report
from coverage.actions.sign_off import take_step, withdraw_report
from coverage.enums import ReportState, ReportStep, Via
from coverage.errors import StepRefused
from coverage.models import Release, Report, ReportEvent
from coverage.queries.figures_digest import cells_of, digest_of_cells
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, staff_of
from tests.factories import A_MOMENT, a_person

MONTHS = [202504, 202505, 202506, JULY]


def submitted(region, month=JULY):
    report = an_open_report(region, month)
    entered(report, [a_cell(region, 10, "pu", month=month)])
    return submit_report(report=report, by=staff_of(region)["enters"], at=A_MOMENT)


def seen(reports):
    return {report.pk: report.version for report in Report.objects.filter(pk__in=[one.pk for one in reports])}


def test_who_submitted_takes_it_back_until_it_is_checked_and_nobody_else_does(places, at):
    paser = places["64.01"]
    report, staff = submitted(paser), staff_of(paser)
    other = a_person("rina", Role.ENTERER, paser)

    with pytest.raises(StepRefused, match="hanya orang itu"):
        withdraw_report(report=report, by=other, at=at)
    with pytest.raises(RightMissing):
        withdraw_report(report=report, by=staff["checks"], at=at)
    open_again = withdraw_report(report=report, by=staff["enters"], at=at, reason="Ada desa yang terlewat")

    assert (open_again.state, open_again.submitted_by) == (ReportState.OPEN, None)
    last = ReportEvent.objects.order_by("pk").last()
    assert (last.step, last.by, last.note) == (ReportStep.RETURNED, staff["enters"], "Ada desa yang terlewat")
    report = submit_report(report=open_again, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at)
    with pytest.raises(StepRefused, match="langkah ini belum dapat diambil"):
        withdraw_report(report=report, by=staff["enters"], at=at)


def test_four_acts_by_four_people_bring_many_months_to_publication_each_with_its_own_record(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    reports = []
    for month in MONTHS:
        reports.append(an_open_report(paser, month))
        entered(reports[-1], [a_cell(paser, 10, "pu", month=month)])

    for step, office in (
        ("submitted", "enters"),
        ("checked", "checks"),
        ("signed", "signs"),
        ("published", "publishes"),
    ):
        count = take_step(step=ReportStep(step), reports=reports, seen=seen(reports), by=staff[office], at=at)
        assert count == len(MONTHS)

    assert set(Report.objects.values_list("state", flat=True)) == {"published"}
    assert Release.objects.filter(region=paser).count() == len(MONTHS)
    for step in ("submitted", "checked", "signed", "published"):
        assert ReportEvent.objects.filter(step=step).count() == len(MONTHS)
    subjects = (
        AuditEntry.objects.filter(act=Act.REPORT_PUBLISHED).order_by("sequence").values_list("subject", flat=True)
    )
    assert list(subjects) == [f"report:64.01/2025-{month % 100:02d}" for month in MONTHS]


def test_one_month_that_cannot_keeps_all_where_they_are_and_is_named(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    ready, behind = submitted(paser, 202506), an_open_report(paser, JULY)
    before = (ReportEvent.objects.count(), AuditEntry.objects.count())

    with pytest.raises(StepRefused, match="Juli 2025"):
        take_step(
            step=ReportStep.CHECKED, reports=[behind, ready], seen=seen([ready, behind]), by=staff["checks"], at=at
        )

    assert dict(Report.objects.values_list("month", "state")) == {202506: "submitted", JULY: "open"}
    assert (ReportEvent.objects.count(), AuditEntry.objects.count()) == before


def test_a_month_that_moved_on_since_it_was_shown_is_not_taken_along(places, at):
    paser = places["64.01"]
    report = submitted(paser)

    with pytest.raises(StepRefused, match="berubah setelah Anda membukanya"):
        take_step(
            step=ReportStep.CHECKED,
            reports=[report],
            seen={report.pk: report.version - 1},
            by=staff_of(paser)["checks"],
            at=at,
        )

    assert Report.objects.get().state == ReportState.SUBMITTED


def test_where_two_people_do_all_the_province_checks_and_another_of_it_publishes(places, at):
    paser = places["64.01"]
    enterer, head = a_person("sari", Role.ENTERER, paser), a_person("hana", Role.HEAD, paser)
    wati, dewi = (a_person(name, Role.PROVINCE, places["64"]) for name in ("wati", "dewi"))
    report = an_open_report(paser)
    Assignment.objects.filter(region=paser).exclude(user__in=[enterer, head]).delete()
    save_figures(cells=[a_cell(paser, 10, "pu")], by=enterer, at=at, via=Via.FORM)
    report = submit_report(report=report, by=enterer, at=at)

    report = check_report(report=report, by=wati, at=at)
    report = sign_report(report=report, by=head, at=at)
    with pytest.raises(StepRefused, match="verifikator provinsi yang lain"):
        publish_report(report=report, by=wati, at=at)
    publish_report(report=report, by=dewi, at=at)

    assert Report.objects.get().state == ReportState.PUBLISHED


def test_where_three_people_are_the_province_does_not_check(places, wati, at):
    report = submitted(places["64.01"])

    with pytest.raises(RightMissing):
        check_report(report=report, by=wati, at=at)


def test_a_step_of_a_deputy_is_told_as_such_and_one_of_the_holder_is_not(places, budi, hana, at):
    paser = places["64.01"]
    report = submitted(paser)
    report = check_report(report=report, by=budi, at=at)
    deputy = a_person("lina", Role.ENTERER, places["64.02"])
    Assignment.objects.create(
        user=deputy, role=Role.HEAD, region=paser, since=date(2025, 8, 1), until=date(2025, 8, 31),
        granted_at=A_MOMENT - timedelta(days=3), acting="plh", acting_for=hana, reason="Cuti tahunan kepala",
    )  # fmt: skip

    sign_report(report=report, by=deputy, at=at)

    told = dict(ReportEvent.objects.values_list("step", "acting"))
    assert told == {"opened": "", "submitted": "", "checked": "", "signed": "Plh. Hana"}


def test_signing_and_publishing_put_the_digest_of_all_cells_into_the_trail(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    report = check_report(report=submitted(paser), by=staff["checks"], at=at)
    expected = digest_of_cells(cells_of(report))

    report = sign_report(report=report, by=staff["signs"], at=at)
    publish_report(report=report, by=staff["publishes"], at=at)

    told = AuditEntry.objects.filter(act__in=[Act.REPORT_SIGNED, Act.REPORT_PUBLISHED]).values_list("new", flat=True)
    assert [entry["figures"] for entry in told] == [expected, expected]
