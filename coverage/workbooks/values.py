"""The values of a workbook's sheets, row by row: calamine reads them, the survey puts in what it drops."""

import logging
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from python_calamine import CalamineWorkbook

from coverage.workbooks.cells import marked, plain
from coverage.workbooks.limits import Refused
from coverage.workbooks.survey import Survey

Rows = Iterator[tuple[int, list[Any]]]
LOT = 1_000
"""Rows that are asked of the reader at a time."""


class Values:
    """The sheets of a workbook that has been surveyed; what they hold must agree with the survey."""

    def __init__(self, file: BinaryIO, surveys: list[Survey]) -> None:
        file.seek(0)
        self.book = self.attempt(lambda: CalamineWorkbook.from_filelike(file))
        names = self.book.sheet_names
        if len(names) == len(surveys):
            for survey, name in zip(surveys, names, strict=True):
                survey.name = survey.name or name  # one that was handed on bears none
        if names != [survey.name for survey in surveys]:
            raise Refused("readers_disagree_on_list")

    def attempt(self, reading: Any) -> Any:
        """Return what the reader returns; its panics are no Exception, so all but a lack of memory is caught."""
        try:
            return reading()
        except (MemoryError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            logging.getLogger(__name__).debug("calamine: %s", type(error).__name__)
            raise Refused("damaged") from error

    def in_lots(self, sheet: Any) -> Iterator[list[list[Any]]]:
        """Yield the rows of a sheet; the reader is watched once for each lot, since each watching costs."""
        rows = self.attempt(sheet.iter_rows)
        while lot := self.attempt(lambda: list(islice(rows, LOT))):
            yield lot

    def rows(self, survey: Survey, *, exact: bool) -> Rows:
        """Yield the rows that hold anything, by the sheet's own number, from column A on.

        Where `exact`, raise Refused after the last row unless as many cells were filled as the survey counted.
        """
        if not survey.last_row:
            return
        sheet = self.attempt(lambda: self.book.get_sheet_by_name(survey.name))
        begin, end = sheet.start, sheet.end
        if end is not None and (end[0] >= survey.last_row or end[1] >= survey.last_column):
            raise Refused("readers_disagree", sheet=survey.name)
        lead, filled = [None] * (begin[1] if begin else 0), 0
        marks = survey.marks.by_row()
        at, cells = next(marks, (0, []))
        rows = chain.from_iterable(self.in_lots(sheet) if end is not None else ())
        for number in range(1, survey.last_row + 1):
            row = next(rows, [])
            holding = len(row) - row.count("")
            filled += holding
            if number != at:
                if holding:
                    yield number, lead + plain(row)
                continue
            yield number, with_marks(lead + plain(row), cells)
            at, cells = next(marks, (0, []))
        if exact and filled != survey.filled:
            raise Refused("readers_disagree", sheet=survey.name)


def with_marks(row: list[Any], cells: list[tuple[int, int]]) -> list[Any]:
    """Return the row with its marked cells (column, kind) in place."""
    widest = cells[-1][0]
    row += [None] * (widest - len(row))
    for column, kind in cells:
        row[column - 1] = marked(kind, row[column - 1])
    return row
