"""Why a contest cannot be computed: marks and inputs that belong to nothing, stand twice or cannot be. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from awards.arithmetic.contests import Contest, Mark, can_be_waived, cells, is_heard, nothing_left
from awards.arithmetic.schemes import Criterion, Fault, Kind, leaves


def faults(contest: Contest) -> list[Fault]:
    """Return why a contest cannot be computed: marks off the scale, doubled, of or for strangers; unknown levels.

    The scheme is taken as sound. Marks of recused jurors are looked at too, though they do not count.
    """
    found = [*faults_of_lists(contest), *faults_of_inputs(contest), *faults_of_waivers(contest)]
    judged = {leaf.code: leaf for leaf in leaves(contest.scheme) if leaf.kind == Kind.JUDGED}
    entries, sound = set(contest.entries), set[tuple[str, Decimal]]()  # a scale has few marks, a round has many
    for (entry, code), marks in cells(contest).items():
        criterion = judged.get(code)
        if criterion is None or entry not in entries:
            found += [fault_of(mark, "mark_unknown") for mark in marks]
        else:
            found += faults_of_cell(contest, criterion, marks, sound)
    return found


def faults_of_cell(
    contest: Contest, criterion: Criterion, marks: list[Mark], sound: set[tuple[str, Decimal]]
) -> Iterator[Fault]:
    """Yield what is wrong with the marks of one entry on one criterion; `sound` remembers which are on its scale."""
    jurors = set(contest.jurors)
    is_unheard = not is_heard(contest, criterion, marks[0].entry)
    seen = set()
    for mark in marks:
        if mark.juror not in jurors:
            yield fault_of(mark, "mark_unknown")
        elif is_unheard:
            yield fault_of(mark, "mark_unheard")
        elif (criterion.code, mark.points) not in sound:
            if is_on_scale(criterion, mark.points):
                sound.add((criterion.code, mark.points))
            else:
                yield fault_of(mark, "mark_outside", lowest=criterion.lowest, highest=criterion.highest)
        if mark.juror in seen:
            yield fault_of(mark, "mark_twice")
        seen.add(mark.juror)


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


def fault_of(mark: Mark, code: str, **more: object) -> Fault:
    """Return a fault that names a mark."""
    named = {"juror": mark.juror, "entry": mark.entry, "criterion": mark.criterion, "points": mark.points}
    return Fault(code, {**named, **more})


def is_on_scale(criterion: Criterion, points: Decimal) -> bool:
    """Tell whether a mark can be given on a judged criterion."""
    if not points.is_finite() or not criterion.lowest <= points <= criterion.highest:
        return False
    return not criterion.only_steps or any(points == step.mark for step in criterion.steps)
