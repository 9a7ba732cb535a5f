"""Numbers, percentages, months and moments as Indonesians write them, whatever the active language of the page."""

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
INDONESIAN = str.maketrans({",": ".", ".": ",", "-": MINUS})
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def number(count: int) -> str:
    """Return "81.436" for 81436, "−15.825" for -15825."""
    return f"{count:,}".translate(INDONESIAN)


def decimal(amount: Decimal, places: int = 2) -> str:
    """Return "1.234,50" for Decimal("1234.5"), rounded half up; what is rounded to zero has no sign."""
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) or Decimal(0)
    return f"{rounded:,.{places}f}".translate(INDONESIAN)


def exact(amount: Decimal) -> str:
    """Return "1.234,5" for Decimal("1234.50"): every digit that says something, and no zeros at the end."""
    return decimal(amount, max(0, -int(amount.normalize().as_tuple().exponent)))


def typed(amount: Decimal) -> str:
    """Return "1234,5", as a number is typed into a field, below zero with the hyphen of the keyboard."""
    return exact(amount).replace(".", "").replace(MINUS, "-")


def percent(ratio: Decimal) -> str:
    """Return "90,43 %" with a no-break space."""
    return f"{decimal(ratio)}{NO_BREAK}%"


def size(many: int) -> str:
    """Return how large a file of so many bytes is: "12 KB", "3,4 MB", in steps of 1,024 as limits are told."""
    if many < 1 << 20:
        return f"{max(1, round(many / 1024))} KB"
    return f"{decimal(Decimal(many) / (1 << 20), 1).removesuffix(',0')} MB"


def month(yyyymm: int) -> str:
    """Return "Desember 2023" for 202312."""
    return f"{MONTHS[yyyymm % 100 - 1]} {yyyymm // 100}"


def day(on: date) -> str:
    """Return "10 Januari 2024"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime, zone: str) -> str:
    """Return "10 Januari 2024 pukul 08.00 WITA" on the clock of `zone` (an IANA name)."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} pukul {local:%H.%M} {ZONES.get(zone, zone)}"


def deadline(at: datetime, zone: str) -> str:
    """Return "Jumat, 15 Agustus 2025 pukul 16.00 WITA"."""
    return f"{WEEKDAYS[at.astimezone(ZoneInfo(zone)).weekday()]}, {moment(at, zone)}"
