"""What is known about a file besides its cells: what a person answered, and what the upload says of all rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coverage.sheets.codes import System
from coverage.sheets.counts import Answers, Dash, Style
from coverage.sheets.layouts import Column


@dataclass(frozen=True)
class Said:
    """Answers to what was asked, or what is remembered of the sender. What nobody answered is absent.

    Styles are by the key of the column; categories and payers by the word in plain form; dashes and months by the text
    as written; uppers ("total" or "own": what a region above others in one list is) by the code of the region.
    """

    styles: Mapping[str, Style] = field(default_factory=dict)
    dashes: Mapping[str, Dash] = field(default_factory=dict)
    in_thousands: bool | None = None
    system: System | None = None
    months: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    uppers: Mapping[str, str] = field(default_factory=dict)

    def of(self, column: Column) -> Answers:
        """Return what was said about the numbers of a column."""
        return Answers(self.styles.get(column.key), self.dashes, bool(self.in_thousands))


@dataclass(frozen=True)
class Given:
    """What the upload says of rows that do not say it themselves: month (yyyymm), codes of category and payer."""

    month: int | None = None
    category: str = ""
    payer: str = ""
