"""Which counts may not be public: 1 to 4 persons, and what would give them away by subtraction. Pure.

Counts hang together by equations: a total equals the sum of its parts. A count of 1 to 4 is withheld; and where an
equation would have just one withheld member, the others would give it away, so its next smallest is withheld too.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = range(1, 5)

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
    """Return what to withhold of `counts`, so that no equation has exactly one withheld member.

    `public` keys are out already and cannot be withheld; `concealed` ones were withheld by an earlier release and are
    not in `counts`. Other members that `counts` lacks are not published at all. The next smallest is the smallest
    count above 0; parts go before totals; a 0 goes only where nothing else is left. Each round withholds one more
    count, so it ends.
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
    return Withheld(small, frozenset(hidden) - small - concealed)


def next_victim(counts: Mapping[K, int], equation: Equation[K], hidden: set[K], public: frozenset[K]) -> K | None:
    """Return the count to withhold besides the one withheld member of `equation`; None if it has none or several."""
    members = equation.members
    open_members = [key for key in members if key in counts and key not in hidden]
    if len(members) - len(open_members) != 1 or not any(key in hidden for key in members):
        return None
    candidates = [key for key in open_members if key not in public]
    if not candidates:
        return None
    return min(candidates, key=lambda key: (counts[key] == 0, key == equation.total, counts[key], members.index(key)))
