"""Where one published number comes from: its release, the versions before and after, and the cells under it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from coverage import months
from coverage.enums import ReleaseCause
from coverage.models import Figure, Release, Scheme
from coverage.queries.published import Published
from regions.models import Placement, Region
from regions.queries.tree import Place, path_to, time_zone

CELLS_SHOWN = 200


@dataclass(frozen=True)
class Version:
    """One release of the same region, month and scheme."""

    figure_id: str
    version: int
    cause: ReleaseCause
    released_at: datetime
    reason: str


@dataclass(frozen=True)
class Origin:
    """All that explains one published number; `versions` runs from the first to the newest."""

    published: Published
    region: Region
    scheme: Scheme
    place: Placement | None
    path: tuple[Place, ...]
    versions: tuple[Version, ...]
    zone: ZoneInfo

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def hidden(self) -> list[str]:
        """Paths of withheld values."""
        return sorted(self.published.veil.hidden)

    @property
    def is_superseded(self) -> bool:
        return self.published.version < self.newest.version

    @property
    def cause(self) -> ReleaseCause:
        return ReleaseCause(self.published.cause)


def origin_of(figure_id: str) -> Origin | None:
    """Return the origin of a published number, or None where no release has that id."""
    release = Release.objects.filter(figure_id=figure_id).select_related("region", "scheme").first()
    if release is None:
        return None
    on = months.last_day(release.month)
    place = Placement.objects.on(on).filter(region=release.region).select_related("region").first()
    rows = Release.objects.filter(region=release.region, scheme=release.scheme, month=release.month)
    return Origin(
        published=Published.of(release),
        region=release.region,
        scheme=release.scheme,
        place=place,
        path=path_to(place, on) if place else (),
        versions=tuple(
            Version(named, number, ReleaseCause(cause), at, reason or "")
            for named, number, cause, at, reason in rows.order_by("version").values_list(
                "figure_id", "version", "cause", "released_at", "content__reason"
            )
        ),
        zone=ZoneInfo(time_zone(release.region)),
    )


@dataclass(frozen=True)
class Cell:
    """One cell of a report as it stands now: for officials only, never small-cell checked."""

    code: str
    region: str
    category: str
    payer: str
    enrolled: int | None


@dataclass(frozen=True)
class Cells:
    """The first cells under a number, and how many there are in all."""

    rows: tuple[Cell, ...]
    total: int


def cells_under(origin: Origin) -> Cells:
    """Return the filled cells of the region and all below it that month, by code, category and payer."""
    on = months.last_day(origin.published.month)
    below = Placement.objects.on(on).below(origin.region)
    found: QuerySet[Figure] = Figure.objects.filter(
        month=origin.published.month,
        region__in=below.values("region"),
        category__scheme=origin.scheme,
        enrolled__isnull=False,
    )
    rows: Any = found.order_by("region__code", "category__position", "payer__position", "pk").values_list(
        "region__code", "region__name", "category__name", "payer__name", "enrolled"
    )
    return Cells(rows=tuple(Cell(*row) for row in rows[:CELLS_SHOWN]), total=found.count())
