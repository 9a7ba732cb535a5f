"""Which regions lie in the area of a round, by the tree of a day."""

from collections.abc import Collection
from datetime import date

from awards.models import Round
from regions.models import Placement, Region


def in_area(round_: Round, regions: Collection[int], on: date) -> set[int]:
    """Return those of `regions` (ids) that are the round's region or lie in it."""
    found = Placement.objects.on(on).below(round_.region).filter(region__in=regions)
    return set(found.values_list("region", flat=True))


def region_in(round_: Round, code: str, on: date) -> Region | None:
    """Return the region of `code` if it lies in the round's area."""
    region = Region.objects.filter(code=code).first()
    return region if region and in_area(round_, [region.pk], on) else None
