"""The brief (lembar ringkas): what a leader reads of one region on one page, taken from the page of the region.

A brief of live numbers is made by `coverage.queries.live_brief` in the same shape.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from coverage import ucj
from coverage.enums import DenominatorKind, ReportState
from coverage.models import Scheme
from coverage.queries.comparison import Comparison, comparison
from coverage.queries.observations import Stated
from coverage.queries.published import Published, Shown
from coverage.queries.region_page import PageState, RegionPage
from coverage.queries.released import Point, Rank
from regions.models import Placement
from regions.queries.tree import Place

Made = tuple[str, str] | None
"""Issuer and method of a denominator; None where there is no denominator."""


@dataclass(frozen=True)
class Change:
    """What became of a number since an earlier release that is comparable: in heads and in percentage points."""

    month: int
    figure_id: str
    percent: Decimal
    heads: int
    points: Decimal


@dataclass(frozen=True)
class Live:
    """What is told of numbers that are not published: when they were read, and how many reports stand where.

    `is_settled`: every report in them was submitted, so that what lies below can be compared.
    """

    at: datetime
    states: tuple[tuple[ReportState, int], ...]
    is_settled: bool
    is_sample: bool


@dataclass(frozen=True)
class Brief:
    """One region at one month on one page. Without `live` all of it is public; with it nothing is."""

    place: Placement
    path: tuple[Place, ...]
    scheme: Scheme
    month: int | None
    zone: ZoneInfo
    enrolled: int | None
    shown: Shown
    target: int | None
    potential: int | None
    percent: Decimal | None
    potential_percent: Decimal | None
    gap: int | None
    reported: int
    expected: int
    change: Change | None
    is_break: bool
    comparison: Comparison
    beside: tuple[Stated, ...]
    rank: Rank | None = None
    published: Published | None = None
    stated: Stated | None = None
    state: PageState = PageState.NONE
    has_hidden: bool = False
    errata: int = 0
    live: Live | None = None

    @property
    def kind(self) -> DenominatorKind | None:
        """Of what the percentage on top is: of the target, for want of one of the potential; None without any."""
        if self.percent is not None:
            return DenominatorKind.TARGET
        return None if self.potential_percent is None else DenominatorKind.POTENTIAL

    @property
    def ratio(self) -> Decimal | None:
        """The percentage on top."""
        return self.percent if self.kind == DenominatorKind.TARGET else self.potential_percent

    @property
    def denominator(self) -> int | None:
        """Of how many workers the percentage on top is."""
        return self.target if self.kind == DenominatorKind.TARGET else self.potential if self.kind else None

    @property
    def surplus(self) -> int | None:
        """Workers above the target, None where it is not exceeded."""
        return -self.gap if self.gap is not None and self.gap < 0 else None

    @property
    def figure_id(self) -> str | None:
        return self.published.figure_id if self.published else None

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.expected

    @property
    def is_sample(self) -> bool:
        return self.live.is_sample if self.live else self.published is not None and self.published.is_sample

    @property
    def has_sample(self) -> bool:
        """Whether a row of the comparison is invented."""
        return any(row.is_sample for row in self.comparison.best + self.comparison.worst)

    @property
    def is_empty(self) -> bool:
        """Whether there is no number at all to put on top."""
        return self.state == PageState.NONE if self.live is None else self.enrolled is None


def brief_of(page: RegionPage) -> Brief:
    """Return the brief of what the page of a region says; no query of its own."""
    published, point = page.published, next((one for one in page.trend if one.month == page.month), None)
    is_potential = page.percent is None
    return Brief(
        place=page.place,
        path=page.path,
        scheme=page.scheme,
        month=page.month,
        zone=page.zone,
        enrolled=page.enrolled,
        shown=published.shown if published else Shown.NONE,
        target=page.target,
        potential=page.potential,
        percent=page.percent,
        potential_percent=page.potential_percent,
        gap=page.gap,
        reported=published.reported if published else 0,
        expected=published.expected if published else 0,
        change=change_of(point, page.trend) if point else None,
        is_break=point is not None and (point.is_potential_break if is_potential else point.is_break),
        comparison=comparison(page.children),
        beside=beside(page.observations, page.month, None if published else page.stated),
        rank=page.rank,
        published=published,
        stated=None if published else page.stated,
        state=page.state,
        has_hidden=bool(page.hidden),
        errata=len(page.errata),
    )


def beside(found: Iterable[Stated], month: int | None, on_top: Stated | None) -> tuple[Stated, ...]:
    """Return what other sources say of the whole region in the month, but for the one that already stands on top."""
    return tuple(one for one in found if one.month == month and one.is_whole and one is not on_top)


def change_of(now: Point, points: Iterable[Point]) -> Change | None:
    """Return the change since the last earlier release that is comparable with `now`, None where there is none.

    Comparable: complete as this one, its denominator made by the same issuer in the same way, and both of them
    invented or neither.
    """
    kind = "target" if now.percent is not None else "potential"
    ratio = ucj.percent(now.enrolled, getattr(now, kind))
    if ratio is None or not now.is_complete:
        return None
    made, earlier = getattr(now, f"{kind}_by"), (one for one in points if one.month < now.month)
    for then in sorted(earlier, key=lambda one: -one.month):
        was = ucj.percent(then.enrolled, getattr(then, kind))
        is_same = getattr(then, f"{kind}_by") == made and then.is_sample == now.is_sample
        if was is not None and is_same and then.is_complete:
            return Change(then.month, then.figure_id, was, (now.enrolled or 0) - (then.enrolled or 0), ratio - was)
    return None
