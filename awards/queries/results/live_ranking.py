"""How a category stands now: raw and adjusted beside each other, where jurors differ, how easily places change.

Nothing of it is stored; each look computes anew from the marks, and a what-if leaves no trace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from awards.arithmetic.calibration import Disagreement, Habit, disagreement, habits
from awards.arithmetic.contests import Missing, missing
from awards.arithmetic.ranking import Placed, ranked
from awards.arithmetic.schemes import Criterion, Phase, leaves
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
    phases: tuple[tuple[Phase, Decimal | None], ...]
    scores: tuple[tuple[Criterion, Score], ...]

    @property
    def moved(self) -> int:
        """By how many places the adjustment lifts the entry; 0 where it has no place."""
        return self.raw.rank - self.adjusted.rank if self.raw.rank and self.adjusted.rank else 0


@dataclass(frozen=True)
class LiveRanking:
    """A category as it stands. `counts_adjusted`: the adjusted order is the one that counts, as its scheme declares."""

    judged: Judged
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]
    agenda: tuple[Disagreement, ...]
    habits: tuple[Habit, ...]
    moves: tuple[WeightMove, ...]
    margins: tuple[Margin, ...]

    @property
    def counts_adjusted(self) -> bool:
        return self.judged.contest.scheme.adjusted

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        return leaves(self.judged.contest.scheme)


def live_ranking(found: Judged) -> LiveRanking:
    """Return how a category stands; raise `Unsound` where its marks or inputs cannot hold."""
    scheme = found.contest.scheme
    plain, fitted = replace(scheme, adjusted=False), replace(scheme, adjusted=True)
    raw, adjusted = (outcome(replace(found.contest, scheme=each)) for each in (plain, fitted))
    counted = adjusted if scheme.adjusted else raw
    return LiveRanking(
        judged=found,
        lines=lines_of(found, counted, ranked(plain, raw), ranked(fitted, adjusted)),
        missing=missing(found.contest),
        agenda=disagreement(found.contest)[:AGENDA],
        habits=habits(found.contest),
        moves=weight_moves(scheme, counted),
        margins=margins(found.contest, counted),
    )


def lines_of(found: Judged, counted: Outcome, raw: Sequence[Placed], adjusted: Sequence[Placed]) -> tuple[Line, ...]:
    """Return a line per entry, in the order that counts."""
    by_entry = {standing.entry: standing for standing in counted.standings}
    places = {one.entry: one for one in raw}, {one.entry: one for one in adjusted}
    order = adjusted if found.contest.scheme.adjusted else raw
    lowest = leaves(found.contest.scheme)
    return tuple(
        Line(
            found.entries[one.entry], one.entry, found.names[one.entry],
            places[0][one.entry], places[1][one.entry],
            tuple(by_entry[one.entry].phases.items()),
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


def tried(ranking: LiveRanking, weights: Mapping[str, Decimal]) -> tuple[Tried, ...]:
    """Return the order with other weights of leaves; raise `Unsound` for a weight that cannot be."""
    scheme = ranking.judged.contest.scheme
    now = {line.code: line.adjusted if scheme.adjusted else line.raw for line in ranking.lines}
    order = ranked(scheme, what_if(ranking.judged.contest, weights))
    names = ranking.judged.names
    return tuple(Tried(names[one.entry], one, now[one.entry]) for one in order)
