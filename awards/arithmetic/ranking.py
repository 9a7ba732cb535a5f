"""Who stands where: by total, ties by the declared ladder, with a trace of each step. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Direction, Kind, Measure, Phase, Scheme, exact, leaves, rounded
from awards.arithmetic.scoring import Outcome, Standing

LACKING = Decimal("-Infinity")
"""What a number that is not there is worth on a step of the ladder."""


@dataclass(frozen=True)
class Rung:
    """One step by which an entry was compared with one other that had the same total.

    `step` is "total" or a step of the ladder; `own` and `other` are the numbers that were compared.
    """

    step: str
    against: str
    own: Decimal | None
    other: Decimal | None

    @property
    def is_equal(self) -> bool:
        return self.own == self.other


@dataclass(frozen=True)
class Placed:
    """One entry in its place. `rank` is None where there is no total. Equal in all: one rank, and the next is skipped.

    `trace` holds, for each neighbour in the order with the same total, the steps down to the one that decided.
    """

    entry: str
    rank: int | None
    total: Decimal | None
    trace: tuple[Rung, ...] = ()


@exact
def ranked(scheme: Scheme, outcome: Outcome, phase: Phase | None = None) -> tuple[Placed, ...]:
    """Return all entries in order: by total, or by the score of one phase (nominees), then by the ladder, then by code.

    Those without a total stand at the end. With a phase, only steps of the ladder that belong to it count.
    """
    keyed = {one.entry: compared(scheme, one, phase) for one in outcome.standings}
    order = sorted(keyed, key=lambda entry: ([-worth for worth in worths(keyed[entry])], entry))
    found: list[Placed] = []
    for index, entry in enumerate(order):
        total, rank = keyed[entry][0].number, index + 1
        if total is None:
            found.append(Placed(entry, None, None))
            continue
        if found and worths(keyed[found[-1].entry]) == worths(keyed[entry]):
            rank = found[-1].rank or rank
        around = [order[other] for other in (index - 1, index + 1) if 0 <= other < len(order)]
        tied = [other for other in around if keyed[other][0].number == total]
        trace = tuple(rung for other in tied for rung in rungs(other, keyed[entry], keyed[other]))
        found.append(Placed(entry, rank, total, trace))
    return tuple(found)


@dataclass(frozen=True)
class Compared:
    """One number of an entry by which it is compared; `worth` is higher where it is better."""

    step: str
    number: Decimal | None
    worth: Decimal


def compared(scheme: Scheme, standing: Standing, phase: Phase | None = None) -> tuple[Compared, ...]:
    """Return what an entry is compared by, first step first: its total (or score of a phase), then the ladder."""
    first = standing.total if phase is None else standing.phases.get(phase)
    if first is None:
        return (Compared("total", None, LACKING),)  # the ladder orders nobody who has no rank
    steps = [Compared("total", first, worth(first))]
    by_code = {criterion.code: criterion for criterion in scheme.criteria}
    for step in scheme.ladder:
        word, _, name = step.rpartition(":")
        if word == "phase":
            number, direction, of = standing.phases.get(Phase(name)), Direction.HIGHER, Phase(name)
        elif word == "measure":
            leaf = reader(scheme, Measure(name))
            raw = standing.scores[leaf.code].raw
            number, direction, of = raw if raw is None else rounded(raw), leaf.direction, leaf.phase
        else:
            number, direction, of = standing.scores[step].points, Direction.HIGHER, by_code[step].phase
        if phase in (None, of):
            steps.append(Compared(step, number, worth(number, direction)))
    return tuple(steps)


def reader(scheme: Scheme, measure: Measure) -> Criterion:
    """Return the first leaf, by code, that reads a measure."""
    return next(leaf for leaf in leaves(scheme) if leaf.kind == Kind.COMPUTED and leaf.measure == measure)


def worth(number: Decimal | None, direction: Direction = Direction.HIGHER) -> Decimal:
    """Return a number so that more is better; what is lacking is worth least."""
    if number is None:
        return LACKING
    return number if direction == Direction.HIGHER else -number


def worths(steps: tuple[Compared, ...]) -> list[Decimal]:
    return [step.worth for step in steps]


def rungs(other: str, own: tuple[Compared, ...], theirs: tuple[Compared, ...]) -> Iterator[Rung]:
    """Yield the steps by which one entry was compared with another, down to the first that parts them."""
    for mine, their in zip(own, theirs, strict=True):
        yield Rung(mine.step, other, mine.number, their.number)
        if mine.worth != their.worth:
            return
