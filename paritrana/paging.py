"""Long lists in pages of fifty rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
ON_A_PAGE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, its number from 1, and how many pages and rows there are in all."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


def pages_for(rows: int, on_a_page: int = ON_A_PAGE) -> int:
    """Return how many pages so many rows take; a list without rows has one."""
    return max(1, -(-rows // on_a_page))


def page_of(rows: Sequence[Row], number: int) -> Page[Row]:
    """Return the page of that number, which the list must have."""
    start = (number - 1) * ON_A_PAGE
    return Page(tuple(rows[start : start + ON_A_PAGE]), number, pages_for(len(rows)), len(rows))


def number_in(text: str, pages: int) -> int | None:
    """Return the page that a text names, from 1 to `pages`; None where it names none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return number if 1 <= number <= pages else None
