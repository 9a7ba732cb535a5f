"""In which segment each category counts: everywhere, or in one province, at a month, as known at a moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from coverage import months
from coverage.models import SegmentMapping

EVERYWHERE = 0


def segment_rows(
    of_months: Iterable[int], known_at: datetime | None = None
) -> list[tuple[int, int, int, int, int | None]]:
    """Return (month, category, province or 0, scheme, segment or None) for each mapping in force at each month.

    `known_at` asks for the mappings as they were recorded at that moment; None for those of today.
    """
    mappings = list(
        SegmentMapping.objects.filter(known(known_at))
        .order_by("valid_from", "pk")
        .values_list("category_id", "province_id", "category__scheme_id", "segment_id", "valid_from", "valid_to")
    )
    found: dict[tuple[int, int, int], tuple[int, int | None]] = {}
    for month in of_months:
        day = months.last_day(month)
        for category, province, scheme, segment, valid_from, valid_to in mappings:
            if valid_from <= day < valid_to:
                found[month, category, province or EVERYWHERE] = (scheme, segment)
    return [(*key, *told) for key, told in found.items()]


def known(at: datetime | None) -> Q:
    """Match the mappings that were recorded and not yet superseded at that moment; today's for None."""
    if at is None:
        return Q(superseded_at=None)
    return (Q(recorded_at=None) | Q(recorded_at__lte=at)) & (Q(superseded_at=None) | Q(superseded_at__gt=at))
