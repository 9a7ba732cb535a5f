"""Boundary files: which are used, which are refused and why, and that a drawing is made once."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from regions.queries import outlines
from regions.queries.outlines import MOST_BYTES, codes_in, drawing_for, refusals, sources
from tests.regions.boundaries import squares

REGENCIES = ("64.01", "64.02", "64.08", "64.74")


@pytest.fixture(autouse=True)
def folder(places, settings, tmp_path) -> Path:
    """An empty folder of boundaries, and one for what the portal keeps."""
    found = tmp_path / "batas"
    found.mkdir()
    settings.BOUNDARIES_DIR, settings.VAR_DIR = str(found), tmp_path / "var"
    outlines.read.cache_clear()
    outlines.kept_drawing.cache_clear()
    return found


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_good_file_is_drawn(folder):
    put(folder, "kaltim.topo.json", squares(REGENCIES))

    drawing = drawing_for(REGENCIES)

    assert set(drawing.paths) == set(REGENCIES)
    assert refusals() == []


def test_the_file_that_draws_most_of_the_regions_is_taken(folder):
    put(folder, "a.topo.json", squares(REGENCIES[:2]))
    put(folder, "b.topojson", squares(REGENCIES))

    assert set(drawing_for(REGENCIES).paths) == set(REGENCIES)
    assert set(drawing_for(REGENCIES[:1]).paths) == {"64.01"}


def test_a_file_without_most_of_the_regions_is_no_map_of_them(folder):
    put(folder, "a.topo.json", squares(REGENCIES[:1]))

    assert drawing_for(REGENCIES) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "it is no JSON, or cut off"),
        ("{}", "it is no TopoJSON of polygons"),
        (squares(["64.01", "64.98", "64.99"]), "2 of its codes are no region's: 64.98, 64.99"),
        (squares(["64.01", "<script>" * 9]), "1 of its codes are no region's: <script><script><scr"),
        (" " * (MOST_BYTES + 1), "it holds more points or outlines than a map of the country"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason_and_the_others_stay(folder, text, reason):
    put(folder, "bad.topo.json", text)
    put(folder, "good.topo.json", squares(REGENCIES))

    assert [(refusal.path.name, refusal.reason) for refusal in refusals()] == [("bad.topo.json", reason)]
    assert set(drawing_for(REGENCIES).paths) == set(REGENCIES)


def test_a_drawing_is_made_once_and_kept(folder, settings, monkeypatch):
    put(folder, "kaltim.topo.json", squares(REGENCIES))
    first = drawing_for(REGENCIES)
    outlines.kept_drawing.cache_clear()

    monkeypatch.setattr(outlines, "drawing_of", None)

    assert drawing_for(REGENCIES) == first
    assert len(list((Path(settings.VAR_DIR) / "outlines").iterdir())) == 1


def test_a_damaged_kept_drawing_is_made_anew(folder, settings):
    put(folder, "kaltim.topo.json", squares(REGENCIES))
    first = drawing_for(REGENCIES)
    for kept in (Path(settings.VAR_DIR) / "outlines").iterdir():
        kept.write_text('{"width": 3')
    outlines.kept_drawing.cache_clear()

    assert drawing_for(REGENCIES) == first


def test_a_drawing_that_cannot_be_kept_is_drawn_all_the_same(folder, settings):
    put(folder, "kaltim.topo.json", squares(REGENCIES))
    Path(settings.VAR_DIR).write_text("a file in the place of the folder")

    assert set(drawing_for(REGENCIES).paths) == set(REGENCIES)


def test_another_content_is_another_map(folder):
    put(folder, "kaltim.topo.json", squares(REGENCIES))
    assert drawing_for(REGENCIES) is not None

    put(folder, "kaltim.topo.json", squares(["63.01"]))

    assert [codes_in(source) for source in sources()] == [frozenset({"63.01"})]
    assert drawing_for(REGENCIES) is None


@pytest.mark.parametrize("value", ["", "/no/such/folder"])
def test_without_a_folder_there_are_no_outlines(settings, value):
    settings.BOUNDARIES_DIR = value

    assert (sources(), drawing_for(REGENCIES)) == ((), None)


def test_the_start_tells_of_bad_files_and_goes_on(folder, capsys):
    put(folder, "rusak.topo.json", json.dumps({"type": "Topology"}))

    call_command("check", databases=["default"])

    told = capsys.readouterr().err
    assert "rusak.topo.json is not used: it is no TopoJSON of polygons" in told
