"""How evenly the jurors of a closed result marked, and what its totals would be the other way: from its bundle alone.

Jurors are the pseudonyms of the bundle, which anyone may download.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from awards.arithmetic.calibration import FEWEST, Habit, habits
from awards.arithmetic.contests import Contest
from awards.arithmetic.ranking import ranked
from awards.arithmetic.scoring import outcome
from awards.bundles.archives import opened
from awards.bundles.bundle import MANIFEST, PARTS
from awards.bundles.parts import Bundle, bundle_of
from awards.models import Result


@dataclass(frozen=True)
class BothWays:
    """An entry's total and place by marks as they were given, and by marks evened out between jurors."""

    name: str
    raw: Decimal | None
    raw_rank: int | None
    adjusted: Decimal | None
    adjusted_rank: int | None

    @property
    def moves(self) -> bool:
        return self.raw_rank != self.adjusted_rank


@dataclass(frozen=True)
class Calibration:
    """The jurors of a result and its totals both ways; `counts_adjusted` tells which of them the result is made of."""

    counts_adjusted: bool
    jurors: tuple[Habit, ...]
    entries: tuple[BothWays, ...]
    fewest: int = FEWEST


def bundled(result: Result) -> Bundle:
    """Return what the bundle of a result holds."""
    content = bytes(Result.objects.only("bundle").get(pk=result.pk).bundle)
    return bundle_of(opened(content, (*PARTS, MANIFEST)).parts)


def calibration_of(result: Result) -> Calibration:
    """Return the calibration of a result; one query."""
    bundle = bundled(result)
    contest = bundle.contests[result.category.code]
    raw, adjusted = totals(contest, False), totals(contest, True)
    first = adjusted if contest.scheme.adjusted else raw
    entries = tuple(BothWays(bundle.names[code], *raw[code], *adjusted[code]) for code in first)
    return Calibration(contest.scheme.adjusted, habits(contest), entries)


def totals(contest: Contest, is_adjusted: bool) -> dict[str, tuple[Decimal | None, int | None]]:
    """Return (total, rank) by entry, in the order of places, with marks evened out or as they were given."""
    scheme = replace(contest.scheme, adjusted=is_adjusted)
    found = outcome(replace(contest, scheme=scheme))
    return {one.entry: (one.total, one.rank) for one in ranked(scheme, found)}
