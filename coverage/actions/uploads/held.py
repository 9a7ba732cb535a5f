"""The rows of a file between their reading and their meaning, packed where there are very many.

Until the reading process has ended it holds all cells of a sheet, and the worker would hold all rows beside it.
"""

import pickle
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from coverage.sheets.cells import ErrorCell, Row, Value
from coverage.workbooks.cells import Marked

MANY = 2_000_000
"""From so many cells of a file on its rows are packed: fewer take little, and are understood sooner as they are."""


class HeldRows:
    """The rows of one sheet, which are laid down once and taken as often as needed."""

    def __init__(self, *, is_packed: bool) -> None:
        self.is_packed = is_packed
        self.rows: list[Row] = []
        self.lots: list[tuple[list[int], bytes]] = []

    def add(self, numbers: list[int], rows: list[list[Any]], texts: dict[Value, Value]) -> None:
        """Lay down a lot of rows as it came; `texts` are all that came before."""
        plain = plain_rows(rows, texts)
        if self.is_packed:
            self.lots.append((numbers, pickle.dumps(plain, pickle.HIGHEST_PROTOCOL)))
        else:
            self.rows += zip(numbers, plain, strict=True)

    def taken(self) -> Sequence[Row]:
        """Return all rows; where they are packed, nothing here keeps them."""
        texts: dict[Value, Value] = {}
        found: list[Row] = []
        for numbers, packed in self.lots:
            lot = pickle.loads(packed)  # noqa: S301 - packed above, and never out of this process
            found += zip(numbers, one_of_each(lot, texts), strict=True)
        return found if self.is_packed else self.rows

    def __len__(self) -> int:
        return sum(len(numbers) for numbers, _ in self.lots) + len(self.rows)

    def numbers(self) -> Iterable[int]:
        """Yield the number of each row."""
        yield from chain.from_iterable(numbers for numbers, _ in self.lots)
        yield from (number for number, _ in self.rows)


def plain_rows(rows: list[list[Any]], texts: dict[Value, Value]) -> list[list[Value]]:
    """Return the cells of rows as the meaning of sheets knows them: errors marked, percentages and times as text."""
    if any(isinstance(cell, Marked) for cell in {*chain.from_iterable(rows)}):
        rows = [[plain(cell) if isinstance(cell, Marked) else cell for cell in row] for row in rows]
    return one_of_each(rows, texts)


def one_of_each(rows: list[list[Any]], texts: dict[Value, Value]) -> list[list[Value]]:
    """Return rows in which each distinct text is kept once, in `texts`: a million rows repeat some thousand."""
    distinct = {*chain.from_iterable(rows)}
    texts |= {cell: cell for cell in distinct if cell.__class__ is str and cell not in texts}
    kept = texts.get
    return [[*map(kept, row, row)] for row in rows]


def plain(cell: Marked) -> Value:
    match cell.kind:
        case "error" | "uncalculated":
            return ErrorCell(cell.shown)
        case "percent":
            return f"{float(cell.shown) * 100:.10g}%".replace(".", ",")
        case _:
            return cell.shown
