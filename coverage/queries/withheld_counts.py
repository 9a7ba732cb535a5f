"""Which counts of a publication may not be public: inside a report's area, and of what lies above it.

The public sees of a village the total, of a district the segments too, of a regency and above categories and payers.
The equations name every way in which published counts add up, across and down.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coverage.enums import Axis
from coverage.queries.published_area import Area
from coverage.queries.release_content import AXIS_WORD, UNSPLIT, CellKey
from coverage.small_cells import Equation, Withheld, withheld


def withheld_in(area: Area) -> Withheld[CellKey]:
    """Return what to withhold in a report's area; where the total of its region is small, that too."""
    counts: dict[CellKey, int] = {}
    equations: list[Equation[CellKey]] = []
    for region in area.places:
        heads = area.heads.get(region, {})
        if heads:
            counts |= counts_of(region, heads) | {("own", region, 0): area.counts(region).own}
            below = [place.region_id for place in area.children(region) if place.region_id in area.heads]
            equations += equations_of(region, heads, area.segment_of)
            equations.append(Equation(("total", region, 0), (*totals(below), ("own", region, 0))))
    across, sums = segments_across(area)
    return withheld(counts | across, equations + sums)


def withheld_above(
    region: int,
    heads: Mapping[tuple[int, int], int],
    own: int,
    segment_of: Mapping[int, int],
    children: Mapping[int, tuple[Mapping[tuple[int, int], int], frozenset[tuple[int, int]]]],
) -> Withheld[CellKey]:
    """Return what a province or the nation must withhold, given what its children have published.

    `children` gives for each child its heads by (axis, member) and which of these it withheld. Where just one child
    withheld a count, the parent's own count would give it away by subtraction, now or against an earlier version.
    """
    counts = counts_of(region, heads) | {("own", region, 0): own}
    equations = equations_of(region, heads, segment_of)
    for child, (child_heads, _hidden) in children.items():
        equations += equations_of(child, child_heads, segment_of)
    rest: dict[tuple[int, int], int] = {}
    public: set[CellKey] = set()
    concealed: set[CellKey] = set()
    for axis, member in heads:
        parts: list[CellKey] = []
        for child, (child_heads, hidden) in children.items():
            if (axis, member) in child_heads:
                key = (AXIS_WORD[Axis(axis)], child, member)
                parts.append(key)
                counts[key] = child_heads[axis, member]
                (concealed if (axis, member) in hidden else public).add(key)
        whole = (AXIS_WORD[Axis(axis)], region, member)
        if own:
            rest[axis, member] = heads[axis, member] - sum(counts[part] for part in parts)
            parts.append(own_key(axis, region, member))
        if public.issuperset(parts):
            public.add(whole)  # anyone can add it up, so withholding it would protect nothing
        equations.append(Equation(whole, tuple(parts)))
    counts |= {own_key(axis, region, member): count for (axis, member), count in rest.items()}
    equations += equations_of(region, rest, segment_of, own_key)
    return withheld(counts, equations, frozenset(public), frozenset(concealed))


def cell_key(axis: int, region: int, member: int) -> CellKey:
    return AXIS_WORD[Axis(axis)], region, member


def own_key(axis: int, region: int, member: int) -> CellKey:
    """Return the key of what hangs on the region itself.

    Of it only the total is published; but its splits follow from those of the region and of what lies below, so they
    are protected as if they were published too.
    """
    return "own" if axis == Axis.TOTAL else f"own {AXIS_WORD[Axis(axis)]}", region, member


def counts_of(region: int, heads: Mapping[tuple[int, int], int]) -> dict[CellKey, int]:
    return {cell_key(axis, region, member): count for (axis, member), count in heads.items()}


def totals(regions: Sequence[int]) -> tuple[CellKey, ...]:
    return tuple(("total", region, 0) for region in regions)


def equations_of(
    region: int,
    heads: Mapping[tuple[int, int], int],
    segment_of: Mapping[int, int],
    key: Callable[[int, int, int], CellKey] = cell_key,
) -> list[Equation[CellKey]]:
    """Return how the counts of one region add up: over its segments, the categories of a segment, its payers."""
    members: dict[Any, list[int]] = {axis: [member for of, member in heads if of == axis] for axis in AXIS_WORD}
    found: list[Equation[CellKey]] = []
    for axis in (Axis.SEGMENT, Axis.PAYER):
        if members[axis]:
            parts = tuple(key(axis, region, member) for member in members[axis])
            found.append(Equation(key(Axis.TOTAL, region, 0), parts))
    for segment in members[Axis.SEGMENT]:
        inside = [member for member in members[Axis.CATEGORY] if segment_of.get(member, UNSPLIT) == segment]
        if inside:
            parts = tuple(key(Axis.CATEGORY, region, member) for member in inside)
            found.append(Equation(key(Axis.SEGMENT, region, segment), parts))
    return found


def segments_across(area: Area) -> tuple[dict[CellKey, int], list[Equation[CellKey]]]:
    """Return how the segments of the report's region add up over its districts, with its own part of each."""
    top = area.report.region_id
    equations: list[Equation[CellKey]] = []
    rest: dict[tuple[int, int], int] = {}
    for (axis, member), whole in area.heads.get(top, {}).items():
        if axis != Axis.SEGMENT:
            continue
        below = {
            place.region_id: area.heads[place.region_id][axis, member]
            for place in area.children(top)
            if (axis, member) in area.heads.get(place.region_id, {})
        }
        parts = [cell_key(axis, region, member) for region in below]
        if area.counts(top).own:
            rest[axis, member] = whole - sum(below.values())
            parts.append(own_key(axis, top, member))
        equations.append(Equation(cell_key(axis, top, member), tuple(parts)))
    counts = {own_key(axis, top, member): count for (axis, member), count in rest.items()}
    return counts, equations + equations_of(top, rest, {}, own_key)
