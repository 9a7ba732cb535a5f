"""The life of a report: who may take which step from where, and that no order of steps bends a number."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry, User
from coverage.actions.corrections import CellName, reopen_report
from coverage.actions.figures import save_figures
from coverage.actions.publication import publish_report
from coverage.actions.reports import (
    check_report,
    open_reports,
    return_report,
    sign_report,
    submit_report,
)
from coverage.enums import ReportState, Via
from coverage.errors import StepRefused
from coverage.models import Release, Report, ReportEvent
from regions.models import Region
from tests.coverage.factories import (
    DUE,
    JULY,
    a_cell,
    an_open_report,
    entered,
    published,
    staff_of,
)
from tests.coverage.lives import check_lives_of_reports
from tests.factories import A_MOMENT, a_person

REASON = "Angka desa Busui keliru"

STEPS: dict[str, tuple[Callable, set[str], set[str], ReportState]] = {
    # step: (action, roles that may take it, states that it may be taken from, state that it leads to)
    "submit": (submit_report, {"E"}, {"open"}, ReportState.SUBMITTED),
    "check": (check_report, {"C"}, {"submitted"}, ReportState.CHECKED),
    "sign": (sign_report, {"H"}, {"checked"}, ReportState.SIGNED),
    "return": (return_report, {"C", "H", "A", "D"}, {"submitted", "checked", "signed"}, ReportState.OPEN),
    "publish": (publish_report, {"A"}, {"signed"}, ReportState.PUBLISHED),
    "reopen": (reopen_report, {"A", "D"}, {"published"}, ReportState.OPEN),
}
ROLES = [*Role, None]


def in_state(region: Region, state: str) -> Report:
    """Return a report of July 2025 that its own people brought into `state`."""
    report, staff = an_open_report(region), staff_of(region)
    entered(report, [a_cell(region, 10, "pu")])
    path = {
        "submitted": lambda: submit_report(report=report, by=staff["enters"], at=A_MOMENT),
        "checked": lambda: check_report(report=report, by=staff["checks"], at=A_MOMENT),
        "signed": lambda: sign_report(report=report, by=staff["signs"], at=A_MOMENT),
        "published": lambda: publish_report(report=report, by=staff["publishes"], at=A_MOMENT),
    }
    if state != "open":
        for reached, step in path.items():
            step()
            if reached == state:
                break
    report.refresh_from_db()
    assert report.state == state
    return report


def taken(step: str, report: Report, by: User, **more) -> None:
    action = STEPS[step][0]
    more |= {"reason": more.get("reason", REASON)} if step in ("return", "reopen") else {}
    if step == "reopen":
        cell = a_cell(report.region, 10, "pu")
        more["cells"] = [CellName(cell.region, cell.category, cell.payer)]
    action(report=report, by=by, at=A_MOMENT + timedelta(days=1), **more)


def traces() -> tuple:
    """Return everything that a refused step must leave as it is."""
    return (
        list(Report.objects.order_by("pk").values()),
        ReportEvent.objects.count(), Release.objects.count(), AuditEntry.objects.count(),
    )  # fmt: skip


@pytest.mark.parametrize("state", ["open", "submitted", "checked", "signed", "published"])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_by_its_role_from_its_state_and_by_no_other_from_nowhere_else(places, step, state):
    _, may, sources, target = STEPS[step]
    report = in_state(places["64.01"], state)
    before = traces()

    for role in ROLES:
        at_region = places["64"] if role in ("A", "JP") else places["ID"] if role in ("D", "JN") else places["64.01"]
        person = a_person(f"orang.{role or 'luar'}".lower(), role, at_region)
        with transaction.atomic():
            if role not in may:
                with pytest.raises(RightMissing):
                    taken(step, report, person)
            elif state not in sources:
                with pytest.raises(StepRefused, match="langkah ini belum dapat diambil"):
                    taken(step, report, person)
            else:
                taken(step, report, person)
                assert Report.objects.get().state == target
                transaction.set_rollback(True)
        assert traces() == before


@pytest.mark.parametrize("step", STEPS)
def test_a_role_at_another_regency_or_province_counts_for_nothing_here(places, step):
    _, may, sources, _ = STEPS[step]
    report = in_state(places["64.01"], sorted(sources)[0])
    before = traces()

    for role in may - {"D"}:
        elsewhere = places["63"] if role == "A" else places["64.02"]
        with pytest.raises(RightMissing):
            taken(step, report, a_person(f"tetangga.{role}".lower(), role, elsewhere))

    assert traces() == before


def with_role(person: User, role: Role, region: Region) -> User:
    Assignment.objects.create(user=person, role=role, region=region, since="2020-01-01", granted_at=A_MOMENT)
    return person


def test_who_wrote_or_submitted_neither_checks_nor_signs_nor_publishes_whatever_his_roles(places, at):
    paser = places["64.01"]
    report, staff = an_open_report(paser), staff_of(paser)
    writer, submitter = staff["enters"], a_person("rina", Role.ENTERER, paser)
    for person in (writer, submitter):
        for role, region in ((Role.CHECKER, paser), (Role.HEAD, paser), (Role.PROVINCE, places["64"])):
            with_role(person, role, region)
    entered(report, [a_cell(paser, 10, "pu")])
    submit_report(report=report, by=submitter, at=at)

    for person in (writer, submitter):
        with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
            check_report(report=report, by=person, at=at)
    check_report(report=report, by=staff["checks"], at=at)
    for person in (writer, submitter):
        with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
            sign_report(report=report, by=person, at=at)
    sign_report(report=report, by=staff["signs"], at=at)
    for person in (writer, submitter):
        with pytest.raises(StepRefused, match="tidak dapat Anda terbitkan"):
            publish_report(report=report, by=person, at=at)

    assert Report.objects.get().state == ReportState.SIGNED


def test_who_checked_does_not_sign_and_neither_of_the_two_publishes(places, at):
    report, staff = in_state(places["64.01"], "checked"), staff_of(places["64.01"])
    checker, signer = with_role(staff["checks"], Role.HEAD, places["64.01"]), staff["signs"]

    with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
        sign_report(report=report, by=checker, at=at)
    sign_report(report=report, by=signer, at=at)
    for person in (checker, signer):
        with pytest.raises(StepRefused, match="tidak dapat Anda terbitkan"):
            publish_report(report=report, by=with_role(person, Role.PROVINCE, places["64"]), at=at)


def test_who_only_repeats_what_stands_in_a_report_has_not_written_it(places, at):
    paser, kutim = places["64.01"], places["64.08"]
    for regency in (paser, kutim):
        entered(an_open_report(regency), [a_cell(regency, 10, "pu")])
    before = Report.objects.get(region=paser).version
    clerk = with_role(a_person("dewi", Role.ENTERER, places["64"]), Role.CHECKER, places["64"])

    cells = [a_cell(paser, 10, "pu"), a_cell(places["64.01.01"], None), a_cell(kutim, 12, "pu")]
    save_figures(cells=cells, by=clerk, at=at, via=Via.FORM)

    report = Report.objects.get(region=paser)
    assert (report.version, report.writers.filter(user=clerk).exists()) == (before, False)
    submit_report(report=report, by=staff_of(paser)["enters"], at=at)
    assert check_report(report=report, by=clerk, at=at).state == ReportState.CHECKED


def test_who_wrote_before_a_return_still_does_not_check_after_it(places, at):
    report, staff = in_state(places["64.01"], "submitted"), staff_of(places["64.01"])
    return_report(report=report, reason=REASON, by=staff["checks"], at=at)
    submit_report(report=report, by=a_person("rina", Role.ENTERER, places["64.01"]), at=at)

    with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
        check_report(report=report, by=with_role(staff["enters"], Role.CHECKER, places["64.01"]), at=at)


@pytest.mark.parametrize("reason", ["", "   ", "kurang", " " * 20 + "123456789"])
@pytest.mark.parametrize(
    ("step", "state", "who"), [("return", "signed", "publishes"), ("reopen", "published", "publishes")]
)
def test_giving_a_month_back_needs_a_reason_of_ten_letters(places, step, state, who, reason):
    report = in_state(places["64.01"], state)
    before = traces()

    with pytest.raises(StepRefused, match="paling sedikit 10 huruf"):
        taken(step, report, staff_of(places["64.01"])[who], reason=reason)

    assert traces() == before
    taken(step, report, staff_of(places["64.01"])[who], reason="1234567890")


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("submit", "open"),
        ("check", "submitted"),
        ("sign", "checked"),
        ("return", "signed"),
        ("publish", "signed"),
        ("reopen", "published"),
    ],
)
def test_who_saw_an_older_version_is_told_so_and_who_saw_the_newest_is_not(places, step, state):
    report, staff = in_state(places["64.01"], state), staff_of(places["64.01"])
    office = {"submit": "enters", "check": "checks", "sign": "signs"}.get(step, "publishes")
    before = traces()

    with pytest.raises(StepRefused, match="berubah setelah Anda membukanya"):
        taken(step, report, staff[office], seen=report.version - 1)

    assert traces() == before
    taken(step, report, staff[office], seen=report.version)


def test_each_step_and_each_write_lets_the_version_grow_and_leaves_its_event_and_audit_entry(places):
    regency, staff = places["64.01"], staff_of(places["64.01"])
    report = an_open_report(regency)
    entered(report, [a_cell(regency, 10, "pu")])
    published(report)
    taken("reopen", report, staff["publishes"])

    report.refresh_from_db()
    assert report.version == 7  # opened, written, submitted, checked, signed, published, reopened
    assert list(ReportEvent.objects.order_by("pk").values_list("step", "by__username", "note")) == [
        ("opened", "terbit.64", ""),
        ("submitted", "isi.64.01", ""),
        ("checked", "periksa.64.01", ""),
        ("signed", "sahkan.64.01", ""),
        ("published", "terbit.64", ""),
        ("reopened", "terbit.64", REASON),
    ]
    entry = AuditEntry.objects.get(act=Act.REPORT_REOPENED)
    named = {"cells": ["64.01/pu/apbd_kab"], "cell_count": 1}
    assert (entry.subject, entry.old, entry.new, entry.reason, entry.role) == (
        "report:64.01/2025-07", {"state": "published"}, named | {"state": "open", "version": 7}, REASON,
        "verifikator provinsi",
    )  # fmt: skip
    assert AuditEntry.objects.filter(subject="report:64.01/2025-07").count() == 5


def test_a_return_and_a_reopening_forget_who_signed_and_keep_the_publication(places, at):
    report, staff = in_state(places["64.01"], "published"), staff_of(places["64.01"])

    taken("reopen", report, staff["publishes"])

    reopened = Report.objects.get()
    assert (reopened.submitted_by, reopened.checked_by, reopened.signed_by) == (None, None, None)
    assert (reopened.published_by, reopened.publications, reopened.is_correcting) == (staff["publishes"], 1, True)


def test_a_month_without_a_single_number_is_not_submitted_and_one_with_a_zero_is(places, at):
    regency, staff = places["64.01"], staff_of(places["64.01"])
    report = an_open_report(regency)
    entered(report, [a_cell(regency, None, "petani", not_applicable=True)])
    with pytest.raises(StepRefused, match="belum berisi satu angka pun"):
        submit_report(report=report, by=staff["enters"], at=at)

    entered(report, [a_cell(places["64.01.01.2001"], 0, "nelayan")])

    assert submit_report(report=report, by=staff["enters"], at=at).state == ReportState.SUBMITTED


def test_a_province_does_not_submit_the_figures_of_its_regencies_as_its_own(places, wati, at):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 10, "pu")])
    [report] = open_reports(regions=[places["64"]], month=JULY, due_at=DUE, by=wati, at=at)
    enterer = a_person("dewi", Role.ENTERER, places["64"])

    with pytest.raises(StepRefused, match="belum berisi satu angka pun"):
        submit_report(report=report, by=enterer, at=at)


def test_a_month_is_opened_once_and_only_for_who_reports(places, wati, at):
    an_open_report(places["64.01"])

    for regions, said in (
        (["64.02", "64.01"], "sudah pernah dibuka"),
        (["64.01.01"], "bukan kabupaten, kota, atau provinsi"),
        (["ID"], "bukan kabupaten, kota, atau provinsi"),
    ):
        with pytest.raises(StepRefused, match=said):
            open_reports(regions=[places[code] for code in regions], month=JULY, due_at=DUE, by=wati, at=at)

    assert list(Report.objects.values_list("region__code", flat=True)) == ["64.01"]


@pytest.mark.parametrize("who", ["sari", "budi", "hana", "admin", "stranger"])
def test_only_the_province_opens_months(places, who, request, at):
    person = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        open_reports(regions=[places["64.01"]], month=JULY, due_at=DUE, by=person, at=at)


@pytest.mark.parametrize(
    "broken",
    [
        "checked_by_id = submitted_by_id",
        "signed_by_id = checked_by_id",
        "signed_by_id = submitted_by_id",
        "checked_at = NULL",
        "month = 202500",
    ],
)
def test_the_database_itself_keeps_signers_apart(places, broken):
    signed_report = in_state(places["64.01"], "signed")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE coverage_report SET {broken}")

    assert Report.objects.get() == signed_report


@pytest.mark.slow
def test_no_order_of_acts_by_whomever_bends_a_number_or_a_rule(places):
    check_lives_of_reports(places, examples=25, steps=20)
