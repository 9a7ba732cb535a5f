"""One region at one month, of any level: all that its page, its JSON and its table say."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import F

from coverage import months, ucj
from coverage.models import Release, Report, Scheme
from coverage.queries.children import Child, children_of
from coverage.queries.errata import Erratum, errata_of
from coverage.queries.observations import Stated, best, of_month_first, stated_of
from coverage.queries.published import Published, Shown, Split
from coverage.queries.released import Point, Rank, rank_of, trend
from regions.enums import Kind, Level
from regions.models import Placement
from regions.queries.tree import Place, counts, path_to, time_zone


class PageState(StrEnum):
    """Where the numbers on top come from."""

    PUBLISHED = "published"
    CORRECTING = "correcting"  # the last release stays while the report is open again
    OBSERVED = "observed"  # someone else's word, for want of a release
    NONE = "none"


@dataclass(frozen=True)
class Villages:
    """How many villages lie in the region, and in how many the programme has begun; kelurahan are not in the ratio."""

    total: int
    desa: int
    adopted: int | None

    @property
    def urban(self) -> int:
        """Kelurahan."""
        return self.total - self.desa

    @property
    def percent(self) -> Decimal | None:
        return ucj.percent(self.adopted, self.desa)


@dataclass(frozen=True)
class RegionPage:
    """The page of a region. `month` is None where nothing at all is known of it."""

    place: Placement
    path: tuple[Place, ...]
    scheme: Scheme
    month: int | None
    months: tuple[int, ...]
    state: PageState
    published: Published | None
    stated: Stated | None
    rank: Rank | None
    segments: tuple[Split, ...]
    villages: Villages
    children: tuple[Child, ...]
    trend: tuple[Point, ...]
    observations: tuple[Stated, ...]
    errata: tuple[Erratum, ...]
    zone: ZoneInfo

    @property
    def top(self) -> Published | Stated | None:
        """The release, or what stands in its place."""
        return self.published or self.stated

    @property
    def enrolled(self) -> int | None:
        return self.top.enrolled if self.top else None

    @property
    def target(self) -> int | None:
        return self.top.target if self.top else None

    @property
    def potential(self) -> int | None:
        return self.top.potential if self.top else None

    @property
    def percent(self) -> Decimal | None:
        return self.top.percent if self.top else None

    @property
    def potential_percent(self) -> Decimal | None:
        return self.top.potential_percent if self.top else None

    @property
    def gap(self) -> int | None:
        return self.published.gap if self.published else ucj.gap(self.enrolled, self.target)

    @property
    def surplus(self) -> int | None:
        """Workers above the target, None where it is not exceeded."""
        return -self.gap if self.gap is not None and self.gap < 0 else None

    @property
    def is_unsplit_by_village(self) -> bool:
        """Whether nothing is known below the region: all heads hang on the region itself."""
        return self.published is not None and self.published.own == self.published.enrolled

    @property
    def is_measured_below(self) -> bool:
        """Whether any region below has a percentage of its own, or that another source states."""
        return any(child.target or child.potential or child.stated for child in self.children)

    @property
    def is_sample(self) -> bool:
        return self.published is not None and self.published.is_sample

    @property
    def has_sample(self) -> bool:
        """Whether any row of the page is invented, though the number on top is not."""
        return any(point.is_sample for point in self.trend) or any(child.is_sample for child in self.children)

    @property
    def hidden(self) -> list[str]:
        """Paths of withheld values, with those of children whose own release withholds its count."""
        told = list(self.published.content.get("hidden", ())) if self.published else []
        withheld = [
            f"children.{child.code}.enrolled" for child in self.children if child.shown in (Shown.SMALL, Shown.WITHHELD)
        ]
        return told + [path for path in withheld if path not in told]


def region_page(place: Placement, *, scheme: Scheme, month: int | None, today: date) -> RegionPage:
    """Return the page of the region at `place`; without a month, at its latest release, else its latest observation."""
    points = trend(place.region, scheme)
    observed = stated_of(place.region, scheme)
    shown = month or latest(points, observed)
    on = months.last_day(shown) if shown else today
    there = standing(place, on)
    point = next((point for point in points if point.month == shown), None)
    published = Published.of(Release.objects.get(pk=point.release_id)) if point else None
    stated = best(observed, shown)
    return RegionPage(
        place=there,
        path=path_to(there, on),
        scheme=scheme,
        month=shown,
        months=tuple(sorted({*(point.month for point in points), *(one.month for one in observed)}, reverse=True)),
        state=state_of(there, published, stated),
        published=published,
        stated=stated,
        rank=rank_of(there, scheme, published.month) if published and published.percent is not None else None,
        segments=published.segments if published else unfilled_segments(scheme),
        villages=villages_of(there, on, published),
        children=children_of(there.region, on, scheme, shown),
        trend=points,
        observations=of_month_first(observed, shown),
        errata=errata_of(published, place.region_id, scheme.pk) if published else (),
        zone=ZoneInfo(time_zone(there.region)),
    )


def latest(points: tuple[Point, ...], observed: list[Stated]) -> int | None:
    """Return the month that is shown unasked: of the latest release, else of the latest observation, else none."""
    if points:
        return points[-1].month
    return max((one.month for one in observed), default=None)


def standing(place: Placement, on: date) -> Placement:
    """Return where the region stood on that day, or `place` where it did not exist then."""
    if place.valid_from <= on < place.valid_to:
        return place
    found = Placement.objects.on(on).filter(region=place.region_id).select_related("region").first()
    return found or place


def state_of(place: Placement, published: Published | None, stated: Stated | None) -> PageState:
    """Return the state of the page: a release whose report is open again is "correcting"."""
    if published is None:
        return PageState.OBSERVED if stated else PageState.NONE
    owner = place.regency_id or place.region_id
    report = Report.objects.filter(region=owner, month=published.month).first()
    return PageState.CORRECTING if report and report.is_correcting else PageState.PUBLISHED


def unfilled_segments(scheme: Scheme) -> tuple[Split, ...]:
    """Return the segments of the scheme without numbers: formal and informal are always listed."""
    rows = scheme.segments.order_by(F("position"), "code")
    return tuple(Split(row.code, row.name, "", None, None, None, Shown.NONE) for row in rows)


def villages_of(place: Placement, on: date, published: Published | None) -> Villages:
    """Return the villages as the release counted them, else as the tree of that day has them, adoption unknown."""
    if published and (told := published.content.get("villages")):
        return Villages(told["total"], told["desa"], told["adopted"])
    if place.level == Level.VILLAGE:
        return Villages(1, int(place.kind != Kind.URBAN_VILLAGE), None)
    below = counts(place.region, on)
    return Villages(below.villages, below.desa, None)
