"""The one write gate of figures: form, paste, import, API, administration and commands all pass `save_figures`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions import staging, totals
from coverage.actions.staging import Cell
from coverage.enums import Via
from coverage.errors import CellLocked, Conflict, FigureRefused, FiguresConflict
from coverage.models import Change, Figure, Payer, Report, ReportWriter, Revision, WorkerCategory
from coverage.models.figure import LARGEST_COUNT
from coverage.queries.corrections import latest_openings
from coverage.queries.locks import locked
from coverage.queries.segments import segment_rows
from regions.models import Region

ABILITY_FOR = {
    Via.FORM: Ability.EDIT_FIGURES,
    Via.DEMO: Ability.EDIT_FIGURES,
    Via.ADMIN: Ability.EDIT_FIGURES,
    Via.IMPORT: Ability.IMPORT,
    Via.API: Ability.IMPORT,
    Via.COMMAND: Ability.IMPORT,
}
"""Which right each way needs at the region of the report."""


@dataclass(frozen=True)
class SavedFigures:
    """What a write did: cells new, changed and unchanged; the change, or None where nothing changed."""

    change: Change | None
    new: int
    changed: int
    unchanged: int


@transaction.atomic
def save_figures(
    *, cells: Sequence[Cell], by: User, at: datetime, via: Via, reason: str = "", undoes: Change | None = None
) -> SavedFigures:
    """Set cells of open reports, all or none; keep every earlier value as a revision, and the live totals in step.

    `undoes` is the act that this one takes back. Cells that hold what they are set to count as unchanged and leave no
    trace. Raises FigureRefused (a cell that cannot be), ReportLocked, CellLocked (a cell that a correction does not
    name), RightMissing, FiguresConflict (a cell that was shown in another version).
    """
    if not cells:
        return SavedFigures(None, 0, 0, 0)
    refuse_impossible(cells)
    staging.begin()
    staging.stage(cells)
    reports = reports_to_write(by, at, via)
    staging.stage_segments(segment_rows(sorted({cell.month for cell in cells})))
    unchanged = staging.compare()
    refuse_locked_cells(reports)
    refuse_outdated()
    if unchanged == len(cells):
        staging.clear()
        return SavedFigures(None, 0, 0, unchanged)
    reports = with_changes(reports)
    change = Change.objects.create(by=by, at=at, via=via, reason=reason, undoes=undoes)
    new, changed = staging.store(change.pk)
    totals.add_differences()
    mark_written(reports, by)
    staging.clear()
    record_saved(change, reports, new, changed)
    return SavedFigures(change, new, changed, unchanged)


def refuse_impossible(cells: Sequence[Cell]) -> None:
    """Raise FigureRefused for the first cell that no report could hold, whoever sends it."""
    real_months = {month for month in {cell.month for cell in cells} if months.parse(str_month(month)) == month}
    valid = {
        month: set(WorkerCategory.objects.on(months.last_day(month)).values_list("pk", flat=True))
        for month in real_months
    }
    payers = set(Payer.objects.values_list("pk", flat=True))
    for cell in cells:
        code = refusal(cell, valid, payers)
        if code:
            raise told(code, cell)
    if len({cell[:4] for cell in cells}) < len(cells):
        seen: set[tuple[int, int, int, int]] = set()
        for cell in cells:
            if cell[:4] in seen:
                raise told("twice", cell)
            seen.add(cell[:4])


def str_month(month: object) -> str:
    """Return "2023-12" for 202312, and something that is no month for anything else."""
    return months.iso(month) if type(month) is int else ""


def refusal(cell: Cell, valid: dict[int, set[int]], payers: set[int]) -> str | None:
    """Return why the cell is impossible, or None."""
    enrolled = cell.enrolled
    if cell.month not in valid:
        return "month_unknown"
    if enrolled is not None:
        if type(enrolled) is not int:  # True is an int to Python, and no number of workers
            return "not_whole"
        if enrolled < 0:
            return "negative"
        if enrolled > LARGEST_COUNT:
            return "too_large"
        if cell.not_applicable:
            return "not_applicable_with_number"
    if cell.category not in valid[cell.month]:
        return "category_not_valid"
    return None if cell.payer in payers else "payer_unknown"


def told(code: str, cell: Cell) -> FigureRefused:
    """Return the refusal of a cell, in names."""
    region = Region.objects.filter(pk=cell.region).values_list("name", flat=True).first()
    category = WorkerCategory.objects.filter(pk=cell.category).values_list("name", flat=True).first()
    payer = Payer.objects.filter(pk=cell.payer).values_list("name", flat=True).first()
    shown = {"month_unknown": cell.month, "payer_unknown": payer or cell.payer}.get(code, cell.enrolled)
    month = cell.month if type(cell.month) is int else 0
    return FigureRefused(code, region or f"({cell.region})", month, category or f"({cell.category})", shown)


def reports_to_write(by: User, at: datetime, via: Via) -> list[Report]:
    """Lock and return the reports that the staged cells belong to, in a fixed order; raise where one cannot be written.

    Scope comes first, so that nobody learns the state of a report out of reach.
    """
    reporters = staging.rows_of(staging.REPORTERS)
    if any(region is None for _, region in reporters):
        region, month = staging.rows_of(staging.UNPLACED)[0]
        name = Region.objects.filter(pk=region).values_list("name", flat=True).first()
        raise FigureRefused("region_unknown", name or f"({region})", month)
    refuse_out_of_reach(by, at, via, reporters)
    wanted = {(month, region) for month, region in reporters}
    found = Report.objects.filter(month__in={m for m, _ in wanted}, region__in={r for _, r in wanted})
    reports = [
        report
        for report in found.select_for_update(of=("self",), no_key=True).select_related("region").order_by("pk")
        if (report.month, report.region_id) in wanted
    ]
    for month, region in sorted(wanted - {(report.month, report.region_id) for report in reports}):
        raise FigureRefused("report_missing", Region.objects.get(pk=region).name, month)
    for report in reports:
        if not report.is_open:
            raise locked(report)
    return reports


def refuse_out_of_reach(by: User, at: datetime, via: Via, reporters: Iterable[tuple[int, int]]) -> None:
    """Raise RightMissing where `by` may not write a report, by the tree of the report's own month."""
    for month in sorted({month for month, _ in reporters}):
        asked = Region.objects.filter(pk__in={region for of_month, region in reporters if of_month == month})
        access.require_all(by, ABILITY_FOR[via], asked, at, months.last_day(month))


def refuse_locked_cells(reports: Iterable[Report]) -> None:
    """Raise CellLocked for the first cell that would change in a report whose correction does not name it."""
    correcting = [report for report in reports if report.is_correcting]
    openings = latest_openings(correcting) if correcting else {}
    for report in correcting:
        rows = staging.rows_of(staging.LOCKED, openings.get(report.pk), report.month, report.region_id)
        for region, category, payer in rows:
            raise CellLocked(
                Region.objects.get(pk=region).name,
                report.month,
                WorkerCategory.objects.get(pk=category).name,
                Payer.objects.get(pk=payer).name,
            )


def refuse_outdated() -> None:
    """Raise FiguresConflict where a cell is no longer what its sender was shown."""
    rows = staging.rows_of(staging.CONFLICTS)
    if not rows:
        return
    regions = Region.objects.in_bulk({row[0] for row in rows})
    categories = WorkerCategory.objects.in_bulk({row[1] for row in rows})
    last = {
        revision.figure_id: revision
        for revision in Revision.objects.filter(figure__in=[row[6] for row in rows if row[6]])
        .select_related("change__by")
        .order_by("version")
    }
    raise FiguresConflict(
        [
            Conflict(
                region=regions[region].name,
                category=categories[category].name,
                month=month,
                mine=mine,
                theirs=theirs,
                their_version=version,
                by=str(last[figure].change.by) if figure in last else "",
                at=last[figure].change.at if figure in last else None,
            )
            for region, category, month, mine, theirs, version, figure in rows
        ]
    )


def with_changes(reports: Iterable[Report]) -> list[Report]:
    """Keep the reports of which a cell changes: who only repeats what stands there has not written it."""
    changed = set(staging.rows_of(staging.CHANGED_REPORTS))
    return [report for report in reports if (report.month, report.region_id) in changed]


def mark_written(reports: list[Report], by: User) -> None:
    """Note who wrote, so that writer, checker and signer stay three people, and let the reports' versions grow."""
    ReportWriter.objects.bulk_create(
        [ReportWriter(report=report, user=by) for report in reports], ignore_conflicts=True
    )
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(version=F("version") + 1)


def record_saved(change: Change, reports: list[Report], new: int, changed: int) -> None:
    """Leave one audit entry: with both values for a single cell, with counts for many."""
    alone = reports[0] if len(reports) == 1 else None
    before = after = None
    if new + changed == 1:
        revision = Revision.objects.select_related("figure").get(change=change)
        earlier = Revision.objects.filter(figure=revision.figure, version=revision.version - 1).first()
        before, after = values_of(earlier), values_of(revision)
        cell = Figure.objects.select_related("region", "category", "payer").get(pk=revision.figure_id)
        after |= {"region": cell.region.code, "category": cell.category.code, "payer": cell.payer.code}
    audit.record(
        by=change.by,
        act=Act.FIGURES_SAVED,
        at=change.at,
        subject=f"change:{change.pk}",
        region_code=alone.region.code if alone else "",
        old=before,
        new=(after or {})
        | {
            "via": str(change.via),
            "new": new,
            "changed": changed,
            "reports": [f"{report.region.code}/{months.iso(report.month)}" for report in reports[:40]],
            "report_count": len(reports),
        },
        reason=change.reason,
    )


def values_of(revision: Revision | None) -> dict[str, object]:
    """Return what a revision says, for the audit trail."""
    if revision is None:
        return {}
    until = revision.funded_until
    return {
        "enrolled": revision.enrolled,
        "not_applicable": revision.not_applicable,
        "funded_until": until.isoformat() if until else None,
    }
