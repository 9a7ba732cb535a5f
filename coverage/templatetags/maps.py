"""The map as a drawing, of equal cells or of outlines: geometry here, markup in the template, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from coverage import months
from coverage.queries.home import Row
from coverage.queries.map_page import RegionMap, Spot
from coverage.templatetags.map_words import band_of, figure_of, gap_key, is_odd, is_partial, keys_of, name_of
from regions.queries.tiles import Cell
from regions.topology import Drawing

register = template.Library()

SIDE, WIDE = 100, 92
"""Length of a cell in units of the drawing, and in pixels where there is room."""


@dataclass(frozen=True)
class Drawn:
    """One cell as the template draws it. `name` is what is read aloud: it holds all that stands in the cell."""

    code: str
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    figure: str
    band: int
    name: str
    href: str
    is_stated: bool
    is_partial: bool
    is_other_basis: bool


@dataclass(frozen=True)
class Outline:
    """One region as the template draws its outline; what cannot be compared with the others has another edge."""

    code: str
    path: str
    band: int
    name: str
    href: str
    is_odd: bool


def address_of(row: Row, drawn: RegionMap, query: dict[str, str], *, inward: bool) -> str:
    """Return where a region on the map leads: to its own map, else to its page."""
    where = reverse("coverage:map") if inward else reverse("coverage:region", args=[row.code])
    asked = urlencode({"induk": row.code, "tampil": drawn.view.value, **query} if inward else query)
    return f"{where}?{asked}" if asked else where


def drawn_spot(spot: Spot, cell: Cell, drawn: RegionMap, query: dict[str, str], *, inward: bool) -> Drawn:
    lines, row = cell.lines, spot.row
    tops = (54,) if len(lines) == 1 else (44, 67)
    has_number = spot.measure(drawn.view) is not None
    return Drawn(
        code=row.code,
        x=cell.column * SIDE,
        y=cell.row * SIDE,
        lines=tuple(zip(tops, lines, strict=False)),
        figure=figure_of(spot, drawn.view),
        band=band_of(spot, drawn),
        name=name_of(spot, drawn),
        href=address_of(row, drawn, query, inward=inward),
        is_stated=has_number and row.state == "observed",
        is_partial=has_number and is_partial(row),
        is_other_basis=drawn.is_other_basis(spot),
    )


@register.inclusion_tag("coverage/_tile_map.html")
def tile_map(drawn: RegionMap, month: int | None, scheme: str, label: str, inward: bool = False) -> dict[str, Any]:
    """Draw the map with its legend; `inward`: a cell leads to the map of its region, else to the page of its region."""
    query = {"periode": months.iso(month), "skema": scheme} if month else {}
    placed = [(spot, spot.cell) for spot in drawn.spots if spot.cell]
    cells = [drawn_spot(spot, cell, drawn, query, inward=inward) for spot, cell in placed]
    columns, rows = extent(cells)
    return {
        "cells": cells,
        "label": label,
        "columns": columns,
        "width": columns * WIDE,
        "box": f"0 0 {columns * SIDE} {rows * SIDE}",
        "keys": keys_of(drawn),
        "gaps": gap_key(drawn),
        "has_stated": any(cell.is_stated for cell in cells),
        "has_partial": any(cell.is_partial for cell in cells),
        "has_other_basis": any(cell.is_other_basis for cell in cells),
    }


@register.inclusion_tag("coverage/_outline_map.html")
def outline_map(drawn: RegionMap, month: int | None, scheme: str, label: str) -> dict[str, Any]:
    """Draw the outlines with their legend; each leads to the page of its region."""
    query = {"periode": months.iso(month), "skema": scheme} if month else {}
    outlines = drawn.outlines or Drawing(0, 0, {})
    shapes = [
        Outline(
            code=spot.row.code,
            path=outlines.paths[spot.row.code],
            band=band_of(spot, drawn),
            name=name_of(spot, drawn),
            href=address_of(spot.row, drawn, query, inward=False),
            is_odd=is_odd(spot, drawn),
        )
        for spot in drawn.spots
        if spot.row.code in outlines.paths
    ]
    return {
        "shapes": shapes,
        "label": label,
        "box": f"-4 -4 {outlines.width + 8} {outlines.height + 8}",
        "keys": keys_of(drawn),
        "gaps": gap_key(drawn),
        "has_odd": any(shape.is_odd for shape in shapes),
    }


def extent(cells: Sequence[Drawn]) -> tuple[int, int]:
    """Return how many columns and rows a drawing has."""
    return (
        1 + max((cell.x for cell in cells), default=0) // SIDE,
        1 + max((cell.y for cell in cells), default=0) // SIDE,
    )
