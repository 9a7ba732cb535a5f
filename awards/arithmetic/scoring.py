"""From inputs and marks to points, scores of phases and totals. Pure; no rounding but at ten places, before ranking."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from awards.arithmetic.calibration import adjusted
from awards.arithmetic.contest_faults import faults
from awards.arithmetic.contests import Cell, Contest, Input, Mark, Unsound, in_points, is_heard, left_out
from awards.arithmetic.schemes import (
    CONTEXT,
    HUNDRED,
    Combining,
    Criterion,
    Direction,
    Kind,
    Normalisation,
    Phase,
    Scheme,
    exact,
    leaves,
    rounded,
    summed,
)


@dataclass(frozen=True)
class Score:
    """One entry on one criterion, a leaf or a branch. `points` is None where something is lacking, or does not apply.

    `raw` is the number of a computed criterion, or the combined mark on the scale of a judged one; `level` the code of
    the level. `weighted` is what the criterion adds to the score of its phase. `lowest`, `highest` and `count` are of
    the marks that count, on their scale: the range that an entrant may see without names.
    """

    criterion: str
    points: Decimal | None
    weighted: Decimal | None
    raw: Decimal | None = None
    level: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    count: int = 0
    applies: bool = True
    """Whether the criterion counts for this entry. Where it does not, its weight is shared among the others."""


@dataclass(frozen=True)
class Standing:
    """One entry: its score on each criterion, of each phase, and in total. None where something is lacking."""

    entry: str
    scores: Mapping[str, Score]
    phases: Mapping[Phase, Decimal | None]
    total: Decimal | None


@dataclass(frozen=True)
class Outcome:
    """What a contest comes to: a standing per entry, by code, and the marks of recused jurors, which did not count."""

    standings: tuple[Standing, ...]
    left_out: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Shape:
    """What of a scheme each standing needs: its leaves by phase, its branches with their leaves, shares of phases."""

    leaves: tuple[Criterion, ...]
    phases: Mapping[Phase, tuple[Criterion, ...]]
    branches: Mapping[str, tuple[Criterion, ...]]
    shares: tuple[tuple[Phase, Decimal], ...]

    def applying(self, phase: Phase, scores: Container[str]) -> tuple[Criterion, ...]:
        """Return the leaves of a phase that apply to an entry: those of which `scores` has a code."""
        return tuple(leaf for leaf in self.phases[phase] if leaf.code in scores)


@exact
def outcome(contest: Contest) -> Outcome:
    """Compute a contest. Raise `Unsound` where its marks or inputs cannot hold; what is missing is no fault."""
    found = faults(contest)
    if found:
        raise Unsound(found)
    by_entry: dict[str, dict[str, Score]] = {entry: {} for entry in sorted(contest.entries)}
    given: dict[str, list[Input]] = defaultdict(list)
    for one in contest.inputs:
        given[one.criterion].append(one)
    for scored in (judged(contest), *(fed(contest, leaf, given[leaf.code]) for leaf in leaves(contest.scheme))):
        for entry, score in scored:
            by_entry[entry][score.criterion] = score
    shape = shape_of(contest.scheme)
    standings = tuple(standing(shape, entry, scores) for entry, scores in by_entry.items())
    return Outcome(standings, left_out(contest))


def shape_of(scheme: Scheme) -> Shape:
    """Return the shape of a sound scheme."""
    lowest = leaves(scheme)
    by_code = {criterion.code: criterion for criterion in scheme.criteria}
    below: dict[str, list[Criterion]] = {}
    for leaf in lowest:
        above = leaf.parent
        while above:
            below.setdefault(above, []).append(leaf)
            above = by_code[above].parent
    phases = {phase: tuple(leaf for leaf in lowest if leaf.phase == phase) for phase in Phase}
    return Shape(
        lowest,
        {phase: members for phase, members in phases.items() if members},
        {code: tuple(members) for code, members in sorted(below.items())},
        tuple((phase, scheme.shares[phase]) for phase in Phase if scheme.shares.get(phase)),
    )


@exact
def standing(shape: Shape, entry: str, scores: Mapping[str, Score]) -> Standing:
    """Return where an entry stands with the points of `scores` on the leaves; all else is set here.

    A phase is the mean, by weight, of those of its leaves that apply, the total the mean of the phases by share; so
    neither weights nor shares need sum to 100 (what-if), though those of a round do. One leaf without points leaves its
    phase without.
    """
    given = {leaf.code: scores.get(leaf.code) or Score(leaf.code, None, None) for leaf in shape.leaves}
    points = applying_points(given)
    wholes = {phase: summed(leaf.weight for leaf in shape.applying(phase, points)) for phase in shape.phases}
    found = {
        leaf.code: replace(given[leaf.code], weighted=part(given[leaf.code].points, leaf.weight, wholes[leaf.phase]))
        for leaf in shape.leaves
    }
    for code, members in shape.branches.items():
        applying = [leaf for leaf in members if leaf.code in points]
        mean = weighted_mean([(points[leaf.code], leaf.weight) for leaf in applying])
        weight = summed(leaf.weight for leaf in applying)
        found[code] = Score(code, mean, part(mean, weight, wholes[members[0].phase]), applies=bool(applying))
    phases = phase_scores(shape, points)
    return Standing(entry, found, phases, total_of(shape, phases))


def applying_points(scores: Mapping[str, Score]) -> dict[str, Decimal | None]:
    """Return the points of the criteria that apply to an entry, None where they are lacking."""
    return {code: score.points for code, score in scores.items() if score.applies}


def phase_scores(shape: Shape, points: Mapping[str, Decimal | None]) -> dict[Phase, Decimal | None]:
    """Return the score of each phase from the points of the leaves that apply."""
    return {
        phase: weighted_mean([(points[leaf.code], leaf.weight) for leaf in shape.applying(phase, points)])
        for phase in shape.phases
    }


def total_of(shape: Shape, phases: Mapping[Phase, Decimal | None]) -> Decimal | None:
    """Return the total from the scores of the phases."""
    return weighted_mean([(phases.get(phase), share) for phase, share in shape.shares])


def weighted_mean(parts: Sequence[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    """Return the mean of numbers by weight at ten places, or None where one is lacking or nothing weighs.

    One division at the end: weights of 40 and 60 give the same digits as weights of 2 and 3.
    """
    weight = summed(weight for _, weight in parts)
    products = [number * weight for number, weight in parts if number is not None]
    if not weight or len(products) < len(parts):
        return None
    return rounded(summed(products) / weight)


def part(points: Decimal | None, weight: Decimal, whole: Decimal) -> Decimal | None:
    """Return what points add to a score of 0 to 100 by their weight."""
    return None if points is None or not whole else rounded(points * weight / whole)


def judged(contest: Contest) -> Iterator[tuple[str, Score]]:
    """Yield (entry, score) of each cell that has a mark which counts."""
    by_code = {leaf.code: leaf for leaf in leaves(contest.scheme)}
    for (entry, code), marks in marks_that_count(contest).items():
        raw = combined(contest.scheme, marks)
        points = rounded(in_points(by_code[code], raw))
        yield entry, Score(code, points, None, rounded(raw), "", min(marks), max(marks), len(marks))


def marks_that_count(contest: Contest) -> Mapping[Cell, list[Decimal]]:
    """Return the marks of each cell that has any that count: calibrated ones, if the scheme says so."""
    found: dict[Cell, list[Decimal]] = defaultdict(list)
    if contest.scheme.adjusted:
        for one in adjusted(contest):
            found[one.mark.entry, one.mark.criterion].append(one.adjusted)
        return found
    recused: dict[str, set[str]] = defaultdict(set)
    for juror, entry in contest.recusals:
        recused[entry].add(juror)
    for cell, given in contest.marks.items():
        out = recused.get(cell[0])
        if marks := [points for juror, points in given.items() if juror not in out] if out else list(given.values()):
            found[cell] = marks
    return found


def combined(scheme: Scheme, marks: Sequence[Decimal]) -> Decimal:
    """Return the mean of marks, or their trimmed mean where there are enough of them."""
    if scheme.combining == Combining.TRIMMED and len(marks) >= scheme.trim_from:
        marks = sorted(marks)[scheme.trimmed : -scheme.trimmed]
    return summed(marks) / len(marks)


def fed(contest: Contest, leaf: Criterion, inputs: Sequence[Input]) -> Iterator[tuple[str, Score]]:
    """Yield (entry, score) of the inputs of a computed or levelled criterion."""
    given = [one for one in inputs if is_heard(contest, leaf, one.entry)]
    if leaf.kind == Kind.LEVELLED:
        worth = {level.code: level.points for level in leaf.levels}
        for one in given:
            yield one.entry, Score(leaf.code, worth.get(one.level), None, level=one.level, applies=not one.waiver)
    elif leaf.kind == Kind.COMPUTED:
        numbers = [one.raw for one in given if one.raw is not None]
        least, most = min(numbers, default=Decimal(0)), max(numbers, default=Decimal(0))
        for one in given:
            points = None if one.raw is None else rounded(normalised(leaf, one.raw, least, most))
            yield one.entry, Score(leaf.code, points, None, one.raw, applies=not one.waiver)


def normalised(leaf: Criterion, raw: Decimal, least: Decimal, most: Decimal) -> Decimal:
    """Return the points of a raw number, 0 to the cap; `least` and `most` are those of the contest."""
    if leaf.normalisation == Normalisation.LINEAR:
        points = (raw - leaf.floor) * HUNDRED / (leaf.target - leaf.floor)  # target below floor: lower is better
    elif leaf.normalisation == Normalisation.BANDS:
        reached = [band.points for band in leaf.bands if is_reached(leaf, raw, band.bound)]
        points = max(reached, default=Decimal(0))
    elif least == most:
        points = HUNDRED  # nobody is behind anybody
    else:
        behind = most - raw if leaf.direction == Direction.HIGHER else raw - least
        points = HUNDRED - behind * HUNDRED / (most - least)
    return min(max(points, Decimal(0)), leaf.cap)


def is_reached(leaf: Criterion, raw: Decimal, bound: Decimal) -> bool:
    return raw >= bound if leaf.direction == Direction.HIGHER else raw <= bound


def printed(number: Decimal | None) -> str | None:
    """Return a score as it is printed: two decimals, half up ("88.00"), or None. The only rounding for the eye."""
    return None if number is None else str(number.quantize(Decimal("0.01"), ROUND_HALF_UP, CONTEXT))
