"""What a cell of a sheet may hold, and how its place is named. Pure.

A row is the sheet's own row number (from 1) and its values from column A on; rows that the reader skipped are absent,
and a row may be shorter than the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

BLANKS = " \t\r\n\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}"
LONGEST_ECHO = 80


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error of the spreadsheet ("#N/A"), or a formula that was never reckoned ("")."""

    shown: str = ""


Value = str | int | float | bool | date | datetime | ErrorCell | None
Row = tuple[int, Sequence[Value]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of joined cells: rows from 1, columns from 0."""


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(BLANKS))


def cell(values: Sequence[Value], column: int) -> Value:
    """Return the value in `column` (from 0); None where the row is shorter."""
    return values[column] if column < len(values) else None


def column_of(rows: Iterable[Row], column: int) -> list[Value]:
    """Return what each row holds in `column` (from 0); None where the row is shorter."""
    held = [values for _, values in rows]
    try:
        return [*map(itemgetter(column), held)]
    except IndexError:
        return [cell(values, column) for values in held]


def written(value: Value) -> str:
    """Return a value as text, the way a reader of the sheet would say it: 6401.0 is "6401"; blank is ""."""
    if value.__class__ is str:  # before the others: nearly all cells are text
        return value.strip(BLANKS)
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case ErrorCell():
            return value.shown
        case _:
            return str(value)


def echo(value: Value) -> str:
    """Return what may be repeated of a cell in a message: printable and short."""
    seen = "".join(sign if sign.isprintable() else " " for sign in written(value))
    return seen if len(seen) <= LONGEST_ECHO else f"{seen[:LONGEST_ECHO]}…"


def letters(column: int) -> str:
    """Return the name of a column as the spreadsheet shows it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
