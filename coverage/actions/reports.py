"""The life of a monthly report before publication: open, submit, check, sign; return and reopen.

open → submitted → checked → signed → published. A return leads back to open from any state before published; reopening
leads from published to open, while the last release stays public. Writer, checker and signer are three people.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import ROLE_LABELS, Act
from accounts.models import User
from coverage import months
from coverage.enums import ReportState, ReportStep
from coverage.errors import StepRefused
from coverage.models import Figure, Report, ReportEvent
from regions.enums import Level
from regions.models import Placement, Region, subtree

SHORTEST_REASON = 10

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
    access.require_all(by, Ability.PUBLISH, regions, at, months.last_day(month))
    existing = Report.objects.filter(region__in=regions, month=month).select_related("region").order_by("pk").first()
    if existing:
        raise StepRefused("exists", existing.region.name, month)
    reports = Report.objects.bulk_create(
        [Report(region=region, month=month, due_at=due_at, is_sample=is_sample) for region in regions]
    )
    ReportEvent.objects.bulk_create(
        [ReportEvent(report=report, step=ReportStep.OPENED, by=by, at=at) for report in reports]
    )
    audit.record(
        by=by,
        act=Act.REPORT_OPENED,
        at=at,
        subject=f"month:{months.iso(month)}",
        new={"regions": [region.code for region in regions], "due_at": due_at.isoformat()},
    )
    return reports


@transaction.atomic
def submit_report(*, report: Report, by: User, at: datetime, seen: int | None = None) -> Report:
    """Hand the month in for checking; from here on no figure of it can be written."""
    report = taken(report, ReportState.OPEN, Ability.SUBMIT, by, at, seen)
    own = Q(region=report.region)  # a province reports its own figures alone, a regency those below it too
    inside = Placement.objects.on(months.last_day(report.month)).filter(
        own if report.region.level == Level.PROVINCE else subtree(report.region)
    )
    if not Figure.objects.filter(
        month=report.month, region__in=inside.values("region"), enrolled__isnull=False
    ).exists():
        raise StepRefused("empty", report.region.name, report.month)
    report.submitted_by, report.submitted_at = by, at
    return moved(report, ReportState.SUBMITTED, ReportStep.SUBMITTED, by, at)


@transaction.atomic
def check_report(*, report: Report, by: User, at: datetime, seen: int | None = None) -> Report:
    """Declare the submitted month right, as someone who wrote none of it."""
    report = taken(report, ReportState.SUBMITTED, Ability.CHECK, by, at, seen)
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


@transaction.atomic
def reopen_report(*, report: Report, reason: str, by: User, at: datetime, seen: int | None = None) -> Report:
    """Open a published month for correction; its last release stays public, flagged "sedang dikoreksi"."""
    report = taken(report, ReportState.PUBLISHED, Ability.REOPEN, by, at, seen)
    refuse_without_reason(report, reason)
    forget_signatures(report)
    return moved(report, ReportState.OPEN, ReportStep.REOPENED, by, at, reason)


def taken(
    report: Report,
    states: ReportState | tuple[ReportState, ...],
    ability: Ability,
    by: User,
    at: datetime,
    seen: int | None,
) -> Report:
    """Lock and return the report for a step; raise RightMissing or StepRefused where it cannot be taken.

    Its key is left free: who accepts a target meanwhile writes releases that point to the report.
    """
    report = Report.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=report.pk)
    access.require(by, ability, report.region, at, months.last_day(report.month))
    allowed = states if isinstance(states, tuple) else (states,)
    if report.state not in allowed:
        label = str(ReportState(report.state).label)
        raise StepRefused("wrong_state", report.region.name, report.month, state=label)
    if seen is not None and seen != report.version:
        raise StepRefused("moved_on", report.region.name, report.month)
    return report


def refuse_writers(report: Report, by: User) -> None:
    """Raise StepRefused where `by` wrote figures of the report or submitted it."""
    if report.submitted_by_id == by.pk or report.writers.filter(user=by).exists():
        raise StepRefused("same_person", report.region.name, report.month)


def refuse_participants(report: Report, by: User) -> None:
    """Raise StepRefused where `by` wrote, submitted, checked or signed the report that is to be published."""
    took_part = by.pk in (report.submitted_by_id, report.checked_by_id, report.signed_by_id)
    if took_part or report.writers.filter(user=by).exists():
        raise StepRefused("took_part", report.region.name, report.month)


def refuse_without_reason(report: Report, reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise StepRefused("reason_missing", report.region.name, report.month)


def forget_signatures(report: Report) -> None:
    """Clear who submitted, checked and signed: after a return or reopening all of it is done again."""
    report.submitted_by = report.checked_by = report.signed_by = None
    report.submitted_at = report.checked_at = report.signed_at = None


def moved(report: Report, state: ReportState, step: ReportStep, by: User, at: datetime, note: str = "") -> Report:
    """Store the report's new state with its event and audit entry."""
    before = report.state
    report.state = state
    report.version += 1
    report.save()
    ReportEvent.objects.create(report=report, step=step, by=by, at=at, note=note)
    roles = sorted(access.roles_at(by, report.region, at, months.last_day(report.month)))
    audit.record(
        by=by,
        act=ACT_OF[step],
        at=at,
        subject=f"report:{report.region.code}/{months.iso(report.month)}",
        region_code=report.region.code,
        role=", ".join(str(ROLE_LABELS[role]) for role in roles)[:20],
        old={"state": str(before)},
        new={"state": str(state), "version": report.version},
        reason=note,
    )
    return report
