"""The slow, obvious twin of scoring and ranking: fractions and plain loops, written from the rule alone."""

from fractions import Fraction

from awards.arithmetic.contests import Contest, each_mark
from awards.arithmetic.schemes import Combining, Criterion, Direction, Kind, Normalisation, Phase


def totals(contest: Contest) -> dict[str, Fraction | None]:
    """Return the total of each entry at ten places, None where something is lacking."""
    found = {}
    for entry in contest.entries:
        parts = [(phase_score(contest, entry, phase), share) for phase, share in contest.scheme.shares.items()]
        found[entry] = None
        if all(score is not None for score, _ in parts):
            found[entry] = round(sum(score * Fraction(share) for score, share in parts) / 100, 10)
    return found


def phase_score(contest: Contest, entry: str, phase: Phase) -> Fraction | None:
    reached = weights = Fraction(0)
    for criterion in contest.scheme.criteria:
        if criterion.phase == phase and not is_waived(contest, entry, criterion):
            points = points_of(contest, entry, criterion)
            if points is None:
                return None
            reached += points * Fraction(criterion.weight)
            weights += Fraction(criterion.weight)
    return round(reached / weights, 10)


def is_waived(contest: Contest, entry: str, criterion: Criterion) -> bool:
    return any(one.waiver for one in contest.inputs if (one.entry, one.criterion) == (entry, criterion.code))


def points_of(contest: Contest, entry: str, criterion: Criterion) -> Fraction | None:
    """Return points of 0 to 100 at ten places."""
    if criterion.kind == Kind.JUDGED:
        marks = []
        for mark in each_mark(contest):
            if mark.entry == entry and mark.criterion == criterion.code and (mark.juror, entry) not in contest.recusals:
                marks.append(Fraction(mark.points))
        if not marks:
            return None
        if contest.scheme.combining == Combining.TRIMMED and len(marks) >= contest.scheme.trim_from:
            for _ in range(contest.scheme.trimmed):
                marks.remove(max(marks))
                marks.remove(min(marks))
        low, high = Fraction(criterion.lowest), Fraction(criterion.highest)
        return round((sum(marks) / len(marks) - low) / (high - low) * 100, 10)
    for given in contest.inputs:
        if given.entry == entry and given.criterion == criterion.code:
            for level in criterion.levels:
                if level.code == given.level:
                    return Fraction(level.points)
            if given.raw is not None:
                return round(computed_points(contest, criterion, Fraction(given.raw)), 10)
    return None


def computed_points(contest: Contest, criterion: Criterion, raw: Fraction) -> Fraction:
    everybody = [Fraction(one.raw) for one in contest.inputs if one.criterion == criterion.code and one.raw is not None]
    higher = criterion.direction == Direction.HIGHER
    if criterion.normalisation == Normalisation.BANDS:
        points = Fraction(0)
        for band in criterion.bands:
            if (raw >= band.bound) if higher else (raw <= band.bound):
                points = Fraction(band.points)
    else:
        worst, best = Fraction(criterion.floor), Fraction(criterion.target)
        if criterion.normalisation == Normalisation.MIN_MAX:
            worst, best = (min(everybody), max(everybody)) if higher else (max(everybody), min(everybody))
        points = Fraction(100) if worst == best else (raw - worst) / (best - worst) * 100
    return max(Fraction(0), min(points, Fraction(criterion.cap)))


def ranks(contest: Contest) -> dict[str, int | None]:
    """Return ranks by total and ladder: one more than the entries that are better."""
    keys = {entry: key_of(contest, entry, total) for entry, total in totals(contest).items() if total is not None}
    return {entry: 1 + better_than(entry, keys) if entry in keys else None for entry in contest.entries}


def better_than(entry: str, keys: dict[str, list[Fraction | None]]) -> int:
    """Count who is better, step by step among those who are equal so far; a step that one cannot have, none has."""
    level, better = list(keys), 0
    for step, own in enumerate(keys[entry]):
        if any(keys[other][step] is None for other in level):
            continue
        better += sum(keys[other][step] > own for other in level)
        level = [other for other in level if keys[other][step] == own]
    return better


def key_of(contest: Contest, entry: str, total: Fraction) -> list[Fraction | None]:
    found = [total]
    for step in contest.scheme.ladder:
        if step.startswith("phase:"):
            found.append(phase_score(contest, entry, Phase(step.removeprefix("phase:"))))
        elif step.startswith("measure:"):
            reading = sorted(one.code for one in contest.scheme.criteria if one.kind == Kind.COMPUTED)[0]
            criterion = next(one for one in contest.scheme.criteria if one.code == reading)
            raw = next(one.raw for one in contest.inputs if (one.entry, one.criterion) == (entry, reading))
            signed = raw and (Fraction(raw) if criterion.direction == Direction.HIGHER else -Fraction(raw))
            found.append(signed)
        else:
            found.append(points_of(contest, entry, next(one for one in contest.scheme.criteria if one.code == step)))
    return found
