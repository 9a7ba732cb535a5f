"""The life of a monthly report before publication: open, submit, check, sign and return.

open → submitted → checked → signed → published. A return leads back to open from any state before published; reopening
(`coverage.actions.corrections`) leads from published to open for named cells, while the last release stays public.
Writer, checker and signer are three people.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import ROLE_LABELS, Act
from accounts.models import User
from accounts.queries.offices import small_offices
from coverage import months
from coverage.actions.texts import refuse_identity
from coverage.agreement_errors import DifferenceRefused
from coverage.enums import ReportState, ReportStep
from coverage.errors import StepRefused
from coverage.models import Figure, Report, ReportEvent
from coverage.queries.figures_digest import cells_of, digest_of_cells
from coverage.queries.plan import completeness_of
from coverage.queries.quality import unsettled_of
from coverage.queries.reconciliation import open_differences
from coverage.queries.report_places import places_of_report
from paritrana import formatting
from regions.enums import Level
from regions.models import Region

SHORTEST_REASON = 10
ABILITIES_FOR = {
    ReportStep.OPENED: (Ability.PUBLISH, Ability.SET_DEADLINES),
    ReportStep.SUBMITTED: (Ability.SUBMIT,),
    ReportStep.CHECKED: (Ability.CHECK, Ability.CHECK_SMALL_OFFICE),
    ReportStep.SIGNED: (Ability.SIGN, Ability.CONFIRM_PAPER),
    ReportStep.PUBLISHED: (Ability.PUBLISH,),
    ReportStep.RETURNED: (Ability.RETURN, Ability.SUBMIT),
    ReportStep.REOPENED: (Ability.REOPEN,),
}
"""By which rights a step may have been taken."""
SEALED = (ReportStep.SIGNED, ReportStep.PUBLISHED)
"""Steps whose audit entry carries the SHA-256 of all cells, so that what was signed can be proved later."""

ACT_OF = {
    ReportStep.OPENED: Act.REPORT_OPENED,
    ReportStep.SUBMITTED: Act.REPORT_SUBMITTED,
    ReportStep.CHECKED: Act.REPORT_CHECKED,
    ReportStep.SIGNED: Act.REPORT_SIGNED,
    ReportStep.PUBLISHED: Act.REPORT_PUBLISHED,
    ReportStep.RETURNED: Act.REPORT_RETURNED,
    ReportStep.REOPENED: Act.REPORT_REOPENED,
}


@transaction.atomic
def open_reports(
    *, regions: Sequence[Region], month: int, due_at: datetime, by: User, at: datetime, is_sample: bool = False
) -> list[Report]:
    """Open the month's report of each regency or province, due at an instant; raise StepRefused where one exists."""
    for region in regions:
        if region.level not in (Level.PROVINCE, Level.REGENCY):
            raise StepRefused("no_reporter", region.name, month)
    access.require_all(by, Ability.PUBLISH, {region.pk for region in regions}, at, months.last_day(month))
    existing = Report.objects.filter(region__in=regions, month=month).select_related("region").order_by("pk").first()
    if existing:
        raise StepRefused("exists", existing.region.name, month)
    reports = lay_reports(
        [Report(region=region, month=month, due_at=due_at, is_sample=is_sample) for region in regions], by, at
    )
    audit.record(
        by=by,
        act=Act.REPORT_OPENED,
        at=at,
        subject=f"month:{months.iso(month)}",
        new={"regions": [region.code for region in regions], "due_at": due_at.isoformat()},
    )
    return reports


def lay_reports(reports: Sequence[Report], by: User, at: datetime) -> list[Report]:
    """Store new reports with the event of their opening; the right to it and the audit entry are the caller's."""
    stored = Report.objects.bulk_create(reports, batch_size=500)
    ReportEvent.objects.bulk_create(
        [ReportEvent(report=report, step=ReportStep.OPENED, by=by, at=at) for report in stored], batch_size=500
    )
    return stored


@transaction.atomic
def submit_report(*, report: Report, by: User, at: datetime, seen: int | None = None, reason: str = "") -> Report:
    """Hand the month in for checking; from here on no figure of it can be written.

    Where asked cells are blank it takes a `reason`, which the event keeps: a regency that cannot get three villages'
    numbers can still report. What looks odd must have its own reasons first. Raises RightMissing or StepRefused.
    """
    report = taken(report, ReportState.OPEN, Ability.SUBMIT, by, at, seen)
    inside = places_of_report(report).values("region")
    if not Figure.objects.filter(month=report.month, region__in=inside, enrolled__isnull=False).exists():
        raise StepRefused("empty", report.region.name, report.month)
    refuse_unexplained(report)
    refuse_incomplete(report, reason)
    report.submitted_by, report.submitted_at = by, at
    return moved(report, ReportState.SUBMITTED, ReportStep.SUBMITTED, by, at, reason.strip())


@transaction.atomic
def check_report(*, report: Report, by: User, at: datetime, seen: int | None = None) -> Report:
    """Declare the submitted month right, as someone who wrote none of it.

    Where a regency has fewer than three people for the three steps, its province may check.
    """
    is_small = bool(small_offices([report.region_id], access.day_of(at))) and report.region.level == Level.REGENCY
    is_own = access.may(by, Ability.CHECK, report.region, at, months.last_day(report.month))
    ability = Ability.CHECK_SMALL_OFFICE if is_small and not is_own else Ability.CHECK
    report = taken(report, ReportState.SUBMITTED, ability, by, at, seen)
    refuse_writers(report, by)
    report.checked_by, report.checked_at = by, at
    return moved(report, ReportState.CHECKED, ReportStep.CHECKED, by, at)


@transaction.atomic
def sign_report(*, report: Report, by: User, at: datetime, seen: int | None = None) -> Report:
    """Sign the checked month, as someone who neither wrote nor checked it."""
    report = taken(report, ReportState.CHECKED, Ability.SIGN, by, at, seen)
    refuse_writers(report, by)
    if report.checked_by_id == by.pk:
        raise StepRefused("same_person", report.region.name, report.month)
    refuse_open_differences(report)
    report.signed_by, report.signed_at = by, at
    return moved(report, ReportState.SIGNED, ReportStep.SIGNED, by, at)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: User, at: datetime, seen: int | None = None) -> Report:
    """Give the month back for filling, from any state between submitted and signed, with the reason."""
    report = taken(
        report, (ReportState.SUBMITTED, ReportState.CHECKED, ReportState.SIGNED), Ability.RETURN, by, at, seen
    )
    refuse_without_reason(report, reason)
    forget_signatures(report)
    return moved(report, ReportState.OPEN, ReportStep.RETURNED, by, at, reason)


def taken(
    report: Report,
    states: ReportState | tuple[ReportState, ...],
    ability: Ability,
    by: User,
    at: datetime,
    seen: int | None,
) -> Report:
    """Lock and return the report for a step; raise RightMissing or StepRefused where it cannot be taken."""
    report = locked_report(report)
    access.require(by, ability, report.region, at, months.last_day(report.month))
    allowed = states if isinstance(states, tuple) else (states,)
    if report.state not in allowed:
        label = str(ReportState(report.state).label)
        raise StepRefused("wrong_state", report.region.name, report.month, state=label)
    if seen is not None and seen != report.version:
        raise StepRefused("moved_on", report.region.name, report.month)
    return report


def locked_report(report: Report) -> Report:
    """Return the report as it stands, with its region, locked against other acts on it.

    Its key is left free: who accepts a target meanwhile writes releases that point to the report.
    """
    return Report.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=report.pk)


def refuse_unexplained(report: Report) -> None:
    """Raise StepRefused where something looks odd and nobody has said why."""
    odd = unsettled_of(report)
    if odd:
        told = {"count": formatting.number(len(odd)), "first": odd[0].sentence}
        raise StepRefused("unexplained", report.region.name, report.month, **told)


def refuse_incomplete(report: Report, reason: str) -> None:
    """Raise StepRefused where asked cells are blank and no reason is given."""
    found = completeness_of([report])[report.pk]
    if not found.is_whole and len(reason.strip()) < SHORTEST_REASON:
        told = {"filled": formatting.number(found.filled), "expected": formatting.number(found.expected)}
        raise StepRefused("incomplete", report.region.name, report.month, **told)


def refuse_writers(report: Report, by: User) -> None:
    """Raise StepRefused where `by` wrote figures of the report or submitted it."""
    if report.submitted_by_id == by.pk or report.writers.filter(user=by).exists():
        raise StepRefused("same_person", report.region.name, report.month)


def refuse_open_differences(report: Report) -> None:
    """Raise DifferenceRefused where a difference to another source is neither explained nor marked as disputed."""
    waiting = open_differences(report)
    if waiting:
        raise DifferenceRefused(
            "unsettled", report.region.name, report.month, count=len(waiting), first=waiting[0].sentence
        )


def refuse_participants(report: Report, by: User) -> None:
    """Raise StepRefused where `by` wrote, submitted, checked or signed the report that is to be published.

    Who printed it for a signature on paper, or brought the scan of it, took part too.
    """
    took_part = by.pk in (report.submitted_by_id, report.checked_by_id, report.signed_by_id)
    on_paper = report.paper_approvals.filter(Q(printed_by=by) | Q(uploaded_by=by), confirmed_at=report.signed_at)
    if took_part or on_paper.exists() or report.writers.filter(user=by).exists():
        raise StepRefused("took_part", report.region.name, report.month)


def refuse_without_reason(report: Report, reason: str) -> None:
    """Raise StepRefused where the reason is shorter than SHORTEST_REASON, spaces around it not counted."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise StepRefused("reason_missing", report.region.name, report.month)


def forget_signatures(report: Report) -> None:
    """Clear who submitted, checked and signed: after a return or reopening all of it is done again."""
    report.submitted_by = report.checked_by = report.signed_by = None
    report.submitted_at = report.checked_at = report.signed_at = None


def moved(
    report: Report,
    state: ReportState,
    step: ReportStep,
    by: User,
    at: datetime,
    note: str = "",
    unlock: Callable[[ReportEvent], dict[str, object]] | None = None,
) -> Report:
    """Store the report's new state with its event and audit entry; a deputy is named as such.

    `unlock` stores what hangs on the event of a reopening, and returns what the audit entry says of it. Raises
    RemarkRefused for a note that holds an identity number.
    """
    refuse_identity(note)
    before, on = report.state, months.last_day(report.month)
    report.state = state
    report.version += 1
    report.save()
    acting = access.acting_as(by, ABILITIES_FOR[step], report.region, at, on)
    event = ReportEvent.objects.create(report=report, step=step, by=by, at=at, note=note, acting=acting[:200])
    more = unlock(event) if unlock else {}
    roles = sorted(access.roles_at(by, report.region, at, on))
    sealed = {"figures": digest_of_cells(cells_of(report))} if step in SEALED else {}
    audit.record(
        by=by,
        act=ACT_OF[step],
        at=at,
        subject=report.subject,
        region_code=report.region.code,
        role=", ".join(str(ROLE_LABELS[role]) for role in roles)[:20],
        old={"state": str(before)},
        new={"state": str(state), "version": report.version} | sealed | more,
        reason=note,
    )
    return report
