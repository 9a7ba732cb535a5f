"""The best and the worst of the regions directly below one, of those alone that may be ranked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from coverage import ucj
from coverage.enums import DenominatorKind
from coverage.queries.children import Child
from coverage.queries.published import Shown

MOST = 5
"""Rows of each of the two lists."""


@dataclass(frozen=True)
class Contender:
    """A region that may be ranked among its siblings; equal ratios share a rank.

    `is_comparable`: its denominator is made as that of most of them.
    """

    rank: int
    code: str
    name: str
    kind: str
    enrolled: int
    denominator: int
    basis: int | None
    figure_id: str | None
    is_sample: bool
    is_comparable: bool = True

    @property
    def percent(self) -> Decimal:
        return ucj.percent(self.enrolled, self.denominator) or Decimal(0)


@dataclass(frozen=True)
class Comparison:
    """The ranked regions below one: how many there are of how many, the highest first and the lowest first.

    No region stands in both lists.
    """

    kind: DenominatorKind
    among: int
    below: int
    best: tuple[Contender, ...] = ()
    worst: tuple[Contender, ...] = ()

    @property
    def unranked(self) -> int:
        return self.below - self.among


def comparison(children: Iterable[Child]) -> Comparison:
    """Return the best and the worst of `children` by target; where none has a target, by potential."""
    every = list(children)
    for kind in (DenominatorKind.TARGET, DenominatorKind.POTENTIAL):
        found = ranked(contender(child, kind) for child in every if is_rankable(child, kind))
        if found:
            best = found[: min(MOST, (len(found) + 1) // 2)]
            worst = found[::-1][: min(MOST, len(found) // 2)]
            return Comparison(kind, len(found), len(every), best, worst)
    return Comparison(DenominatorKind.TARGET, 0, len(every))


def is_rankable(child: Child, kind: DenominatorKind) -> bool:
    """Tell whether a child may be ranked: public, complete, with data and a denominator. The twin of `rankable`."""
    return child.shown == Shown.YES and child.is_complete and bool(getattr(child, kind.value))


def contender(child: Child, kind: DenominatorKind) -> Contender:
    """Return a child that may be ranked, its rank still open."""
    return Contender(
        rank=0,
        code=child.code,
        name=child.name,
        kind=child.kind,
        enrolled=child.enrolled or 0,
        denominator=getattr(child, kind.value),
        basis=getattr(child, f"{kind.value}_basis"),
        figure_id=child.figure_id,
        is_sample=child.is_sample,
    )


def ranked(rows: Iterable[Contender]) -> tuple[Contender, ...]:
    """Return the rows in order of rank, then of code, each held against the basis of most of them."""
    ordered = sorted(rows, key=lambda row: (-row.percent, row.code))
    kinds = Counter(row.basis for row in ordered)
    common = min(kinds, key=lambda basis: (-kinds[basis], basis or 0), default=None)
    ranks: dict[Decimal, int] = {}
    for position, row in enumerate(ordered, start=1):
        ranks.setdefault(row.percent, position)
    return tuple(replace(row, rank=ranks[row.percent], is_comparable=row.basis == common) for row in ordered)
