"""The arithmetic of coverage (UCJ): one formula, in Decimal, with its version. Pure.

Sum heads before dividing: a regency's percentage is not the mean of its villages'. Never clamp; rank unrounded.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

FORMULA = "ucj-1"
"""The version that each release names: percent = enrolled * 100 / target, two decimals, half up."""


def percent(enrolled: int | None, target: int | None) -> Decimal | None:
    """Return 100 * enrolled / target, unrounded, or None where there is no number or no target. It may exceed 100.

    Rank on this value, print `printed(...)`.
    """
    if enrolled is None or not target:
        return None
    return Decimal(enrolled) * 100 / target


def printed(ratio: Decimal | None) -> str | None:
    """Return the percentage as JSON carries it: two decimals, half up ("90.43"), or None."""
    if ratio is None:
        return None
    return str(ratio.quantize(Decimal("0.01"), ROUND_HALF_UP))


def unprinted(text: str | None) -> Decimal | None:
    """Return what `printed` wrote as a number again, for tables in which numbers are numbers."""
    return None if text is None else Decimal(text)


def printed_percent(enrolled: int | None, target: int | None) -> str | None:
    """Return `printed(percent(enrolled, target))`."""
    return printed(percent(enrolled, target))


def gap(enrolled: int | None, target: int | None) -> int | None:
    """Return the workers still missing to the target; negative where the target is exceeded."""
    if enrolled is None or not target:
        return None
    return target - enrolled


def whole(unsegmented: int | None, by_segment: Iterable[int | None]) -> int | None:
    """Return a region's denominator: its row without segment, else the sum of all segment rows, else None."""
    if unsegmented is not None:
        return unsegmented
    rows = list(by_segment)
    if not rows or any(row is None for row in rows):
        return None
    return sum(row for row in rows if row is not None)


def persons_of(percent_of_base: Decimal, base: int) -> int:
    """Return the workers of a target given as percent of a potential, rounded up: 82.24 % of 72,852 = 59,914."""
    return int((percent_of_base * base / 100).to_integral_value(ROUND_CEILING))


def differs_from_print(computed: Decimal | None, stated: Decimal | None) -> bool:
    """Tell whether a printed percentage is more than 0.05 points away from the computed one."""
    if computed is None or stated is None:
        return False
    return abs(computed - stated) > Decimal("0.05")
