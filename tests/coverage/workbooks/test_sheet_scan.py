"""Rows of the usual form and rows read element by element tell the same of a sheet, and hand on the same cells."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from coverage.workbooks.limits import Limits
from coverage.workbooks.reading import Sheet, opened
from tests.coverage.workbooks.cases import SHEET
from tests.coverage.workbooks.factory import zipped
from tests.coverage.workbooks.test_reading import outcome, unlinked
from tests.coverage.workbooks.test_values import DAY, by_openpyxl, by_xlsxwriter, grid, inline_by_xlsxwriter

BOOK = "xl/workbook.xml"
FEW = Limits(elements=1_500)


def a_full_sheet(rows: int = 400) -> bytes:
    """Return a workbook with percentages, results of formulas, hidden rows, blanks and styled blanks."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, percent = book.add_worksheet("Kuaro"), book.add_format({"num_format": "0.0%"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "bold": True})
    for number in range(rows):
        sheet.write_row(number, 1, [f"Desa {number % 7}", number, number / 8])
        sheet.write_number(number, 4, number % 3 / 2, percent)
        sheet.write_blank(number, 5, None, percent)
        sheet.write_datetime(number, 6, DAY, day)
        sheet.write_boolean(number, 7, number % 2 == 0)
        if number % 9 == 0:
            sheet.set_row(number, 0 if number % 2 else 15, None, {"hidden": number % 4 == 0})
    book.close()
    parts = parts_of_zip(out.getvalue())
    parts[BOOK] = parts[BOOK].replace(b' fullCalcOnLoad="1"', b"")
    parts[SHEET] = parts[SHEET].replace(b"</c></row>", b'</c><c r="I#"><f>B1</f><v>7</v></c></row>')
    for number in range(1, rows + 1):
        parts[SHEET] = parts[SHEET].replace(b'"I#"', b'"I%d"' % number, 1)
    return zipped(parts)


def parts_of_zip(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def respelled(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return the workbook with its sheet spelled in another way that means the same."""
    parts = parts_of_zip(content)
    assert old in parts[SHEET]
    return zipped({**parts, SHEET: parts[SHEET].replace(old, new)})


def read(content: bytes, limits: Limits | None = None) -> tuple[Sheet, list[Any]]:
    with unlinked(content) as file, opened(file, "data.xlsx", limits) as workbook:
        return workbook.sheets[0], [(number, cells) for _, number, cells in workbook.rows()]


@pytest.mark.parametrize(
    "make",
    [
        a_full_sheet,
        *(lambda seed=seed, by=by: by(grid(seed)) for seed in (2, 4) for by in (by_openpyxl, by_xlsxwriter)),
        lambda: inline_by_xlsxwriter(grid(5)),
    ],
)
def test_both_ways_tell_the_same(make: Callable[[], bytes]):
    content = make()

    usual, element_by_element = read(content), read(respelled(content, b"<c r=", b"<c  r="))

    assert usual == element_by_element


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<row ", b"\n  <row "), (b"<c ", b"\n<c "), (b"</row>", b"\r\n</row>"), (b' spans="2:8"', b' thickBot="1"'),
        (b' spans="2:8"', b' spans="2:8" outlineLevel="0" collapsed="false"'),
    ],
)  # fmt: skip
def test_the_ways_of_the_usual_programs_are_not_read_element_by_element(old: bytes, new: bytes):
    content = a_full_sheet()

    assert read(respelled(content, old, new), FEW)[1] == read(content)[1]
    assert outcome(respelled(content, b"<c r=", b"<c  r="), "data.xlsx", FEW)[0] == "too_involved"


def test_what_is_told_of_a_full_sheet_is_so():
    sheet, rows = read(a_full_sheet(40))

    assert (sheet.last_row, sheet.last_column, sheet.percents, sheet.formulas) == (40, 9, 40, ((9, 40),))
    assert sheet.hidden_rows == ((1, 1), (10, 10), (28, 28), (37, 37))
    assert len(rows) == 40
