"""Outlines: what the format means, what is refused, and that neighbours still touch when they are drawn."""

import json
import re

import pytest

from regions.topology import BadTopology, Fault, drawing_of, outlines, path_of, thin

# Two squares side by side, of one degree, that share the arc 0; the file counts in tenths of a degree from 110 E, 2 S.
ARCS = [
    [[10, 0], [0, 10]],
    [[10, 10], [-10, 0], [0, -10], [10, 0]],
    [[10, 0], [10, 0], [0, 10], [-10, 0]],
]


def topology(**more) -> dict:
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [110, -2]},
        "arcs": ARCS,
        "objects": {
            "regions": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "61"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"code": "62"}},
                ],
            }
        },
        **more,
    }


def with_geometry(**more) -> dict:
    found = topology()
    found["objects"]["regions"]["geometries"][0].update(more)
    return found


def test_arcs_are_walked_forwards_and_backwards():
    found = outlines(json.dumps(topology()))

    assert found["61"] == [[(111, -2), (111, -1), (110, -1), (110, -2), (111, -2)]]
    assert found["62"] == [[(111, -2), (112, -2), (112, -1), (111, -1), (111, -2)]]


def test_a_file_without_transform_is_read_as_it_is():
    found = outlines(json.dumps(topology(transform=None)))

    assert found["61"][0][:2] == [(10, 0), (0, 10)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.BROKEN), ("{", Fault.BROKEN), ("[" * 100_000, Fault.BROKEN), (b"\xff\xfe", Fault.BROKEN),
        ("[]", Fault.NO_TOPOLOGY), ('{"type": "FeatureCollection", "features": []}', Fault.NO_TOPOLOGY),
        ('{"type": "Topology"}', Fault.NO_TOPOLOGY),
        (json.dumps(topology(arcs=3)), Fault.NO_TOPOLOGY),
        (json.dumps(topology(arcs=[[["a", 1]]])), Fault.NO_TOPOLOGY),
        (json.dumps(topology(arcs=[[[10**400, 1]]])), Fault.NO_TOPOLOGY),
        (json.dumps(topology(objects={})).replace("{}", "[]"), Fault.NO_TOPOLOGY),
        (json.dumps(topology(transform={"scale": [1000, 1], "translate": [0, 0]})), Fault.OUT_OF_RANGE),
        (json.dumps(topology(arcs=[[[float("nan"), 1]]])), Fault.OUT_OF_RANGE),
        (json.dumps(with_geometry(arcs=[[7]])), Fault.OUT_OF_RANGE),
        (json.dumps(with_geometry(arcs=[["x"]])), Fault.NO_TOPOLOGY),
        (json.dumps(with_geometry(type="Point")), Fault.NO_TOPOLOGY),
        (json.dumps(with_geometry(properties={})), Fault.NO_CODE),
        (json.dumps(with_geometry(properties={"code": 61})), Fault.NO_CODE),
        (json.dumps(with_geometry(properties={"code": "62"})), Fault.TWICE),
        (json.dumps(topology(arcs=[[[0, 0]] * 2_000_001])), Fault.TOO_LARGE),
        (json.dumps(with_geometry(arcs=[[0, 1] * 600_000])), Fault.TOO_LARGE),
        (json.dumps(with_geometry(type="MultiPolygon", arcs=[[[0, 1] * 20_000]] * 30)), Fault.TOO_LARGE),
    ],
    ids=range(22),
)  # fmt: skip
def test_what_is_no_map_is_refused_with_its_reason(text, fault):
    with pytest.raises(BadTopology) as refused:
        outlines(text)

    assert refused.value.fault == fault


def test_north_is_above_and_neighbours_touch():
    drawing = drawing_of(outlines(json.dumps(topology())), longest=200)

    assert (drawing.width, drawing.height) == (200, 100)
    assert drawing.paths == {"61": "M100 100l0-100-100 0 0 100z", "62": "M100 100l100 0 0-100-100 0z"}


def test_a_drawing_is_narrower_far_from_the_equator():
    square = {"61": [[(0, 59), (2, 59), (2, 61), (0, 61), (0, 59)]]}

    drawing = drawing_of(square, longest=100)

    assert (drawing.width, drawing.height) == (50, 100)


def test_points_on_a_straight_line_are_left_out():
    assert thin([(0, 0), (1, 0), (1, 0), (2, 0), (2, 2), (0, 2), (0, 0)]) == [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]


def test_islands_too_small_to_be_seen_are_left_out_but_no_region_is():
    large, speck = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], [(20, 20), (21, 20), (21, 20), (20, 20)]

    assert path_of([large, speck]) == "M0 0l9 0 0 9-9 0z"
    assert path_of([speck]) == "M19 19h3v3h-3z"


def test_nothing_gives_an_empty_drawing():
    assert drawing_of({}).paths == {}


def test_paths_hold_nothing_but_commands_and_numbers():
    drawing = drawing_of(outlines(json.dumps(topology())))

    assert all(re.fullmatch(r"[Mlzhv0-9 -]+", path) for path in drawing.paths.values())
