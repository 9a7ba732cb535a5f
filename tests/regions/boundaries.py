"""Invented outlines: a row of squares, one for each code."""

import json
from collections.abc import Iterable


def squares(codes: Iterable[str]) -> str:
    """Return a TopoJSON file of one square of half a degree for each code, from west to east."""
    found = list(codes)
    arcs = [
        [[west, 0], [west + 0.5, 0], [west + 0.5, 0.5], [west, 0.5], [west, 0]]
        for west in (110 + number / 2 for number in range(len(found)))
    ]
    geometries = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"code": code}} for number, code in enumerate(found)
    ]
    collection = {"type": "GeometryCollection", "geometries": geometries}
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": {"regions": collection}})
