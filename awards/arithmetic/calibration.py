"""How severe, how wide and how much like the others each juror marks, and what marks would be without that. Pure.

All is told on points (0 to 100), so that criteria with different scales can be compared, and only over cells (one entry
on one criterion) that another juror marked too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.contests import Contest, Mark, counted, in_points, on_scale, once
from awards.arithmetic.schemes import HUNDRED, Criterion, exact, leaves, rounded, summed

FEWEST = 5
"""Common cells below which a juror is not described ("belum cukup") and no mark is adjusted."""


@dataclass(frozen=True)
class Habit:
    """How one juror marks. All but `sample` are None where the sample is too small; `spread` and `agreement` also
    where the juror or the others gave one mark throughout.

    `leniency`: mean points above the mean of the others. `spread`: standard deviation over that of the others' marks.
    `agreement`: Spearman's rank correlation with the others' means, -1 to 1.
    """

    juror: str
    sample: int
    leniency: Decimal | None
    spread: Decimal | None
    agreement: Decimal | None

    @property
    def is_enough(self) -> bool:
        return self.sample >= FEWEST


@dataclass(frozen=True)
class Adjusted:
    """A mark as it was given and as it would be, both on the criterion's scale."""

    mark: Mark
    adjusted: Decimal


@dataclass(frozen=True)
class Disagreement:
    """How far the jurors are apart on one cell, in points."""

    entry: str
    criterion: str
    count: int
    lowest: Decimal
    highest: Decimal
    deviation: Decimal

    @property
    def range(self) -> Decimal:
        return self.highest - self.lowest


@dataclass(frozen=True)
class Adjustment:
    """How marks of one juror become what they would be: moved from `own` mean to that of `others`, stretched."""

    own: Decimal = Decimal(0)
    others: Decimal = Decimal(0)
    ratio: Decimal = Decimal(1)

    def applied(self, criterion: Criterion, mark: Decimal) -> Decimal:
        """Return an adjusted mark; it stays on the scale of its criterion."""
        points = self.others + (in_points(criterion, mark) - self.own) * self.ratio
        return on_scale(criterion, min(max(points, Decimal(0)), HUNDRED))


@dataclass(frozen=True)
class Sample:
    """The marks of one juror in the cells that another marked too, and the others' in the same cells, in points.

    Of the others: their mean per cell, and the deviation of all their marks. Not that of the means, which is smaller
    the more jurors there are, so that everybody would look wide.
    """

    own: tuple[Decimal, ...] = ()
    means: tuple[Decimal, ...] = ()
    others_deviation: Decimal = Decimal(0)


@exact
def habits(contest: Contest) -> tuple[Habit, ...]:
    """Return how each appointed juror marks, by code."""
    found = samples(contest)
    return tuple(habit(juror, found.get(juror, Sample())) for juror in sorted(contest.jurors))


@exact
def adjusted(contest: Contest) -> tuple[Adjusted, ...]:
    """Return each mark that counts beside what it would be if all jurors were equally lenient and equally wide.

    A juror with too small a sample keeps his marks; one who gave one mark throughout is moved and not stretched.
    """
    by_code = {leaf.code: leaf for leaf in leaves(contest.scheme)}
    by_juror = adjustments(contest)
    of_mark: dict[tuple[str, str, Decimal], Decimal] = {}
    found = []
    for mark in counted(contest):
        adjustment = by_juror.get(mark.juror)
        given = mark.juror, mark.criterion, mark.points
        if given not in of_mark:
            moved = adjustment.applied(by_code[mark.criterion], mark.points) if adjustment else mark.points
            of_mark[given] = moved
        found.append(Adjusted(mark, of_mark[given]))
    return tuple(found)


@once
@exact
def adjustments(contest: Contest) -> dict[str, Adjustment]:
    """Return how the marks of each juror with a large enough sample are adjusted."""
    found = {}
    for juror, sample in samples(contest).items():
        if len(sample.own) < FEWEST:
            continue
        own, others = deviation(sample.own), sample.others_deviation
        ratio = others / own if own and others else Decimal(1)
        found[juror] = Adjustment(mean(sample.own), mean(sample.means), ratio)
    return found


@exact
def disagreement(contest: Contest) -> tuple[Disagreement, ...]:
    """Return the cells that at least two jurors marked, the widest apart first: the agenda of the plenary."""
    found = [
        Disagreement(entry, criterion, len(marks), min(points), max(points), rounded(deviation(points)))
        for (entry, criterion), marks in cells(contest).items()
        if len(points := [mark_points for _, mark_points in marks]) > 1
    ]
    return tuple(sorted(found, key=lambda cell: (-cell.range, -cell.deviation, cell.entry, cell.criterion)))


@once
def cells(contest: Contest) -> dict[tuple[str, str], list[tuple[str, Decimal]]]:
    """Return (juror, points) of the marks that count, by entry and criterion."""
    by_code = {leaf.code: leaf for leaf in leaves(contest.scheme)}
    of_mark: dict[tuple[str, Decimal], Decimal] = {}  # a scale has few marks, a round has many
    found = defaultdict(list)
    for mark in counted(contest):
        given = mark.criterion, mark.points
        if given not in of_mark:
            of_mark[given] = in_points(by_code[mark.criterion], mark.points)
        found[mark.entry, mark.criterion].append((mark.juror, of_mark[given]))
    return found


@once
def samples(contest: Contest) -> dict[str, Sample]:
    """Return what each juror is described by."""
    common = [dict(marks) for marks in cells(contest).values() if len(marks) > 1]
    square = {points: points * points for marks in common for points in marks.values()}
    wholes = [(marks, summed(marks.values()), summed(map(square.__getitem__, marks.values()))) for marks in common]
    found = {}
    for juror in sorted({juror for marks in common for juror in marks}):
        shared = [(marks[juror], len(marks) - 1, whole, squares) for marks, whole, squares in wholes if juror in marks]
        count = sum(number for _, number, _, _ in shared)
        others = summed(whole - points for points, _, whole, _ in shared)
        squared = summed(squares - square[points] for points, _, _, squares in shared)
        variance = rounded(squared / count - (others / count) ** 2)  # fifty digits leave nothing of equal marks
        means = tuple((whole - points) / number for points, number, whole, _ in shared)
        found[juror] = Sample(tuple(points for points, _, _, _ in shared), means, variance.sqrt())
    return found


def habit(juror: str, sample: Sample) -> Habit:
    """Describe one juror."""
    size = len(sample.own)
    if size < FEWEST:
        return Habit(juror, size, None, None, None)
    own, others = deviation(sample.own), sample.others_deviation
    return Habit(
        juror,
        size,
        leniency=rounded(mean(sample.own) - mean(sample.means)),
        spread=rounded(own / others) if own and others else None,
        agreement=correlation(ranks(sample.own), ranks([rounded(each) for each in sample.means])),
    )


def mean(numbers: Sequence[Decimal]) -> Decimal:
    return summed(numbers) / len(numbers)


def deviation(numbers: Sequence[Decimal]) -> Decimal:
    """Return the standard deviation of all of a population; exactly 0 where all numbers are equal."""
    if min(numbers) == max(numbers):
        return Decimal(0)
    centre = mean(numbers)
    apart = [number - centre for number in numbers]
    return (summed(each * each for each in apart) / len(numbers)).sqrt()


def ranks(numbers: Sequence[Decimal]) -> list[Decimal]:
    """Return the rank of each number from below; equal numbers share the mean of their ranks."""
    ordered = sorted(numbers)
    first: dict[Decimal, int] = {}
    last: dict[Decimal, int] = {}
    for place, number in enumerate(ordered, start=1):
        first.setdefault(number, place)
        last[number] = place
    return [Decimal(first[number] + last[number]) / 2 for number in numbers]


def correlation(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal | None:
    """Return Pearson's correlation, or None where either side never varies. Of ranks it is Spearman's."""
    own, theirs = deviation(one), deviation(other)
    if not own or not theirs:
        return None
    centre, other_centre = mean(one), mean(other)
    products = summed((a - centre) * (b - other_centre) for a, b in zip(one, other, strict=True))
    return rounded(products / len(one) / own / theirs)
