"""Read a whole number as people in Indonesia write it: one grammar for forms, pasted blocks and files.

`81.436` and `81436` are both 81436; a full stop parts groups of three digits and nothing else. Whatever language the
screen has, `81,5`, `1.5` and `12.34` are refused, with what was probably meant. The script of the entry grid follows
the same grammar, and one table of the tests holds the two together.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

LARGEST = 1_000_000_000
LONGEST = 40
"""Signs of the longest text that is looked at; Python refuses to read numbers of thousands of digits."""
NOT_APPLICABLE_WORDS = frozenset({"tb", "tidak berlaku"})

PLAIN = re.compile(r"[0-9]{1,15}")
GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
FRACTION = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)[,.]([0-9]+)")
COMMA_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
PERCENT = re.compile(r"([0-9]{1,4}(?:,[0-9]+)?) ?%?")
PERCENT_BY_FULL_STOP = re.compile(r"([0-9]{1,3})\.([0-9]+) ?%?")
PERCENT_PLACES, PERCENT_LIMIT = 4, 1000
NEGATIVE = re.compile(r"[-\N{MINUS SIGN}\N{EN DASH}] ?[0-9.,]+")


@dataclass(frozen=True)
class Count:
    """What a text says: `heads`, or blank (both empty), or `is_not_applicable`."""

    heads: int | None = None
    is_not_applicable: bool = False


@dataclass(frozen=True)
class Unreadable:
    """Why a text is no count: `code` says what is wrong, `likely` what was probably meant (as it would be written)."""

    code: str
    likely: tuple[str, ...] = ()


def grouped(heads: int) -> str:
    """Return a count with a full stop between groups of three: 81436 becomes 81.436."""
    return f"{heads:,}".replace(",", ".")


def parse_count(text: str) -> Count | Unreadable:
    """Return the count that `text` says, or why it says none. Spaces around it do not matter, no others are allowed.

    Codes: `not_whole` (a fraction), `comma_groups` (groups parted by commas), `negative`, `too_large`, `not_a_number`.
    """
    written = text.strip(" \t\r\n\N{NO-BREAK SPACE}")
    if not written:
        return Count()
    if written.lower() in NOT_APPLICABLE_WORDS:
        return Count(is_not_applicable=True)
    if len(written) > LONGEST:
        return Unreadable("not_a_number")
    if PLAIN.fullmatch(written) or GROUPED.fullmatch(written):
        heads = int(written.replace(".", ""))
        return Count(heads) if heads <= LARGEST else Unreadable("too_large")
    if COMMA_GROUPED.fullmatch(written):
        return Unreadable("comma_groups", (written.replace(",", "."),))
    if fraction := FRACTION.fullmatch(written):
        return Unreadable("not_whole", likely_of(fraction[1].replace(".", ""), fraction[2]))
    return Unreadable("negative" if NEGATIVE.fullmatch(written) else "not_a_number")


def likely_of(whole: str, rest: str) -> tuple[str, ...]:
    """Return what a fraction was probably meant as: 81,5 as 815 or 81. What is too large is not offered."""
    meant = (int(whole + rest), int(whole))
    return tuple(grouped(heads) for heads in meant if heads <= LARGEST)


def parse_percent(text: str) -> Decimal | Unreadable | None:
    """Return the percentage that `text` says ("82,24" or "82,24 %"), None where it is blank, or why it says none.

    Only a comma parts the fraction: "1.500" could be one and a half or fifteen hundred. Above 0, below 1.000, at most
    four digits behind the comma. Codes: `full_stop`, `negative`, `percent_range`, `not_a_number`.
    """
    written = text.strip(" \t\r\n\N{NO-BREAK SPACE}")
    if not written:
        return None
    if stop := PERCENT_BY_FULL_STOP.fullmatch(written):
        return Unreadable("full_stop", (f"{stop[1]},{stop[2]}",))
    found = PERCENT.fullmatch(written)
    if found is None:
        return Unreadable("negative" if NEGATIVE.fullmatch(written.rstrip(" %")) else "not_a_number")
    percent = Decimal(found[1].replace(",", "."))
    if not 0 < percent < PERCENT_LIMIT or percent != round(percent, PERCENT_PLACES):
        return Unreadable("percent_range")
    return percent
