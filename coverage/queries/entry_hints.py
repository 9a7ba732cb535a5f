"""What the grid has to know to warn and to offer without asking again: usual changes, reasons given, others' numbers.

Two queries, however many villages and categories there are.
"""

from collections import defaultdict
from dataclasses import dataclass

from coverage import cautions
from coverage.cautions import Usual
from coverage.enums import StatedBy
from coverage.models import Explanation, Observation
from coverage.queries.grid import UCJ, Grid
from coverage.queries.spots import Key

OFFERED = (StatedBy.VILLAGE, StatedBy.BPJS)


@dataclass(frozen=True)
class Offered:
    """What a village or BPJS states of a region and category at the month of the grid."""

    region_id: int
    category_id: int
    stated_by: StatedBy
    heads: int
    source: str


@dataclass(frozen=True)
class Hints:
    """What is known around the cells of a grid, by ids.

    `usual` is there where months enough are known. `below` are heads by category and payer that are stored below the
    reporter. `unasked` are those of a village that no asked cell shows, of UCJ alone. `explained` tells what a cell
    (category and payer 0: a total) held when the reason was given, by rule.
    """

    usual: dict[Key, Usual]
    below: dict[tuple[int, int], int]
    unasked: dict[int, int]
    explained: dict[Key, dict[str, str]]
    offered: tuple[Offered, ...]


def hints_of(grid: Grid) -> Hints:
    """Return what the script is told beside the cells of a grid that has a report."""
    asked, villages = {each.pair for each in grid.pairs}, {place.id for place in grid.villages}
    below: dict[tuple[int, int], int] = defaultdict(int)
    unasked: dict[int, int] = defaultdict(int)
    for (region, category, payer), spot in grid.spots.items():
        if spot.heads and region != grid.reporter.pk:
            below[category, payer] += spot.heads
        if spot.heads and region in villages and (category, payer) not in asked and category in grid.counted:
            unasked[region] += spot.heads
    return Hints(usual_in(grid), dict(below), dict(unasked), explained_in(grid), offered_in(grid))


def usual_in(grid: Grid) -> dict[Key, Usual]:
    """Return how the shown cells usually change."""
    shown = {place.id for place in grid.villages} | {grid.place.id, grid.reporter.pk}
    found = {
        key: cautions.usual_change(heads)
        for key, heads in grid.held.earlier.items()
        if heads[-1] and key[0] in shown  # from 0 nothing jumps
    }
    return {key: usual for key, usual in found.items() if usual is not None}


def explained_in(grid: Grid) -> dict[Key, dict[str, str]]:
    """Return what each cell held when its last reason was given, by rule."""
    rows = Explanation.objects.filter(report=grid.report).order_by("pk")
    found: dict[Key, dict[str, str]] = defaultdict(dict)
    for region, category, payer, rule, about in rows.values_list(
        "region_id", "category_id", "payer_id", "rule", "about"
    ):
        found[region, category or 0, payer or 0][rule] = about
    return dict(found)


def offered_in(grid: Grid) -> tuple[Offered, ...]:
    """Return the last number of each speaker on each category of the shown villages, at the month of the grid."""
    rows = Observation.objects.filter(
        region__in={place.id for place in grid.villages},
        month=grid.month,
        scheme__code=UCJ,
        segment=None,
        category__isnull=False,
        enrolled__isnull=False,
        stated_by__in=OFFERED,
    ).order_by("recorded_at", "pk")
    newest = {
        (region, category, speaker): (heads, source)
        for region, category, speaker, heads, source in rows.values_list(
            "region_id", "category_id", "stated_by", "enrolled", "source"
        )
    }
    return tuple(
        Offered(region or 0, category or 0, StatedBy(speaker), heads or 0, source)
        for (region, category, speaker), (heads, source) in sorted(newest.items())
    )
