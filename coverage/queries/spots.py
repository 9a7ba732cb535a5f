"""What is stored in the cells of an entry grid, now and in the year before: one query, however many cells there are."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from coverage import cautions, months
from coverage.models import Figure

Key = tuple[int, int, int]
"""Ids of region, category and payer."""


class Spot(NamedTuple):
    """A cell as it stands: heads (None: blank or "tidak berlaku"), its version (0: never written), and last month's."""

    heads: int | None = None
    not_applicable: bool = False
    version: int = 0
    until: date | None = None
    before: int | None = None


BLANK = Spot()


@dataclass(frozen=True)
class Held:
    """The cells that are shown, the heads of each in the year before (oldest first), and the reporter's own heads now.

    `own` is there where the reporter itself is not shown, too: by category and payer.
    """

    spots: dict[Key, Spot] = field(default_factory=dict)
    earlier: dict[Key, list[int | None]] = field(default_factory=dict)
    own: dict[tuple[int, int], int] = field(default_factory=dict)


NOTHING_HELD = Held()


def held_in(shown: Collection[int], reporter: int, month: int) -> Held:
    """Return what is stored at a month for the regions that are shown and for the one that reports (ids)."""
    of_months = [months.shifted(month, step) for step in range(-cautions.HISTORY, 0)]
    position = {earlier: at for at, earlier in enumerate(of_months)}
    rows = Figure.objects.filter(month__gte=of_months[0], month__lte=month, region__in={*shown, reporter}).values_list(
        "month", "region_id", "category_id", "payer_id", "enrolled", "not_applicable", "version", "funded_until"
    )
    found, now = Held({}, {}, {}), []
    for row in rows:
        of_month, region, category, payer, heads, *_rest = row
        if of_month == month:
            now.append(row)
        elif heads is not None:
            key = (region, category, payer)
            if key not in found.earlier:
                found.earlier[key] = [None] * cautions.HISTORY
            found.earlier[key][position[of_month]] = heads
    for key, year in found.earlier.items():
        if key[0] in shown and year[-1] is not None:
            found.spots[key] = Spot(before=year[-1])
    for _month, region, category, payer, heads, not_applicable, version, until in now:
        key = (region, category, payer)
        if region == reporter and heads is not None:
            found.own[category, payer] = heads
        if region in shown:
            before = found.spots[key].before if key in found.spots else None
            found.spots[key] = Spot(heads, not_applicable, version, until, before)
    return found
