"""Months as yyyymm: what is one, which day ends it, what comes after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage import months

MONTHS = st.builds(lambda year, number: year * 100 + number, st.integers(2000, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "month"), [("2023-12", 202312), ("2000-01", 200001), ("2100-12", 210012), ("2024-02", 202402)]
)
def test_a_year_and_a_month_are_a_month(text, month):
    assert months.parse(text) == month


@pytest.mark.parametrize(
    "text",
    [
        "", "2023", "2023-13", "2023-00", "1999-12", "2101-01", "0000-01", "9999-12",
        "2023-1", "23-12", "02023-12", "2023-012", "2023/12", "2023.12", "202312", "2023 12", "2023–12",
        " 2023-12", "2023-12 ", "2023-12\n", "\n2023-12", "2023-12-01", "-2023-12", "+2023-12", "2023--12",
        "٢٠٢٣-١٢", "２０２３-１２", "²⁰²³-¹²", "2023-1२", "2023-1²", "Des 2023", "terbaru", "2023-1e", "2O23-12",
        "0x7e-12", "20_3-12", "2023-12\0", "2023-12;DROP",
    ],
)  # fmt: skip
def test_anything_else_is_none(text):
    assert months.parse(text) is None


@given(MONTHS)
def test_a_month_written_out_is_read_back(month):
    assert months.parse(months.iso(month)) == month


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (202312, date(2023, 12, 31)),
        (202304, date(2023, 4, 30)),
        (202302, date(2023, 2, 28)),
        (202402, date(2024, 2, 29)),
        (200002, date(2000, 2, 29)),
        (210002, date(2100, 2, 28)),
    ],
)
def test_the_last_day_of_a_month_knows_leap_years(month, day):
    assert months.last_day(month) == day


@given(MONTHS)
def test_the_day_after_the_last_is_the_first_of_the_next_month(month):
    following = months.last_day(month) + timedelta(days=1)

    assert following == date(months.year_of(months.shifted(month, 1)), months.shifted(month, 1) % 100, 1)


@pytest.mark.parametrize(
    ("month", "by", "found"),
    [(202312, 1, 202401), (202401, -1, 202312), (202312, 0, 202312), (202312, -12, 202212), (202301, 25, 202502)],
)
def test_a_shift_passes_the_turn_of_the_year(month, by, found):
    assert months.shifted(month, by) == found


@given(MONTHS, st.integers(-240, 240), st.integers(-240, 240))
def test_shifts_add_up_and_can_be_taken_back(month, there, further):
    assert months.shifted(months.shifted(month, there), further) == months.shifted(month, there + further)
    assert months.shifted(months.shifted(month, there), -there) == month


@given(MONTHS, st.integers(-240, 240))
def test_a_shifted_month_is_a_month(month, by):
    assert 1 <= months.shifted(month, by) % 100 <= 12
