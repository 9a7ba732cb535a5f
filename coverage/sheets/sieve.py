"""What is known of the columns of a table while its rows are told apart: the words of its labels, its codes and counts.

Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat

from coverage.sheets.cells import Row, Value, cell, column_of, is_blank, written
from coverage.sheets.finding import Head
from coverage.sheets.marks import UPPER, Mark, mark_of
from coverage.sheets.roles import CODES, NAMES, Role
from regions.names import plain

BRACKETED = re.compile(r"\(\s*[0-9]{1,3}\s*(?:[=+]\s*[^)]*)?\)")
NAME_COLUMNS = frozenset((*NAMES, Role.CATEGORY, Role.NUMBER))


class Sieve:
    """What is known of the columns while the rows are looked at one after another."""

    def __init__(self, head: Head) -> None:
        columns = head.columns
        self.labels = tuple(sorted({0, 1, *(each.index for each in columns if each.role in NAME_COLUMNS)}))
        self.codes = tuple(each.index for each in columns if each.role in CODES)
        self.names = tuple(each.index for each in columns if each.role in NAMES)
        known = {*self.codes, *self.names, *(each.index for each in columns if each.role in NAME_COLUMNS)}
        self.counts = tuple(each.index for each in columns if each.index not in known)
        self.heading_texts = frozenset(plain(text) for line in head.lines for text in line)
        self.marks: dict[str, Mark | None] = {}
        self.suspects: dict[str, bool] = {}

    def mark(self, values: Sequence[Value]) -> tuple[Mark, str] | None:
        """Return what the labels of a row say, and the text that says it: a total or note before an upper region.

        Each distinct text is read once.
        """
        marks, width, upper = self.marks, len(values), None
        for column in self.labels:
            if column < width and isinstance(text := values[column], str) and text and not text[0].isdigit():
                if text not in marks:
                    marks[text] = mark_of(text)
                mark = marks[text]
                if mark is None:
                    continue
                if mark not in UPPER:
                    return mark, text.strip()
                upper = upper or (mark, text.strip())
        return upper

    def is_ordinary(self, values: Sequence[Value]) -> bool:
        """Say whether the first filled count of a row is one: no heading, no "(3)"."""
        width = len(values)
        for column in self.counts:
            if column < width and not is_blank(found := values[column]):
                return self.is_ordinary_count(found)
        return False

    def is_ordinary_count(self, found: Value) -> bool:
        """Say whether a filled count is one. A distinct text is read once."""
        if not isinstance(found, str) or found[0].isdigit():
            return True
        if found not in self.suspects:
            self.suspects[found] = plain(found) in self.heading_texts or bool(BRACKETED.fullmatch(found.strip()))
        return not self.suspects[found]

    def marked(self, rows: Sequence[Row]) -> Iterator[bool]:
        """Yield for each row whether any of its labels says something: `mark` tells what."""
        columns = [column_of(rows, column) for column in self.labels]
        for text in {*chain.from_iterable(columns)} - self.marks.keys():
            if isinstance(text, str) and text and not text[0].isdigit():
                self.marks[text] = mark_of(text)
        said: Callable[[object], Mark | None] = self.marks.get  # type: ignore[assignment]
        return map(any, zip(*(map(said, values) for values in columns), strict=True))

    def surely_ordinary(self, rows: Sequence[Row]) -> Iterable[bool]:
        """Return for each row whether its first count shows that it is ordinary; of the others `is_ordinary` tells."""
        if not self.counts:
            return repeat(False, len(rows))
        first = column_of(rows, self.counts[0])
        texts = {text for text in {*first} if isinstance(text, str)}
        known = {text: not is_blank(text) and self.is_ordinary_count(text) for text in texts}
        return [known[value] if isinstance(value, str) else value is not None for value in first]

    def has_code(self, values: Sequence[Value]) -> bool:
        """Say whether a row has a code of its own: digits, and not the label again in a joined cell."""
        return any(any(sign.isdigit() for sign in written(cell(values, column))) for column in self.codes)

    def has_counts(self, values: Sequence[Value]) -> bool:
        return any(not is_blank(cell(values, column)) for column in self.counts)
