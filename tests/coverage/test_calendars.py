"""Deadlines: days of work, the province's clock, the last second."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coverage import calendars

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


@pytest.fixture(params=["UTC", "Asia/Jayapura"])
def server_zone(request, monkeypatch):
    """The clock that the server itself goes by."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield request.param
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.parametrize(
    ("month", "closed", "day"),
    [
        (202506, [], date(2025, 7, 15)),  # a Tuesday
        (202507, [], date(2025, 8, 15)),  # a Friday
        (202505, [], date(2025, 6, 16)),  # the 15th is a Sunday
        (202510, [], date(2025, 11, 17)),  # the 15th is a Saturday
        (202412, [], date(2025, 1, 15)),  # over the turn of a year
        (202401, [], date(2024, 2, 15)),  # before a 29 February
        (202402, [], date(2024, 3, 15)),  # after it
        (202407, [date(2024, 8, 15)], date(2024, 8, 16)),
        (202407, [date(2024, 8, 15), date(2024, 8, 16)], date(2024, 8, 19)),  # holidays, then a weekend
        (202510, [date(2025, 11, 17), date(2025, 11, 18)], date(2025, 11, 19)),  # a weekend, then holidays
    ],
)
def test_the_default_is_the_fifteenth_of_the_next_month_or_the_next_day_of_work(month, closed, day):
    assert calendars.due_day(month, closed) == day


def test_a_chain_of_closed_days_leads_over_the_end_of_a_month():
    closed = [date(2024, 2, 15) + timedelta(days=step) for step in range(15)]  # up to 29 February

    assert calendars.due_day(202401, closed) == date(2024, 3, 1)


@pytest.mark.parametrize("zone", ZONES)
def test_sixteen_hours_is_told_by_the_clock_of_the_province_wherever_the_server_stands(zone, server_zone):
    due = calendars.due_at(202507, [], zone)

    assert due == datetime(2025, 8, 15, 16 - ZONES[zone], tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2025, 1, 31), date(2024, 2, 29), date(2025, 12, 31)])
def test_the_last_second_of_a_day_is_in_time_and_the_first_of_the_next_is_late(zone, day, server_zone):
    due = calendars.instant(day, time(23, 59), zone)
    last = datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))
    midnight = datetime.combine(day + timedelta(days=1), time(0), ZoneInfo(zone))

    assert not calendars.is_late(due, last)
    assert calendars.is_late(due, midnight)


@pytest.mark.parametrize(
    ("later", "days"),
    [(-1, 0), (0, 0), (1, 1), (24 * 3600, 1), (24 * 3600 + 1, 2), (72 * 3600, 3)],
)
def test_each_day_that_has_begun_after_the_deadline_counts(later, days):
    due = datetime(2025, 8, 15, 8, tzinfo=UTC)

    assert calendars.days_late(due, due + timedelta(seconds=later)) == days
