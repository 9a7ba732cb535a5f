"""The first rows of large sheets, as the reader of values gives them, without reading the rest of the sheets.

A copy of the workbook in memory holds each sheet up to the end of some row. What a sheet is shows at its head; reading
all of it takes as long as its survey.
"""

import io
import re
import zipfile
from functools import cached_property
from itertools import islice
from typing import Any

from coverage.workbooks.archive import Archive
from coverage.workbooks.limits import MEGABYTE, Refused, Spent
from coverage.workbooks.survey import Survey
from coverage.workbooks.values import Values
from coverage.workbooks.xlsx import CONTENT_TYPES, RELATIONS, STRINGS, STYLES, WORKBOOK

PARTS = (CONTENT_TYPES, "_rels/.rels", WORKBOOK, RELATIONS, STYLES, STRINGS)
LARGEST_TEXTS = 8 * MEGABYTE
"""Shared texts beyond it are not read a second time."""
ROW = re.compile(rb'<(?:[A-Za-z][A-Za-z0-9]*:)?row r="([1-9]\d{0,6})"')
ROW_END = re.compile(rb"</((?:[A-Za-z][A-Za-z0-9]*:)?)row>")


class Beginnings:
    """The beginnings of the sheets of a surveyed workbook of Excel."""

    def __init__(self, archive: Archive, surveys: list[Survey]) -> None:
        self.archive, self.surveys = archive, surveys
        self.last_rows: dict[int, int] = {}

    @cached_property
    def values(self) -> Values | None:
        """The shortened copy; None where its texts are too many to be read twice."""
        archive = Archive(self.archive.file, Spent(self.archive.limits))
        if STRINGS in archive and archive.names[STRINGS.lower()].file_size > LARGEST_TEXTS:
            return None
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as target:
            for part in PARTS:
                if part in archive:
                    target.writestr(archive.names[part.lower()].orig_filename, archive.whole(part))
            for number, survey in enumerate(self.surveys):
                if found := shortened(survey.beginning):
                    self.last_rows[number] = found[1]
                    target.writestr(survey.part, found[0])
        return Values(copy, self.surveys)

    def rows(self, number: int, most: int) -> list[tuple[int, list[Any]]] | None:
        """Return the first `most` rows of a sheet that hold anything; None where only the whole sheet tells them."""
        if not self.surveys[number].beginning:
            return None
        try:
            if self.values is None or number not in self.last_rows:
                return None
            rows = list(islice(self.values.rows(self.surveys[number], exact=False), most))
        except Refused:
            return None  # it will be told when the sheet itself is read
        return rows if len(rows) == most and rows[-1][0] <= self.last_rows[number] else None


def shortened(beginning: bytes) -> tuple[bytes, int] | None:
    """Return a sheet that ends after the last whole row of its beginning, and the number of that row."""
    ends, begun = [*ROW_END.finditer(beginning)], [*ROW.finditer(beginning)]
    if not ends or len(begun) < len(ends):
        return None
    prefix, number = ends[-1][1], begun[len(ends) - 1][1]
    return beginning[: ends[-1].end()] + b"</%ssheetData></%sworksheet>" % (prefix, prefix), int(number)
