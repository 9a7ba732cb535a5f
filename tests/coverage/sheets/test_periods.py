"""Months in the forms that people use."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.sheets.cells import ErrorCell
from coverage.sheets.periods import NAMES, SERIAL_START, month_and_year, month_within, parse_period, parse_periods

READ = {
    202310: [
        "Okt 2023",
        "OKTOBER 2023",
        "10/2023",
        "10-2023",
        "2023-10",
        "2023/10",
        "202310",
        "Oct 2023",
        "okt-23",
        "Okt'23",
        "Bulan Oktober 2023",
        "31/10/2023",
        "31-10-2023",
        "2023-10-31",
        "31 Oktober 2023",
        "per 31 Okt 2023",
        "Okt. 2023",
        "2023-10-31 00:00:00",
        202310,
        202310.0,
        date(2023, 10, 1),
        datetime(2023, 10, 31, 23, 59, tzinfo=UTC),
        45200,
        45230.0,
    ],
    202312: ["Desember 2023", "Des 2023", "Dec 2023", "12/2023", "2023-12", "12/31/2023"],
    202301: ["1/2023", "2023-1", "Jan 2023"],
    202311: ["Nopember 2023", "Nov 2023"],
    202302: ["Pebruari 2023", "28/02/2023"],
}
HELD = [
    ("Des 23", "short_year", (202312,)),
    ("12/23", "short_year", (202312,)),
    ("10/11/2023", "day_or_month", (202311, 202310)),
    ("1 Januari 2024", "first_day", (202312, 202401)),
    ("Triwulan IV 2023", "part_of_year", (202312,)),
    ("TW 3 2023", "part_of_year", (202309,)),
    ("Semester I 2023", "part_of_year", (202306,)),
    ("2023", "only_year", (202312,)),
    (2023, "only_year", (202312,)),
    ("Tahun 2023", "only_year", (202312,)),
    ("2023.1", "lost_zero", (202310, 202301)),
]
NONE = [
    "13/2023",
    "0/2023",
    "29/02/2023",
    "2023-13-01",
    "1899-12",
    "12/2150",
    "Maret",
    "abc",
    "-",
    "2023-12-99",
    "٢٠٢٣-١٢",
    "20231",
    "Desembr 2023",
    True,
    0,
    -5,
    2.5,
    1e300,
    float("nan"),
    float("inf"),
    99999999,
    ErrorCell("#N/A"),
]


@pytest.mark.parametrize(("month", "value"), [(month, value) for month, values in READ.items() for value in values])
def test_a_month_is_read_in_each_form(month, value):
    assert parse_period(value).month == month


@pytest.mark.parametrize(("value", "why", "months"), HELD)
def test_what_is_unclear_is_held_with_its_months(value, why, months):
    found = parse_period(value)

    assert (found.why, found.months, found.month) == (why, months, None)


@pytest.mark.parametrize("value", NONE, ids=repr)
def test_what_is_no_month_is_told_as_such(value):
    assert (parse_period(value).months, parse_period(value).why) == ((), "no_period")


@pytest.mark.parametrize("value", [None, "", "  ", "\N{NO-BREAK SPACE}"])
def test_a_blank_is_no_wrong_month(value):
    assert parse_period(value).why == "blank"


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_each_of_its_forms(day):
    month = day.year * 100 + day.month
    name = NAMES[day.month].split()[-1]
    forms = [f"{day:%Y-%m}", f"{day:%m/%Y}", f"{name} {day.year}", day, (day - SERIAL_START).days, day.isoformat()]

    assert {parse_period(form).month for form in forms} == {month}


@given(st.text(max_size=12) | st.floats() | st.integers())
def test_any_other_cell_is_read_without_accident(value):
    assert all(200001 <= month <= 210012 and 1 <= month % 100 <= 12 for month in parse_period(value).months)


def test_a_column_decides_whether_the_day_stands_first():
    day_first = parse_periods(["10/11/2023", "31/12/2023"])
    month_first = parse_periods(["10/11/2023", "12/31/2023"])
    both = parse_periods(["10/11/2023", "31/12/2023", "12/31/2023"])

    assert day_first[str, "10/11/2023"].month == 202311
    assert month_first[str, "10/11/2023"].month == 202310
    assert both[str, "10/11/2023"].why == "day_or_month"


def test_true_is_not_the_number_one():
    found = parse_periods([True, 1, 45230])

    assert [found[bool, True].why, found[int, 1].why, found[int, 45230].month] == ["no_period", "no_period", 202310]


@pytest.mark.parametrize(
    ("month", "year", "expected"),
    [
        ("Desember", 2023, 202312),
        ("des", "2023", 202312),
        (12, 2023.0, 202312),
        ("12", "2023", 202312),
        ("13", "2023", None),
        ("Desember", "", None),
        ("abc", "2023", None),
        ("Des", "23", None),
    ],
)
def test_month_and_year_may_stand_in_two_columns(month, year, expected):
    assert month_and_year(month, year).month == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("peserta aktif des 2023", (12, 2023, "peserta aktif")),
        ("target 2025", (None, 2025, "target")),
        ("januari", (1, None, "")),
        ("peserta aktif", (None, None, "peserta aktif")),
    ],
)
def test_a_heading_may_name_a_month(heading, expected):
    assert month_within(heading) == expected


def test_serial_days_are_counted_as_spreadsheets_do():
    assert SERIAL_START + timedelta(days=45291) == date(2023, 12, 31)
