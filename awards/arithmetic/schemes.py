"""What a set of criteria is (kriteria, bobot): phases, weights, how a number becomes points, how ties are broken. Pure.

Weights are percent of a phase: its roots sum to 100, children to their parent. Only leaves are scored; a branch is the
sum of its leaves. Points are 0 to 100 everywhere; what stands before that (heads, days, rupiah, marks) is called raw.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from enum import StrEnum
from functools import reduce, wraps
from typing import ParamSpec, TypeVar

FORMULA = "award-1"
"""The version of this arithmetic that each closed result names. A change of any rule below is a new version."""

CONTEXT = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Fifty digits, half even: so many that the order of a sum cannot show in the ten places that are ranked."""

WIDE = Context(prec=1000, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation, Overflow])
"""So many digits that no sum of numbers of fifty digits is rounded on its way."""

ZERO, HUNDRED = Decimal(0), Decimal(100)

PLACES = Decimal("1e-10")
"""Points, scores and totals are held to ten places before they are compared. Print them with two, half up."""

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Phase(StrEnum):
    """What is judged when: the papers, then the conversation with the head of the region."""

    DESK = "desk"
    INTERVIEW = "interview"


class Kind(StrEnum):
    """Where the points of a criterion come from."""

    COMPUTED = "computed"  # from a number of the frozen snapshot
    LEVELLED = "levelled"  # from the highest level that is proved: Perda before Perkada before SK
    JUDGED = "judged"  # from the marks of the jurors


class Measure(StrEnum):
    """Which number a computed criterion reads."""

    COVERAGE = "coverage"
    GROWTH = "growth"
    ADOPTION = "adoption"
    TIMELINESS = "timeliness"
    BUDGET_PER_WORKER = "budget_per_worker"
    OTHER = "other"


class Direction(StrEnum):
    """Which raw numbers are better."""

    HIGHER = "higher"
    LOWER = "lower"


class Normalisation(StrEnum):
    """How a raw number becomes points."""

    LINEAR = "linear"  # from floor (0 points) to target (100 points)
    MIN_MAX = "min_max"  # from the worst (0) to the best (100) of the contest; all 100 where all are equal
    BANDS = "bands"  # the points of the best band that is reached; 0 below the first


class Combining(StrEnum):
    """How the marks of several jurors become one."""

    MEAN = "mean"
    TRIMMED = "trimmed"  # without the highest and the lowest


@dataclass(frozen=True)
class Band:
    """A step of a number: from `bound` on (up to it, where lower is better) there are `points`."""

    bound: Decimal
    points: Decimal


@dataclass(frozen=True)
class Level:
    """What may be proved and what it is worth: Perda 100, Perkada 75, SK 50."""

    code: str
    name: str
    points: Decimal


@dataclass(frozen=True)
class Step:
    """A labelled place on the scale of a judged criterion; `mark` is on that scale."""

    mark: Decimal
    label: str
    guidance: str = ""


@dataclass(frozen=True)
class Criterion:
    """One criterion (kriteria). A branch needs nothing but its weight, a leaf what its kind reads.

    `cap` holds for computed criteria: points never exceed it, so a raw number beyond the target counts as the cap.
    A mark lies from `lowest` (0 points) to `highest` (100 points), on a labelled step where `only_steps` says so.
    """

    code: str
    name: str
    weight: Decimal
    phase: Phase
    kind: Kind
    parent: str = ""
    measure: Measure = Measure.OTHER
    direction: Direction = Direction.HIGHER
    normalisation: Normalisation = Normalisation.LINEAR
    floor: Decimal = Decimal(0)
    target: Decimal = HUNDRED
    cap: Decimal = HUNDRED
    bands: tuple[Band, ...] = ()
    levels: tuple[Level, ...] = ()
    lowest: Decimal = Decimal(0)
    highest: Decimal = HUNDRED
    steps: tuple[Step, ...] = ()
    only_steps: bool = False
    guidance: str = ""
    needs_note: bool = False
    """A mark needs a note or a link to evidence. It does not enter the arithmetic."""


@dataclass(frozen=True)
class Scheme:
    """The criteria of one category in one round and how their scores become one total.

    `shares` are the percent of each phase in the total. `trimmed` is how many of the highest and as many of the lowest
    marks are left out, from `trim_from` marks on; below that the plain mean holds. `adjusted`: calibrated marks count.
    `ladder` breaks ties, first step first: the code of a criterion (its points), "phase:interview" (its score) or
    "measure:coverage" (the raw number, better in the direction of the criterion that reads it).
    """

    criteria: tuple[Criterion, ...]
    shares: Mapping[Phase, Decimal]
    combining: Combining = Combining.MEAN
    trimmed: int = 0
    trim_from: int = 0
    adjusted: bool = False
    ladder: tuple[str, ...] = ()
    version: int = 1
    formula: str = FORMULA


@dataclass(frozen=True)
class Fault:
    """Why something cannot hold, as a code with parameters. The words are in `errors`."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


def leaves(scheme: Scheme) -> tuple[Criterion, ...]:
    """Return the criteria that are scored, by code: those that are nobody's parent."""
    parents = {criterion.parent for criterion in scheme.criteria}
    return tuple(sorted((one for one in scheme.criteria if one.code not in parents), key=lambda one: one.code))


def listed(scheme: Scheme) -> tuple[Criterion, ...]:
    """Return the criteria that are scored as readers expect them: the papers first, each phase as the scheme lists."""
    scored = {one.code for one in leaves(scheme)}
    return tuple(one for phase in Phase for one in scheme.criteria if one.phase == phase and one.code in scored)


def children(scheme: Scheme, code: str) -> tuple[Criterion, ...]:
    """Return the criteria right below a criterion, as the scheme lists them; those of "" are the roots."""
    return tuple(criterion for criterion in scheme.criteria if criterion.parent == code)


def summed(numbers: Iterable[Decimal]) -> Decimal:
    """Return a sum that is rounded once, at its end, so that the order in which the numbers came cannot show in it."""
    return CONTEXT.plus(reduce(WIDE.add, numbers, ZERO))


def rounded(number: Decimal) -> Decimal:
    """Return a number at ten places, half even: what is compared, ranked and handed on."""
    return number.quantize(PLACES, ROUND_HALF_EVEN, CONTEXT)


def exact(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Let a function compute in `CONTEXT`, whatever the context of its caller is."""

    @wraps(function)
    def computed(*args: Given.args, **kwargs: Given.kwargs) -> Found:
        with localcontext(CONTEXT):
            return function(*args, **kwargs)

    return computed
