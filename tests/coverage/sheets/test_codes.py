"""Codes as sheets hold them, and in whose system a file is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.sheets.codes import Code, System, parse_code
from coverage.sheets.reading import decided_system, places_of
from tests.coverage.sheets.sheets import REGIONS, table_of


@pytest.mark.parametrize(
    ("value", "dotted", "is_dotted"),
    [
        ("64", "64", False),
        ("64.01", "64.01", True),
        ("64.01.05", "64.01.05", True),
        ("64.01.05.2005", "64.01.05.2005", True),
        ("6401", "64.01", False),
        (6401, "64.01", False),
        (6401.0, "64.01", False),
        ("640105", "64.01.05", False),
        ("6401052005", "64.01.05.2005", False),
        (6401052005.0, "64.01.05.2005", False),
        (64.01, "64.01", True),
        (11.01, "11.01", True),
        ("64-01-05", "64.01.05", True),
        (" 64 01 ", "64.01", True),
        ("'64.01", "64.01", True),
        ("id", "ID", True),
        ("6401010", "", False),
    ],
)
def test_a_code_is_read_in_each_form(value, dotted, is_dotted):
    found = parse_code(value)

    assert (found.dotted, found.is_dotted, found.lost_zero, found.is_unreadable) == (dotted, is_dotted, (), False)


@pytest.mark.parametrize(
    ("value", "choices"),
    [
        (11.1, ("11.10",)),
        (64.1, ("64.10",)),
        ("11.1", ("11.10", "11.01")),
        ("64.01.1", ("64.01.10", "64.01.01")),
        ("64.01.05.2", ()),
        ("64.1.5", ("64.01.05", "64.01.50", "64.10.05", "64.10.50")),
        ("64.1.05.2005", ("64.01.05.2005", "64.10.05.2005")),
        ("64.01.05.201", ("64.01.05.0201", "64.01.05.2010")),
        ("64.1.05.201", ("64.01.05.0201", "64.01.05.2010", "64.10.05.0201", "64.10.05.2010")),
    ],
)
def test_a_code_that_lost_a_zero_is_asked_about_and_never_mended(value, choices):
    found = parse_code(value)

    assert (found.dotted, found.digits, found.lost_zero) == ("", "", choices)


@pytest.mark.parametrize(
    "value",
    [
        "64.0l",
        "abc",
        "64,01",
        "64.01.05.20055",
        "6",
        "640",
        "64.01-05",
        "٦٤٠١",
        True,
        64.123,
        -64.0,
        1e300,
        float("nan"),
        "64..01",
        "64.0.1",
        "64.1.2.20",
        "1.250.000",
        "12.5.2024",
    ],
)
def test_anything_else_is_no_code(value):
    assert parse_code(value).is_unreadable


def test_blank_is_no_wrong_code():
    assert parse_code(None) == parse_code("  ") == Code()


@given(st.text("0123456789.- '", max_size=14) | st.floats() | st.integers(0, 10**11))
def test_what_is_read_as_a_code_has_the_digits_of_the_cell(value):
    found = parse_code(value)

    if found.digits:
        assert found.digits == "".join(filter(str.isdigit, repr(value).removesuffix(".0")))


def system_of(*rows, heading="Kode"):
    return decided_system(places_of(table_of([[heading, "Kabupaten/Kota", "Peserta"], *rows])), REGIONS).system


def test_names_tell_whose_codes_they_are():
    ministry = [("6401", "Kab. Paser", 1), ("6402", "Kutai Kartanegara", 2), ("6407", "Kutai Barat", 3)]
    statistics = [("6401", "PASER", 1), ("6402", "KUTAI BARAT", 2), ("6403", "KUTAI KARTANEGARA", 3)]

    assert system_of(*ministry) is System.MINISTRY
    assert system_of(*statistics) is System.STATISTICS
    assert system_of(*[(int(code), name, heads) for code, name, heads in statistics]) is System.STATISTICS


@pytest.mark.parametrize(
    "rows",
    [
        [("6402", "Kutai Barat", 1), ("6402", "Kutai Kartanegara", 2)],
        [("64.02", "Kutai Barat", 1), ("64.03", "Kutai Kartanegara", 2)],
        [("6402", None, 1), ("6401", None, 2)],
        [("6402", "Bontang", 1), ("6401", "Aceh Singkil", 2)],
    ],
)
def test_where_codes_and_names_disagree_a_person_is_asked(rows):
    assert system_of(*rows) is None


@pytest.mark.parametrize(
    "rows",
    [
        [("64.02", None, 1), ("64.01", None, 2)],
        [("6401", None, 1)],
        [("6401", "Paser", 1)],
        [("64.01", "Paser", 1), ("64.02", "Kutai Kartanegara", 1), ("64.74", "Bntang", 1)],
        [("64.01", "Bontang", 1), ("64.02", "Kutai Kartanegara", 1)],
        [(None, "Paser", 1)],
        [("6401052005", None, 1)],
    ],
)
def test_otherwise_they_are_the_ministrys(rows):
    assert system_of(*rows) is System.MINISTRY
