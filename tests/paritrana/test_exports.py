"""No formula leaves in a file, and what is read back is what was written; CSV and Excel hold the same rows."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.exports import LOOKED_AT, STARTS_A_FORMULA, csv_lines, workbook_of
from tests.coverage.factories import a_published_month


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_file_begins_with_the_mark_by_which_excel_knows_utf_8():
    lines = list(csv_lines(["kode", "nama"], [["35.29.22", "Ra'as"]]))

    assert lines == ["\ufeffkode,nama\r\n", "35.29.22,Ra'as\r\n"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+62812", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x", "=HYPERLINK(\"x\")",
    ],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_would_run_stands_behind_a_quote(text):
    assert read_back("".join(csv_lines(["a"], [[text]])))[1] == [f"'{text}"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [(-15825, "-15825"), (0, "0"), (Decimal("-1.50"), "-1.50"), (None, ""), (True, "1"), ("5-6", "5-6"), ("'x", "'x")],
)
def test_numbers_stay_numbers_and_harmless_texts_stay_as_they_are(cell, written):
    # a lone empty cell is written as "", which reads back as one empty cell
    assert read_back("".join(csv_lines(["a", "b"], [[cell, 1]])))[1] == [written, "1"]


def test_a_header_is_made_harmless_too():
    assert read_back("".join(csv_lines(["=a"], []))) == [["'=a"]]


SIGNS = tuple(sign for sign in STARTS_A_FORMULA if sign.isprintable())
TEXTS = st.one_of(st.text(), st.text(alphabet="x1;,\t\r\n\"'=+-@＝"))
TABLES = st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5)


@given(TABLES)
def test_whatever_is_written_reads_back_with_at_most_a_quote_before_what_could_be_a_formula(rows):
    back = read_back("".join(csv_lines(["a", "b"], rows)))[1:]

    assert [[cell.replace("'", "") for cell in row] for row in back] == [
        [cell.replace("'", "") for cell in row] for row in rows
    ]
    plain = [(cell, read) for row, told in zip(rows, back, strict=True) for cell, read in zip(row, told, strict=True)]
    assert [cell for cell, read in plain if cell != read and not any(sign in cell for sign in STARTS_A_FORMULA)] == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(rows=TABLES)
def test_no_cell_begins_with_a_formula_wherever_a_spreadsheet_parts_the_cells(delimiter, rows):
    lines = "".join(csv_lines(["a", "b"], rows))

    cells = [cell for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) for cell in row]

    assert [cell for cell in cells if cell.startswith(SIGNS)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [("x;=1+1;y", "x;'=1+1;y"), ("x\n@SUM(A1)", "x\n'@SUM(A1)"), ('x;"=1"', 'x;\'"=1"'), ("a; b", "a; b")],
)
def test_a_formula_after_a_separator_inside_a_text_stands_behind_a_quote(text, written):
    assert read_back("".join(csv_lines(["a"], [[text]])))[1] == [written]


def test_rows_are_read_one_by_one():
    def endless():
        while True:
            yield [1]

    lines = csv_lines(["a"], endless())

    assert [next(lines), next(lines)] == ["\ufeffa\r\n", "1\r\n"]


def table_in(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))["Data"]


def test_a_workbook_has_its_header_in_words_and_keeps_it_in_sight():
    sheet = table_in(workbook_of(["peserta_aktif", "figure_id", "Kode Wilayah"], []))

    assert [cell.value for cell in sheet[1]] == ["Peserta aktif", "Nomor angka", "Kode Wilayah"]
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)


def test_numbers_of_a_workbook_are_numbers_and_texts_are_texts_whatever_they_say():
    row = ["=1+1", "64.01", -15825, Decimal("-1.50"), None, True, "@SUM(A1)"]

    cells = table_in(workbook_of(["a"] * 7, [row]))[2]

    assert [cell.value for cell in cells] == ["=1+1", "64.01", -15825, -1.5, None, 1, "@SUM(A1)"]
    assert "".join(cell.data_type for cell in cells) == "ssnnnns"
    assert [cells[column].number_format for column in (2, 3, 5)] == ["#,##0", "#,##0.00", "General"]


def test_no_row_is_lost_beyond_those_that_the_widths_are_taken_from():
    sheet = table_in(workbook_of(["nomor"], ([number] for number in range(LOOKED_AT + 5))))

    assert [cell.value for cell in sheet["A"]] == ["Nomor", *range(LOOKED_AT + 5)]


PAGES = (
    *("/beranda", "/metode", "/data", "/data/angka-dari-sumber-lain", "/data/ralat", "/cari", "/wilayah/64.01"),
    *("/wilayah/64", "/peringkat", "/laporan", "/laporan/64.01/2025-07", "/laporan/64.01/2025-07/pencocokan"),
    *("/data/cakupan", "/data/terbitan"),
)


@pytest.mark.parametrize("page", [*PAGES, "figure"])
def test_both_files_of_a_page_hold_the_same_rows_under_headings_that_are_words(client, places, wati, page):
    release = a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 1250})[0]
    client.force_login(wati)
    path = f"/angka/{release.figure_id}" if page == "figure" else page
    query = {"/peringkat": {"induk": "64"}, "/cari": {"q": "paser"}}.get(page, {})

    in_csv, in_excel = client.get(f"{path}.csv", query), client.get(f"{path}.xlsx", query)

    rows = read_back(b"".join(in_csv.streaming_content).decode())
    sheet = [[cell.value for cell in row] for row in table_in(in_excel.content).iter_rows()]
    assert [[printed(cell) for cell in row] for row in sheet[1:]] == rows[1:]
    assert [head for head in sheet[0] if "_" in head or head.islower()] == []
    assert len(sheet[0]) == len(rows[0])
    assert in_excel["Content-Disposition"] == in_csv["Content-Disposition"].replace(".csv", ".xlsx")


def printed(cell) -> str:
    """Return a cell of a workbook as CSV writes it."""
    if cell is None:
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize(
    "page",
    [
        *("/", "/metode/", "/data/", "/cari/?q=paser", "/wilayah/64.01/", "/peringkat/?induk=64"),
        *("/data/cakupan/", "/data/terbitan/", "/data/terbitan/64.01_2025-07_ucj_1/"),
    ],
)
def test_a_page_offers_excel_before_csv(client, places, page):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 1250})

    text = client.get(page).content.decode()

    assert 0 < text.index(".xlsx") < text.index(".csv")
