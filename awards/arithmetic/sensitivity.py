"""How easily places change: how far a weight or one mark must move. Nothing here is stored. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from awards.arithmetic.calibration import adjustments
from awards.arithmetic.contests import Cell, Contest, Mark, Unsound, counted, in_points
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import HUNDRED, Criterion, Fault, Phase, Scheme, exact, leaves, rounded, summed
from awards.arithmetic.scoring import (
    Outcome,
    Shape,
    Standing,
    applying_points,
    combined,
    outcome,
    phase_scores,
    shape_of,
    total_of,
)

SETTLED = Decimal("1e-30")
"""What is nearer to 0 in an equation is what fifty digits leave of it."""


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

    The total is a straight line in a weight, or a hyperbola where a criterion does not apply to the entry; so the
    weights at which two entries meet are computed and not searched. Equal totals meet at the weight as it is.
    """
    order = [one.entry for one in ranked(scheme, result) if one.rank is not None]
    by_entry = {one.entry: one for one in result.standings}
    pairs = [(a, b) for index, a in enumerate(order[:places]) for b in order[index + 1 :]]
    found = []
    for leaf in leaves(scheme):
        move = Moving(shape_of(scheme), leaf)
        curves = {entry: move.curve(by_entry[entry]) for entry in order}
        met = [(crossing, side) for a, b in pairs for crossing, side in move.crossings(curves[a], curves[b])]
        up = min((one for one, side in met if side > 0), key=lambda one: one.weight, default=None)
        down = max((one for one, side in met if side < 0), key=lambda one: one.weight, default=None)
        found.append(WeightMove(leaf.code, rounded(move.weight), up, down))
    return tuple(found)


@dataclass(frozen=True)
class Curve:
    """The score of a phase of one entry in the weight w of a leaf: (points * w + rest) / (whole * w + base).

    `total` is the total as it stands, `now` the score at the weight as it is.
    """

    entry: str
    total: Decimal
    now: Decimal
    points: Decimal
    rest: Decimal
    whole: Decimal
    base: Decimal


class Moving:
    """One leaf whose weight moves from 0 to 100, the other weights of its phase in proportion."""

    def __init__(self, shape: Shape, leaf: Criterion) -> None:
        self.leaf = leaf
        self.others = [other for other in shape.phases[leaf.phase] if other.code != leaf.code]
        self.others_weigh = summed(other.weight for other in self.others)
        self.weight = leaf.weight * HUNDRED / (leaf.weight + self.others_weigh)
        self.share = dict(shape.shares).get(leaf.phase, Decimal(0)) / summed(share for _, share in shape.shares)

    def curve(self, standing: Standing) -> Curve | None:
        """Return how the score of an entry moves; None where no weight moves it, or it has no total."""
        own = standing.scores[self.leaf.code]
        given = [(standing.scores[other.code], other.weight) for other in self.others]
        kept = [(score.points, weight) for score, weight in given if score.applies and score.points is not None]
        if standing.total is None or not self.others_weigh:
            return None
        mean = summed(points * weight for points, weight in kept) / self.others_weigh
        share = summed(weight for _, weight in kept) / self.others_weigh
        if own.points is None:  # what does not apply to it leaves the proportions of the others as they are
            points, rest, whole, base = Decimal(0), mean, Decimal(0), share
        else:
            points, rest, whole, base = own.points - mean, mean * HUNDRED, 1 - share, share * HUNDRED
        now = (points * self.weight + rest) / (whole * self.weight + base)
        return Curve(standing.entry, standing.total, now, points, rest, whole, base)

    def crossings(self, ahead: Curve | None, behind: Curve | None) -> Iterator[tuple[Crossing, int]]:
        """Yield where two entries meet, with 1 where they change places above it, -1 below it: at most one of each."""
        if ahead is None or behind is None or not self.share:
            return
        apart = (behind.total - ahead.total) / self.share - (behind.now - ahead.now)
        # behind - ahead + apart, times both denominators, which are above 0 from 0 to 100
        square = behind.points * ahead.whole - ahead.points * behind.whole + apart * ahead.whole * behind.whole
        linear = (
            behind.points * ahead.base + behind.rest * ahead.whole - ahead.points * behind.base
            - ahead.rest * behind.whole + apart * (ahead.whole * behind.base + ahead.base * behind.whole)
        )  # fmt: skip
        rest = behind.rest * ahead.base - ahead.rest * behind.base + apart * ahead.base * behind.base
        for root, slope in roots(*(each.quantize(SETTLED) for each in (square, linear, rest))):
            met, above = rounded(root), 1 if slope > 0 else -1
            if 0 < root < HUNDRED and (met - rounded(self.weight)) * above >= 0:
                yield Crossing(met, ahead.entry, behind.entry), above


def roots(square: Decimal, linear: Decimal, rest: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield where square x² + linear x + rest is 0, with its slope there; nothing where it only touches 0."""
    if not square:
        if linear:
            yield -rest / linear, linear
        return
    within = linear * linear - 4 * square * rest
    if within <= 0:
        return
    larger = -(linear + within.sqrt().copy_sign(linear)) / 2  # no difference of near numbers
    for root in (larger / square, rest / larger):
        yield root, 2 * square * root + linear


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
        easiest = min(moves, key=lambda move: (cells.distance(move), cell_and_juror(move.mark)), default=None)
        found.append(Margin(ahead.entry, behind.entry, ahead.total - behind.total, easiest))
    return tuple(found)


def cell_and_juror(mark: Mark) -> tuple[str, str, str]:
    return mark.entry, mark.criterion, mark.juror


class Cells:
    """The marks that count, and what a total would be if one of them were another."""

    def __init__(self, contest: Contest, result: Outcome) -> None:
        self.scheme, self.shape = contest.scheme, shape_of(contest.scheme)
        self.leaves = {leaf.code: leaf for leaf in leaves(contest.scheme)}
        self.adjustments = adjustments(contest) if contest.scheme.adjusted else {}
        self.points = {
            one.entry: applying_points({code: one.scores[code] for code in self.leaves}) for one in result.standings
        }
        self.choices = {code: choices(leaf) for code, leaf in self.leaves.items()}
        self.as_is: dict[tuple[str, str, str], Decimal] = {}
        self.by_entry: dict[str, list[Mark]] = defaultdict(list)
        self.by_cell: dict[Cell, list[Mark]] = defaultdict(list)
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
        marks = [self.entering(mark, choice) if mark is changed else self.entered(mark) for mark in cell]
        points = rounded(in_points(leaf, combined(self.scheme, marks)))
        return total_of(self.shape, phase_scores(self.shape, {**self.points[changed.entry], leaf.code: points}))

    def entering(self, mark: Mark, points: Decimal) -> Decimal:
        """Return what enters the arithmetic for a mark of `points`."""
        adjustment = self.adjustments.get(mark.juror)
        return adjustment.applied(self.leaves[mark.criterion], points) if adjustment else points

    def entered(self, mark: Mark) -> Decimal:
        """Return what enters the arithmetic for a mark as it is; it is asked for each choice of its neighbours."""
        key = cell_and_juror(mark)
        if key not in self.as_is:
            self.as_is[key] = self.entering(mark, mark.points)
        return self.as_is[key]

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
