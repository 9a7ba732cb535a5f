"""What is stored in the cells of an entry grid, now and in the months before: one query, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from coverage import months
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
    """The cells that are shown, the heads of each in the months before (oldest first), and the reporter's heads now.

    `own` is there where the reporter itself is not shown, too: by category and payer.
    """

    spots: dict[Key, Spot] = field(default_factory=dict)
    earlier: dict[Key, list[int | None]] = field(default_factory=dict)
    own: dict[tuple[int, int], int] = field(default_factory=dict)


NOTHING_HELD = Held()


def held_in(shown: Collection[int], reporter: int, month: int, back: int) -> Held:
    """Return what is stored at a month and `back` months before, of regions shown and the one that reports (ids).

    The database lays the months of a cell side by side: to take a year of Paser row by row costs three times as much.
    """
    of_months = [months.shifted(month, step) for step in range(-back, 0)]
    years = {f"ago_{back - at}": Max("enrolled", filter=Q(month=earlier)) for at, earlier in enumerate(of_months)}
    rows = (
        Figure.objects.filter(month__in=[*of_months, month], region__in={*shown, reporter})
        .values_list("region_id", "category_id", "payer_id")
        .annotate(
            **years,
            heads=Max("enrolled", filter=Q(month=month)),
            ruled_out=Count("pk", filter=Q(month=month, not_applicable=True)),
            written=Max("version", filter=Q(month=month)),
            until=Max("funded_until", filter=Q(month=month)),
        )
        .order_by()
    )
    found = Held({}, {}, {})
    for region, category, payer, *year, heads, ruled_out, version, until in plain(rows):
        key = (region, category, payer)
        if any(earlier is not None for earlier in year):
            found.earlier[key] = year
        if region == reporter and heads is not None:
            found.own[category, payer] = heads
        if region in shown and (version or year[-1] is not None):
            day = date.fromisoformat(until) if isinstance(until, str) else until
            found.spots[key] = Spot(heads, bool(ruled_out), version or 0, day, year[-1])
    return found


def plain(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """Return the rows as the driver gives them, SQLite's days as text; for tens of thousands of whole numbers the ORM
    would ask of each again whether it is one."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        return list(cursor.fetchall())
