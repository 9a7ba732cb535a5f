"""What a file may cost before it is refused, and the refusal itself: a code and where it happened, without words."""

from dataclasses import dataclass, field
from typing import Any

MEGABYTE = 1 << 20
ROWS_OF_A_SHEET = 1_048_576


@dataclass(frozen=True)
class Limits:
    """The most that one uploaded file may take. Sizes are bytes, times seconds, all else counts."""

    file: int = 64 * MEGABYTE
    parts: int = 500
    inflated: int = 1024 * MEGABYTE  # all parts together, counted while inflating
    large_part: int = 20 * MEGABYTE  # a part beyond it may not inflate more than `ratio`-fold
    large_whole: int = 100 * MEGABYTE  # nor all parts together beyond this more than `ratio` times the file itself
    ratio: int = 150
    small_part: int = 16 * MEGABYTE  # parts that only describe: list of sheets, styles, relationships
    depth: int = 50
    elements: int = 6_000_000  # what is read element by element, because no known program writes it so
    sheets: int = 250
    rows: int = ROWS_OF_A_SHEET
    columns: int = 200
    text: int = 500  # characters of one cell
    cells: int = 21_000_000  # all sheets together, empty ones too
    counts: int = 2 * ROWS_OF_A_SHEET  # all sheets together, and rows that hold none: what is staged of a file
    merges: int = 20_000  # of one sheet
    marked: int = 2_000_000  # errors, percentages and formulas without result of one sheet
    values: int = 1200 * MEGABYTE  # what the values of one sheet take while they are read
    address_space: int = 2048 * MEGABYTE
    processor: int = 120
    silence: int = 90  # how long the reading process may be without a word


class Refused(Exception):
    """A file, or a place in it, that is not read. `code` says why, `where` holds what its sentence needs."""

    def __init__(self, code: str, **where: str | int) -> None:
        self.code, self.where = code, where
        super().__init__(code, where)


@dataclass
class Spent:
    """What reading one file of `size` bytes has taken so far of what its limits allow; a size of 0 is not known.

    Where `is_searching`, `has_numbers` tells whether any of its parts holds what may be the number of a person.
    """

    limits: Limits = field(default_factory=Limits)
    size: int = 0
    is_searching: bool = False
    has_numbers: bool = False
    inflated: int = 0
    elements: int = 0
    cells: int = 0

    def inflate(self, size: int) -> None:
        self.inflated += size
        most = self.limits.inflated
        if self.size:
            most = min(most, max(self.limits.large_whole, self.limits.ratio * self.size))
        if self.inflated > most:
            raise Refused("inflates_too_much", most=self.limits.inflated // MEGABYTE)

    def count_cells(self, many: int, **where: Any) -> None:
        self.cells += many
        if self.cells > self.limits.cells:
            raise Refused("too_many_cells", most=self.limits.cells, **where)


def letters(column: int) -> str:
    """Return the letters of a column that is counted from 1: 1 is A, 28 is AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
