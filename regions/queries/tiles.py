"""Where each region stands on the tile map of the region above it: one equal cell each, as `fixtures/tiles.csv` says.

The layout is our own drawing (`fixtures/make_tiles.py`), no measurement: who wants places asks for outlines.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

LAYOUT = Path(__file__).resolve().parent.parent.parent / "fixtures" / "tiles.csv"
SPARE_LENGTH = 8
"""Letters of a name that stand in the cell of a region which the layout does not know."""


@dataclass(frozen=True)
class Cell:
    """The place of a region on a grid, the northernmost row and the westernmost column being 0, and its short name."""

    row: int
    column: int
    label: str

    @property
    def lines(self) -> list[str]:
        return self.label.split("|")


@cache
def layout() -> dict[str, Cell]:
    """Return the cells of all provinces and regencies by code; they cannot change while the portal runs."""
    with LAYOUT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: Cell(int(row["row"]), int(row["column"]), row["label"]) for row in rows}


def cells_of(named: Iterable[tuple[str, str]]) -> dict[str, Cell]:
    """Return the cell of each region of one map by its code, for pairs of code and bare name.

    Regions of former years that the layout does not know stand in rows of their own below.
    """
    regions = list(named)
    known = {code: layout()[code] for code, _ in regions if code in layout()}
    width = 1 + max((cell.column for cell in known.values()), default=5)
    below = 1 + max((cell.row for cell in known.values()), default=-1)
    others = [(code, name) for code, name in regions if code not in known]
    spare = {
        code: Cell(below + number // width, number % width, shortened(name))
        for number, (code, name) in enumerate(others)
    }
    return from_the_corner(known | spare)


def from_the_corner(cells: dict[str, Cell]) -> dict[str, Cell]:
    """Return the cells without empty rows above or columns to the left of them."""
    row, column = (min((getattr(cell, side) for cell in cells.values()), default=0) for side in ("row", "column"))
    return {code: replace(cell, row=cell.row - row, column=cell.column - column) for code, cell in cells.items()}


def shortened(name: str) -> str:
    return name if len(name) <= SPARE_LENGTH else f"{name[: SPARE_LENGTH - 1]}."
