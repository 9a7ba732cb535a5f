"""Where the table of a sheet begins: its header among title rows, in one line or several. Pure.

A header is found by what its cells say. Lines of a header that joins cells are read together: "Peserta Aktif" over
"Formal" and "Informal" makes two columns of counts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coverage.sheets.cells import Merge, Row, Value, cell, is_blank, written
from coverage.sheets.layouts import Column, Kind, Layout, Meaning, layout_of, meaning_of, plain_heading
from coverage.sheets.periods import parse_period
from coverage.sheets.roles import BY_HEADING, PLACES, Role
from coverage.sheets.vocabulary import Vocabulary

SEARCHED = 60
"""Rows with something in them among which the header is looked for."""
DEEPEST = 3
"""Most lines of a header."""
NUMBER_LIKE = re.compile(r"[0-9.,%() \-]*")
THOUSANDS = re.compile(r"\b(?:dalam )?ribu(?:an)?\b(?: (?:orang|jiwa|pekerja|peserta))?", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """A header: the places (in the list of rows) of its first and last line, and what its columns mean."""

    first: int
    last: int
    layout: Layout
    lines: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.layout.columns


def find_head(rows: Sequence[Row], words: Vocabulary, merges: Sequence[Merge] = ()) -> Head | None:
    """Return the header of a sheet, or None where no row looks like one.

    Of all blocks of up to three lines near the top the one is taken whose cells say most; among equals the shortest,
    then the first. Where no cell is known, the first row that names at least two columns above other values is taken,
    so that a person can say what they are.
    """
    near = [place for place in range(min(len(rows), SEARCHED * 3)) if not all(map(is_blank, rows[place][1]))][:SEARCHED]
    joined = spans(merges)
    best: tuple[int, int, int, int] | None = None
    for nth, place in enumerate(near):
        for depth in range(1, DEEPEST + 1):
            block = near[nth : nth + depth]
            if len(block) < depth or not all(names_columns(rows[line][1]) for line in block):
                break
            score = weight(columns_of([rows[line] for line in block], joined), words)
            candidate = (score, -depth, -place, block[-1])
            if score >= LEAST and (best is None or candidate > best):
                best = candidate
    if best is not None:
        return head_of(rows, -best[2], best[3], joined, words)
    return unknown_head(rows, near, joined, words)


LEAST = 4
"""What two places or counts weigh: a header says at least two things."""
WEIGHTS = {Role.IGNORED: 1, Role.NUMBER: 1, Role.PERSONAL: 1, Role.PERCENT: 1}


def weight(columns: Sequence[Column], words: Vocabulary) -> int:
    """Return how much the headings say, two for each fact; 0 where a line makes a known heading unknown."""
    total = 0
    for column in columns:
        if not column.parts:
            continue
        said = meaning_of(column.parts, words)
        if said is None:
            if len(column.parts) > 1 and meaning_of(column.parts[:1], words):
                return 0
        elif said.role in WEIGHTS:
            total += WEIGHTS[said.role]
        elif len(column.parts) > 1 and is_broken(column.parts):
            total += 3  # one more than its first line alone would say
        else:
            total += 2 * sum(map(bool, (said.role, said.categories, said.payers, said.month, said.year)))
    return total


def is_broken(parts: Sequence[str]) -> bool:
    """Say whether the lines are one known heading that was broken: "Kode" over "Wilayah"."""
    return plain_heading(" ".join(parts)) in BY_HEADING


def names_columns(values: Sequence[Value]) -> bool:
    """Say whether a row can be a line of a header: text, or months and years, and nothing that is counted."""
    filled = [value for value in values if not is_blank(value)]
    return any(is_label(value) for value in filled) and all(is_label(value) or is_time(value) for value in filled)


def is_label(value: Value) -> bool:
    return isinstance(value, str) and not NUMBER_LIKE.fullmatch(value.strip())


def is_time(value: Value) -> bool:
    if isinstance(value, str):
        return bool(parse_period(value).months)
    if isinstance(value, date):
        return True
    return isinstance(value, int | float) and not isinstance(value, bool) and 2000 <= value <= 2100


def spans(merges: Sequence[Merge]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each (row, column) within a joined cell of several columns where its text stands."""
    return {
        (row, column): (first_row, first_column)
        for first_row, first_column, last_row, last_column in merges
        if last_column > first_column and last_row - first_row < DEEPEST and last_column - first_column < 200
        for row in range(first_row, last_row + 1)
        for column in range(first_column, last_column + 1)
    }


def columns_of(lines: Sequence[Row], joined: dict[tuple[int, int], tuple[int, int]]) -> list[Column]:
    """Return the columns under header lines with their texts top down; a joined cell stands over all its columns."""
    width = max(len(values) for _, values in lines)
    texts = [[written(cell(values, column)) for column in range(width)] for _, values in lines]
    for nth in reversed(range(len(lines) - 1)):  # from below: what stands under a joined cell must be known first
        number = lines[nth][0]
        spread(texts[nth], texts[nth + 1], [joined.get((number, column), (0, -1))[1] for column in range(width)])
    return [
        Column(column, tuple(dict.fromkeys(line[column] for line in texts if line[column]))) for column in range(width)
    ]


def spread(upper: list[str], lower: Sequence[str], sources: Sequence[int]) -> None:
    """Write the text of a joined cell into each of its columns: by the sheet's own joins, else by what stands below.

    Where the sheet does not tell, a blank above a filled cell belongs to the text on its left, if that too stands over
    a filled cell. A single text in the first column is a title, and spans nothing.
    """
    is_told = max(sources) >= 0
    if upper[0] and lower[0] and not any(upper[1:]) and not is_told:
        return
    group = ""
    for column, text in enumerate(upper):
        if not lower[column]:
            group = ""
        elif text:
            group = text
        elif 0 <= sources[column] < column:
            upper[column] = upper[sources[column]]
        elif group and not is_told:
            upper[column] = group


def head_of(
    rows: Sequence[Row], first: int, last: int, joined: dict[tuple[int, int], tuple[int, int]], words: Vocabulary
) -> Head:
    """Return the header made of the lines from `first` to `last`, with columns that have values but no heading."""
    lines = [row for row in rows[first : last + 1] if not all(map(is_blank, row[1]))]
    columns = columns_of(lines, joined)
    widest = max((filled_width(values) for _, values in rows[last + 1 : last + 1 + SEARCHED]), default=0)
    columns += [Column(index, ()) for index in range(len(columns), widest)]
    while columns and not columns[-1].parts and columns[-1].index >= widest:
        columns.pop()
    texts = tuple(tuple(written(value) for value in values if not is_blank(value)) for _, values in lines)
    return Head(first, last, layout_of(columns, words), texts)


def filled_width(values: Sequence[Value]) -> int:
    return max((place + 1 for place, value in enumerate(values) if not is_blank(value)), default=0)


def unknown_head(
    rows: Sequence[Row], near: Sequence[int], joined: dict[tuple[int, int], tuple[int, int]], words: Vocabulary
) -> Head | None:
    """Return the first row that names two columns or more, as many as any row near the top, with values below it."""
    widths = {place: sum(not is_blank(value) for value in rows[place][1]) for place in near}
    for nth, place in enumerate(near[:-1]):
        below = widths[near[nth + 1]]
        if widths[place] >= 2 and names_columns(rows[place][1]) and widths[place] >= below >= 1:
            return head_of(rows, place, place, joined, words)
    return None


# What the rows above the header tell


@dataclass(frozen=True)
class Titles:
    """The rows above the header: their texts, the months that they name, and whether they say thousands of people."""

    texts: tuple[tuple[int, str], ...] = ()
    months: tuple[int, ...] = ()
    in_thousands: bool = False


MONTH_IN_TITLE = re.compile(r"([A-Za-z]+)[ .]+(20[0-9]{2})\b")


def titles_above(rows: Sequence[Row], head: Head) -> Titles:
    """Return what stands above the header. A month is only offered; the year of a decree is no month."""
    above = [
        (number, written(value)) for number, values in rows[: head.first] for value in values if not is_blank(value)
    ]
    found = [parse_period(f"{name} {year}").month for _, text in above for name, year in MONTH_IN_TITLE.findall(text)]
    headings = [part for column in head.columns for part in column.parts]
    return Titles(
        texts=tuple(above),
        months=tuple(dict.fromkeys(month for month in found if month)),
        in_thousands=any(THOUSANDS.search(text) for text in [*(text for _, text in above), *headings]),
    )


def lacks(layout: Layout) -> tuple[str, ...]:
    """Return which kinds of column a table lacks: `region`, and of one that is no person list `count`."""
    found = [] if layout.of(*PLACES) else ["region"]
    return (*found, "count") if layout.kind == Kind.UNKNOWN else tuple(found)


def alike(layout: Layout) -> tuple[tuple[Column, ...], ...]:
    """Return the columns that say the same: two counts of one category, two codes. A person tells which one holds."""
    groups: dict[Meaning, list[Column]] = {}
    for column in layout.columns:
        if column.role not in (None, Role.IGNORED, Role.PERSONAL, Role.NUMBER, Role.SUM, Role.PERCENT, Role.REGISTERED):
            groups.setdefault(column.meaning, []).append(column)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
