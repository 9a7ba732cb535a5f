"""What looks odd about counts, and is told without being refused. Pure.

The script of the entry grid follows the same rules while someone types; `tests/coverage/caution_cases.json` holds the
two together. All arithmetic is of whole numbers, so that both languages come to the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Rule(StrEnum):
    """What looks odd; `before` of a caution means something else in each."""

    MONEY = "money"  # a count that is a known amount of rupiah; before: None
    FELL = "fell"  # far fewer than the month before; before: that month's heads
    JUMP = "jump"  # a change unlike the changes of the last year; before: the month before's heads
    ABOVE_TARGET = "above_target"  # a region's total above its target; before: the target
    BOTH_LEVELS = "both_levels"  # counted by villages and at their regency; before: the sum of the villages
    TARGET_MOVED = "target_moved"  # a target far from the month before's; before: that month's target
    REPEATED = "repeated"  # one number in villages in a row; before: in how many


NEEDS_REASON = frozenset(Rule) - {Rule.REPEATED}
"""What must have a reason before the report is handed in. Neighbours may have equal numbers: that is only shown."""

AMOUNTS = frozenset({6_800, 16_800, 36_800, 201_600})
"""Contributions in rupiah (JKM; JKK + JKM a month; with JHT; JKK + JKM a year): typed into the wrong column."""

FLOOR = 10
"""Heads. A village has some dozens of workers in a category; fewer than ten come and go in an ordinary month."""

FALL_PERCENT = 10
"""DOMAIN: enrolled fell by more than 10 % on the month before."""

SPREAD = 5
"""How many median absolute deviations a change may lie from the median change: 5 of them are 3.4 standard deviations
of an even spread (1 is 0.67), which one honest change in 1,500 exceeds. A mean would be dragged along by the very
error that is looked for."""

JUMP_PERCENT = 25
"""Of the month before. Where nothing moved for a year the spread is 0; a change up to a quarter is still no jump."""

FEWEST_CHANGES = 3
"""A median of fewer says nothing; until then only a count that more than triples is told (a zero too many)."""

HISTORY = 12
"""How many earlier months are looked at."""

TARGET_PERCENT = 20
"""DOMAIN: the target moved by more than 20 % on the period before."""

RUN = 5
"""From how many villages in a row one number above 0 is shown: fewer meet by chance among small numbers."""


@dataclass(frozen=True)
class Where:
    """A cell, or a region's total where there is neither category nor payer. Ids."""

    region_id: int
    category_id: int | None = None
    payer_id: int | None = None


class Usual(NamedTuple):
    """How a cell changed from month to month: twice the median change, and four times its median absolute deviation.

    Multiples, so that halves stay whole.
    """

    middle: int
    spread: int


@dataclass(frozen=True)
class Caution:
    """Something odd: the rule, where, the number now, what it is held against, and what the cell holds, as text.

    A reason given for it holds as long as the cell holds `about`.
    """

    rule: str
    region_id: int
    category_id: int | None
    payer_id: int | None
    now: int
    before: int | None
    about: str

    @property
    def where(self) -> Where:
        return Where(self.region_id, self.category_id, self.payer_id)

    @property
    def needs_reason(self) -> bool:
        return self.rule in NEEDS_REASON


def caution(rule: Rule, where: Where, now: int, before: int | None, about: str = "") -> Caution:
    """Return the caution; without `about` the cell holds `now`."""
    return Caution(rule.value, where.region_id, where.category_id, where.payer_id, now, before, about or str(now))


def cautions_of_cell(where: Where, now: int, earlier: Sequence[int | None], about: str = "") -> tuple[Caution, ...]:
    """Return what is odd about a cell that holds `now` heads, after the months `earlier`.

    `earlier` is oldest first and ends with the month before; None where a month is blank. Where the cell fell, that it
    also jumped is the same thing and is not told twice. "Tidak berlaku" is 0 heads, with `about` "tb".
    """
    found = []
    if now in AMOUNTS:
        found.append(caution(Rule.MONEY, where, now, None, about))
    before = earlier[-1] if earlier else None
    if before is not None and fell(now, before):
        found.append(caution(Rule.FELL, where, now, before, about))
    elif before is not None and jumped(now, earlier[-HISTORY:]):
        found.append(caution(Rule.JUMP, where, now, before, about))
    return tuple(found)


def fell(now: int, before: int) -> bool:
    """Tell whether heads fell by more than a tenth, and by as many as count."""
    return before - now >= FLOOR and (before - now) * 100 > before * FALL_PERCENT


def jumped(now: int, earlier: Sequence[int | None]) -> bool:
    """Tell whether the change to `now` lies far from the median change of the months before.

    From 0 nothing jumps: that is a programme which begins. Only changes between neighbouring known months count.
    """
    before = earlier[-1]
    if not before:
        return False
    usual = usual_change(earlier)
    if usual is None:
        return now - before > max(FLOOR, 2 * before)
    distance = 2 * abs(2 * (now - before) - usual.middle)  # four times the distance of this change
    return 100 * distance > max(100 * SPREAD * usual.spread, 400 * FLOOR, 4 * JUMP_PERCENT * before)


def usual_change(earlier: Sequence[int | None]) -> Usual | None:
    """Return how heads changed through the months `earlier`, oldest first; None for fewer than FEWEST_CHANGES."""
    changes = [after - first for first, after in pairwise(earlier) if first is not None and after is not None]
    if len(changes) < FEWEST_CHANGES:
        return None
    middle = doubled_median(changes)
    return Usual(middle, doubled_median([abs(2 * change - middle) for change in changes]))


def doubled_median(numbers: Sequence[int]) -> int:
    """Return twice the median of at least one number."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def cautions_of_total(region_id: int, total: int, before: int | None, target: int | None) -> tuple[Caution, ...]:
    """Return what is odd about a region's total: above its target, or far below the month before (None: not asked)."""
    where, found = Where(region_id), []
    if target and total > target:
        found.append(caution(Rule.ABOVE_TARGET, where, total, target))
    if before is not None and fell(total, before):
        found.append(caution(Rule.FELL, where, total, before))
    return tuple(found)


def cautions_of_target(region_id: int, target: int | None, before: int | None) -> tuple[Caution, ...]:
    """Return whether a region's target lies far from that of the month before."""
    if not target or not before or abs(target - before) * 100 <= before * TARGET_PERCENT:
        return ()
    return (caution(Rule.TARGET_MOVED, Where(region_id), target, before),)


def cautions_of_levels(where: Where, own: int, below: int) -> tuple[Caution, ...]:
    """Return whether one category and payer is counted at the regency and in its villages: both are added up."""
    return (caution(Rule.BOTH_LEVELS, where, own, below),) if own > 0 and below > 0 else ()


def cautions_of_runs(cells: Sequence[tuple[Where, int | None]]) -> tuple[Caution, ...]:
    """Return the runs of one number above 0 in `cells`: those of one category and payer, in the order of villages."""
    found, start = [], 0
    for end in range(1, len(cells) + 1):
        where, heads = cells[start]
        if end < len(cells) and cells[end][1] == heads:
            continue
        if heads and end - start >= RUN:
            found.append(caution(Rule.REPEATED, where, heads, end - start))
        start = end
    return tuple(found)
