"""What lies behind a ranking: raw and adjusted beside each other, where jurors differ, how easily places change.

Nothing of it is stored; each look computes anew from the marks, and a what-if leaves no trace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from awards.arithmetic.calibration import Disagreement, Habit, disagreement, habits
from awards.arithmetic.ranking import Placed, ranked
from awards.arithmetic.schemes import Criterion, listed
from awards.arithmetic.scoring import Outcome, Score, outcome
from awards.arithmetic.sensitivity import Margin, WeightMove, margins, weight_moves, what_if
from awards.models import Entry
from awards.queries.results.judging import Judged

AGENDA = 20
"""How many of the widest disagreements are listed."""


@dataclass(frozen=True)
class Line:
    """One entry: its place and total by the marks as given, and by the adjusted ones; `scores` by leaf, in order."""

    entry: Entry
    code: str
    name: str
    raw: Placed
    adjusted: Placed
    scores: tuple[tuple[Criterion, Score], ...]

    @property
    def moved(self) -> int:
        """By how many places the adjustment lifts the entry; 0 where it has no place."""
        return self.raw.rank - self.adjusted.rank if self.raw.rank and self.adjusted.rank else 0

    @property
    def sunk(self) -> int:
        return -self.moved


@dataclass(frozen=True)
class Analysis:
    """A category looked into. `counts_adjusted`: the adjusted order is the one that counts, as its scheme declares."""

    judged: Judged
    lines: tuple[Line, ...]
    agenda: tuple[Disagreement, ...]
    habits: tuple[Habit, ...]
    moves: tuple[WeightMove, ...]
    margins: tuple[Margin, ...]

    @property
    def counts_adjusted(self) -> bool:
        return self.judged.contest.scheme.adjusted

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        return listed(self.judged.contest.scheme)


def analysis(found: Judged) -> Analysis:
    """Return what lies behind the ranking of a category; raise `Unsound` where its marks or inputs cannot hold."""
    scheme = found.contest.scheme
    plain, fitted = (replace(found.contest, scheme=replace(scheme, adjusted=each)) for each in (False, True))
    raw, adjusted = outcome(plain), outcome(fitted)
    counting, counted = (fitted, adjusted) if scheme.adjusted else (plain, raw)
    return Analysis(
        judged=found,
        lines=lines_of(found, counted, ranked(plain.scheme, raw), ranked(fitted.scheme, adjusted)),
        agenda=disagreement(fitted)[:AGENDA],  # of one contest with what is adjusted, which has compared all jurors
        habits=habits(fitted),
        moves=weight_moves(scheme, counted),
        margins=margins(counting, counted),
    )


def lines_of(found: Judged, counted: Outcome, raw: Sequence[Placed], adjusted: Sequence[Placed]) -> tuple[Line, ...]:
    """Return a line per entry, in the order that counts."""
    by_entry = {standing.entry: standing for standing in counted.standings}
    places = {one.entry: one for one in raw}, {one.entry: one for one in adjusted}
    order = adjusted if found.contest.scheme.adjusted else raw
    lowest, names = listed(found.contest.scheme), found.names
    return tuple(
        Line(
            found.entries[one.entry], one.entry, names[one.entry], places[0][one.entry], places[1][one.entry],
            tuple((leaf, by_entry[one.entry].scores[leaf.code]) for leaf in lowest),
        )
        for one in order
    )  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """What the order would be with other weights: the place of each entry, then and now."""

    name: str
    then: Placed
    now: Placed


def tried(looked: Analysis, weights: Mapping[str, Decimal]) -> tuple[Tried, ...]:
    """Return the order with other weights of leaves; raise `Unsound` for a weight that cannot be."""
    scheme, names = looked.judged.contest.scheme, looked.judged.names
    now = {line.code: line.adjusted if scheme.adjusted else line.raw for line in looked.lines}
    order = ranked(scheme, what_if(looked.judged.contest, weights))
    return tuple(Tried(names[one.entry], one, now[one.entry]) for one in order)
