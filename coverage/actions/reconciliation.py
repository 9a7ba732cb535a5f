"""Settle differences between a report and what others say: explain, mark as disputed, or take their number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage.actions import observations
from coverage.actions.figures import SavedFigures, save_figures
from coverage.actions.reports import taken
from coverage.actions.staging import Cell
from coverage.actions.texts import refuse_identity
from coverage.agreement_errors import DifferenceRefused
from coverage.enums import AgreementState, ReasonCode, ReportState, StatedBy, Via
from coverage.models import Figure, Observation, Reconciliation, Report
from coverage.models.figure import LARGEST_COUNT
from coverage.queries.reconciliation import Difference, Finding, differences_of
from coverage.queries.settling import settleable, who_settles

UNSIGNED = (ReportState.OPEN, ReportState.SUBMITTED, ReportState.CHECKED)
STATABLE = (*UNSIGNED, ReportState.PUBLISHED)
"""In between lies what was signed and is not published: a new number would take back what its signer read."""
MOST_NAMED = 4


@transaction.atomic
def reconcile(*, report: Report, findings: Sequence[Finding], by: User, at: datetime) -> list[Reconciliation]:
    """Store what was found out about differences of a report that is not signed yet, all or none; earlier ones stay.

    Each holds as long as both its numbers are what they were. Raises RightMissing, StepRefused (signed already),
    DifferenceRefused (nothing chosen, numbers that moved on, no reason, or a second person has to settle it).
    """
    report = taken(report, UNSIGNED, Ability.RECONCILE, by, at, None)
    refuse_bad_findings(report, findings, by, at)
    rows = Reconciliation.objects.bulk_create([row_of(report, finding, by, at) for finding in findings], batch_size=500)
    audit.record(
        by=by,
        act=Act.DIFFERENCE_RECONCILED,
        at=at,
        subject=report.subject,
        region_code=report.region.code,
        new={"count": len(rows), "differences": [told(row) for row in rows[:40]]},
        reason=rows[0].note or rows[0].reason,
    )
    return rows


def refuse_bad_findings(report: Report, findings: Sequence[Finding], by: User, at: datetime) -> None:
    """Raise DifferenceRefused for the first finding that is not about a difference as it stands, or says too little.

    Also for one that `by` may not settle, since its number was typed by hand.
    """
    where = (report.region.name, report.month)
    if not findings:
        raise DifferenceRefused("nothing", *where)
    standing = {
        (one.region_id, one.category_id, one.stated_by, one.ours, one.theirs): one
        for one in differences_of(report)
        if one.gap
    }
    mine = settleable(standing.values(), report, by, at)
    for finding in findings:
        about = (finding.region_id, finding.category_id, finding.stated_by, finding.ours, finding.theirs)
        if about not in standing:
            raise DifferenceRefused("gone", *where)
        if standing[about].word not in mine:
            told = told_of_typist(standing[about], report, by, at)
            raise DifferenceRefused("second_person", report.region.name, report.month, **told)
        is_known = finding.reason in ReasonCode.values
        if finding.state != AgreementState.DISPUTED and (
            not is_known or (finding.reason == ReasonCode.OTHER and not finding.note.strip())
        ):
            raise DifferenceRefused("no_reason", *where)
        refuse_identity(finding.note)
        if finding.agreed is not None and not 0 <= finding.agreed <= LARGEST_COUNT:
            raise DifferenceRefused("no_agreed", *where)


def told_of_typist(difference: Difference, report: Report, by: User, at: datetime) -> dict[str, str]:
    """Return the difference in words, who typed the other source's number, and who may settle it."""
    typist = difference.typed_by
    people = [str(person) for person in who_settles(difference, report, at)]
    return {
        "what": difference.sentence,
        "typist": _("Anda sendiri") if typist is not None and typist.pk == by.pk else str(typist or ""),
        "people": _(" atau ").join(people[:MOST_NAMED]) or _("pemeriksa atau pengesah lain"),
    }


def row_of(report: Report, finding: Finding, by: User, at: datetime) -> Reconciliation:
    """Return the unsaved row of a finding; a dispute has neither a reason nor an agreed number."""
    is_disputed = finding.state == AgreementState.DISPUTED
    return Reconciliation(
        report=report,
        region_id=finding.region_id,
        category_id=finding.category_id,
        stated_by=finding.stated_by,
        ours=finding.ours,
        theirs=finding.theirs,
        agreed=None if is_disputed else finding.agreed,
        state=finding.state,
        reason="" if is_disputed else finding.reason,
        note=finding.note.strip()[:300],
        by=by,
        at=at,
    )


def told(row: Reconciliation) -> dict[str, object]:
    """Return what the audit trail says of one finding."""
    return {
        "region": row.region.code,
        "category": row.category.code if row.category else None,
        "stated_by": str(row.stated_by),
        "ours": row.ours,
        "theirs": row.theirs,
        "agreed": row.agreed,
        "state": str(row.state),
    }


@transaction.atomic
def take_village_number(
    *, report: Report, region_id: int, category_id: int | None, theirs: int, by: User, at: datetime
) -> SavedFigures:
    """Write what a village says into its one cell of the category, through the gate; the observation stays.

    `theirs` is the number that was looked at. Raises what the gate raises, and DifferenceRefused where the number
    moved on or could stand in more than one cell.
    """
    wanted = (region_id, category_id, StatedBy.VILLAGE)
    standing = [one for one in differences_of(report) if (one.region_id, one.category_id, one.stated_by) == wanted]
    if not standing or standing[0].theirs != theirs:
        raise DifferenceRefused("gone", report.region.name, report.month)
    payer = standing[0].payer_id
    if payer is None or category_id is None:
        raise DifferenceRefused("not_taken", report.region.name, report.month)
    here = {"month": report.month, "region": region_id, "category": category_id, "payer": payer}
    until = Figure.objects.filter(**here).values_list("funded_until", flat=True).first()
    cell = Cell(region_id, report.month, category_id, payer, theirs, funded_until=until)
    return save_figures(cells=[cell], by=by, at=at, via=Via.FORM, reason=standing[0].source[:300])


@transaction.atomic
def state_number(*, report: Report, stated: Observation, by: User, at: datetime) -> None:
    """Store what BPJS or a village states of a part of a report, as `by` typed it in; what stands last is not repeated.

    Raises RightMissing, StepRefused (signed and not published), DifferenceRefused where the new number would make a
    difference go away: that is for who settles it, with a reason.
    """
    report = taken(report, STATABLE, Ability.RECORD_OBSERVATIONS, by, at, None)
    where = (stated.region_id, stated.category_id, stated.stated_by)
    standing = [one for one in differences_of(report) if (one.region_id, one.category_id, one.stated_by) == where]
    current = standing[0] if standing else None
    if current is not None:
        if (current.theirs, current.source) == (stated.enrolled, stated.source):
            return
        renewed = replace(current, theirs=stated.enrolled or 0)
        if current.is_wide and not renewed.is_wide:
            told = told_of_typist(replace(current, typed_by=by), report, by, at)
            raise DifferenceRefused("settled_by_typing", report.region.name, report.month, **told)
    refuse_identity(stated.source, stated.note)
    stated.typed_by, stated.recorded_at = by, at
    observations.store([stated], by, at)
