"""The regions directly below one, each with its newest release, or with what another source says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from coverage.models import Release, ReleasedTotal, Scheme
from coverage.queries.observations import Stated, best_by_region
from coverage.queries.published import Shown
from coverage.queries.released import WHOLE, Measured
from regions.models import Placement, Region


@dataclass(frozen=True)
class Child(Measured):
    """A region below another: heads in workers, percentage unrounded; without a release all counts are None.

    `target_basis` and `potential_basis` (ids) tell by whom and how a denominator is made; equal ones are comparable.
    """

    code: str
    name: str
    kind: str
    level: int
    enrolled: int | None = None
    target: int | None = None
    potential: int | None = None
    figure_id: str | None = None
    reported: int = 0
    expected: int = 0
    is_sample: bool = False
    shown: Shown = Shown.NONE
    target_basis: int | None = None
    potential_basis: int | None = None
    stated: Stated | None = None

    @property
    def state(self) -> str:
        """published | observed | none, as the JSON of the region itself would say."""
        if self.figure_id is not None:
            return "published"
        return "observed" if self.stated else "none"


def children_of(region: Region, on: date, scheme: Scheme, month: int | None) -> tuple[Child, ...]:
    """Return the regions that lay directly below `region` on a day, in the order of their codes."""
    return numbers_of(Placement.objects.on(on).filter(parent=region).order_by("code"), scheme, month)


def numbers_of(found: Iterable[Placement], scheme: Scheme, month: int | None) -> tuple[Child, ...]:
    """Return the regions at `found`, in their order, each with its newest release or what is said in its place."""
    places = list(found)
    ids = [place.region_id for place in places]
    totals: dict[int, dict[str, Any]] = {}
    stated: dict[int, Stated] = {}
    small: set[int] = set()
    if month is not None and ids:
        totals = totals_of(ids, scheme, month)
        small = small_releases(row["release_id"] for row in totals.values() if row["is_hidden"])
        stated = best_by_region([pk for pk in ids if pk not in totals], scheme, month)
    return tuple(
        Child(
            code=place.code,
            name=place.name,
            kind=place.kind,
            level=place.level,
            **counts(totals.get(place.region_id), small),
            stated=stated.get(place.region_id),
        )
        for place in places
    )


def totals_of(regions: list[int], scheme: Scheme, month: int) -> dict[int, dict[str, Any]]:
    """Return the released total of each region that has one, by region id."""
    found = ReleasedTotal.objects.filter(WHOLE, month=month, scheme=scheme, region__in=regions, release__isnull=False)
    rows = found.order_by("region").values(
        *("region_id", "release_id", "release__figure_id", "enrolled", "filled", "target", "potential", "is_hidden"),
        *("reported", "expected", "release__is_sample", "target_basis_id", "potential_basis_id"),
    )
    return {row["region_id"]: row for row in rows}


def small_releases(hidden: Iterable[int]) -> set[int]:
    """Return those of the hidden releases (ids) whose own count is 1 to 4; the others shield a small one."""
    rows = Release.objects.filter(pk__in=list(hidden)).order_by("pk").values_list("pk", "content__small")
    return {pk for pk, small in rows if "enrolled" in (small or ())}


def counts(total: dict[str, Any] | None, small: set[int]) -> dict[str, Any]:
    """Return what a child shows of its released total; nothing of a hidden one but its denominators."""
    if total is None:
        return {}
    is_seen = not total["is_hidden"] and total["filled"] > 0
    withheld = Shown.SMALL if total["release_id"] in small else Shown.WITHHELD
    return {
        "enrolled": total["enrolled"] if is_seen else None,
        "target": total["target"],
        "potential": total["potential"],
        "figure_id": total["release__figure_id"],
        "reported": total["reported"],
        "expected": total["expected"],
        "is_sample": total["release__is_sample"],
        "target_basis": total["target_basis_id"],
        "potential_basis": total["potential_basis_id"],
        "shown": Shown.YES if is_seen else withheld if total["is_hidden"] else Shown.NONE,
    }
