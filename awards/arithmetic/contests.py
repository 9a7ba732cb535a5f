"""One contest: the entries of one category in one round, its scheme, and all that was put in for them. Pure.

Codes of entries, jurors and criteria are text and mean nothing here: a juror may be a pseudonym.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import NamedTuple, TypeVar, cast

from awards.arithmetic.schemes import HUNDRED, Criterion, Fault, Kind, Phase, Scheme, leaves, rounded

Found = TypeVar("Found")


class Mark(NamedTuple):
    """What one juror gave one entry on one judged criterion (nilai), on the criterion's own scale."""

    juror: str
    entry: str
    criterion: str
    points: Decimal


@dataclass(frozen=True)
class Input:
    """What is known of one entry on a computed criterion (`raw`) or a levelled one (`level`, the code of a level).

    A raw of None is "belum ada data", never 0: the entry has no points there and no total. `waiver` tells why the
    criterion does not apply to this entry (tidak berlaku), as villages to a city that has none; empty where it does.
    """

    entry: str
    criterion: str
    raw: Decimal | None = None
    level: str = ""
    waiver: str = ""

    @property
    def is_known(self) -> bool:
        return self.raw is not None or bool(self.level)


Cell = tuple[str, str]
"""An entry and a criterion, by code: one place of the table that is judged."""

Marks = Mapping[Cell, Mapping[str, Decimal]]
"""Marks by cell and juror. No juror can have two in one cell; a nation's round has 60,000 of them in 6,000 cells."""


@dataclass(frozen=True)
class Contest:
    """All that a result is computed from, and nothing else.

    `entries` are the eligible ones, since min-max looks at all of them. `nominees` are those that are heard in the
    interview; None means all. Who is no nominee has a score of the papers and no total. `jurors` are all appointed;
    `recusals` are pairs of juror and entry. Who is in `left` is no longer in the jury: what he gave counts, and no more
    is expected of him.
    """

    scheme: Scheme
    entries: tuple[str, ...]
    jurors: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    marks: Marks = field(default_factory=dict)
    recusals: frozenset[tuple[str, str]] = frozenset()
    nominees: frozenset[str] | None = None
    left: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Missing:
    """What is lacking: a mark of a juror, or an input where `juror` is empty."""

    entry: str
    criterion: str
    juror: str = ""


def once(function: Callable[[Contest], Found]) -> Callable[[Contest], Found]:
    """Compute something of a contest but once: one never changes, and of a nation's it takes long."""

    @wraps(function)
    def known(contest: Contest) -> Found:
        held = contest.__dict__.setdefault("_known", {})
        if function not in held:
            held[function] = function(contest)
        return cast(Found, held[function])

    return known


class Unsound(ValueError):
    """A contest that cannot be computed; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def each_mark(contest: Contest) -> Iterator[Mark]:
    """Yield all marks by entry, criterion and juror, those of recused jurors too."""
    for (entry, criterion), given in sorted(contest.marks.items()):
        for juror in sorted(given):
            yield Mark(juror, entry, criterion, given[juror])


def can_be_waived(criterion: Criterion) -> bool:
    """Tell whether a criterion may not apply: a number that is not known, or levels of which none says "belum ada"."""
    if criterion.kind == Kind.LEVELLED:
        return lowest_level(criterion) == ""
    return criterion.kind == Kind.COMPUTED


def lowest_level(criterion: Criterion) -> str:
    """Return the code of the level that needs no proof since it gives no points; empty where a scheme lists none."""
    return next((level.code for level in criterion.levels if level.points == 0), "")


def nothing_left(scheme: Scheme, waived: Mapping[str, Set[str]]) -> list[tuple[str, Phase]]:
    """Return the entries, with the phase, to which no criterion of that phase applies; `waived` are codes by entry."""
    phases = {phase: {leaf.code for leaf in leaves(scheme) if leaf.phase == phase} for phase in Phase}
    return [
        (entry, phase)
        for entry, codes in sorted(waived.items())
        for phase, members in phases.items()
        if members and members <= codes
    ]


def differences(before: Contest, now: Contest, cell: Cell) -> tuple[str, ...]:
    """Return the parts in which two contests differ beside one cell (entry, criterion), whose marks and input may."""
    parts = ("scheme", "entries", "nominees", "jurors", "recusals", "inputs", "marks")
    return tuple(part for part in parts if beside(before, part, cell) != beside(now, part, cell))


def beside(contest: Contest, part: str, cell: Cell) -> object:
    """Return a part of a contest without one cell, so that order tells nothing.

    A juror who gave no mark, as who is recused of all, and then leaves takes nothing along.
    """
    held = getattr(contest, part)
    if part == "marks":
        return {here: given for here, given in contest.marks.items() if here != cell}
    if part == "inputs":
        return frozenset(one for one in contest.inputs if (one.entry, one.criterion) != cell)
    if part in ("jurors", "recusals"):
        heard = set().union(*contest.marks.values())
        return frozenset(one for one in held if (one if part == "jurors" else one[0]) in heard)
    return frozenset(held) if part == "entries" else held


def in_points(criterion: Criterion, mark: Decimal) -> Decimal:
    """Return a mark on the scale of its criterion as points: the lowest is 0, the highest 100."""
    return (mark - criterion.lowest) * HUNDRED / (criterion.highest - criterion.lowest)


def on_scale(criterion: Criterion, points: Decimal) -> Decimal:
    """Return points as a mark on the scale of a judged criterion, at ten places."""
    return rounded(criterion.lowest + points * (criterion.highest - criterion.lowest) / HUNDRED)


def is_heard(contest: Contest, criterion: Criterion, entry: str) -> bool:
    """Tell whether an entry is scored on a criterion at all: in the interview only nominees are."""
    return criterion.phase != Phase.INTERVIEW or contest.nominees is None or entry in contest.nominees


@once
def counted(contest: Contest) -> tuple[Mark, ...]:
    """Return the marks that count, sorted: those of jurors who are not recused for the entry."""
    return tuple(mark for mark in each_mark(contest) if (mark.juror, mark.entry) not in contest.recusals)


def left_out(contest: Contest) -> tuple[Mark, ...]:
    """Return the marks that do not count, since their juror is recused for the entry, sorted."""
    if not contest.recusals:
        return ()
    return tuple(mark for mark in each_mark(contest) if (mark.juror, mark.entry) in contest.recusals)


def missing(contest: Contest) -> tuple[Missing, ...]:
    """Return what is lacking before the contest can be closed, sorted. A missing mark is not a zero.

    Where all jurors are recused for an entry, nobody can give the mark: told once, without a juror. What does not apply
    to an entry is not missing.
    """
    fed = {(one.entry, one.criterion) for one in contest.inputs if one.is_known or one.waiver}
    judges = {
        entry: dict.fromkeys(juror for juror in contest.jurors if (juror, entry) not in contest.recusals)
        for entry in contest.entries
    }
    found = []
    for criterion in leaves(contest.scheme):
        for entry in contest.entries:
            if not is_heard(contest, criterion, entry):
                continue
            cell = entry, criterion.code
            if criterion.kind != Kind.JUDGED:
                if cell not in fed:
                    found.append(Missing(*cell))
                continue
            given = contest.marks.get(cell, {}).keys()
            if judges[entry] and given >= judges[entry].keys():
                continue
            found += [Missing(*cell, juror) for juror in judges[entry] if juror not in given | contest.left]
            if given.isdisjoint(judges[entry]) and contest.left.issuperset(judges[entry]):
                found.append(Missing(*cell))
    return tuple(sorted(found, key=lambda one: (one.entry, one.criterion, one.juror)))
