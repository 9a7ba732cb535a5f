"""Slow, obvious twins of fast code: written from the rule alone, to be compared with it."""

from collections.abc import Iterable
from fractions import Fraction


def ranked(rows: Iterable[tuple[str, int, int]]) -> list[tuple[int, str]]:
    """Return (rank, code) for rows of (code, enrolled, denominator): by the exact fraction, ties share a rank and the
    next is skipped, equal ranks by code."""
    found = list(rows)
    ratios = {code: Fraction(enrolled, denominator) for code, enrolled, denominator in found}
    ranks = {code: 1 + sum(other > ratios[code] for other in ratios.values()) for code in ratios}
    return sorted((rank, code) for code, rank in ranks.items())
