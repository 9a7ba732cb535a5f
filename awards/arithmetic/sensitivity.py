"""How easily places change: how far a weight or one mark must move. Nothing here is stored. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from awards.arithmetic.calibration import adjustments
from awards.arithmetic.contests import Contest, Mark, Unsound, counted, in_points, place
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import HUNDRED, Criterion, Fault, Phase, Scheme, exact, leaves, rounded, summed
from awards.arithmetic.scoring import (
    Outcome,
    Shape,
    Standing,
    combined,
    outcome,
    phase_scores,
    shape_of,
    total_of,
    weighted_mean,
)


@dataclass(frozen=True)
class Crossing:
    """At this weight `behind` has the same total as `ahead`; beyond it they change places."""

    weight: Decimal
    ahead: str
    behind: str


@dataclass(frozen=True)
class WeightMove:
    """How far the weight of a leaf may move, others of its phase in proportion, before the first places change.

    All weights are percent of the phase. None where no weight above (below) changes them.
    """

    criterion: str
    weight: Decimal
    up: Crossing | None
    down: Crossing | None


@dataclass(frozen=True)
class MarkMove:
    """One mark, and the nearest (in hundredths, or of the steps) with which `behind` would have more than `ahead`."""

    mark: Mark
    needed: Decimal


@dataclass(frozen=True)
class Margin:
    """What parts two neighbours: their totals, and the one mark that had to move least; None where no one mark can."""

    ahead: str
    behind: str
    gap: Decimal
    easiest: MarkMove | None


@exact
def what_if(contest: Contest, weights: Mapping[str, Decimal], shares: Mapping[Phase, Decimal] | None = None) -> Outcome:
    """Compute a contest with other weights of leaves (or shares of phases). They need not sum to 100.

    Raise `Unsound` for a weight below 0 or of no leaf. A phase in which nothing weighs has no score, hence no total.
    """
    scheme = contest.scheme
    known = {leaf.code for leaf in leaves(scheme)}
    found = [
        Fault("weight_unknown" if code not in known else "bad_weight", {"criterion": code, "weight": weight})
        for code, weight in weights.items()
        if code not in known or not weight.is_finite() or weight < 0
    ]
    found += [
        Fault("bad_share", {"phase": phase, "share": share})
        for phase, share in (shares or {}).items()
        if not share.is_finite() or share < 0
    ]
    if found:
        raise Unsound(found)
    criteria = tuple(replace(one, weight=weights.get(one.code, one.weight)) for one in scheme.criteria)
    return outcome(replace(contest, scheme=replace(scheme, criteria=criteria, shares=shares or scheme.shares)))


@exact
def weight_moves(scheme: Scheme, result: Outcome, places: int = 3) -> tuple[WeightMove, ...]:
    """Return for each leaf how far its weight may move before the order of the first places changes.

    The total is a straight line in a weight, so two entries meet at one weight, which is computed and not searched.
    Entries with equal totals meet at the weight as it is.
    """
    order = [one.entry for one in ranked(scheme, result) if one.rank is not None]
    by_entry = {one.entry: one for one in result.standings}
    pairs = [(by_entry[a], by_entry[b]) for index, a in enumerate(order[:places]) for b in order[index + 1 :]]
    found = []
    for leaf in leaves(scheme):
        line = Line(shape_of(scheme), leaf)
        met = [(crossing, side) for ahead, behind in pairs for crossing, side in line.crossings(ahead, behind)]
        up = min((one for one, side in met if side > 0), key=lambda one: one.weight, default=None)
        down = max((one for one, side in met if side < 0), key=lambda one: one.weight, default=None)
        found.append(WeightMove(leaf.code, rounded(line.weight), up, down))
    return tuple(found)


class Line:
    """Totals as straight lines in the weight of one leaf, 0 to 100, the other weights of its phase in proportion."""

    def __init__(self, shape: Shape, leaf: Criterion) -> None:
        self.leaf = leaf
        self.others = [other for other in shape.phases[leaf.phase] if other.code != leaf.code]
        self.weight = leaf.weight * HUNDRED / shape.whole(leaf.phase)
        self.share = dict(shape.shares).get(leaf.phase, Decimal(0)) / summed(share for _, share in shape.shares)
        self.slopes: dict[str, Decimal] = {}

    def slope(self, standing: Standing) -> Decimal:
        """Return the slope of an entry, computed once: each entry is compared with several."""
        if standing.entry not in self.slopes:
            self.slopes[standing.entry] = self.gained(standing)
        return self.slopes[standing.entry]

    def gained(self, standing: Standing) -> Decimal:
        """Return what a total gains for each percent that the leaf weighs more; 0 where there is no other leaf."""
        own = standing.scores[self.leaf.code].points
        others = weighted_mean([(standing.scores[other.code].points, other.weight) for other in self.others])
        if own is None or others is None:
            return Decimal(0)
        return (own - others) * self.share / HUNDRED

    def crossings(self, ahead: Standing, behind: Standing) -> Iterator[tuple[Crossing, int]]:
        """Yield where two entries meet, with 1 where they change places above it, -1 below it: at most once."""
        gains = self.slope(behind) - self.slope(ahead)
        if not gains or ahead.total is None or behind.total is None:
            return
        met = self.weight + (ahead.total - behind.total) / gains
        if 0 < met < HUNDRED:
            yield Crossing(rounded(met), ahead.entry, behind.entry), 1 if gains > 0 else -1


@exact
def margins(contest: Contest, result: Outcome, places: int = 3) -> tuple[Margin, ...]:
    """Return what parts each of the first places from the next.

    Where calibrated marks count, the calibration is held as it is: each mark is adjusted as its juror's marks are now.
    """
    order = [one for one in ranked(contest.scheme, result) if one.rank is not None]
    cells = Cells(contest, result)
    found = []
    for ahead, behind in pairwise(order[: places + 1]):
        if ahead.total is None or behind.total is None:
            continue
        raised = [cells.moved(mark, ahead.total, up=True) for mark in cells.by_entry[behind.entry]]
        lowered = [cells.moved(mark, behind.total, up=False) for mark in cells.by_entry[ahead.entry]]
        moves = [move for move in raised + lowered if move is not None]
        easiest = min(moves, key=lambda move: (cells.distance(move), place(move.mark)), default=None)
        found.append(Margin(ahead.entry, behind.entry, ahead.total - behind.total, easiest))
    return tuple(found)


class Cells:
    """The marks that count, and what a total would be if one of them were another."""

    def __init__(self, contest: Contest, result: Outcome) -> None:
        self.scheme, self.shape = contest.scheme, shape_of(contest.scheme)
        self.leaves = {leaf.code: leaf for leaf in leaves(contest.scheme)}
        self.adjustments = adjustments(contest) if contest.scheme.adjusted else {}
        self.points = {one.entry: {code: one.scores[code].points for code in self.leaves} for one in result.standings}
        self.choices = {code: choices(leaf) for code, leaf in self.leaves.items()}
        self.by_entry: dict[str, list[Mark]] = defaultdict(list)
        self.by_cell: dict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in counted(contest):
            self.by_entry[mark.entry].append(mark)
            self.by_cell[mark.entry, mark.criterion].append(mark)

    def moved(self, mark: Mark, passed: Decimal, *, up: bool) -> MarkMove | None:
        """Return the nearest mark with which its entry comes above a total (or below it), or None where none does."""
        every = self.choices[mark.criterion]
        nearest_first = (
            every[bisect_right(every, mark.points) :] if up else every[: bisect_left(every, mark.points)][::-1]
        )

        def passes(choice: Decimal) -> bool:
            reached = self.total_with(mark, choice)
            return reached is not None and (reached > passed if up else reached < passed)

        if not nearest_first or not passes(nearest_first[-1]):
            return None
        return MarkMove(mark, nearest_first[bisect_left(nearest_first, True, key=passes)])

    def total_with(self, changed: Mark, choice: Decimal) -> Decimal | None:
        """Return the total of an entry if one of its marks were `choice`."""
        leaf = self.leaves[changed.criterion]
        cell = self.by_cell[changed.entry, changed.criterion]
        marks = [self.entering(mark, choice if mark == changed else mark.points) for mark in cell]
        points = rounded(in_points(leaf, combined(self.scheme, marks)))
        return total_of(self.shape, phase_scores(self.shape, {**self.points[changed.entry], leaf.code: points}))

    def entering(self, mark: Mark, points: Decimal) -> Decimal:
        """Return what enters the arithmetic for a mark of `points`."""
        adjustment = self.adjustments.get(mark.juror)
        return adjustment.applied(self.leaves[mark.criterion], points) if adjustment else points

    def distance(self, move: MarkMove) -> Decimal:
        """Return how far a mark moves, in points, so that scales compare."""
        leaf = self.leaves[move.mark.criterion]
        return abs(in_points(leaf, move.needed) - in_points(leaf, move.mark.points))


def choices(leaf: Criterion) -> tuple[Decimal, ...]:
    """Return the marks that could be given on a judged criterion, ascending: its steps, or all hundredths."""
    if leaf.only_steps:
        return tuple(step.mark for step in leaf.steps)
    first = int((leaf.lowest * HUNDRED).to_integral_value(ROUND_CEILING))
    last = int((leaf.highest * HUNDRED).to_integral_value(ROUND_FLOOR))
    return tuple(Decimal(hundredths) / HUNDRED for hundredths in range(first, last + 1))
