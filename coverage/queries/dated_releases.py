"""Dated releases: one published number with those it was added up from, as it stood when it was released.

A release names the releases of its parts, and no release is ever changed. So what is read here of a figure id is the
same for ever, whatever is corrected later; a correction is another release with an id of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from coverage import months
from coverage.enums import ReleaseCause
from coverage.models import Release, ReleasedTotal, Scheme
from coverage.queries.open_data import PublishedRow, utc
from coverage.queries.published import exact
from coverage.queries.released import WHOLE
from regions.enums import Level
from regions.models import Region

LEVELS_BELOW = 2
"""How deep a dated release goes: the nation to its regencies, a province to districts, a regency to villages."""


@dataclass(frozen=True)
class DatedRelease:
    """One release with its rows, the region itself first, then those below by level and code.

    `newest` is the figure id that holds today; of a release that still holds, its own.
    """

    figure_id: str
    code: str
    name: str
    month: int
    scheme: str
    version: int
    cause: ReleaseCause
    reason: str
    released_at: datetime
    is_sample: bool
    newest: str
    rows: tuple[PublishedRow, ...]

    @property
    def is_superseded(self) -> bool:
        return self.newest != self.figure_id


class Told(NamedTuple):
    """What is read of a release."""

    figure_id: str
    version: int
    released_at: datetime
    formula: str
    region_id: int
    level: int
    month: int
    scheme: str
    cause: str
    is_sample: bool
    content: Mapping[str, Any]

    @property
    def parts(self) -> set[str]:
        """The figure ids that it was added up from."""
        return {part["figure_id"] for part in self.content.get("parts", ())}


FIELDS = (
    *("figure_id", "version", "released_at", "formula", "region_id", "region__level", "month", "scheme__code"),
    *("cause", "is_sample", "content"),
)


def told(found: QuerySet[Release]) -> list[Told]:
    rows: Iterable[tuple[Any, ...]] = found.values_list(*FIELDS)
    return [Told(*row) for row in rows]


def dated_release(figure_id: str) -> DatedRelease | None:
    """Return the dated release of that id, None where there is none."""
    return next(iter(with_rows(told(Release.objects.filter(figure_id=figure_id)))), None)


def releases_of(region: Region, scheme: Scheme) -> QuerySet[Release]:
    """Return the releases of one region, the newest first."""
    return Release.objects.filter(region=region, scheme=scheme).order_by("-released_at", "-pk")


def dated_releases(region: Region, scheme: Scheme, start: int, stop: int) -> list[DatedRelease]:
    """Return a stretch of the dated releases of one region, the newest first: always as many queries."""
    return with_rows(told(releases_of(region, scheme)[start:stop]))


def with_rows(roots: Sequence[Told]) -> list[DatedRelease]:
    """Return releases with what they were added up from, read level by level for all of them at once."""
    known = {root.figure_id: root for root in roots}
    wanted = {part for root in roots for part in root.parts}
    for _level in range(LEVELS_BELOW):
        found = told(Release.objects.filter(figure_id__in=wanted - known.keys()).order_by("figure_id"))
        known |= {release.figure_id: release for release in found}
        wanted = {part for release in found for part in release.parts}
    newest = newest_of(roots)
    return [dated(root, known, newest.get((root.region_id, root.scheme, root.month), root.figure_id)) for root in roots]


def newest_of(roots: Sequence[Told]) -> dict[tuple[int, str, int], str]:
    """Return the figure ids that hold today, by region, scheme and month."""
    found = ReleasedTotal.objects.filter(
        WHOLE,
        month__in={root.month for root in roots},
        region__in={root.region_id for root in roots},
        release__isnull=False,
    )
    rows = found.order_by("month").values_list("region_id", "scheme__code", "month", "release__figure_id")
    return {(region, scheme, month): str(figure_id) for region, scheme, month, figure_id in rows}


def dated(root: Told, known: Mapping[str, Told], newest: str) -> DatedRelease:
    """Return one dated release."""
    below: list[Told] = []
    layer = [root]
    for _level in range(LEVELS_BELOW):
        layer = [known[part] for release in layer for part in sorted(release.parts) if part in known]
        below += layer
    below.sort(key=lambda release: (release.level, release.content["code"]))
    return DatedRelease(
        figure_id=root.figure_id,
        code=root.content["code"],
        name=root.content["name"],
        month=root.month,
        scheme=root.scheme,
        version=root.version,
        cause=ReleaseCause(root.cause),
        reason=root.content.get("reason", ""),
        released_at=root.released_at,
        is_sample=root.is_sample,
        newest=newest,
        rows=tuple(row_of(release) for release in (root, *below)),
    )


def row_of(release: Told) -> PublishedRow:
    """Return the row of one release: its frozen content, in which small cells are withheld already."""
    content = release.content
    reporting = content.get("reporting") or {}
    return PublishedRow(
        code=content["code"],
        name=content["name"],
        level=Level(release.level).slug,
        period=months.iso(release.month),
        scheme=release.scheme,
        enrolled=content.get("enrolled"),
        withheld="enrolled" in content.get("hidden", ()),
        target=content.get("target"),
        percent=exact(content.get("percent")),
        potential=content.get("potential"),
        potential_percent=exact(content.get("potential_percent")),
        reported=reporting.get("reported", 0),
        expected=reporting.get("expected", 0),
        figure_id=release.figure_id,
        version=release.version,
        released_at=utc(release.released_at),
        is_sample=release.is_sample,
        formula=release.formula,
    )
