"""The rows below a header, told apart: what is counted, and what is passed over, each with its reason. Pure.

A total is known by its name and by where it stands: it has no code of its own, or it names a level above all others at
the foot. Nothing is dropped without being told; a row about which there is doubt stays, and is refused or held later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coverage.sheets.cells import Row, Value, cell, is_blank, written
from coverage.sheets.finding import Head
from coverage.sheets.marks import NOTE_WORDS, UPPER, Mark
from coverage.sheets.roles import Role
from coverage.sheets.sieve import BRACKETED, Sieve
from regions.names import plain


class Why(StrEnum):
    """Why a row is passed over."""

    BLANK = "blank"
    REPEATED_HEADER = "repeated_header"
    NUMBERING = "numbering"
    TOTAL = "total"
    UPPER_TOTAL = "upper_total"  # a level above the others, at the foot
    SECTION = "section"  # names the region of the rows below it
    NOTE = "note"


ORDINAL = re.compile(r"(?:[IVXLCivxlc]+|[A-Za-z]|[0-9]{1,4})[.)]?")
LOT = 10_000
LONG_TEXT = 60
"""Letters from which a single text at the foot is a note rather than a name; the longest name of a region has 55."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is passed over, why, and its text."""

    row: int
    why: Why
    text: str = ""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that says a sum, with its place: how many counted rows stand above it."""

    row: Row
    label: str
    above: int
    why: Why


@dataclass(frozen=True)
class Table:
    """The rows of a sheet below its header. `sections` holds, by row number, the region named above each row."""

    head: Head
    body: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    totals: tuple[TotalRow, ...]
    sections: dict[int, str]


def reason(
    values: Sequence[Value], marked: tuple[Mark, str] | None, sieve: Sieve, *, is_below_header: bool
) -> Why | None:
    """Return why a row is passed over, or None where it is counted."""
    filled = [value for value in values if not is_blank(value)]
    if not filled:
        return Why.BLANK
    texts = [value.strip() for value in filled if isinstance(value, str)]
    if sum(plain(text) in sieve.heading_texts for text in texts) * 2 > max(len(filled), 2):
        return Why.REPEATED_HEADER
    if is_numbering(filled, is_below_header=is_below_header):
        return Why.NUMBERING
    mark = marked[0] if marked else None
    if mark is Mark.TOTAL and not sieve.has_code(values):
        return Why.TOTAL
    if sieve.has_counts(values) or sieve.has_code(values):
        return None
    others = [value for value in filled if not (marked and written(value) == marked[1])]
    if mark in UPPER and all(ORDINAL.fullmatch(written(value)) for value in others):
        return Why.SECTION
    is_long = len(filled) == 1 and len(written(filled[0])) > LONG_TEXT
    return Why.NOTE if mark is Mark.NOTE or is_long else None


def is_numbering(filled: Sequence[Value], *, is_below_header: bool) -> bool:
    """Say whether a row numbers the columns: "(1) (2) …" anywhere, or 1, 2, 3 … right below a header."""
    texts = [written(value) for value in filled]
    if all(BRACKETED.fullmatch(text) for text in texts):
        return True
    return is_below_header and len(texts) >= 3 and texts == [str(nth + 1) for nth in range(len(texts))]


class Sifting:
    """The outcome while it grows."""

    def __init__(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self.body: list[Row] = []
        self.skipped: list[Skipped] = []
        self.totals: list[TotalRow] = []
        self.sections: dict[int, str] = {}
        self.section = ""
        self.pending: tuple[Row, str] | None = None  # may be a section, or a row whose counts are blank

    def count(self, row: Row, marked: tuple[Mark, str] | None) -> None:
        """Take a row as one that counts; it is below a section unless it names a region of that level itself."""
        if self.pending is not None:
            opened, text = self.pending
            level = UPPER.get(marked[0], 9) if marked else 9
            self.close(is_section=level > UPPER[self.sieve.marks[text] or Mark.NATION], opened=opened, text=text)
        self.body.append(row)
        if self.section:
            self.sections[row[0]] = self.section

    def close(self, *, is_section: bool, opened: Row, text: str) -> None:
        self.pending = None
        if is_section:
            self.section = text
            self.skipped.append(Skipped(opened[0], Why.SECTION, text))
        else:
            self.body.append(opened)

    def skip(self, row: Row, why: Why, text: str) -> None:
        if why is Why.BLANK:
            self.skipped.append(Skipped(row[0], why))
            return
        if self.pending is not None:
            self.close(is_section=False, opened=self.pending[0], text=self.pending[1])
        if why is Why.SECTION:
            self.pending = (row, text)
            return
        self.skipped.append(Skipped(row[0], why, text))
        if why is Why.TOTAL:
            self.totals.append(TotalRow(row, text, len(self.body), why))


def plain_rows(rows: Sequence[Row], first: int, sieve: Sieve) -> Iterator[tuple[Row, bool]]:
    """Yield each row from `first` on, and whether it surely is one that counts: seen a column at a time, by lots."""
    for start in range(first, len(rows), LOT):
        lot = rows[start : start + LOT]
        for row, is_marked, is_ordinary in zip(lot, sieve.marked(lot), sieve.surely_ordinary(lot), strict=True):
            yield row, is_ordinary and not is_marked


def sift(rows: Sequence[Row], head: Head) -> Table:
    """Return the rows below the header, told apart."""
    sieve = Sieve(head)
    sifting = Sifting(sieve)
    is_below_header = True
    for row, is_plain in plain_rows(rows, head.last + 1, sieve):
        if is_plain and not is_below_header:
            sifting.count(row, None)
            continue
        values = row[1]
        marked = sieve.mark(values)
        if not is_below_header and (marked is None or marked[0] in UPPER) and sieve.is_ordinary(values):
            sifting.count(row, marked)
            continue
        why = reason(values, marked, sieve, is_below_header=is_below_header)
        is_below_header = why is Why.REPEATED_HEADER or (is_below_header and why is Why.BLANK)
        if why is None:
            sifting.count(row, marked)
        else:
            sifting.skip(row, why, marked[1] if marked else " ".join(filter(None, map(written, values))))
    if sifting.pending is not None:
        sifting.close(is_section=False, opened=sifting.pending[0], text=sifting.pending[1])
    without_notes_at_the_foot(sifting)
    without_upper_totals(sifting, head)
    skipped = tuple(sorted(sifting.skipped, key=lambda each: each.row))
    return Table(head, tuple(sifting.body), skipped, tuple(sifting.totals), sifting.sections)


def without_notes_at_the_foot(sifting: Sifting) -> None:
    """Take signatures and the like at the foot for notes. A row that has a code, or a number and a place, is none."""
    closed = max((each.row for each in sifting.skipped if each.why in (Why.TOTAL, Why.NOTE)), default=None)
    while sifting.body:
        number, values = sifting.body[-1]
        if not is_note_at_the_foot(values, sifting.sieve, is_below=closed is not None and number > closed):
            return
        sifting.body.pop()
        sifting.sections.pop(number, None)
        sifting.skipped.append(Skipped(number, Why.NOTE, " ".join(filter(None, map(written, values)))))


def is_note_at_the_foot(values: Sequence[Value], sieve: Sieve, *, is_below: bool) -> bool:
    """Say whether one of the last rows is no place: `is_below` tells that a total or a note stands above it."""
    texts = [value for value in values if isinstance(value, str)]
    counts = [each for column in sieve.counts if not is_blank(each := cell(values, column))]
    if not texts or sieve.has_code(values):
        return False
    if is_below and any(NOTE_WORDS.match(text) for text in texts):
        return True
    if any(not is_blank(cell(values, column)) for column in sieve.names):
        numbered = ORDINAL.fullmatch(written(cell(values, 0))) and sieve.names[0] != 0
        return is_below and not numbered and not any(any(map(str.isdigit, written(each))) for each in counts)
    return all(isinstance(each, str) and any(map(str.isalpha, each)) for each in counts)


def without_upper_totals(sifting: Sifting, head: Head) -> None:
    """Take rows at the foot for totals that name a region above all others: "Provinsi Bali", "Indonesia"."""
    sieve = sifting.sieve
    for _ in UPPER:
        if len(sifting.body) < 3:
            return
        row = sifting.body[-1]
        marked = sieve.mark(row[1])
        if marked is None or marked[0] not in UPPER or not is_above(row, UPPER[marked[0]], sifting, head):
            return
        sifting.body.pop()
        sifting.sections.pop(row[0], None)
        sifting.skipped.append(Skipped(row[0], Why.UPPER_TOTAL, marked[1]))
        sifting.totals.append(TotalRow(row, marked[1], len(sifting.body), Why.UPPER_TOTAL))


DEPTH = {Role.PROVINCE: 1, Role.REGENCY: 2, Role.DISTRICT: 3, Role.VILLAGE: 4}


def is_above(row: Row, level: int, sifting: Sifting, head: Head) -> bool:
    """Say whether a row names a level above that of every other row: by codes, by columns, or by the others' names.

    A village may be called Kota Baru: in a column of deeper regions only a province or the nation is above.
    """
    sieve, values = sifting.sieve, row[1]
    deeper = [each.index for each in head.columns if DEPTH.get(each.role or Role.IGNORED, 0) > level]
    named = [column for column in deeper if not is_blank(cell(values, column))]
    if named and (level > UPPER[Mark.PROVINCE] or any(sieve.mark([cell(values, each)]) is None for each in named)):
        return False
    others = sifting.body[:-1]
    if sieve.codes:
        code = max(len(written(cell(values, column))) for column in sieve.codes)
        shortest = min(max(len(written(cell(other, column))) for column in sieve.codes) for _, other in others)
        return code < shortest
    levels = [UPPER.get(found[0], 9) if (found := sieve.mark(other)) else None for _, other in others]
    if any(each is not None and each <= level for each in levels):
        return False
    return bool(deeper) or level == 0 or None not in levels
