"""Rows of released totals, as pages read them: which may be ranked, which months there are, how a region went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet

from coverage import months, ucj
from coverage.enums import Axis
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.published import Shown
from regions.models import Placement, Region

WHOLE = Q(axis=Axis.TOTAL, member=0)
"""The row of a region that carries its release."""


def rankable(denominator: str) -> Q:
    """Match totals that may be ranked on `denominator` ("target" or "potential"): public, complete, with data."""
    return WHOLE & Q(
        **{f"{denominator}__gt": 0}, is_hidden=False, filled__gt=0, reported__gte=F("expected"), release__isnull=False
    )


class Measured:
    """What follows from the counts of a release: percentages, unrounded, and whether all who should have reported."""

    enrolled: int | None
    target: int | None
    potential: int | None
    reported: int
    expected: int

    @property
    def percent(self) -> Decimal | None:
        return ucj.percent(self.enrolled, self.target)

    @property
    def potential_percent(self) -> Decimal | None:
        return ucj.percent(self.enrolled, self.potential)

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.expected


@dataclass(frozen=True)
class Point(Measured):
    """One month of a region: the newest release of it. `is_break`: the target is not made as in the month before.

    `target_by` and `potential_by` are issuer and method of the leading denominator, None where there is none.
    """

    month: int
    release_id: int
    figure_id: str
    enrolled: int | None
    target: int | None
    potential: int | None
    is_hidden: bool
    reported: int
    expected: int
    target_by: tuple[str, str] | None
    potential_by: tuple[str, str] | None
    is_sample: bool = False
    is_break: bool = False
    is_potential_break: bool = False

    @property
    def shown(self) -> Shown:
        if self.enrolled is not None:
            return Shown.YES
        return Shown.WITHHELD if self.is_hidden else Shown.NONE


def known_months() -> list[int]:
    """Return every month between the first and the last with any release, gaps included, oldest first.

    The key of the table begins with the month: naming the months turns a scan of all regions into a few look-ups. The
    two ends are asked for one by one, since SQLite looks up a single end and reads the whole table for both at once.
    """
    first = ReleasedTotal.objects.aggregate(first=Min("month"))["first"]
    if first is None:
        return []
    last = ReleasedTotal.objects.aggregate(last=Max("month"))["last"]
    found = [first]
    while found[-1] < last:
        found.append(months.shifted(found[-1], 1))
    return found


TREND_FIELDS = (
    *("month", "release_id", "release__figure_id", "enrolled", "filled", "target", "potential", "is_hidden"),
    *("reported", "expected", "is_sample", "target_basis__issuer", "target_basis__method"),
    *("potential_basis__issuer", "potential_basis__method"),
)


def trend(region: Region, scheme: Scheme) -> tuple[Point, ...]:
    """Return all released months of `region`, oldest first, with the breaks of the series marked."""
    found = ReleasedTotal.objects.filter(WHOLE, region=region, scheme=scheme, release__isnull=False)
    return marked(point_of(row) for row in found.order_by("month").values(*TREND_FIELDS))


def point_of(row: Mapping[str, Any]) -> Point:
    return Point(
        month=row["month"],
        release_id=row["release_id"],
        figure_id=row["release__figure_id"],
        enrolled=None if row["is_hidden"] or not row["filled"] else row["enrolled"],
        target=row["target"],
        potential=row["potential"],
        is_hidden=row["is_hidden"],
        reported=row["reported"],
        expected=row["expected"],
        target_by=issuer_and_method(row, "target"),
        potential_by=issuer_and_method(row, "potential"),
        is_sample=row["is_sample"],
    )


def issuer_and_method(row: Mapping[str, Any], kind: str) -> tuple[str, str] | None:
    issuer, method = (row[f"{kind}_basis__{word}"] for word in ("issuer", "method"))
    return None if issuer is None else (issuer, method)


def marked(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return `points` with a break where issuer or method of a denominator is not that of the month before.

    A month without the denominator has no percentage and breaks nothing: the next is held against the last that had.
    """
    found = list(points)
    breaks = {
        kind: {
            after.month
            for before, after in pairwise(point for point in found if getattr(point, kind) is not None)
            if getattr(before, kind) != getattr(after, kind)
        }
        for kind in ("target_by", "potential_by")
    }
    return tuple(
        replace(
            point,
            is_break=point.month in breaks["target_by"],
            is_potential_break=point.month in breaks["potential_by"],
        )
        for point in found
    )


@dataclass(frozen=True)
class Rank:
    """The place of a region among its siblings: `position` of `among`, both of those that may be ranked."""

    position: int
    among: int


def rank_of(place: Placement, scheme: Scheme, month: int) -> Rank | None:
    """Return the rank of a region by percent of target among all below the same parent that month, else None.

    Ratios are compared by multiplying across, in whole numbers: no rounding can make or hide a tie.
    """
    if place.parent_id is None:
        return None
    siblings = Placement.objects.on(months.last_day(month)).filter(parent=place.parent_id).values("region")
    found: QuerySet[ReleasedTotal] = ReleasedTotal.objects.filter(
        rankable("target"), month=month, level=place.level, scheme=scheme, region__in=siblings
    )
    rows = dict[int, tuple[int, int]](
        (region, (enrolled, target or 0))
        for region, enrolled, target in found.order_by("region").values_list("region_id", "enrolled", "target")
    )
    own = rows.get(place.region_id)
    if own is None:
        return None
    better = sum(enrolled * own[1] > own[0] * target for enrolled, target in rows.values())
    return Rank(position=better + 1, among=len(rows))
