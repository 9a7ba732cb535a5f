"""Which counts of a publication may not be public: inside a report's area, and of what lies above it.

The public sees of a village the total, of a district the segments too, of a regency and above categories and payers.
The equations name every way in which published counts add up, across and down.
"""

from collections.abc import Mapping, Sequence
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
    top = area.report.region_id
    for member in (member for axis, member in area.heads.get(top, {}) if axis == Axis.SEGMENT):
        equations.append(segment_across(area, top, member))
    return withheld(counts, equations)


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
    equations = [*equations_of(region, heads, segment_of)]
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
        if own:
            parts.append(("own" if axis == Axis.TOTAL else f"own {AXIS_WORD[Axis(axis)]}", region, member))
        whole = (AXIS_WORD[Axis(axis)], region, member)
        if public.issuperset(parts):
            public.add(whole)  # anyone can add it up, so withholding it would protect nothing
        equations.append(Equation(whole, tuple(parts)))
    return withheld(counts, equations, frozenset(public), frozenset(concealed))


def counts_of(region: int, heads: Mapping[tuple[int, int], int]) -> dict[CellKey, int]:
    return {(AXIS_WORD[Axis(axis)], region, member): count for (axis, member), count in heads.items()}


def totals(regions: Sequence[int]) -> tuple[CellKey, ...]:
    return tuple(("total", region, 0) for region in regions)


def equations_of(
    region: int, heads: Mapping[tuple[int, int], int], segment_of: Mapping[int, int]
) -> list[Equation[CellKey]]:
    """Return how the counts of one region add up: over its segments, the categories of a segment, its payers."""
    members: dict[Any, list[int]] = {axis: [member for of, member in heads if of == axis] for axis in AXIS_WORD}
    found: list[Equation[CellKey]] = []
    for axis in (Axis.SEGMENT, Axis.PAYER):
        if members[axis]:
            parts = tuple((AXIS_WORD[axis], region, member) for member in members[axis])
            found.append(Equation(("total", region, 0), parts))
    for segment in members[Axis.SEGMENT]:
        inside = [member for member in members[Axis.CATEGORY] if segment_of.get(member, UNSPLIT) == segment]
        if inside:
            found.append(Equation(("segment", region, segment), tuple(("category", region, m) for m in inside)))
    return found


def segment_across(area: Area, top: int, segment: int) -> Equation[CellKey]:
    """Return how a segment of the report's region adds up over its districts; its own part is not published."""
    parts: list[CellKey] = [
        ("segment", place.region_id, segment)
        for place in area.children(top)
        if (Axis.SEGMENT, segment) in area.heads.get(place.region_id, {})
    ]
    if area.counts(top).own:
        parts.append(("own segment", top, segment))
    return Equation(("segment", top, segment), tuple(parts))
