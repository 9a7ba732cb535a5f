"""Steps of a report beside the way forward: take one's own submission back; take one step for many months at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.publication import publish_report
from coverage.actions.release_writing import lock_regions
from coverage.actions.reports import check_report, forget_signatures, moved, sign_report, submit_report, taken
from coverage.enums import ReportState, ReportStep
from coverage.errors import StepRefused
from coverage.models import Report
from regions.enums import Level
from regions.models import Placement

FORWARD: Mapping[ReportStep, Callable[..., object]] = {
    ReportStep.SUBMITTED: submit_report,
    ReportStep.CHECKED: check_report,
    ReportStep.SIGNED: sign_report,
    ReportStep.PUBLISHED: publish_report,
}
"""The action of each step on the way to publication."""


@transaction.atomic
def withdraw_report(*, report: Report, by: User, at: datetime, seen: int | None = None, reason: str = "") -> Report:
    """Take back what one submitted oneself, as long as nobody has checked it; the month is open again.

    The event is that of a return, by the person who submitted. Raises RightMissing or StepRefused.
    """
    report = taken(report, ReportState.SUBMITTED, Ability.SUBMIT, by, at, seen)
    if report.submitted_by_id != by.pk:
        raise StepRefused("not_yours", report.region.name, report.month)
    forget_signatures(report)
    return moved(report, ReportState.OPEN, ReportStep.RETURNED, by, at, reason.strip())


@transaction.atomic
def take_step(*, step: ReportStep, reports: Sequence[Report], seen: Mapping[int, int], by: User, at: datetime) -> int:
    """Take one step for several reports, all or none; each keeps its own event and audit entry. Return how many.

    `seen` holds the version of each report by its id, as the person was shown it. Raises RightMissing or StepRefused,
    which names the first month that cannot; then nothing is stored.
    """
    wanted = sorted({report.pk for report in reports})
    locked = list(
        Report.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if step == ReportStep.PUBLISHED:
        lock_all_above(locked)
    for report in sorted(locked, key=lambda report: (report.month, report.pk)):
        FORWARD[step](report=report, by=by, at=at, seen=seen.get(report.pk))
    return len(locked)


def lock_all_above(reports: Sequence[Report]) -> None:
    """Lock the regions, provinces and the nation of all reports in one order, before the first audit entry.

    Whoever publishes alone takes these locks before that of the audit trail; so must who publishes many.
    """
    regions = {report.region_id for report in reports}
    days = {months.last_day(report.month) for report in reports}
    provinces = {
        province
        for day in sorted(days)
        for province in Placement.objects.on(day).filter(region__in=regions).values_list("province", flat=True)
    }
    lock_regions(Q(pk__in=[*regions, *(pk for pk in provinces if pk)]) | Q(level=Level.NATION))
