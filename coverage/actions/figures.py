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
from coverage.models import Change, Payer, Report, ReportWriter, Revision, WorkerCategory
from coverage.models.figure import LARGEST_COUNT
from coverage.queries.corrections import latest_openings
from coverage.queries.locks import why_locked
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
    refuse_unknown()
    reports = reports_to_write(by, at, via)
    staging.stage_segments(segment_rows(sorted({cell.month for cell in cells})))
    unchanged = len(cells) - staging.compare()
    refuse_locked_cells(reports)
    if unchanged == len(cells):
        staging.clear()
        return SavedFigures(None, 0, 0, unchanged)
    reports, new = with_changes(reports)
    change = Change.objects.create(by=by, at=at, via=via, reason=reason, undoes=undoes)
    saved = SavedFigures(change, new, staging.store(change.pk) - new, unchanged)
    totals.add_differences()
    mark_written(reports, by)
    record_saved(saved, change, reports)
    staging.clear()
    return saved


def refuse_impossible(cells: Sequence[Cell]) -> None:
    """Raise FigureRefused for the first cell that no report could hold, whoever sends it."""
    real_months = {month for month in {cell.month for cell in cells} if months.parse(str_month(month)) == month}
    for cell in cells:
        code = refusal(cell, real_months)
        if code:
            raise told(code, cell)
    if len({cell[:4] for cell in cells}) < len(cells):
        seen: set[tuple[int, int, int, int]] = set()
        for cell in cells:
            if cell[:4] in seen:
                raise told("twice", cell)
            seen.add(cell[:4])


def refuse_unknown() -> None:
    """Raise FigureRefused for the first staged cell with no payer of ours, or a category not valid at its month."""
    for month, region, category, payer, enrolled, has_no_category in staging.rows_of(staging.UNKNOWN):
        code = "category_not_valid" if has_no_category else "payer_unknown"
        raise told(code, Cell(region, month, category, payer, enrolled))


def str_month(month: object) -> str:
    """Return "2023-12" for 202312, and something that is no month for anything else."""
    return months.iso(month) if type(month) is int else ""


def refusal(cell: Cell, real_months: set[int]) -> str | None:
    """Return why the cell is impossible, or None."""
    enrolled = cell.enrolled
    if cell.month not in real_months:
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
    return None


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
            raise why_locked(report)
    return reports


def refuse_out_of_reach(by: User, at: datetime, via: Via, reporters: Iterable[tuple[int, int]]) -> None:
    """Raise RightMissing where `by` may not write a report, by the tree of the report's own month."""
    for month in sorted({month for month, _ in reporters}):
        asked = {region for of_month, region in reporters if of_month == month}
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
    """Raise FiguresConflict for the cells that are no longer what their sender was shown."""
    rows = staging.rows_of(staging.CONFLICTS)
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


def with_changes(reports: Iterable[Report]) -> tuple[list[Report], int]:
    """Return the reports of which a cell changes, and how many cells are new; raise FiguresConflict.

    Who only repeats what stands in a report has not written it.
    """
    rows = staging.rows_of(staging.CHANGED_REPORTS)
    if any(outdated for *_, outdated in rows):
        refuse_outdated()
    changed = {(month, region) for month, region, *_ in rows}
    return [report for report in reports if (report.month, report.region_id) in changed], sum(row[2] for row in rows)


def mark_written(reports: list[Report], by: User) -> None:
    """Note who wrote, so that writer, checker and signer stay three people, and let the reports' versions grow."""
    ReportWriter.objects.bulk_create(
        [ReportWriter(report=report, user=by) for report in reports], ignore_conflicts=True
    )
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(version=F("version") + 1)


def record_saved(saved: SavedFigures, change: Change, reports: list[Report]) -> None:
    """Leave one audit entry: with both values for a single cell, with counts for many."""
    alone = reports[0] if len(reports) == 1 else None
    before, after = single_cell() if saved.new + saved.changed == 1 else (None, {})
    audit.record(
        by=change.by,
        act=Act.FIGURES_SAVED,
        at=change.at,
        subject=f"change:{change.pk}",
        region_code=alone.region.code if alone else "",
        old=before,
        new=after
        | {
            "via": str(change.via),
            "new": saved.new,
            "changed": saved.changed,
            "reports": [f"{report.region.code}/{months.iso(report.month)}" for report in reports[:40]],
            "report_count": len(reports),
        },
        reason=change.reason,
    )


def single_cell() -> tuple[dict[str, object], dict[str, object]]:
    """Return what the one compared cell held and holds, for the audit trail; nothing before where it is new."""
    [(figure, *told, region, category, payer)] = staging.rows_of(staging.ALONE)
    before, after = values_of(*told[:3]), values_of(*told[3:])
    return before if figure else {}, after | {"region": region, "category": category, "payer": payer}


def values_of(enrolled: int | None, not_applicable: bool | None, until: object) -> dict[str, object]:
    """Return what a cell holds, for the audit trail."""
    return {
        "enrolled": enrolled,
        "not_applicable": bool(not_applicable),
        "funded_until": str(until) if until else None,
    }
