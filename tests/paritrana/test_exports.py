"""No formula leaves in a CSV file, and what is read back is what was written."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.exports import STARTS_A_FORMULA, csv_lines


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
