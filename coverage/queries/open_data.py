"""Rows of the open data files: observations with their sources, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from coverage import months
from coverage.models import Observation


@dataclass(frozen=True)
class ObservationRow:
    """One observation as it is given away: counts in workers, the percentage as printed by its source."""

    code: str
    area: str
    name: str
    period: str
    scheme: str
    segment: str
    category: str
    enrolled: int | None
    target: int | None
    potential: int | None
    printed_percent: Decimal | None
    stated_by: str
    source: str
    note: str


def all_observations() -> Iterator[ObservationRow]:
    """Yield what the public may read, by code of the region (areas that are none of ours first), month and entry."""
    found = Observation.objects.open_to_all().select_related("region", "scheme", "segment", "category")
    for row in found.order_by(F("region__code").asc(nulls_first=True), "area", "month", "pk").iterator(chunk_size=500):
        yield ObservationRow(
            code=row.region.code if row.region else "",
            area=row.area,
            name=row.region.name if row.region else row.area,
            period=months.iso(row.month),
            scheme=row.scheme.code,
            segment=row.segment.code if row.segment else "",
            category=row.category.code if row.category else "",
            enrolled=row.enrolled,
            target=row.target,
            potential=row.potential,
            printed_percent=row.printed_percent,
            stated_by=row.stated_by,
            source=row.source,
            note=row.note,
        )
