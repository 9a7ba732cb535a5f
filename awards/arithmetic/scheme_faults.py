"""Why a scheme cannot be opened: weights of 95, a circle in the tree, bands out of order, a ladder to nowhere. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from awards.arithmetic.schemes import (
    FORMULA,
    HUNDRED,
    Combining,
    Criterion,
    Direction,
    Fault,
    Kind,
    Normalisation,
    Phase,
    Scheme,
    children,
    exact,
    leaves,
    summed,
)

CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}")
"""No colon, which parts the words of a step of the ladder."""

MOST_CRITERIA = MOST_STEPS = 100
"""Of a scheme, and of levels, bands or steps of a criterion: more than anybody reads."""

HIGHEST_MARK = 1000
"""No scale goes beyond; its hundredths are tried one by one."""


@exact
def faults(scheme: Scheme) -> list[Fault]:
    """Return why a scheme cannot be opened, in the order of its criteria; an empty list where it can."""
    if len(scheme.criteria) > MOST_CRITERIA:
        return [Fault("too_many_criteria", {"count": len(scheme.criteria), "most": MOST_CRITERIA})]
    found = [*faults_of_tree(scheme), *faults_of_weights(scheme), *faults_of_shares(scheme)]
    for criterion in leaves(scheme):
        found += faults_of_leaf(criterion)
    return [*found, *faults_of_marks_and_ties(scheme)]


def faults_of_tree(scheme: Scheme) -> Iterator[Fault]:
    """Yield what is wrong with codes and parents."""
    by_code = {criterion.code: criterion for criterion in scheme.criteria}
    for code, times in Counter(criterion.code for criterion in scheme.criteria).items():
        if not CODE.fullmatch(code):
            yield Fault("bad_code", {"criterion": code})
        if times > 1:
            yield Fault("doubled_code", {"criterion": code})
    for criterion in scheme.criteria:
        parent = by_code.get(criterion.parent)
        if criterion.parent and parent is None:
            yield Fault("unknown_parent", {"criterion": criterion.code, "parent": criterion.parent})
        if parent and parent.phase != criterion.phase:
            yield Fault("phase_differs", {"criterion": criterion.code, "parent": parent.code})
        if goes_in_circles(criterion, by_code):
            yield Fault("circle", {"criterion": criterion.code})


def goes_in_circles(criterion: Criterion, by_code: dict[str, Criterion]) -> bool:
    """Tell whether the parents of a criterion lead back to one of them."""
    seen = {criterion.code}
    while criterion.parent in by_code:
        criterion = by_code[criterion.parent]
        if criterion.code in seen:
            return True
        seen.add(criterion.code)
    return False


def faults_of_weights(scheme: Scheme) -> Iterator[Fault]:
    """Yield weights that are none, and each sum that is not what it must be, with what is missing (negative: too much).

    The sum of the roots of a phase names that phase and no parent, the sum of children their parent.
    """
    bad = [criterion for criterion in scheme.criteria if not is_within(criterion.weight) or criterion.weight == 0]
    for criterion in bad:
        yield Fault("bad_weight", {"criterion": criterion.code, "weight": criterion.weight})
    if bad:
        return
    groups = [(phase, "", HUNDRED, [root for root in children(scheme, "") if root.phase == phase]) for phase in Phase]
    groups += [(one.phase, one.code, one.weight, list(children(scheme, one.code))) for one in scheme.criteria]
    for phase, parent, needed, members in groups:
        found = summed(member.weight for member in members)
        if members and found != needed:
            parameters = {"phase": phase, "parent": parent, "sum": found, "missing": needed - found}
            yield Fault("weights_sum", parameters)


def faults_of_shares(scheme: Scheme) -> Iterator[Fault]:
    """Yield shares that do not sum to 100, or belong to nothing."""
    bad = [phase for phase, share in scheme.shares.items() if not is_within(share)]
    for phase in bad:
        yield Fault("bad_share", {"phase": phase, "share": scheme.shares[phase]})
    if bad:
        return
    found = summed(scheme.shares.values())
    if found != HUNDRED:
        yield Fault("share_sum", {"sum": found, "missing": HUNDRED - found})
    used = {criterion.phase for criterion in scheme.criteria}
    for phase in Phase:
        if scheme.shares.get(phase) and phase not in used:
            yield Fault("empty_phase", {"phase": phase})
        if phase in used and not scheme.shares.get(phase):
            yield Fault("phase_without_share", {"phase": phase})


def faults_of_leaf(criterion: Criterion) -> Iterator[Fault]:
    """Yield why the points of a leaf could not be computed."""
    longest = max(len(criterion.bands), len(criterion.levels), len(criterion.steps))
    if longest > MOST_STEPS:
        yield Fault("too_many_steps", {"criterion": criterion.code, "count": longest, "most": MOST_STEPS})
        return
    if criterion.kind == Kind.JUDGED:
        yield from faults_of_scale(criterion)
    elif criterion.kind == Kind.LEVELLED:
        codes = [level.code for level in criterion.levels]
        if not codes:
            yield Fault("levels_empty", {"criterion": criterion.code})
        if len(codes) != len(set(codes)) or "" in codes:
            yield Fault("doubled_level", {"criterion": criterion.code})
        yield from faults_of_points(criterion, [level.points for level in criterion.levels])
    else:
        yield from faults_of_number(criterion)


def faults_of_scale(criterion: Criterion) -> Iterator[Fault]:
    """Yield why marks could not be given on a scale: upside down, or steps beside it or out of order."""
    low, high = criterion.lowest, criterion.highest
    marks = [step.mark for step in criterion.steps]
    if not (low.is_finite() and high.is_finite() and 0 <= low < high <= HIGHEST_MARK):
        yield Fault("bad_scale", {"criterion": criterion.code, "lowest": low, "highest": high})
    elif not all(mark.is_finite() and low <= mark <= high for mark in marks) or not is_ascending(marks):
        yield Fault("steps_unordered", {"criterion": criterion.code, "lowest": low, "highest": high})
    if criterion.only_steps and len(marks) < 2:
        yield Fault("steps_empty", {"criterion": criterion.code})


def faults_of_number(criterion: Criterion) -> Iterator[Fault]:
    """Yield why a number could not become points."""
    lower = criterion.direction == Direction.LOWER
    if not is_within(criterion.cap) or criterion.cap == 0:
        yield Fault("bad_cap", {"criterion": criterion.code, "cap": criterion.cap})
    if criterion.normalisation == Normalisation.LINEAR:
        ends = [criterion.floor, criterion.target]
        if not all(end.is_finite() for end in ends) or not is_ascending(ends[::-1] if lower else ends):
            parameters = {"criterion": criterion.code, "floor": criterion.floor, "target": criterion.target}
            yield Fault("bad_target", {**parameters, "direction": criterion.direction})
    if criterion.normalisation == Normalisation.BANDS:
        bounds, points = [band.bound for band in criterion.bands], [band.points for band in criterion.bands]
        if not bounds:
            yield Fault("bands_empty", {"criterion": criterion.code})
        finite = all(number.is_finite() for number in bounds + points)
        if not finite or not is_ascending(bounds[::-1] if lower else bounds) or not is_ascending(points):
            yield Fault("bands_unordered", {"criterion": criterion.code, "direction": criterion.direction})
        yield from faults_of_points(criterion, points)


def faults_of_points(criterion: Criterion, points: list[Decimal]) -> Iterator[Fault]:
    for each in points:
        if not is_within(each):
            yield Fault("bad_points", {"criterion": criterion.code, "points": each})


def faults_of_marks_and_ties(scheme: Scheme) -> Iterator[Fault]:
    """Yield a trimming that leaves no mark, steps of the ladder that lead nowhere, a formula of another time."""
    if scheme.combining == Combining.TRIMMED and not 0 < 2 * scheme.trimmed < scheme.trim_from:
        yield Fault("trim_too_many", {"trimmed": scheme.trimmed, "trim_from": scheme.trim_from})
    known = {criterion.code for criterion in scheme.criteria}
    known |= {f"phase:{criterion.phase}" for criterion in scheme.criteria}
    known |= {f"measure:{leaf.measure}" for leaf in leaves(scheme) if leaf.kind == Kind.COMPUTED}
    for step, times in Counter(scheme.ladder).items():
        if step not in known:
            yield Fault("ladder_unknown", {"step": step})
        if times > 1:
            yield Fault("ladder_doubled", {"step": step})
    if scheme.formula != FORMULA:
        yield Fault("formula_unknown", {"formula": scheme.formula})


def is_within(number: Decimal) -> bool:
    """Tell whether a number is one of 0 to 100."""
    return number.is_finite() and 0 <= number <= HUNDRED


def is_ascending(numbers: list[Decimal]) -> bool:
    return all(one < other for one, other in pairwise(numbers))
