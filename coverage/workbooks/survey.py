"""What is known of one sheet before its values are read: its extent, what is hidden, merged, failed or not reckoned."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from coverage.workbooks.limits import Limits, Refused, letters

MOST_HANDED_ON, LONGEST_HANDED_ON = 2_000, 60_000
"""Up to how many marks, merges and hidden stretches, and bytes, surveys are kept for the next reading."""
BYTES_OF_A_CELL = 48  # measured: what the reader takes for each place of the block of cells, empty or not
SMALL_BLOCK = 4_000_000
SPARSE = 8

UNCALCULATED, PERCENT, ERROR = 0, 1, 2
ERRORS = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#ERROR!",
)


class Marks:
    """The marked cells of a sheet in the order of reading, nine bytes each: millions are bearable."""

    def __init__(self) -> None:
        self.places, self.kinds = array("Q"), bytearray()

    def add(self, row: int, column: int, kind: int) -> None:
        self.places.append(row << 16 | column)
        self.kinds.append(kind)

    def of_errors(self, row: int, column: int, text: str) -> None:
        self.add(row, column, ERROR + (ERRORS.index(text) if text in ERRORS else len(ERRORS) - 1))

    def count(self, kind: int) -> int:
        """Return how many cells are marked so; ERROR counts all errors."""
        if kind != ERROR:
            return self.kinds.count(kind)
        return len(self.kinds) - self.kinds.count(UNCALCULATED) - self.kinds.count(PERCENT)

    @classmethod
    def of(cls, places: Iterable[int], kinds: Iterable[int]) -> "Marks":
        marks = cls()
        marks.places, marks.kinds = array("Q", places), bytearray(kinds)
        return marks

    def by_row(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield each row that has marks, with (column, kind) of its cells."""
        row = 0
        cells: list[tuple[int, int]] = []
        for place, kind in zip(self.places, self.kinds, strict=True):
            if place >> 16 != row:
                if cells:
                    yield row, cells
                row, cells = place >> 16, []
            cells.append((place & 0xFFFF, kind))
        if cells:
            yield row, cells


@dataclass
class Survey:
    """One sheet as its XML tells it. Rows and columns count from 1; `filled` are the cells that have a value."""

    name: str
    visibility: str = "visible"
    kind: str = "table"
    part: str = ""
    first_row: int = 0
    last_row: int = 0
    last_column: int = 0
    filled: int = 0
    texts: int = 0  # bytes, at most
    hidden_rows: list[list[int]] = field(default_factory=list)
    hidden_columns: list[list[int]] = field(default_factory=list)
    merges: list[list[int]] = field(default_factory=list)
    formulas: dict[int, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    has_long_numbers: bool = True  # whether a cell may hold sixteen digits; True also where nobody has looked
    beginning: bytes = b""  # of its XML, where that is long and plain
    lonely: tuple[int, int, int, int] = (0, 0, 0, 0)  # the widest gap between rows: (gap, row above, row below, column)

    def fill(self, row: int, column: int) -> None:
        """Take note that `column` of `row` holds something; rows come in their order."""
        if row - self.last_row > self.lonely[0] and self.last_row:
            self.lonely = (row - self.last_row, self.last_row, row, column)
        self.first_row = self.first_row or row
        self.last_row = row
        if column > self.last_column:
            self.last_column = column

    def hide_row(self, first: int, last: int) -> None:
        if self.hidden_rows and self.hidden_rows[-1][1] == first - 1:
            self.hidden_rows[-1][1] = last
        else:
            self.hidden_rows.append([first, last])

    def count_formula(self, column: int, many: int = 1) -> None:
        self.formulas[column] = self.formulas.get(column, 0) + many

    def check(self, limits: Limits) -> None:
        """Raise Refused where reading the values would take too much, or where a lonely cell stretches the sheet."""
        block = (self.last_row - self.first_row + 1) * self.last_column if self.last_row else 0
        if block > SMALL_BLOCK and block > SPARSE * (self.filled + len(self.marks.kinds)):
            _, above, row, column = self.lonely
            raise Refused("lonely_cell", sheet=self.name, above=above, row=row, column=letters(column))
        if block * BYTES_OF_A_CELL + self.texts > limits.values:
            raise Refused("sheet_too_large", sheet=self.name, rows=self.last_row, columns=self.last_column)

    def told(self) -> dict[str, object]:
        """Return what the parent process may know of the sheet, as plain values."""
        return {
            "name": self.name, "visibility": self.visibility, "kind": self.kind,
            "first_row": self.first_row, "last_row": self.last_row, "last_column": self.last_column,
            "filled": self.filled, "hidden_rows": self.hidden_rows, "hidden_columns": self.hidden_columns,
            "merges": self.merges, "formulas": sorted(self.formulas.items()), "notes": self.notes,
            "errors": self.marks.count(ERROR), "uncalculated": self.marks.count(UNCALCULATED),
            "percents": self.marks.count(PERCENT),
        }  # fmt: skip


PLAIN = ("visibility", "kind", "part", "first_row", "last_row", "last_column", "filled", "hidden_rows",
         "hidden_columns", "merges", "notes")  # fmt: skip


def handed_on(surveys: Sequence[Survey]) -> list[dict[str, Any]] | None:
    """Return surveys as they are kept for the next reading of the same bytes; None where they are too long for that.

    They go to the reading process as an argument, which all users of a machine see: names of sheets stay out.
    """
    if sum(len(each.marks.kinds) + len(each.merges) + len(each.hidden_rows) for each in surveys) > MOST_HANDED_ON:
        return None
    kept = [
        {name: getattr(each, name) for name in PLAIN}
        | {"formulas": sorted(each.formulas.items()), "places": [*each.marks.places], "kinds": [*each.marks.kinds]}
        for each in surveys
    ]
    return kept if len(json.dumps(kept)) <= LONGEST_HANDED_ON else None


def taken_over(kept: Sequence[dict[str, Any]]) -> list[Survey]:
    """Return the surveys that an earlier reading handed on; they get their names from the file."""
    return [
        Survey(
            name="",
            **{name: one[name] for name in PLAIN},
            formulas=dict(one["formulas"]),
            marks=Marks.of(one["places"], one["kinds"]),
        )
        for one in kept
    ]
