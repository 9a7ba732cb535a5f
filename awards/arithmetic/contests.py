"""One contest: the entries of one category in one round, its scheme, and all that was put in for them. Pure.

Codes of entries, jurors and criteria are text and mean nothing here: a juror may be a pseudonym.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from typing import NamedTuple, TypeVar, cast

from awards.arithmetic.schemes import HUNDRED, Criterion, Fault, Kind, Phase, Scheme, leaves, rounded

Found = TypeVar("Found")


class Mark(NamedTuple):
    """What one juror gave one entry on one judged criterion (nilai), on the criterion's own scale.

    A named tuple, as of a nation's round there are 60,000 and each is made anew whenever its ranking is looked at.
    """

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
    marks: tuple[Mark, ...] = ()
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


def faults(contest: Contest) -> list[Fault]:
    """Return why a contest cannot be computed: marks off the scale, doubled, of or for strangers; unknown levels.

    The scheme is taken as sound. Marks of recused jurors are looked at too, though they do not count.
    """
    found = [*faults_of_lists(contest), *faults_of_inputs(contest), *faults_of_waivers(contest)]
    judged = {leaf.code: leaf for leaf in leaves(contest.scheme) if leaf.kind == Kind.JUDGED}
    jurors, entries = set(contest.jurors), set(contest.entries)
    seen = set()
    sound: set[tuple[str, Decimal]] = set()  # a scale has few marks, a round has many
    for mark in contest.marks:
        juror, entry, code, points = mark
        criterion = judged.get(code)
        if criterion is None or juror not in jurors or entry not in entries:
            found.append(fault_of(mark, "mark_unknown"))
        elif contest.nominees is not None and not is_heard(contest, criterion, entry):
            found.append(fault_of(mark, "mark_unheard"))
        elif (code, points) not in sound:
            if is_on_scale(criterion, points):
                sound.add((code, points))
            else:
                found.append(fault_of(mark, "mark_outside", lowest=criterion.lowest, highest=criterion.highest))
        if mark[:3] in seen:
            found.append(fault_of(mark, "mark_twice"))
        seen.add(mark[:3])
    return found


def faults_of_lists(contest: Contest) -> Iterator[Fault]:
    """Yield entries and jurors that are named twice, recusals and nominees of strangers."""
    for code, named in (("entry_twice", contest.entries), ("juror_twice", contest.jurors)):
        for one, times in Counter(named).items():
            if times > 1:
                yield Fault(code, {"code": one})
    jurors, entries = set(contest.jurors), set(contest.entries)
    for juror, entry in sorted(contest.recusals):
        if juror not in jurors or entry not in entries:
            yield Fault("recusal_unknown", {"juror": juror, "entry": entry})
    for entry in sorted((contest.nominees or frozenset()) - entries):
        yield Fault("nominee_unknown", {"entry": entry})


def faults_of_inputs(contest: Contest) -> Iterator[Fault]:
    """Yield inputs that belong to nothing, are doubled, or are no number or level of their criterion."""
    fed = {leaf.code: leaf for leaf in leaves(contest.scheme) if leaf.kind != Kind.JUDGED}
    entries = set(contest.entries)
    seen = set()
    for given in contest.inputs:
        parameters = {"entry": given.entry, "criterion": given.criterion}
        criterion = fed.get(given.criterion)
        if criterion is None or given.entry not in entries:
            yield Fault("input_unknown", parameters)
        elif criterion.kind == Kind.LEVELLED and given.level not in {"", *(level.code for level in criterion.levels)}:
            yield Fault("level_unknown", {**parameters, "level": given.level})
        elif given.raw is not None and not given.raw.is_finite():
            yield Fault("input_no_number", {**parameters, "raw": given.raw})
        if (given.entry, given.criterion) in seen:
            yield Fault("input_twice", parameters)
        seen.add((given.entry, given.criterion))


def faults_of_waivers(contest: Contest) -> Iterator[Fault]:
    """Yield criteria that are waived though something is known or a level says so, and entries left without any."""
    fed = {leaf.code: leaf for leaf in leaves(contest.scheme) if leaf.kind != Kind.JUDGED}
    waived: dict[str, set[str]] = defaultdict(set)
    for given in contest.inputs:
        criterion = fed.get(given.criterion)
        if given.waiver and criterion is not None:
            waived[given.entry].add(given.criterion)
            if given.is_known or not can_be_waived(criterion):
                yield Fault("waiver_of_known", {"entry": given.entry, "criterion": given.criterion})
    for entry, phase in nothing_left(contest.scheme, waived):
        yield Fault("nothing_applies", {"entry": entry, "phase": phase})


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


def differences(before: Contest, now: Contest, cell: tuple[str, str]) -> tuple[str, ...]:
    """Return the parts in which two contests differ beside one cell (entry, criterion), whose marks and input may."""
    parts = ("scheme", "entries", "nominees", "jurors", "recusals", "inputs", "marks")
    return tuple(part for part in parts if beside(before, part, cell) != beside(now, part, cell))


def beside(contest: Contest, part: str, cell: tuple[str, str]) -> object:
    """Return a part of a contest without one cell, so that order tells nothing.

    A juror who gave no mark, as who is recused of all, and then leaves takes nothing along.
    """
    held = getattr(contest, part)
    if part in ("inputs", "marks"):
        return frozenset(one for one in held if (one.entry, one.criterion) != cell)
    if part in ("jurors", "recusals"):
        heard = {mark.juror for mark in contest.marks}
        return frozenset(one for one in held if (one if part == "jurors" else one[0]) in heard)
    return frozenset(held) if part == "entries" else held


def fault_of(mark: Mark, code: str, **more: object) -> Fault:
    """Return a fault that names a mark."""
    named = {"juror": mark.juror, "entry": mark.entry, "criterion": mark.criterion, "points": mark.points}
    return Fault(code, {**named, **more})


def is_on_scale(criterion: Criterion, points: Decimal) -> bool:
    """Tell whether a mark can be given on a judged criterion."""
    if not points.is_finite() or not criterion.lowest <= points <= criterion.highest:
        return False
    return not criterion.only_steps or any(points == step.mark for step in criterion.steps)


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
    kept = (mark for mark in contest.marks if (mark.juror, mark.entry) not in contest.recusals)
    return tuple(sorted(kept, key=place))


def left_out(contest: Contest) -> tuple[Mark, ...]:
    """Return the marks that do not count, since their juror is recused for the entry, sorted."""
    if not contest.recusals:
        return ()
    out = (mark for mark in contest.marks if (mark.juror, mark.entry) in contest.recusals)
    return tuple(sorted(out, key=place))


def place(mark: Mark) -> tuple[str, str, str]:
    return mark.entry, mark.criterion, mark.juror


def missing(contest: Contest) -> tuple[Missing, ...]:
    """Return what is lacking before the contest can be closed, sorted. A missing mark is not a zero.

    Where all jurors are recused for an entry, nobody can give the mark: told once, without a juror. What does not apply
    to an entry is not missing.
    """
    marked = {mark[:3] for mark in contest.marks}
    fed = {(one.entry, one.criterion) for one in contest.inputs if one.is_known or one.waiver}
    judges = {
        entry: [juror for juror in contest.jurors if (juror, entry) not in contest.recusals]
        for entry in contest.entries
    }
    found = []
    for criterion in leaves(contest.scheme):
        for entry in contest.entries:
            if not is_heard(contest, criterion, entry):
                continue
            if criterion.kind != Kind.JUDGED:
                if (entry, criterion.code) not in fed:
                    found.append(Missing(entry, criterion.code))
                continue
            asked = [
                juror
                for juror in judges[entry]
                if juror not in contest.left or (juror, entry, criterion.code) in marked
            ] or [""]
            found += [
                Missing(entry, criterion.code, juror) for juror in asked if (juror, entry, criterion.code) not in marked
            ]
    return tuple(sorted(found, key=lambda one: (one.entry, one.criterion, one.juror)))
