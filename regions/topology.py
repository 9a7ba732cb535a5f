"""Outlines of regions: a TopoJSON file decoded, projected and written as SVG paths. Pure.

A file is taken for hostile: whatever is not as the format has it, or larger than any map of a country, is refused with
the reason as a code of `Fault`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import cos, isfinite, radians
from typing import Any

Point = tuple[float, float]
"""Degrees east and north."""
Spot = tuple[int, int]
"""Units of a drawing, from its upper left corner."""

MOST_POINTS, MOST_REGIONS = 2_000_000, 10_000
LONGEST = 1_600
"""Units of the longer side of a drawing: two or three to each point of a wide screen."""
LEAST_AREA = 2
"""Twice the square units that an island needs to be drawn; the largest part of a region always is."""


class Fault(StrEnum):
    """Why a file cannot be drawn."""

    BROKEN = "broken"  # no JSON
    NO_TOPOLOGY = "no_topology"  # JSON of another kind, or with parts missing
    NO_CODE = "no_code"  # an outline without the code of its region
    TWICE = "twice"  # two outlines of one code
    OUT_OF_RANGE = "out_of_range"  # an arc that is not there, or a point off the globe
    TOO_LARGE = "too_large"  # more points or regions than any map of ours


class BadTopology(ValueError):
    """A file that cannot be drawn; `about` names the outline or part at fault, if there is one."""

    def __init__(self, fault: Fault, about: str = "") -> None:
        super().__init__(fault, about)
        self.fault, self.about = fault, about


@dataclass(frozen=True)
class Drawing:
    """Paths by code in one system of units, as large as they need."""

    width: int
    height: int
    paths: Mapping[str, str]


def outlines(text: str | bytes) -> dict[str, list[list[Point]]]:
    """Return the rings of each region by its code; raise BadTopology."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadTopology(Fault.BROKEN) from error
    if not isinstance(found, dict) or found.get("type") != "Topology":
        raise BadTopology(Fault.NO_TOPOLOGY)
    try:
        arcs = arcs_of(found)
        return drawn_out(geometries(found), arcs)
    except (KeyError, TypeError, AttributeError, OverflowError, ValueError) as error:
        raise error if isinstance(error, BadTopology) else BadTopology(Fault.NO_TOPOLOGY) from error


def arcs_of(topology: Mapping[str, Any]) -> list[list[Point]]:
    """Return the lines of which outlines are made, in degrees; a quantised one is a chain of steps."""
    if sum(map(len, topology["arcs"])) > MOST_POINTS:
        raise BadTopology(Fault.TOO_LARGE)
    transform = topology.get("transform")
    found = []
    for arc in topology["arcs"]:
        line = [(float(x), float(y)) for x, y, *_ in arc]
        found.append(unfolded(line, transform["scale"], transform["translate"]) if transform else line)
        for x, y in found[-1]:
            if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
                raise BadTopology(Fault.OUT_OF_RANGE)
    return found


def unfolded(steps: Iterable[Point], scale: Sequence[float], start: Sequence[float]) -> list[Point]:
    x = y = 0.0
    found = []
    for across, up in steps:
        x, y = x + across, y + up
        found.append((x * scale[0] + start[0], y * scale[1] + start[1]))
    return found


def geometries(topology: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the geometry of each region by the code in its properties, from all objects of the file."""
    found: dict[str, Mapping[str, Any]] = {}
    for collection in topology["objects"].values():
        for geometry in collection["geometries"]:
            code = (geometry.get("properties") or {}).get("code")
            if not isinstance(code, str) or not code:
                raise BadTopology(Fault.NO_CODE)
            if code in found:
                raise BadTopology(Fault.TWICE, code)
            found[code] = geometry
            if len(found) > MOST_REGIONS:
                raise BadTopology(Fault.TOO_LARGE)
    return found


def drawn_out(found: Mapping[str, Mapping[str, Any]], arcs: Sequence[Sequence[Point]]) -> dict[str, list[list[Point]]]:
    """Return the rings of all geometries; few arcs, named again and again, must not fill the memory."""
    rings: dict[str, list[list[Point]]] = {}
    points = 0
    for code, geometry in found.items():
        rings[code] = rings_of(geometry, arcs)
        points += sum(map(len, rings[code]))
        if points > MOST_POINTS:
            raise BadTopology(Fault.TOO_LARGE)
    return rings


def rings_of(geometry: Mapping[str, Any], arcs: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Return the rings of a polygon or of several, islands and holes alike: drawn even-odd, a hole stays open."""
    polygons = {"Polygon": [geometry["arcs"]], "MultiPolygon": geometry["arcs"]}[geometry["type"]]
    return [joined(ring, arcs) for polygon in polygons for ring in polygon]


def joined(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Return one ring from the numbers of its arcs; ~n is arc n walked backwards. The last point is the first again."""
    found: list[Point] = []
    for number in ring:
        index = ~number if number < 0 else number
        if index >= len(arcs):
            raise BadTopology(Fault.OUT_OF_RANGE)
        line = list(arcs[index]) if number >= 0 else list(reversed(arcs[index]))
        found += line[1:] if found else line
        if len(found) > MOST_POINTS:
            raise BadTopology(Fault.TOO_LARGE)
    return found


def drawing_of(regions: Mapping[str, Sequence[Sequence[Point]]], longest: int = LONGEST) -> Drawing:
    """Return the paths of the regions in whole units of one drawing: equirectangular, true at its middle latitude."""
    points = [point for rings in regions.values() for ring in rings for point in ring]
    if not points:
        return Drawing(0, 0, {})
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    scale = longest / (max(wide, high) or 1)

    def placed(ring: Sequence[Point]) -> list[Spot]:
        return [(round((x - west) * squeeze * scale), round((north - y) * scale)) for x, y in ring]

    paths = {code: path_of([placed(ring) for ring in rings]) for code, rings in regions.items()}
    return Drawing(round(wide * scale), round(high * scale), paths)


def path_of(rings: Iterable[Sequence[Spot]]) -> str:
    """Return rings as one path without those too small to be seen; of a region smaller than that, a dot."""
    spots = [list(ring) for ring in rings]
    kept = [thinned for ring in spots if (thinned := thin(ring)) and area(thinned) >= LEAST_AREA]
    if kept:
        return "".join(map(written, kept))
    x, y = max(spots, key=area)[0] if spots and spots[0] else (0, 0)
    return f"M{x - 1} {y - 1}h3v3h-3z"


def thin(ring: Sequence[Spot]) -> list[Spot]:
    """Return a ring without points that say nothing: the same again, or on a straight line between two others."""
    found: list[Spot] = []
    for spot in ring:
        if found and spot == found[-1]:
            continue
        while len(found) > 1 and is_between(found[-2], found[-1], spot):
            found.pop()
        found.append(spot)
    return found if len(found) > 3 else []


def is_between(one: Spot, middle: Spot, other: Spot) -> bool:
    (x, y), (across, down) = (middle[0] - one[0], middle[1] - one[1]), (other[0] - middle[0], other[1] - middle[1])
    return x * down == y * across and x * across + y * down >= 0


def area(ring: Sequence[Spot]) -> int:
    """Return twice the area inside a ring."""
    return abs(sum(x * down - across * y for (x, y), (across, down) in pairwise(ring)))


def written(ring: Sequence[Spot]) -> str:
    """Return a ring as the shortest path: a start, then steps."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)][:-1]
    numbers = " ".join(str(number) for step in steps for number in step).replace(" -", "-")
    return f"M{ring[0][0]} {ring[0][1]}l{numbers}z"
