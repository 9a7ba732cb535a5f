"""What an upload would change in the total and the percentage of each region that reports."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce

from coverage import ucj
from coverage.enums import EFFECTIVE_ROWS, Axis, UploadUse
from coverage.models import LiveTotal, Scheme, StagedRow, Upload, WorkerCategory
from coverage.queries.denominators import TARGET, denominators_in
from regions import names
from regions.models import Region

UCJ = "ucj"


@dataclass(frozen=True)
class Effect:
    """One report: workers of UCJ before (None: no cell held a number) and after, its target, and how many cells."""

    region: Region
    month: int
    before: int | None
    after: int
    target: int | None
    cells: int

    @property
    def place(self) -> str:
        return names.short(self.region.name, self.region.kind)

    @property
    def delta(self) -> int:
        """Workers more, negative where there would be fewer."""
        return self.after - (self.before or 0)

    @property
    def percent_before(self) -> Decimal | None:
        return ucj.percent(self.before, self.target)

    @property
    def percent_after(self) -> Decimal | None:
        return ucj.percent(self.after, self.target)


def effects_of(upload: Upload) -> tuple[Effect, ...]:
    """Return the effect on each region and month whose cells would change, by region and month.

    Cells of other schemes are stored too, and have no effect on the percentage; what is only compared has none at all.
    """
    if upload.use == UploadUse.COMPARISON:
        return ()
    scheme = Scheme.objects.get(code=UCJ)
    counted = WorkerCategory.objects.filter(scheme=scheme).values("pk")
    rows: Any = (
        StagedRow.objects.filter(upload=upload, status__in=EFFECTIVE_ROWS, category__in=counted)
        .values_list("reporter", "month")
        .annotate(delta=Sum(Coalesce(F("enrolled"), 0) - Coalesce(F("old_enrolled"), 0)), cells=Count("pk"))
    )
    deltas: dict[tuple[int, int], tuple[int, int]] = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    if not deltas:
        return ()
    of_regions = {region for region, _ in deltas}
    of_months = {month for _, month in deltas}
    totals = LiveTotal.objects.filter(
        region__in=of_regions, month__in=of_months, scheme=scheme, axis=Axis.TOTAL, filled__gt=0
    )
    held = {(row.region_id, row.month): row.enrolled for row in totals}
    regions, targets = Region.objects.in_bulk(of_regions), defaultdict[int, dict[int, int | None]](dict)
    for month, found in denominators_in(of_regions, of_months, scheme).items():
        for (region, kind), target in found.items():
            if kind == TARGET:
                targets[month][region] = target.total
    effects = [
        Effect(
            region=regions[region],
            month=month,
            before=held.get((region, month)),
            after=held.get((region, month), 0) + delta,
            target=targets[month].get(region),
            cells=cells,
        )
        for (region, month), (delta, cells) in deltas.items()
    ]
    return tuple(sorted(effects, key=lambda one: (one.region.code, one.month)))
