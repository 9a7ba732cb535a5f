"""Who stands where: by total, ties by the declared ladder, with a trace of each step. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Direction, Kind, Measure, Phase, Scheme, exact, leaves, rounded
from awards.arithmetic.scoring import Outcome, Standing


@dataclass(frozen=True)
class Rung:
    """One step by which an entry was compared with one other that had the same total.

    `step` is "total" or a step of the ladder; `own` and `other` are the numbers that were compared.
    """

    step: str
    against: str
    own: Decimal | None
    other: Decimal | None


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
    groups = parted({entry: steps for entry, steps in keyed.items() if steps})
    order = [entry for group in groups for entry in sorted(group)]
    used = {entry: steps for group in groups for entry, steps in group.items()}
    found: list[Placed] = []
    for group in groups:
        rank = len(found) + 1
        for index, entry in enumerate(sorted(group), start=len(found)):
            around = [order[other] for other in (index - 1, index + 1) if 0 <= other < len(order)]
            total = used[entry][0].number
            tied = [other for other in around if used[other][0].number == total]
            trace = tuple(rung for other in tied for rung in rungs(other, used[entry], used[other]))
            found.append(Placed(entry, rank, total, trace))
    return (*found, *(Placed(entry, None, None) for entry in sorted(keyed.keys() - used.keys())))


@dataclass(frozen=True)
class Compared:
    """One number of an entry by which it is compared; `worth` is higher where it is better.

    Both are None where there is no such number, since the criterion does not apply to the entry.
    """

    step: str
    number: Decimal | None
    worth: Decimal | None


Steps = tuple[Compared, ...]
"""What an entry is compared by, first step first."""


def parted(keyed: Mapping[str, Steps], used: int = 0) -> list[dict[str, Steps]]:
    """Return entries in groups of equals, the best first, each with the steps that it was compared by.

    Entries are parted step by step. A step that does not apply to one of those who are equal so far is left out for all
    of them: nobody wins or loses by a number that another cannot have. `used` steps are done.
    """
    if len(keyed) < 2 or all(len(steps) == used for steps in keyed.values()):
        return [dict(keyed)] if keyed else []
    by_worth: dict[Decimal, dict[str, Steps]] = defaultdict(dict)
    for entry, steps in keyed.items():
        worth = steps[used].worth
        if worth is None:
            return parted({entry: steps[:used] + steps[used + 1 :] for entry, steps in keyed.items()}, used)
        by_worth[worth][entry] = steps
    return [group for worth in sorted(by_worth, reverse=True) for group in parted(by_worth[worth], used + 1)]


def compared(scheme: Scheme, standing: Standing, phase: Phase | None = None) -> Steps:
    """Return what an entry is compared by: total (or score of a phase), then the ladder; nothing without a total."""
    first = standing.total if phase is None else standing.phases.get(phase)
    if first is None:
        return ()  # the ladder orders nobody who has no rank
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


def worth(number: Decimal | None, direction: Direction = Direction.HIGHER) -> Decimal | None:
    """Return a number so that more is better."""
    return -number if number is not None and direction == Direction.LOWER else number


def rungs(other: str, own: Steps, theirs: Steps) -> Iterator[Rung]:
    """Yield the steps by which one entry was compared with another, down to the first that parts them."""
    for mine, their in zip(own, theirs, strict=False):  # what parts them is in both; one may go further
        yield Rung(mine.step, other, mine.number, their.number)
        if mine.worth != their.worth:
            return
