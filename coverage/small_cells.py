"""Which counts may not be public: 1 to 4 persons, and what would give them away by subtraction. Pure.

Counts hang together by equations: a total equals the sum of its parts. A count of 1 to 4 is withheld; and where an
equation leaves a withheld member only one value it could have, its next smallest is withheld too: of one withheld
member that is always so, and of two small ones that add up to 2 or to 8. The same holds for a small count that several
equations together leave only one value for.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = range(1, 5)
MOST = 10**12  # more heads than any count holds
MOST_READINGS = 30  # of all equations, one after the other; more tell a reader next to nothing new

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Equation(Generic[K]):
    """`total` equals the sum of `parts`."""

    total: K
    parts: tuple[K, ...]

    @property
    def members(self) -> tuple[K, ...]:
        return (*self.parts, self.total)


@dataclass(frozen=True)
class Withheld(Generic[K]):
    """Keys of counts of 1 to 4, and of those withheld only to protect them."""

    small: frozenset[K]
    beside: frozenset[K]

    @property
    def every(self) -> frozenset[K]:
        return self.small | self.beside


def withheld(
    counts: Mapping[K, int],
    equations: Sequence[Equation[K]],
    public: frozenset[K] = frozenset(),
    concealed: frozenset[K] = frozenset(),
) -> Withheld[K]:
    """Return what to withhold of `counts`, so that no equation leaves a withheld member only one possible value.

    `public` keys are out already and cannot be withheld; `concealed` ones were withheld by an earlier release. Members
    that `counts` lacks are not published at all. The next smallest is the smallest count above 0; parts go before
    totals; a 0 goes only where nothing else is left. Each round withholds one more count, so it ends.
    """
    small = frozenset(key for key, count in counts.items() if count in SMALL and key not in public)
    hidden = set(small | concealed)
    changed = True
    while changed:
        changed = False
        for equation in equations:
            victim = next_victim(counts, equation, hidden, public)
            if victim is not None:
                hidden.add(victim)
                changed = True
        if not changed and (victim := victim_of_all(counts, equations, hidden, public)) is not None:
            hidden.add(victim)
            changed = True
    return Withheld(small, frozenset(hidden) - small - concealed)


def next_victim(counts: Mapping[K, int], equation: Equation[K], hidden: set[K], public: frozenset[K]) -> K | None:
    """Return the count to withhold besides those that `equation` would give away; None where it gives none away."""
    if not any(key in hidden for key in equation.members) or not gives_away(counts, equation, hidden):
        return None
    return smallest_open(counts, equation, hidden, public)


def smallest_open(counts: Mapping[K, int], equation: Equation[K], hidden: set[K], public: frozenset[K]) -> K | None:
    """Return the count of `equation` that goes next; None where nothing is left that could be withheld."""
    members = equation.members
    candidates = [key for key in members if key in counts and key not in hidden and key not in public]
    if not candidates:
        return None
    return min(candidates, key=lambda key: (counts[key] == 0, key == equation.total, counts[key], members.index(key)))


def gives_away(counts: Mapping[K, int], equation: Equation[K], hidden: set[K]) -> bool:
    """Tell whether a withheld member of `equation` can have one value only, by all that the public knows of the others.

    It knows the open counts, that a small one is 1 to 4, and that any other withheld one is not.
    """
    lowest, highest = {}, {}
    for key in equation.members:
        lowest[key], highest[key] = known_range(counts.get(key), key in hidden)
    low, high = sum(lowest[key] for key in equation.parts), sum(highest[key] for key in equation.parts)
    total_low, total_high = max(low, lowest[equation.total]), min(high, highest[equation.total])
    if equation.total in hidden and total_low == total_high:
        return True
    return any(
        max(lowest[key], total_low - high + highest[key]) == min(highest[key], total_high - low + lowest[key])
        for key in equation.parts
        if key in hidden
    )


def known_range(count: int | None, is_hidden: bool) -> tuple[int, int]:
    """Return the smallest and the largest number that the public can take a count for."""
    if count is None:
        return 0, MOST
    if not is_hidden:
        return count, count
    return (SMALL[0], SMALL[-1]) if count in SMALL else (min(count, SMALL.stop), MOST)


def victim_of_all(
    counts: Mapping[K, int], equations: Sequence[Equation[K]], hidden: set[K], public: frozenset[K]
) -> K | None:
    """Return the count to withhold besides, so that a small one cannot be found by reading all equations together.

    It is looked for in the equations that narrowed the small one down, then in those that narrowed down their members.
    """
    reading = Reading(counts, equations, hidden)
    for key in dict.fromkeys(key for equation in equations for key in equation.members):
        if key not in hidden or counts.get(key) not in SMALL or not reading.is_certain(key):
            continue
        for equation in reading.reasons_for(key):
            victim = smallest_open(counts, equation, hidden, public)
            if victim is not None:
                return victim
    return None


class Reading(Generic[K]):
    """What all equations together tell of each count: from the lowest to the highest number that it can be."""

    def __init__(self, counts: Mapping[K, int], equations: Sequence[Equation[K]], hidden: set[K]) -> None:
        self.ranges = {
            key: known_range(counts.get(key), key in hidden) for equation in equations for key in equation.members
        }
        self.narrowed_by: dict[K, list[Equation[K]]] = {}
        for _ in range(MOST_READINGS):
            better = [equation for equation in equations if self.narrows(equation)]
            if not better:
                break

    def narrows(self, equation: Equation[K]) -> bool:
        """Read one equation; tell whether any of its members is known better now."""
        low = sum(self.ranges[key][0] for key in equation.parts)
        high = sum(self.ranges[key][1] for key in equation.parts)
        total_low, total_high = self.ranges[equation.total]
        found = {equation.total: (max(low, total_low), min(high, total_high))}
        for key in equation.parts:
            lowest, highest = self.ranges[key]
            found[key] = (max(lowest, total_low - high + highest), min(highest, total_high - low + lowest))
        better = [key for key, told in found.items() if told != self.ranges[key]]
        for key in better:
            self.ranges[key] = found[key]
            self.narrowed_by.setdefault(key, []).append(equation)
        return bool(better)

    def is_certain(self, key: K) -> bool:
        lowest, highest = self.ranges[key]
        return lowest == highest

    def reasons_for(self, key: K) -> list[Equation[K]]:
        """Return the equations by which `key` was narrowed down, nearest first."""
        keys, reasons = [key], dict[Equation[K], None]()
        for found in keys:
            for equation in self.narrowed_by.get(found, ()):
                if equation not in reasons:
                    reasons[equation] = None
                    keys += equation.members  # grows while it is walked; each equation is taken once
        return list(reasons)
