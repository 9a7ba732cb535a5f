"""Cells as text, and the names of columns."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.sheets.cells import ErrorCell, echo, is_blank, letters, written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" a \N{NO-BREAK SPACE}", "a"),
        (6401, "6401"),
        (6401.0, "6401"),
        (64.01, "64.01"),
        (True, "TRUE"),
        (date(2023, 12, 31), "2023-12-31"),
        (datetime(2023, 12, 31, 8, tzinfo=UTC), "2023-12-31"),
        (ErrorCell("#N/A"), "#N/A"),
    ],
)
def test_a_cell_is_written_as_a_reader_would_say_it(value, text):
    assert written(value) == text


def test_an_error_is_no_blank_cell():
    assert [is_blank(value) for value in (None, "", " \t", 0, ErrorCell())] == [True, True, True, False, False]


def test_an_echo_is_short_and_printable():
    assert echo("a\x00\nb") == "a  b"
    assert len(echo("x" * 500)) < 100


def letters_slowly(column):
    """Return the name by counting A, B … Z, AA, AB … up to it."""
    names = [""]
    while len(names) <= column + 1:
        names = [""] + [name + letter for length in (1, 2, 3) for name in words(length - 1) for letter in ALPHABET]
    return names[column + 1]


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def words(length):
    return [""] if length == 0 else [word + letter for word in words(length - 1) for letter in ALPHABET]


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(column):
    assert letters(column) == letters_slowly(column)
