"""Why a contest cannot be computed: marks and inputs that belong to nothing, stand twice or cannot be. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal

from awards.arithmetic.contests import Cell, Contest, can_be_waived, is_heard, nothing_left
from awards.arithmetic.schemes import Criterion, Fault, Kind, leaves


def faults(contest: Contest) -> list[Fault]:
    """Return why a contest cannot be computed: marks off the scale, of or for strangers; unknown levels.

    The scheme is taken as sound. Marks of recused jurors are looked at too, though they do not count.
    """
    found = [*faults_of_lists(contest), *faults_of_inputs(contest), *faults_of_waivers(contest)]
    judged = {leaf.code: leaf for leaf in leaves(contest.scheme) if leaf.kind == Kind.JUDGED}
    entries, jurors, outside = set(contest.entries), set(contest.jurors), off_scale(contest, judged)
    for cell, marks in contest.marks.items():
        entry, code = cell
        if code not in judged or entry not in entries:
            found += (fault_of(cell, juror, points, "mark_unknown") for juror, points in marks.items())
        elif not is_heard(contest, judged[code], entry):
            found += (fault_of(cell, juror, points, "mark_unheard") for juror, points in marks.items())
        elif not (marks.keys() <= jurors and outside[code].isdisjoint(marks.values())):
            found += faults_of_cell(cell, judged[code], marks, jurors, outside[code])
    return found


def off_scale(contest: Contest, judged: Mapping[str, Criterion]) -> dict[str, set[Decimal]]:
    """Return the marks by judged criterion that cannot be given there; a scale has few, so each is looked at once."""
    given: dict[str, set[Decimal]] = {code: set() for code in judged}
    for (_, code), marks in contest.marks.items():
        if code in given:
            given[code].update(marks.values())
    return {
        code: {points for points in all_points if not is_on_scale(judged[code], points)}
        for code, all_points in given.items()
    }


def faults_of_cell(
    cell: Cell, criterion: Criterion, marks: Mapping[str, Decimal], jurors: Set[str], outside: Set[Decimal]
) -> Iterator[Fault]:
    """Yield which marks of one entry on one criterion are off its scale (`outside`) or of a stranger."""
    for juror, points in marks.items():
        if juror not in jurors:
            yield fault_of(cell, juror, points, "mark_unknown")
        elif points in outside:
            yield fault_of(cell, juror, points, "mark_outside", lowest=criterion.lowest, highest=criterion.highest)


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


def fault_of(cell: Cell, juror: str, points: Decimal, code: str, **more: object) -> Fault:
    """Return a fault that names a mark."""
    return Fault(code, {"juror": juror, "entry": cell[0], "criterion": cell[1], "points": points, **more})


def is_on_scale(criterion: Criterion, points: Decimal) -> bool:
    """Tell whether a mark can be given on a judged criterion."""
    if not points.is_finite() or not criterion.lowest <= points <= criterion.highest:
        return False
    return not criterion.only_steps or any(points == step.mark for step in criterion.steps)
