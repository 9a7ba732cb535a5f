"""The entry plan (susunan isian): what a regency is asked to enter in a year, and how much of it is there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Q

from coverage import months
from coverage.enums import AskedPer
from coverage.models import AskedPair, Figure, Payer, Report, WorkerCategory
from regions.enums import Level
from regions.models import Placement, Region

Pair = tuple[int, int]
"""Ids of category and payer."""

FILLED = Q(enrolled__isnull=False) | Q(not_applicable=True)
"""Match cells that hold a number, 0 included, or "tidak berlaku"."""


@dataclass(frozen=True)
class Asked:
    """One category and payer of an entry plan, asked of each village or once of the reporting region itself."""

    category: WorkerCategory
    payer: Payer
    per: AskedPer

    @cached_property
    def pair(self) -> Pair:
        return self.category.pk, self.payer.pk


@dataclass(frozen=True)
class Completeness:
    """How many of the asked cells hold a number or "tidak berlaku". Computed, never declared."""

    filled: int
    expected: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing that is asked is blank; so it is where nothing is asked."""
        return self.filled >= self.expected

    @property
    def blank(self) -> int:
        return self.expected - self.filled


NOTHING_ASKED = Completeness(0, 0)


def asked_pairs(region: Region, year: int) -> tuple[Asked, ...]:
    """Return the plan of a region and year, by the positions of category and payer; empty where there is none."""
    rows = AskedPair.objects.filter(region=region, year=year).select_related("category__scheme", "payer")
    ordered = rows.order_by("category__position", "payer__position", "category__code", "payer__code")
    return tuple(Asked(row.category, row.payer, AskedPer(row.per)) for row in ordered)


def asked_in(region: Region, month: int) -> tuple[Asked, ...]:
    """Return what the plan asks of a month: the pairs of its year whose category is valid on the month's last day."""
    day = months.last_day(month)
    return tuple(
        asked
        for asked in asked_pairs(region, months.year_of(month))
        if asked.category.valid_from <= day < asked.category.valid_to
    )


def names_in(month: int) -> tuple[list[str], list[str]]:
    """Return the names of all categories that are valid on the month's last day, and of all payers, by position."""
    categories = WorkerCategory.objects.on(months.last_day(month)).order_by("position", "code")
    payers = Payer.objects.order_by("position", "code")
    return list(categories.values_list("name", flat=True)), list(payers.values_list("name", flat=True))


def completeness_of(reports: Sequence[Report]) -> dict[int, Completeness]:
    """Return the completeness of each report, by its id; queries grow with the number of different months alone.

    Expected are the pairs asked per village times the villages that stand in the region on the month's last day, and
    the pairs asked of the region itself. Filled are those of these cells that hold a number or "tidak berlaku".
    """
    pairs = pairs_of_reports(reports)
    found = dict.fromkeys((report.pk for report in reports), NOTHING_ASKED)
    asking = [report for report in reports if pairs[report.pk]]
    own = own_filled([report for report in asking if AskedPer.REPORTER in pairs[report.pk].values()])
    by_month: dict[int, list[Report]] = defaultdict(list)
    for report in asking:
        by_month[report.month].append(report)
    for month, of_month in by_month.items():
        regions = [report.region_id for report in of_month]
        villages, below = villages_in(regions, month), village_cells_filled(regions, month)
        for report in of_month:
            expected = filled = 0
            for (category, payer), per in pairs[report.pk].items():
                if per == AskedPer.VILLAGE:
                    expected += villages.get(report.region_id, 0)
                    filled += below.get((report.region_id, category, payer), 0)
                else:
                    expected += 1
                    filled += (month, report.region_id, category, payer) in own
            found[report.pk] = Completeness(filled, expected)
    return found


def pairs_of_reports(reports: Iterable[Report]) -> dict[int, Mapping[Pair, AskedPer]]:
    """Return by report id what its month asks, in one query for all."""
    wanted = list(reports)
    rows = AskedPair.objects.filter(
        region__in={report.region_id for report in wanted},
        year__in={months.year_of(report.month) for report in wanted},
    ).values_list("region_id", "year", "category_id", "payer_id", "per", "category__valid_from", "category__valid_to")
    plans: dict[tuple[int, int], list[tuple[int, int, str, date, date]]] = defaultdict(list)
    for region, year, category, payer, per, since, until in rows:
        plans[region, year].append((category, payer, per, since, until))
    found: dict[int, Mapping[Pair, AskedPer]] = {}
    for report in wanted:
        day = months.last_day(report.month)
        found[report.pk] = {
            (category, payer): AskedPer(per)
            for category, payer, per, since, until in plans[report.region_id, months.year_of(report.month)]
            if since <= day < until
        }
    return found


def own_filled(reports: Sequence[Report]) -> set[tuple[int, int, int, int]]:
    """Return (month, region, category, payer) of the filled cells that hang on the reporting regions themselves."""
    if not reports:
        return set()
    rows = Figure.objects.filter(
        FILLED,
        month__in={report.month for report in reports},
        region__in={report.region_id for report in reports},
    )
    return set(rows.values_list("month", "region_id", "category_id", "payer_id"))


def villages_in(regions: Iterable[int], month: int) -> dict[int, int]:
    """Return how many villages stood in each regency on the month's last day."""
    rows = Placement.objects.on(months.last_day(month)).filter(regency__in=list(regions), level=Level.VILLAGE)
    return dict(rows.values_list("regency").annotate(count=Count("pk")).order_by("regency"))


def village_cells_filled(regions: Iterable[int], month: int) -> dict[tuple[int, int, int], int]:
    """Return how many village cells are filled, by (regency, category, payer)."""
    day = months.last_day(month)
    rows = Figure.objects.filter(
        FILLED,
        month=month,
        region__placements__valid_from__lte=day,
        region__placements__valid_to__gt=day,
        region__placements__level=Level.VILLAGE,
        region__placements__regency__in=list(regions),
    ).values_list("region__placements__regency", "category_id", "payer_id")
    return {
        (regency, category, payer): count
        for regency, category, payer, count in rows.annotate(count=Count("pk")).order_by()
    }
