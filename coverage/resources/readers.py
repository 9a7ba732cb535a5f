"""What a cell of reference data may say: each reader returns its text in one form, or raises ReferenceRefused."""

from datetime import date

from coverage.numbers import Count, parse_count
from coverage.reference_errors import ReferenceRefused
from regions.names import plain

LONGEST_ALIAS = 120
FLAGS = {"ya": "ya", "tidak": "tidak", "1": "ya", "0": "tidak"}


def required(text: str, column: str) -> str:
    """Return a text that may not be blank; raise ReferenceRefused, as all readers of cells do."""
    if not text:
        raise ReferenceRefused("missing", column)
    return text


def number(text: str, column: str) -> str:
    """Return a whole number without separators, read as in the entry form: "81.436" is "81436"."""
    told = parse_count(required(text, column))
    if not isinstance(told, Count) or told.heads is None:
        raise ReferenceRefused("number", text)
    return str(told.heads)


def day(text: str, column: str) -> str:
    """Return a day as 2025-08-31."""
    try:
        return date.fromisoformat(required(text, column)).isoformat()
    except ValueError as error:
        raise ReferenceRefused("day", text) from error


def day_or_none(text: str, column: str) -> str:
    return day(text, column) if text else ""


def other_name(text: str, column: str) -> str:
    """Return another name or code of a region in the form in which names are looked up."""
    if not 0 < len(plain(text)) <= LONGEST_ALIAS:
        raise ReferenceRefused("alias", text)
    return plain(text)


def yes_or_no(text: str, column: str) -> str:
    if text.lower() not in FLAGS:
        raise ReferenceRefused("flag", text)
    return FLAGS[text.lower()]


def optional(text: str, column: str) -> str:
    """Return any text, also none."""
    return text
