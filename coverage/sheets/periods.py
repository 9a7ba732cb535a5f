"""Months in the forms in which people write them: "Okt 2023", "10/2023", "2023-10", a date. Pure.

A month is the integer yyyymm. What can be read in two ways stays several; the column as a whole may decide it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coverage import months
from coverage.sheets.cells import ErrorCell, Value, written

NAMES = {
    1: "jan januari january", 2: "feb februari pebruari february peb", 3: "mar maret march mrt", 4: "apr april",
    5: "mei may", 6: "jun juni june", 7: "jul juli july", 8: "agu agustus ags agt aug august agus",
    9: "sep sept september", 10: "okt oktober oct october", 11: "nov november nopember nop",
    12: "des desember dec december",
}  # fmt: skip
BY_NAME = {name: number for number, text in NAMES.items() for name in text.split()}
QUARTERS = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}
HALVES = {"i": 6, "1": 6, "ii": 12, "2": 12}

FIRST_SERIAL, LAST_SERIAL = 36526, 73415
"""1 January 2000 and 31 December 2100, as spreadsheets count days."""
SERIAL_START = date(1899, 12, 30)

NAMED = re.compile(r"(?:(?:bulan|per|periode|posisi|s d|sd|akhir) )*(?:([0-9]{1,2}) )?([a-z]+) ([0-9]{4})")
SHORT_YEAR = re.compile(r"([a-z]+)(-|'|\N{RIGHT SINGLE QUOTATION MARK}| | ')([0-9]{2})")
YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ t][0-9:.]+z?)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?: [0-9:.]+)?")
SHORT_PAIR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{2})")
PART = re.compile(r"(tw|triwulan|kuartal|q|semester|smt) ?(iv|i{1,3}|[1-4]) ?([0-9]{4})")
YEAR = re.compile(r"(?:tahun )?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """What a cell says: one month, or several of which a person chooses (`why` says what is unclear), or none."""

    months: tuple[int, ...] = ()
    why: str = ""
    day_first: bool | None = None
    """Where day and month are written as numbers and only one order is possible: which."""

    @property
    def month(self) -> int | None:
        return self.months[0] if len(self.months) == 1 and not self.why else None


BLANK, NONE = Period(why="blank"), Period(why="no_period")


def month_of(year: int, number: int) -> int | None:
    """Return yyyymm, or None where there is no such month between 2000 and 2100."""
    month = year * 100 + number
    return month if 1 <= number <= 12 and months.FIRST <= month <= months.LAST else None


def one(year: int, number: int) -> Period:
    month = month_of(year, number)
    return Period((month,)) if month else NONE


def held(why: str, *found: int | None) -> Period:
    """Return what a person must choose: the months among `found` that exist."""
    there = tuple(dict.fromkeys(month for month in found if month))
    return Period(there, why) if there else NONE


def parse_period(value: Value) -> Period:
    """Return the month that a cell of a period column says.

    Why a cell is held: `day_or_month` (10/11/2023), `short_year` (Des 23), `first_day` (1 Januari 2024 may be the end
    of December), `lost_zero` (2023.1), `only_year`, `part_of_year` (Triwulan IV 2023). Else `blank` or `no_period`.
    """
    if isinstance(value, bool | ErrorCell):
        return NONE
    if isinstance(value, date):  # a datetime too
        return one(value.year, value.month)
    if isinstance(value, int | float):
        return of_number(value)
    text = re.sub(r"\s+", " ", written(value).lower().replace(",", " ")).strip()
    return of_text(text) if text else BLANK


def of_number(number: float) -> Period:
    """Return the month of 202312, of a day as spreadsheets count them, or of a bare year."""
    if not float(number).is_integer():
        return NONE
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        day = SERIAL_START + timedelta(days=int(number))
        return one(day.year, day.month)
    if 2000 <= number <= 2100:
        return held("only_year", month_of(int(number), 12))
    return one(int(number) // 100, int(number) % 100) if number <= months.LAST else NONE


def of_text(text: str) -> Period:
    """Return the month that a text in small letters says."""
    if found := YEAR_MONTH.fullmatch(text) or COMPACT.fullmatch(text):
        if "." in text and len(found[2]) == 1:
            return held(
                "lost_zero", month_of(int(found[1]), int(found[2]) * 10), month_of(int(found[1]), int(found[2]))
            )
        return one(int(found[1]), int(found[2]))
    if found := MONTH_YEAR.fullmatch(text):
        return one(int(found[2]), int(found[1]))
    if found := YEAR_FIRST.fullmatch(text):
        return on_day(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        return either_order(int(found[1]), int(found[2]), int(found[3]))
    if found := SHORT_PAIR.fullmatch(text):
        return held("short_year", month_of(2000 + int(found[2]), int(found[1])))
    if found := YEAR.fullmatch(text):
        return held("only_year", month_of(int(found[1]), 12))
    return of_words(text)


def of_words(text: str) -> Period:
    """Return the month of a text with a word in it: "31 Desember 2023", "Des-23", "Triwulan IV 2023"."""
    if found := SHORT_YEAR.fullmatch(text):
        month = month_of(2000 + int(found[3]), BY_NAME.get(found[1], 0))
        return held("short_year", month) if found[2] == " " else held("", month)
    spoken = re.sub(r"[^a-z0-9]+", " ", text).strip()
    if found := NAMED.fullmatch(spoken):
        number = BY_NAME.get(found[2], 0)
        if found[1] is None:
            return one(int(found[3]), number)
        return on_day(int(found[3]), number, int(found[1]), spoken=True)
    if found := PART.fullmatch(spoken):
        ends = HALVES if found[1] in ("semester", "smt") else QUARTERS
        return held("part_of_year", month_of(int(found[3]), ends.get(found[2], 0)))
    return NONE


def on_day(year: int, number: int, day: int, *, spoken: bool = False) -> Period:
    """Return the month of a day; "1 Januari 2024" in words is held, as it may mean the end of December."""
    month = month_of(year, number)
    if month is None or not 1 <= day <= months.last_day(month).day:
        return NONE
    return held("first_day", months.shifted(month, -1), month) if spoken and day == 1 else Period((month,))


def either_order(first: int, second: int, year: int) -> Period:
    """Return the month of two numbers and a year, day first or month first, as far as both are possible."""
    by_day, by_month = on_day(year, second, first), on_day(year, first, second)
    if by_day.months and by_month.months and by_day != by_month:
        return held("day_or_month", *by_day.months, *by_month.months)
    if by_day.months:
        return Period(by_day.months, day_first=None if by_month.months else True)
    return Period(by_month.months, day_first=False) if by_month.months else NONE


def parse_periods(column: Iterable[Value]) -> dict[tuple[type, Value], Period]:
    """Return what each distinct value of a period column says, by its type and value (True is not 1).

    Where some dates of the column can be read only with the day first, and none only with the month first, all are.
    """
    values = list(column)
    read = {key: parse_period(key[1]) for key in set(zip(map(type, values), values, strict=True))}
    orders = {period.day_first for period in read.values()} - {None}
    if len(orders) != 1:
        return read
    chosen = 0 if orders == {True} else -1
    return {
        key: Period((period.months[chosen],)) if period.why == "day_or_month" else period
        for key, period in read.items()
    }


def month_and_year(month: Value, year: Value) -> Period:
    """Return the month of two columns, one with a month's name or number, one with its year."""
    years, name = written(year), written(month).lower().strip(". ")
    if not name and not years:
        return BLANK
    number = BY_NAME.get(name, int(name) if re.fullmatch(r"[0-9]{1,2}", name) else 0)
    return one(int(years), number) if re.fullmatch(r"[0-9]{4}", years) and number else NONE


FILLERS = frozenset({"bulan", "tahun", "per", "s", "d", "sd"})


def month_within(text: str) -> tuple[int | None, int | None, str]:
    """Return (1 to 12, year, what is left) of a heading in plain form: "peserta aktif des 2023"."""
    words = text.split()
    number = next((BY_NAME[word] for word in words if word in BY_NAME), None)
    year = next((int(word) for word in words if re.fullmatch(r"20[0-9]{2}", word)), None)
    if number is None and year is None:
        return None, None, text
    left = [
        word for word in words if word not in BY_NAME and word not in FILLERS and not re.fullmatch(r"20[0-9]{2}", word)
    ]
    return number, year, " ".join(left)
