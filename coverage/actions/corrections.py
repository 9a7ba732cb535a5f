"""Limited correction (koreksi terbatas): reopen a published month for named cells alone.

Only these cells can be written until the next publication; all steps are taken again by the same rules.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.reports import forget_signatures, moved, refuse_without_reason, taken
from coverage.enums import ReportState, ReportStep
from coverage.errors import StepRefused
from coverage.models import Payer, Report, ReportEvent, UnlockedCell, WorkerCategory
from coverage.queries.corrections import CellName, unlocked_in
from coverage.queries.report_places import places_of_report


@transaction.atomic
def reopen_report(
    *,
    report: Report,
    cells: Collection[CellName],
    reason: str,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> Report:
    """Open a published month for the correction of `cells`; its last release stays public, flagged "sedang dikoreksi".

    While it is being filled again, more cells can be named; those named before stay open. Raises RightMissing,
    StepRefused (not published, no reason, no cells, or a cell that the report cannot hold).
    """
    report = taken(report, (ReportState.PUBLISHED, ReportState.OPEN), Ability.REOPEN, by, at, seen)
    if not report.publications:
        label = str(ReportState(report.state).label)
        raise StepRefused("wrong_state", report.region.name, report.month, state=label)
    refuse_without_reason(report, reason)
    named = {CellName(*cell) for cell in cells}
    refuse_strange_cells(report, named)
    if report.is_correcting:
        named |= {CellName(*cell) for cell in unlocked_in(report)}
    forget_signatures(report)
    return moved(
        report, ReportState.OPEN, ReportStep.REOPENED, by, at, reason, unlock=lambda event: unlock(event, named)
    )


def refuse_strange_cells(report: Report, cells: Collection[CellName]) -> None:
    """Raise StepRefused where no cell is named, or one that no figure of this report can be in."""
    if not cells:
        raise StepRefused("no_cells", report.region.name, report.month)
    categories = WorkerCategory.objects.on(months.last_day(report.month)).filter(pk__in={cell[1] for cell in cells})
    payers = Payer.objects.filter(pk__in={cell[2] for cell in cells})
    known = (
        set(places_of_report(report).values_list("region_id", flat=True)),
        set(categories.values_list("pk", flat=True)),
        set(payers.values_list("pk", flat=True)),
    )
    if any(pk not in of_kind for cell in cells for pk, of_kind in zip(cell, known, strict=True)):
        raise StepRefused("strange_cell", report.region.name, report.month)


def unlock(event: ReportEvent, cells: Collection[CellName]) -> dict[str, object]:
    """Store which cells the reopening names; return what the audit trail says of them."""
    UnlockedCell.objects.bulk_create(
        [
            UnlockedCell(opening=event, region_id=cell.region, category_id=cell.category, payer_id=cell.payer)
            for cell in sorted(cells)
        ],
        batch_size=500,
    )
    first = UnlockedCell.objects.filter(opening=event).select_related("region", "category", "payer").order_by("pk")[:40]
    return {
        "cell_count": len(cells),
        "cells": [f"{row.region.code}/{row.category.code}/{row.payer.code}" for row in first],
    }
