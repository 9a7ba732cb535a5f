"""Codes of regions as sheets hold them, and in whose system of codes a whole file is written. Pure.

The ministry's codes have dots (64.01.01.2001), the statistics office's have none; both number most regencies alike and
169 of them differently. A sheet turns 11.10 into 11.1. Nothing is repaired here without being asked.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from coverage.sheets.cells import Value, written

DOTTED = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")
PARTED = re.compile(r"[0-9]{2}(?:([-/ _.])[0-9]{2}(?:\1[0-9]{2}(?:\1[0-9]{4})?)?)?")
SHORT_LAST = re.compile(r"([0-9]{2}(?:\.[0-9]{2})?)\.([1-9])")
SHORT_PART = "(?:[1-9][0-9]?|0[1-9])"
SHORT_PARTS = re.compile(rf"[0-9]{{2}}(?:\.{SHORT_PART}){{1,2}}|[0-9]{{2}}(?:\.{SHORT_PART}){{2}}\.[0-9]{{3,4}}")
"""Codes in which any part may have lost a zero: 64.1.2.201."""
PART_LENGTHS = (2, 2, 2, 4)
UNDOTTED_LENGTHS = {2: 1, 4: 2, 6: 3, 10: 4}
STATISTICS_DISTRICT = 7
"""Digits of a district's code at the statistics office; the ministry's has six."""


class System(StrEnum):
    """Who gave the codes of a file."""

    MINISTRY = "kemendagri"
    STATISTICS = "bps"
    TREASURY = "djpk"


@dataclass(frozen=True, slots=True)
class Code:
    """A cell with a code: as digits with the ministry's dots, or the codes that it may have been before it lost a zero.

    `is_dotted` says that the sheet itself has dots, which only the ministry writes.
    """

    dotted: str = ""
    digits: str = ""
    is_dotted: bool = False
    lost_zero: tuple[str, ...] = ()
    is_unreadable: bool = False

    @property
    def is_blank(self) -> bool:
        return not (self.digits or self.lost_zero or self.is_unreadable)


def parse_code(value: Value) -> Code:
    """Return the code in a cell: text or number, with or without dots. Unreadable is what has neither form."""
    if value is None:
        return Code()
    if isinstance(value, float) and not value.is_integer():
        return of_fraction(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return Code(is_unreadable=True)
    text = written(value).lstrip("'").strip()
    if not text:
        return Code()
    if text.upper() == "ID":
        return Code("ID", "ID", is_dotted=True)
    if PARTED.fullmatch(text) and len(text) > 2:
        dotted = re.sub(r"[-/ _]", ".", text)
        return Code(dotted, dotted.replace(".", ""), is_dotted=True)
    if text.isascii() and text.isdigit() and (len(text) in UNDOTTED_LENGTHS or len(text) == STATISTICS_DISTRICT):
        return Code(with_dots(text), text)
    if found := SHORT_LAST.fullmatch(text):
        return Code(lost_zero=(f"{found[1]}.{found[2]}0", f"{found[1]}.0{found[2]}"))
    if SHORT_PARTS.fullmatch(text):
        return Code(lost_zero=with_zeros(text))
    return Code(is_unreadable=True)


def with_zeros(text: str) -> tuple[str, ...]:
    """Return what a dotted code with short parts may have been: each lost a zero before it, or else behind it."""
    parts = text.split(".")
    whole = [
        dict.fromkeys((part.zfill(length), part.ljust(length, "0")))
        for part, length in zip(parts, PART_LENGTHS, strict=False)
    ]
    return tuple(".".join(each) for each in product(*whole))


def of_fraction(number: float) -> Code:
    """Return the code that became a fraction: 64.01 is still itself; 11.1 was 11.10, as 11.01 keeps its end."""
    text = repr(number)
    if DOTTED.fullmatch(text):
        return Code(text, text.replace(".", ""), is_dotted=True)
    if found := SHORT_LAST.fullmatch(text):
        return Code(lost_zero=(f"{found[1]}.{found[2]}0",))
    return Code(is_unreadable=True)


def with_dots(digits: str) -> str:
    """Return digits with the ministry's dots; "" for a length that its codes do not have."""
    if len(digits) not in UNDOTTED_LENGTHS:
        return ""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


# In whose system

Found = Hashable | None
"""A region as the caller knows it; None for a code that a system does not have."""
RegionOf = Callable[[System, Code, "Names"], Found]
Fits = Callable[[Found, "Names"], bool | None]
"""Whether the names beside a code are those of a region; None where there is no name to tell."""
Names = tuple[str, ...]
ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many distinct codes of a file a system knows, and how many of them the names beside them confirm or deny."""

    system: System
    known: int
    confirmed: int
    denied: int
    meant: tuple[Found, ...]

    @property
    def fits(self) -> bool:
        """Say whether nine of ten codes with a name mean, in this system, the region of that name."""
        return bool(self.confirmed) and self.confirmed >= ENOUGH * (self.confirmed + self.denied)


@dataclass(frozen=True)
class Decision:
    """The system of a file, or None where a person is asked; `evidence` is what he is shown."""

    system: System | None
    evidence: tuple[Evidence, ...]


def decide(
    pairs: Iterable[tuple[Code, Names]], region_of: RegionOf, fits: Fits, systems: Sequence[System] = tuple(System)
) -> Decision:
    """Return in whose system the codes of a file are, from its distinct codes and the names beside them.

    Dots are the ministry's, unless the names fit another system better: then a person is asked. Codes without dots are
    of the one system that the names fit. Without names they are of the only system that has most of them, or of any if
    all mean the same regions; else a person is asked. It is never decided row by row.
    """
    whole = [(code, names) for code, names in pairs if code.digits]
    found = tuple(weighed(system, whole, region_of, fits) for system in systems)
    ministry = next(each for each in found if each.system is System.MINISTRY)
    if all(code.is_dotted for code, _ in whole):
        doubted = any(each.fits and each.confirmed > ministry.confirmed for each in found)
        return Decision(None if doubted else System.MINISTRY, found)
    if any(each.confirmed or each.denied for each in found):
        fitting = [each for each in found if each.fits]
        best = [each for each in fitting if each.confirmed == max(other.confirmed for other in fitting)]
        return Decision(only(best), found)
    return Decision(only([each for each in found if each.known * 2 > len(whole)]) if found else None, found)


def only(systems: Sequence[Evidence]) -> System | None:
    """Return the one system that is left; of several that mean the same regions, the first."""
    return systems[0].system if systems and len({each.meant for each in systems}) == 1 else None


def weighed(system: System, pairs: Sequence[tuple[Code, Names]], region_of: RegionOf, fits: Fits) -> Evidence:
    """Return how codes and names of a file look in one system. A code that it does not have denies its name."""
    meant = [region_of(system, code, names) for code, names in pairs]
    verdicts = [
        fits(region, names) if region is not None else (False if any(names) else None)
        for region, (_, names) in zip(meant, pairs, strict=True)
    ]
    return Evidence(
        system,
        known=sum(region is not None for region in meant),
        confirmed=sum(verdict is True for verdict in verdicts),
        denied=sum(verdict is False for verdict in verdicts),
        meant=tuple(meant),
    )
