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


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_whatever_is_written_reads_back_with_at_most_a_quote_in_front(rows):
    back = read_back("".join(csv_lines(["a", "b"], rows)))[1:]

    quoted = [[f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell for cell in row] for row in rows]
    assert back == quoted


def test_rows_are_read_one_by_one():
    def endless():
        while True:
            yield [1]

    lines = csv_lines(["a"], endless())

    assert [next(lines), next(lines)] == ["\ufeffa\r\n", "1\r\n"]
