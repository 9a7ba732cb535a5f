"""Numbers, percentages, months and moments as Indonesians write them, or as English has them on a page in English.

How is told by `written_in` alone and by no language that a framework holds active, so that files, what is typed, and
programs without Django have the Indonesian forms. Nothing here reads a number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
"""What stands before a number below zero: a hyphen is too short to be seen, and lines break at it."""
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True)
class Style:
    """How a language writes numbers and times."""

    signs: dict[int, str]
    percent: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    at: str
    clock: str


INDONESIAN = Style(
    str.maketrans({",": ".", ".": ",", "-": MINUS}), f"{NO_BREAK}%", MONTHS, WEEKDAYS, " pukul ", "%H.%M"
)
STYLES = {
    "id": INDONESIAN,
    "en": Style(str.maketrans({"-": MINUS}), "%", ENGLISH_MONTHS, ENGLISH_WEEKDAYS, ", ", "%H:%M"),
}
style: ContextVar[Style] = ContextVar("style", default=INDONESIAN)


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Write as `language` does ("id" or "en") until the end of the block."""
    before = style.set(STYLES[language])
    try:
        yield
    finally:
        style.reset(before)


def number(count: int) -> str:
    """Return "81.436" for 81436, "−15.825" for -15825; in English "81,436"."""
    return f"{count:,}".translate(style.get().signs)


def decimal(amount: Decimal, places: int = 2) -> str:
    """Return "1.234,50" for Decimal("1234.5"), rounded half up; what is rounded to zero has no sign."""
    return rounded(amount, places).translate(style.get().signs)


def rounded(amount: Decimal, places: int) -> str:
    """Return "1,234.50", as programs write it."""
    found = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) or Decimal(0)
    return f"{found:,.{places}f}"


def places_of(amount: Decimal) -> int:
    """Return how many digits behind the point say something."""
    return max(0, -int(amount.normalize().as_tuple().exponent))


def exact(amount: Decimal) -> str:
    """Return "1.234,5" for Decimal("1234.50"): every digit that says something, and no zeros at the end."""
    return decimal(amount, places_of(amount))


def typed(amount: Decimal) -> str:
    """Return "1234,5", as a number is typed into a field in any language, below zero with the keyboard's hyphen."""
    return rounded(amount, places_of(amount)).replace(",", "").replace(".", ",")


def percent(ratio: Decimal) -> str:
    """Return "90,43 %" with a no-break space; in English "90.43%"."""
    return f"{decimal(ratio)}{style.get().percent}"


def whole_percent(level: int) -> str:
    """Return "25 %" with a no-break space; in English "25%"."""
    return f"{number(level)}{style.get().percent}"


def size(many: int) -> str:
    """Return how large a file of so many bytes is: "12 KB", "3,4 MB", in steps of 1,024 as limits are told."""
    if many < 1 << 20:
        return f"{max(1, round(many / 1024))} KB"
    return f"{exact(Decimal(rounded(Decimal(many) / (1 << 20), 1).replace(',', '')))} MB"


def month(yyyymm: int) -> str:
    """Return "Desember 2023" for 202312."""
    return f"{style.get().months[yyyymm % 100 - 1]} {yyyymm // 100}"


def day(on: date) -> str:
    """Return "10 Januari 2024"."""
    return f"{on.day} {style.get().months[on.month - 1]} {on.year}"


def moment(at: datetime, zone: str) -> str:
    """Return "10 Januari 2024 pukul 08.00 WITA" on the clock of `zone` (an IANA name)."""
    local, now = at.astimezone(ZoneInfo(zone)), style.get()
    return f"{day(local)}{now.at}{local.strftime(now.clock)} {ZONES.get(zone, zone)}"


def deadline(at: datetime, zone: str) -> str:
    """Return "Jumat, 15 Agustus 2025 pukul 16.00 WITA"."""
    return f"{style.get().weekdays[at.astimezone(ZoneInfo(zone)).weekday()]}, {moment(at, zone)}"
