"""Months as they are stored: the integer yyyymm, so that 202312 is December 2023. Pure.

Coverage is a stock at the end of a month, so the tree of regions and all dated rules are those of its last day.
"""

import re
from calendar import monthrange
from datetime import date

FIRST, LAST = 200001, 210012


def parse(text: str) -> int | None:
    """Return the month of "2023-12", or None where the text is no month between 2000 and 2100."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text, re.ASCII):
        return None
    month = int(text[:4]) * 100 + int(text[5:])
    return month if FIRST <= month <= LAST and 1 <= month % 100 <= 12 else None


def iso(month: int) -> str:
    """Return "2023-12" for 202312."""
    return f"{month // 100:04d}-{month % 100:02d}"


def last_day(month: int) -> date:
    """Return the last day of the month, on which its tree and its rules are read."""
    year, number = divmod(month, 100)
    return date(year, number, monthrange(year, number)[1])


def year_of(month: int) -> int:
    return month // 100


def shifted(month: int, by: int) -> int:
    """Return the month that lies `by` months later (or earlier)."""
    count = month // 100 * 12 + month % 100 - 1 + by
    return count // 12 * 100 + count % 12 + 1
