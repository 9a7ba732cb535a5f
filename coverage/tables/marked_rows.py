"""The marked workbook of a very large file: its bad rows alone, below the headings of their sheets.

A copy of a million rows would take minutes and 2 GB to write, and its sender would have to find a few rows in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from coverage.tables.marked_workbooks import Copied, Mark
from coverage.workbooks.cells import Cell

Numbers = dict[int, int]


def rows_alone(
    sheets: Sequence[Copied], marks: Sequence[Mark], kept: Mapping[int, tuple[int, Sequence[int]]]
) -> tuple[list[Copied], list[Mark]]:
    """Return the sheets that have marks with those rows only, and the marks by their new numbers.

    `kept` tells for each sheet the first row below its headings, and which rows below must come along, for they name
    the region of those that follow. Rows above the first keep their numbers.
    """
    numbers: dict[int, Numbers] = {}
    for number in sorted({mark.sheet for mark in marks}):
        top, along = kept.get(number, (1, ()))
        below = sorted({mark.row for mark in marks if mark.sheet == number and mark.row >= top} | set(along))
        numbers[number] = {row: new for new, row in enumerate(chain(range(1, top), below), start=1)}
    places = {sheet: place for place, sheet in enumerate(numbers)}
    copied = [
        replace(one, rows=rows_in(one, numbers.get(number, {})), merges=merges_in(one, kept.get(number, (1, ()))[0]))
        for number, one in enumerate(sheets)
    ]
    moved = [
        replace(mark, sheet=places[mark.sheet], row=numbers[mark.sheet].get(mark.row, mark.row), was=mark.row)
        for mark in marks
    ]
    return [copied[sheet] for sheet in numbers], moved


def rows_in(copied: Copied, numbers: Numbers) -> Iterator[tuple[int, Sequence[Cell]]]:
    return ((numbers[row], cells) for row, cells in copied.rows if row in numbers)


def merges_in(copied: Copied, top: int) -> list[tuple[int, ...]]:
    """Return the joined cells of the headings: below them rows have moved."""
    return [one for one in copied.merges if one[2] < top]
