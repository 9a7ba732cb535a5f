"""Recount what is stored as sums from the cells themselves, plainly and cell by cell, to find a difference.

Live totals are recounted from the figures; released totals from the figures as they were when each report was last
published (by its revisions), with the segments that were known then.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from coverage import months
from coverage.enums import Axis
from coverage.models import Figure, Report, Revision, WorkerCategory
from coverage.models.total import AXES_BY_LEVEL
from coverage.queries.segments import EVERYWHERE, segment_rows
from regions.enums import Level
from regions.models import Placement, subtree


class Key(NamedTuple):
    """Which sum of a month: ids of region and scheme, the axis and its member."""

    region: int
    scheme: int
    axis: int
    member: int


class Sums(NamedTuple):
    """Heads, and cells with a number, of a region of `level`."""

    level: int
    enrolled: int
    filled: int


class Counted(NamedTuple):
    """One cell with a number: ids of region, category and payer, and its heads."""

    region: int
    category: int
    payer: int
    enrolled: int


class Place(NamedTuple):
    """Where a region lay: its level and the ids of its ancestors, itself included at its own level."""

    level: int
    province: int | None
    regency: int | None
    district: int | None

    @property
    def reporter(self) -> int | None:
        return self.regency or self.province


SegmentOf = Callable[[int, int | None, int | None], int]
"""From (category, province, reporting region) to the segment's id, 0 for none."""


def places_of(month: int) -> dict[int, Place]:
    """Return where each region lay on the last day of the month."""
    rows = Placement.objects.on(months.last_day(month)).values_list(
        "region_id", "level", "province_id", "regency_id", "district_id"
    )
    return {region: Place(*place) for region, *place in rows.iterator()}


def known_segments(month: int) -> SegmentOf:
    """Return the segments in force at the month, as recorded today."""
    found = {(category, province): segment or 0 for _, category, province, _, segment in segment_rows([month])}

    def segment_of(category: int, province: int | None, reporter: int | None) -> int:
        return found.get((category, province or EVERYWHERE), found.get((category, EVERYWHERE), 0))

    return segment_of


def segments_at_publication(month: int, reports: Iterable[Report]) -> SegmentOf:
    """Return the segments in force at the month, for each reporting region as recorded when it last published."""
    by_reporter = {
        report.region_id: {
            (category, province): segment or 0
            for _, category, province, _, segment in segment_rows([month], report.published_at)
        }
        for report in reports
    }

    def segment_of(category: int, province: int | None, reporter: int | None) -> int:
        found = by_reporter[reporter or 0]
        return found.get((category, province or EVERYWHERE), found.get((category, EVERYWHERE), 0))

    return segment_of


def counted_live(month: int) -> list[Counted]:
    """Return the cells of the month that hold a number."""
    rows = Figure.objects.filter(month=month, enrolled__isnull=False).order_by("pk")
    cells = rows.values_list("region_id", "category_id", "payer_id", "enrolled")
    return [
        Counted(region, category, payer, enrolled)
        for region, category, payer, enrolled in cells.iterator()
        if enrolled is not None
    ]


def counted_at_publication(report: Report) -> list[Counted]:
    """Return the cells of a report that held a number when it was last published, from their revisions."""
    day = months.last_day(report.month)
    inside = Placement.objects.on(day).filter(region=report.region_id)
    if report.region.level != Level.PROVINCE:
        inside = Placement.objects.on(day).filter(subtree(report.region))
    revisions = (
        Revision.objects.filter(
            change_id__lte=report.published_change_id,
            figure__month=report.month,
            figure__region__in=inside.values("region"),
        )
        .order_by("figure_id", "version")
        .values_list("figure_id", "figure__region_id", "figure__category_id", "figure__payer_id", "enrolled")
    )
    last = {figure: (region, category, payer, enrolled) for figure, region, category, payer, enrolled in revisions}
    return [
        Counted(region, category, payer, enrolled)
        for region, category, payer, enrolled in last.values()
        if enrolled is not None
    ]


def published_reports(month: int) -> list[Report]:
    """Return the reports of the month that were ever published."""
    return list(Report.objects.filter(month=month, publications__gt=0).select_related("region").order_by("pk"))


def summed(
    cells: Iterable[Counted], places: dict[int, Place], segment_of: SegmentOf, nation: int | None
) -> dict[Key, Sums]:
    """Return every sum of the cells that is kept, up to the reporting region, or to the nation if its id is given."""
    schemes = dict(WorkerCategory.objects.values_list("pk", "scheme_id"))
    heads: dict[Key, int] = defaultdict(int)
    filled: dict[Key, int] = defaultdict(int)
    levels: dict[int, int] = {}
    for cell in cells:
        place = places[cell.region]
        above = {cell.region, place.district, place.reporter}
        if nation is not None:
            above |= {place.province, nation}
        members = {
            Axis.TOTAL: 0,
            Axis.SEGMENT: segment_of(cell.category, place.province, place.reporter),
            Axis.CATEGORY: cell.category,
            Axis.PAYER: cell.payer,
        }
        for region in above:
            if region is None:
                continue
            levels[region] = Level.NATION if region == nation else places[region].level
            for axis in AXES_BY_LEVEL[levels[region]]:
                key = Key(region, schemes[cell.category], axis, members[axis])
                heads[key] += cell.enrolled
                filled[key] += 1
    return {key: Sums(levels[key.region], heads[key], filled[key]) for key in heads}


def recounted_live(month: int) -> dict[Key, Sums]:
    """Return what the live totals of the month should be."""
    return summed(counted_live(month), places_of(month), known_segments(month), None)


def recounted_released(month: int) -> dict[Key, Sums]:
    """Return what the released totals of the month should be."""
    reports = published_reports(month)
    places = places_of(month)
    nation = next(region for region, place in places.items() if place.level == Level.NATION)
    cells = [cell for report in reports for cell in counted_at_publication(report)]
    return summed(cells, places, segments_at_publication(month, reports), nation)
