"""What we read is what openpyxl reads, the judge: on files of several writers, cell by cell."""

import io
import random
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from coverage.workbooks.cells import Marked
from coverage.workbooks.reading import opened
from tests.coverage.workbooks.test_reading import unlinked

WORDS = ["Desa Janju", "  tepi  ", "a & b <c>", "1.250", "12,5", "é ñ 漢字 😀", "baris\nbaru", "-", "0"]
DAY = datetime.fromisoformat("2023-12-01")  # a sheet knows no zones


def some_cell(chance: random.Random) -> Any:
    return chance.choice(
        [
            None, chance.choice(WORDS), chance.randint(-9, 10**9), chance.random() * 1000, 10**15, 1e-7,
            chance.random() < 0.5, DAY.replace(day=chance.randint(1, 28)), DAY.replace(hour=13, minute=30),
        ]
    )  # fmt: skip


def grid(seed: int) -> list[list[Any]]:
    chance = random.Random(seed)
    wide = chance.choice([1, 3, 8, 40])
    return [
        [some_cell(chance) if chance.random() < 0.8 else None for _ in range(wide)] if chance.random() < 0.9 else []
        for _ in range(chance.randint(1, 120))
    ]


def by_openpyxl(rows: list[list[Any]]) -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def by_openpyxl_as_a_stream(rows: list[list[Any]]) -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lembar")
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(rows: list[list[Any]], *, inline: bool = False) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": inline, "default_date_format": "dd/mm/yyyy hh:mm"})
    sheet = book.add_worksheet()
    write = {str: sheet.write_string, bool: sheet.write_boolean, datetime: sheet.write_datetime}
    for number, row in enumerate(rows):
        for column, content in enumerate(row):
            if content is not None:
                write.get(type(content), sheet.write_number)(number + 3, column + 2, content)
    book.close()
    return out.getvalue()


def inline_by_xlsxwriter(rows: list[list[Any]]) -> bytes:
    return by_xlsxwriter(rows, inline=True)


def ours(content: bytes) -> dict[tuple[int, int], Any]:
    """Return what we read: (row, column) and cell, without blanks."""
    with unlinked(content) as file, opened(file, "data.xlsx") as workbook:
        return {
            (number, column): cell
            for _, number, cells in workbook.rows()
            for column, cell in enumerate(cells, start=1)
            if cell is not None
        }


def judged(content: bytes) -> dict[tuple[int, int], Any]:
    """Return what openpyxl reads in the same form; a date at midnight is a day."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    return {
        (cell.row, cell.column): cell.value.date()
        if isinstance(cell.value, datetime) and cell.value.time() == time()
        else cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("writer", [by_openpyxl, by_openpyxl_as_a_stream, by_xlsxwriter, inline_by_xlsxwriter])
@pytest.mark.parametrize("seed", range(6))
def test_each_cell_is_read_as_the_judge_reads_it(writer: Any, seed: int):
    content = writer(grid(seed))

    read, expected = ours(content), judged(content)

    assert read == expected
    assert {place: type(cell) for place, cell in read.items() if not isinstance(cell, float | int)} == {
        place: type(cell) for place, cell in expected.items() if not isinstance(cell, float | int)
    }


def test_the_date_system_of_old_macs_is_heeded():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([DAY])
    out = io.BytesIO()
    book.save(out)

    assert ours(out.getvalue()) == {(1, 1): date(2023, 12, 1)}


def test_formulas_that_openpyxl_writes_have_no_result():
    assert ours(by_openpyxl([["=1+1", 2]])) == {(1, 1): Marked("uncalculated", ""), (1, 2): 2}
