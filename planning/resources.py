"""Contribution rates as a kind of reference data: its columns, and how each is read."""

import re
from decimal import Decimal

from coverage import months
from coverage.numbers import parse_percent
from coverage.resources.kinds import Kind
from coverage.resources.readers import number, optional, required, yes_or_no
from planning.errors import RateRefused
from planning.models.rate import PERCENT_PLACES
from planning.queries import reference

FIRST_DAY = re.compile(r"([0-9]{4}-[0-9]{2})-01")
"""As which a spreadsheet program keeps a month that was typed as 2026-01."""


def small_word(text: str, column: str) -> str:
    return text.lower()


def programme(text: str, column: str) -> str:
    return required(text, column).upper()


def number_or_none(text: str, column: str) -> str:
    return number(text, column) if text else ""


def percent_or_none(text: str, column: str) -> str:
    """Return a percentage of the wage; a full stop parts the fraction too, since no rate has thousands of percent."""
    percent = parse_percent(text.replace(".", ",", 1))
    if percent is None:
        return ""
    if not isinstance(percent, Decimal) or percent != round(percent, PERCENT_PLACES):
        raise RateRefused("percent", text)
    return reference.percent_text(percent)


def month(text: str, column: str) -> str:
    """Return a month as 2026-01; a date is read where it is the first day of a month."""
    found = months.parse(FIRST_DAY.sub(r"\1", required(text, column)))
    if found is None:
        raise RateRefused("month", text)
    return months.iso(found)


def month_or_none(text: str, column: str) -> str:
    return month(text, column) if text else ""


RATES = Kind(
    {"kelompok": small_word, "jenis_pekerja": optional, "sumber_dana": optional, "program": programme,
     "kelas_risiko": small_word, "rupiah": number_or_none, "persen_upah": percent_or_none, "mulai": month,
     "sampai": month_or_none, "dasar_hukum": required, "terverifikasi": yes_or_no},
    key=("kelompok", "jenis_pekerja", "sumber_dana", "program", "kelas_risiko", "mulai"), standing=reference.rates,
)  # fmt: skip
