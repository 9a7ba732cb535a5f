"""A month of a report for paper and for other systems: every sum to the last worker, who signed, and its digests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from accounts.models import AuditEntry
from coverage import months
from coverage.enums import ReportState, ReportStep
from coverage.models import Figure, Payer, Report, ReportEvent, Scheme, WorkerCategory
from coverage.queries.figures_digest import CellTold, cells_at, cells_of, codes_in, digest_of_cells
from coverage.queries.published_area import places_below
from coverage.queries.report_page import Event, events_of, newest
from coverage.queries.report_places import places_of_report
from regions import names
from regions.enums import Level
from regions.models import Placement

SIGNING = (ReportStep.SUBMITTED, ReportStep.CHECKED, ReportStep.SIGNED, ReportStep.PUBLISHED)


@dataclass(frozen=True)
class Line:
    """One category: heads by payer in the order of the columns (None: nothing filled in), and their sum."""

    name: str
    heads: tuple[int | None, ...]
    total: int


@dataclass(frozen=True)
class PlaceLine:
    """One district with its villages, each with its heads; `villages` are (code, name, heads)."""

    code: str
    name: str
    total: int
    villages: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Sheet:
    """The numbers of one scheme: categories by payers, and districts with villages; both add up to `total`.

    `unsplit` are heads that hang on the reporting region itself.
    """

    scheme: Scheme
    payers: tuple[str, ...]
    lines: tuple[Line, ...]
    by_payer: tuple[int, ...]
    total: int
    districts: tuple[PlaceLine, ...]
    unsplit: int


@dataclass(frozen=True)
class Paper:
    """A month as it is printed: its sheets, one for each scheme with a number, and the steps of its sign-off."""

    report: Report
    sheets: tuple[Sheet, ...]
    signatures: tuple[Event, ...]
    digest: str


def paper_of(report: Report) -> Paper:
    """Read a month for paper, as its cells stand now."""
    places = {} if report.region.level == Level.PROVINCE else places_below(report.region, report.month)
    cells = Figure.objects.filter(month=report.month, region__in=codes_in(report), enrolled__isnull=False)
    found = (sheet_of(report, scheme, cells, places) for scheme in Scheme.objects.order_by("position", "code"))
    return Paper(
        report=report,
        sheets=tuple(sheet for sheet in found if sheet.lines),
        signatures=signatures_of(report),
        digest=digest_of_cells(cells_of(report)),
    )


def sheet_of(report: Report, scheme: Scheme, cells: QuerySet[Figure], places: Mapping[int, Placement]) -> Sheet:
    """Return the numbers of one scheme; the sums are the database's."""
    mine = cells.filter(category__scheme=scheme)
    by_pair: dict[tuple[int, int], int] = {
        (category, payer): heads or 0
        for category, payer, heads in mine.values_list("category_id", "payer_id")
        .annotate(heads=Sum("enrolled"))
        .order_by()
    }
    by_region: dict[int, int] = {
        region: heads or 0 for region, heads in mine.values_list("region_id").annotate(heads=Sum("enrolled")).order_by()
    }
    payers = [row for row in Payer.objects.order_by("position", "code") if any(row.pk == pair[1] for pair in by_pair)]
    categories = WorkerCategory.objects.filter(pk__in={category for category, _ in by_pair})
    lines = tuple(
        Line(
            category.name,
            tuple(by_pair.get((category.pk, payer.pk)) for payer in payers),
            sum(heads for (of, _), heads in by_pair.items() if of == category.pk),
        )
        for category in categories.order_by("position", "code")
    )
    return Sheet(
        scheme=scheme,
        payers=tuple(payer.name for payer in payers),
        lines=lines,
        by_payer=tuple(sum(heads for (_, of), heads in by_pair.items() if of == payer.pk) for payer in payers),
        total=sum(by_region.values()),
        districts=districts_of(by_region, places),
        unsplit=by_region.get(report.region_id, 0),
    )


def districts_of(by_region: Mapping[int, int], places: Mapping[int, Placement]) -> tuple[PlaceLine, ...]:
    """Return the districts that hold a number, each with those of its villages that do, by code."""
    found = []
    for district in (place for place in places.values() if place.level == Level.DISTRICT):
        inside = [place for place in places.values() if place.district_id == district.region_id]
        counted = [place for place in inside if place.region_id in by_region]
        if counted:
            villages = tuple(
                (place.code, names.full(place.name, place.kind), by_region[place.region_id])
                for place in counted
                if place.level == Level.VILLAGE
            )
            total = sum(by_region[place.region_id] for place in counted)
            found.append(PlaceLine(district.code, names.full(district.name, district.kind), total, villages))
    return tuple(found)


def signatures_of(report: Report) -> tuple[Event, ...]:
    """Return the steps that hold now, in order: of a month that was given back, none from before."""
    events = events_of(report)
    reached = list(ReportState).index(ReportState(report.state))
    found = (newest(events, [step]) for step in SIGNING[:reached])
    return tuple(event for event in found if event)


@dataclass(frozen=True)
class Sealed:
    """The cells of a month with the digests that prove them: theirs, that of the publication before, the trail's."""

    cells: tuple[CellTold, ...]
    digest: str
    before: tuple[str, str] | None
    entry: AuditEntry | None


def sealed(report: Report) -> Sealed:
    """Read every cell of a report with its digests; `before` is (moment, digest) of the publication before this one."""
    cells = cells_of(report)
    moments = list(
        ReportEvent.objects.filter(report=report, step=ReportStep.PUBLISHED).order_by("pk").values_list("at", flat=True)
    )
    if report.state == ReportState.PUBLISHED:
        moments.pop()
    trail = AuditEntry.objects.filter(region_code=report.region.code, subject=report.subject)
    return Sealed(
        cells=tuple(cells),
        digest=digest_of_cells(cells),
        before=(moments[-1].isoformat(), digest_of_cells(cells_at(report, moments[-1]))) if moments else None,
        entry=trail.order_by("sequence").last(),
    )


CELL_COLUMNS = ("Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif")
"""Heads of the columns of `cell_rows`, those of the portal's own format."""


def cell_rows(report: Report) -> Iterator[list[object]]:
    """Yield every cell that holds something as a row, with names in place of codes; "tb" where it does not apply."""
    places = dict(places_of_report(report).values_list("code", "name"))
    categories = dict(WorkerCategory.objects.values_list("code", "name"))
    payers = dict(Payer.objects.values_list("code", "name"))
    period = months.iso(report.month)
    for cell in cells_of(report):
        held = "tb" if cell.not_applicable else cell.enrolled
        yield [cell.region, places[cell.region], period, categories[cell.category], payers[cell.payer], held]


def cell_json(cell: CellTold) -> dict[str, Any]:
    return cell._asdict()
