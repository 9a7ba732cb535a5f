"""Rows read back as they were written, in the styles that they ask for."""

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.spreadsheets import Book, Shown
from tests.coverage.reading_back import read_back

STYLES = {"head": {"bold": True}, "count": {"num_format": "#,##0"}, "day": {"num_format": "yyyy-mm-dd"}}


def written(rows, columns=()) -> bytes:
    book = Book(STYLES)
    book.add("Data", rows, columns)
    return book.written()


def sheet_of(content: bytes, name: str = "Data"):
    return openpyxl.load_workbook(BytesIO(content))[name]


def test_texts_stay_texts_and_numbers_numbers():
    cells = ["64.01", 1250, Decimal("90.43"), 1.5, True, None, "", "0012", -5]

    sheet = sheet_of(written([(1, cells)]))

    assert [cell.value for cell in sheet[1]] == ["64.01", 1250, 90.43, 1.5, True, None, None, "0012", -5]
    assert [cell.data_type for cell in sheet[1]] == ["s", "n", "n", "n", "b", "n", "n", "s", "n"]


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "1250"])
def test_no_text_becomes_a_formula_a_link_or_a_number(text):
    content = written([(1, [text])])

    with ZipFile(BytesIO(content)) as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    cell = sheet_of(content)["A1"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)
    assert re.findall(r"<f\b|<hyperlink", xml) == []


EVENING = datetime(2023, 12, 31, 18, 0)  # noqa: DTZ001 - as a sheet says it: without a zone


def test_days_and_moments_are_days_of_the_sheet():
    cells = [Shown(date(2023, 12, 31), "day"), Shown(EVENING, "day")]

    sheet = sheet_of(written([(1, cells)]))

    assert [cell.value for cell in sheet[1]] == [EVENING.replace(hour=0), EVENING]


def test_cells_wear_the_style_of_their_column_or_their_own_and_blanks_are_kept_for_it():
    sheet = sheet_of(written([(1, [Shown("Jumlah", "head"), "x"]), (3, [None, None]), (4, [7])], ["count"]))

    assert [sheet[place].number_format for place in ("A1", "A3", "A4")] == ["General", "#,##0", "#,##0"]
    assert [sheet[place].font.bold for place in ("A1", "B1", "A4")] == [True, False, False]
    assert (sheet["A3"].value, sheet.max_row) == (None, 4)


def test_each_sheet_has_its_own_rows_and_what_xlsxwriter_was_told_of_it():
    book = Book(STYLES)
    first = book.add("Satu", [(1, ["a"])])
    first.freeze_panes(1, 0)
    first.write_comment("A1", "Periksa baris ini")
    book.add("Dua", ((number, [number]) for number in range(1, 4)))
    content = book.written()

    assert [cell.value for cell in sheet_of(content, "Dua")["A"]] == [1, 2, 3]
    assert sheet_of(content, "Satu").freeze_panes == "A2"
    assert sheet_of(content, "Satu")["A1"].comment.text == "Periksa baris ini"


SOUND = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)


@given(st.lists(SOUND | st.sampled_from(["_x0041_", " a ", "a\nb", "<&>", "Ra'as"]), min_size=1, max_size=20))
def test_what_is_written_reads_back_sign_by_sign(texts):
    row = next(sheet_of(written([(1, texts)])).iter_rows())

    assert [cell.value.replace("_x005F_", "_") for cell in row] == texts  # openpyxl leaves this escape as it is


@pytest.mark.parametrize("text", ["_x0041_", " a ", "a\nb", "<&>", "a\tb", "]]>", "\N{NO-BREAK SPACE}x"])
def test_the_reader_of_uploads_reads_the_same(text):
    assert read_back(written([(1, [text])])) == {"Data": [(1, [text])]}


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud800b", "a\uffffb"])
def test_signs_that_xml_cannot_hold_do_not_spoil_the_file(text):
    value = sheet_of(written([(1, [text, "ada"])]))["A1"].value

    assert re.fullmatch("a.+b", value, re.DOTALL)
