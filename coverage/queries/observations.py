"""Numbers from other sources (angka dari sumber lain): beside the released number, or in its place where there is none.

They are never summed and never ranked: a press figure of a province already holds its regencies.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from coverage import ucj
from coverage.enums import StatedBy
from coverage.models import Observation, Scheme
from regions.models import Region

PRECEDENCE = [StatedBy.BPJS, StatedBy.AGENCY, StatedBy.REGENCY, StatedBy.VILLAGE, StatedBy.PRESS]
"""Whose word stands in for a missing release, first to last: who counts cards, who governs, who tells of it."""


@dataclass(frozen=True)
class Stated:
    """What someone printed or said of a region at a month, and what its own heads compute to."""

    region_id: int
    month: int
    segment: str
    segment_name: str
    category: str
    category_name: str
    enrolled: int | None
    target: int | None
    potential: int | None
    percent: Decimal | None
    potential_percent: Decimal | None
    printed_percent: Decimal | None
    stated_by: StatedBy
    source: str
    note: str

    @property
    def speaker(self) -> str:
        """Whose word it is: "menurut pemberitaan"."""
        return str(self.stated_by.label)

    @property
    def is_whole(self) -> bool:
        """Whether it is about all workers of the region."""
        return not self.segment and not self.category

    @property
    def computed(self) -> Decimal | None:
        """The percentage of its own heads: of the target, else of the potential, else none."""
        return self.percent if self.percent is not None else self.potential_percent

    @property
    def differs(self) -> bool:
        """Whether the printed percentage is more than 0.05 points from each that its own heads give."""
        return all(
            ucj.differs_from_print(ratio, self.printed_percent)
            for ratio in (self.percent, self.potential_percent)
            if ratio is not None
        ) and (self.computed is not None)


def stated(row: Observation) -> Stated:
    """Return `row` with the percentages that its heads give, unrounded."""
    return Stated(
        region_id=row.region_id or 0,
        month=row.month,
        segment=row.segment.code if row.segment else "",
        segment_name=row.segment.name if row.segment else "",
        category=row.category.code if row.category else "",
        category_name=row.category.name if row.category else "",
        enrolled=row.enrolled,
        target=row.target,
        potential=row.potential,
        percent=ucj.percent(row.enrolled, row.target),
        potential_percent=ucj.percent(row.enrolled, row.potential),
        printed_percent=row.printed_percent,
        stated_by=StatedBy(row.stated_by),
        source=row.source,
        note=row.note,
    )


def rows() -> QuerySet[Observation]:
    """Return the observations that the public may read, with what `stated` reads of them, oldest entry first."""
    return Observation.objects.open_to_all().select_related("segment", "category").order_by("pk")


def stated_of(region: Region, scheme: Scheme) -> list[Stated]:
    """Return the public observations of `region`, newest month first, the whole before its segments, by precedence."""
    found = [stated(row) for row in rows().filter(region=region, scheme=scheme)]
    return sorted(
        found,
        key=lambda one: (-one.month, not one.is_whole, one.segment, one.category, PRECEDENCE.index(one.stated_by)),
    )


def of_month_first(found: Iterable[Stated], month: int | None) -> tuple[Stated, ...]:
    """Return `found` with those of `month` before the others, otherwise in their order."""
    return tuple(sorted(found, key=lambda one: one.month != month))


def best(found: Iterable[Stated], month: int | None) -> Stated | None:
    """Return the observation that may stand for the whole region at `month`: heads with a denominator before heads
    alone before a bare percentage, then by precedence of who said it, then the first recorded."""
    whole = [one for one in found if one.is_whole and one.month == month and has_number(one)]
    return min(whole, key=lambda one: (completeness(one), PRECEDENCE.index(one.stated_by)), default=None)


def has_number(one: Stated) -> bool:
    """Tell whether it says how many, or what share: a denominator alone says nothing of coverage."""
    return one.enrolled is not None or one.printed_percent is not None


def completeness(one: Stated) -> int:
    """Return 0 for heads with a denominator, 1 for heads alone, 2 for a bare percentage."""
    if one.computed is not None:
        return 0
    return 1 if one.enrolled is not None else 2


def best_by_region(regions: Iterable[int], scheme: Scheme, month: int) -> dict[int, Stated]:
    """Return for each of the regions (ids) the observation that may stand for it at `month`, in one query."""
    found: dict[int, list[Stated]] = {}
    wanted = rows().filter(region__in=list(regions), scheme=scheme, month=month, segment=None, category=None)
    for row in wanted:
        found.setdefault(row.region_id or 0, []).append(stated(row))
    chosen = {region: best(rows_of, month) for region, rows_of in found.items()}
    return {region: one for region, one in chosen.items() if one is not None}
