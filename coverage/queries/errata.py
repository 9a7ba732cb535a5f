"""Errata (Ralat): published numbers that a correction changed, with the old, the new and the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from coverage import months
from coverage.enums import ReleaseCause
from coverage.models import Release
from coverage.queries.published import Published, Shown, Veil, exact

CAUSES = (ReleaseCause.CORRECTION, ReleaseCause.BELOW)
SAID = (
    *("enrolled", "target", "percent", "potential", "potential_percent", "unsplit", "own"),
    *("segments", "categories", "payers"),
)
"""The parts of a content that are numbers of the region; where none of them differs, nothing was corrected here."""
MOST_SHOWN = 5
COLUMNS = (
    *("figure_id", "code", "name", "period", "scheme", "released_at", "old_enrolled", "new_enrolled"),
    *("old_target", "new_target", "old_percent", "new_percent", "from_below", "reason"),
)
"""The columns of the file, in the order of `erratum_row`."""


@dataclass(frozen=True)
class Edition:
    """A number as one release tells it; withheld counts stay withheld."""

    version: int
    enrolled: int | None
    shown: Shown
    target: int | None
    percent: Decimal | None


@dataclass(frozen=True)
class Erratum:
    """One corrected number: of which region and month, when it was released anew, what it was, what it is, and why.

    `is_from_below`: the correction was of a regency below, and the sum follows it.
    """

    figure_id: str
    code: str
    name: str
    month: int
    scheme: str
    at: datetime
    reason: str
    is_from_below: bool
    old: Edition
    new: Edition

    @property
    def is_total_same(self) -> bool:
        """Whether only the parts moved: the number itself is what it was."""
        return (self.old.enrolled, self.old.shown) == (self.new.enrolled, self.new.shown)


def errata_of(published: Published, region_id: int, scheme_id: int) -> tuple[Erratum, ...]:
    """Return what corrections changed of a region's month, newest first, MOST_SHOWN at most.

    No query for a first version, else two at most, however many versions there are.
    """
    if published.version == 1:
        return ()
    same = Release.objects.filter(region=region_id, scheme=scheme_id, month=published.month)
    causes = same.filter(cause__in=CAUSES, version__gt=1).order_by("-version")
    corrected = [version for version, reason in causes.values_list("version", "content__reason") if reason]
    wanted = {version - step for version in corrected[: MOST_SHOWN * 2] for step in (0, 1)}
    if not wanted:
        return ()
    found = {row.version: row for row in same.filter(version__in=wanted).select_related("scheme")}
    errata = (erratum(found[version], found[version - 1].content) for version in corrected if version in found)
    return tuple(one for one in errata if one is not None)[:MOST_SHOWN]


def all_errata() -> Iterator[Erratum]:
    """Yield every erratum in the order of its release."""
    before = Release.objects.filter(
        region=OuterRef("region"), scheme=OuterRef("scheme"), month=OuterRef("month"), version=OuterRef("version") - 1
    )
    rows = Release.objects.filter(cause__in=CAUSES, version__gt=1).annotate(before=Subquery(before.values("content")))
    for release in rows.select_related("scheme").order_by("released_at", "pk").iterator(chunk_size=200):
        if release.content.get("reason") and (told := erratum(release, release.before)) is not None:
            yield told


def erratum(release: Release, before: Mapping[str, Any]) -> Erratum | None:
    """Return what a release changed of the one before it; None where it says the same numbers."""
    content: Mapping[str, Any] = release.content
    if all(content.get(part) == before.get(part) for part in SAID):
        return None
    return Erratum(
        figure_id=release.figure_id,
        code=content["code"],
        name=content["name"],
        month=release.month,
        scheme=release.scheme.code,
        at=release.released_at,
        reason=content["reason"],
        is_from_below=release.cause == ReleaseCause.BELOW,
        old=edition(before, release.version - 1),
        new=edition(content, release.version),
    )


def edition(content: Mapping[str, Any], version: int) -> Edition:
    """Return the number of one release as the public reads it."""
    veil = Veil(frozenset(content.get("hidden", ())), frozenset(content.get("small", ())))
    enrolled = content.get("enrolled")
    return Edition(
        version, enrolled, veil.over("enrolled", enrolled), content.get("target"), exact(content.get("percent"))
    )


def erratum_row(one: Erratum) -> dict[str, Any]:
    """Return an erratum as files have it: counts as numbers (null where withheld), percentages with two decimals."""
    return {
        "figure_id": one.figure_id,
        "code": one.code,
        "name": one.name,
        "period": months.iso(one.month),
        "scheme": one.scheme,
        "released_at": one.at.isoformat(timespec="seconds"),
        "old_enrolled": one.old.enrolled,
        "new_enrolled": one.new.enrolled,
        "old_target": one.old.target,
        "new_target": one.new.target,
        "old_percent": None if one.old.percent is None else str(one.old.percent),
        "new_percent": None if one.new.percent is None else str(one.new.percent),
        "from_below": one.is_from_below,
        "reason": one.reason,
    }
