"""When a month must be in: by default the 15th of the next month, off weekends and holidays, 16.00 there. Pure.

A deadline is an instant. Days and hours are those of the province's own clock, wherever the server stands.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coverage import months

DUE_DAY = 15
DUE_CLOCK = time(16)
END_OF_DAY = time(23, 59)
SATURDAY = 5


def due_day(month: int, closed: Collection[date]) -> date:
    """Return the default day for the month yyyymm: the 15th of the next, moved forward to a day of work."""
    year, number = divmod(months.shifted(month, 1), 100)
    return working_day(date(year, number, DUE_DAY), closed)


def is_working_day(day: date, closed: Collection[date]) -> bool:
    """Tell whether offices work on that day; `closed` are the holidays."""
    return day.weekday() < SATURDAY and day not in closed


def working_day(day: date, closed: Collection[date]) -> date:
    """Return that day, or the next one on which offices work."""
    while not is_working_day(day, closed):
        day += timedelta(days=1)
    return day


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the moment (UTC) of `clock` on `day` in `zone`, an IANA name; "23.59" means until the day is over."""
    if clock.replace(second=0, microsecond=0) == END_OF_DAY:
        clock = time(23, 59, 59)
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def due_at(month: int, closed: Collection[date], zone: str) -> datetime:
    """Return the default deadline of the month yyyymm as an instant (UTC)."""
    return instant(due_day(month, closed), DUE_CLOCK, zone)


def is_late(due: datetime, at: datetime) -> bool:
    """Tell whether `at` lies after the deadline; at the very instant it is still in time."""
    return at > due


def days_late(due: datetime, at: datetime) -> int:
    """Return how many days of 24 hours have begun since the deadline; 0 in time."""
    return -((due - at) // timedelta(days=1)) if is_late(due, at) else 0


def months_of(year: int) -> tuple[int, ...]:
    """Return the twelve months (yyyymm) of a year."""
    return tuple(year * 100 + number for number in range(1, 13))
