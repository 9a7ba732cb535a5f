"""What an entry lacked: the smallest improvement per criterion that would have gained it a place. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from awards.arithmetic.contests import on_scale
from awards.arithmetic.ranking import compared, parted, ranked
from awards.arithmetic.schemes import HUNDRED, Criterion, Kind, Normalisation, Scheme, exact, leaves, rounded
from awards.arithmetic.scoring import Outcome, shape_of, standing

HUNDREDTHS = tuple(Decimal(number) / HUNDRED for number in range(10_001))


@dataclass(frozen=True)
class Gain:
    """What would have gained a place on one leaf alone: `needed` points instead of `points`.

    `level` names the level that gives them; `raw` is the number of a computed criterion, or the combined mark. It is
    None for min-max, where others' points depend on it.
    """

    criterion: str
    points: Decimal
    needed: Decimal
    raw: Decimal | None = None
    level: str = ""


@exact
def would_have_gained(scheme: Scheme, result: Outcome, entry: str) -> tuple[Gain, ...]:
    """Return per leaf the smallest improvement that alone would have gained one place, the smallest first.

    Points are in hundredths, or those of a level or band. A place is gained by coming level with who stands above, on
    the total and all of the ladder, or past it; all others are held as they are. Empty for the first place and for
    entries without a total; leaves that alone cannot gain a place are left out.
    """
    order = ranked(scheme, result)
    by_entry = {one.entry: one for one in result.standings}
    own = next(one for one in order if one.entry == entry)
    above = [one.entry for one in order if one.rank is not None and own.rank is not None and one.rank < own.rank]
    if not above:
        return ()
    passed = by_entry[above[-1]].total
    level = {one: compared(scheme, by_entry[one]) for one in by_entry if one != entry and by_entry[one].total == passed}
    shape = shape_of(scheme)

    scores = by_entry[entry].scores

    def suffices(one: Gain) -> bool:
        raw = scores[one.criterion].raw if one.raw is None else one.raw
        changed = replace(scores[one.criterion], points=one.needed, raw=raw)
        reached = standing(shape, entry, {**scores, one.criterion: changed})
        if reached.total is None or passed is None or reached.total != passed:
            return reached.total is not None and passed is not None and reached.total > passed
        return stands_with(entry, above[-1], parted({**level, entry: compared(scheme, reached)}))

    found = []
    for leaf in leaves(scheme):
        points = scores[leaf.code].points
        if points is None:
            continue
        gains = [gain(leaf, points, needed) for needed in better_points(leaf, points)]
        index = bisect_left(gains, True, key=suffices)
        if index < len(gains):
            found.append(gains[index])
    return tuple(sorted(found, key=lambda one: (one.needed - one.points, one.criterion)))


def stands_with(entry: str, rival: str, groups: Sequence[Container[str]]) -> bool:
    """Tell whether an entry is level with a rival or before it; `groups` are of equals, the best first."""
    return next(rival not in group or entry in group for group in groups if rival in group or entry in group)


def better_points(leaf: Criterion, points: Decimal) -> Sequence[Decimal]:
    """Return what a leaf could give above `points`, ascending: its levels, its bands, or hundredths up to its cap."""
    if leaf.kind == Kind.LEVELLED:
        return sorted({level.points for level in leaf.levels if level.points > points})
    if leaf.kind == Kind.COMPUTED and leaf.normalisation == Normalisation.BANDS:
        return sorted({min(band.points, leaf.cap) for band in leaf.bands if min(band.points, leaf.cap) > points})
    most = leaf.cap if leaf.kind == Kind.COMPUTED else HUNDRED
    return HUNDREDTHS[bisect_right(HUNDREDTHS, points) : bisect_right(HUNDREDTHS, most)]


def gain(leaf: Criterion, points: Decimal, needed: Decimal) -> Gain:
    """Return the gain that `needed` points on a leaf would be, with what gives them."""
    if leaf.kind == Kind.LEVELLED:
        return Gain(leaf.code, points, needed, level=next(one.code for one in leaf.levels if one.points == needed))
    if leaf.kind == Kind.JUDGED:
        return Gain(leaf.code, points, needed, on_scale(leaf, needed))
    if leaf.normalisation == Normalisation.LINEAR:
        return Gain(leaf.code, points, needed, rounded(leaf.floor + needed * (leaf.target - leaf.floor) / HUNDRED))
    if leaf.normalisation == Normalisation.BANDS:
        return Gain(leaf.code, points, needed, next(one.bound for one in leaf.bands if one.points >= needed))
    return Gain(leaf.code, points, needed)
