"""What a file is held against: the regions of its day, the words of the portal, what its sender decided before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import User
from coverage import months
from coverage.models import Payer, RememberedLayout, WorkerCategory
from coverage.queries.sheet_regions import directory
from coverage.sheets.directory import Directory, Spot
from coverage.sheets.vocabulary import Vocabulary, vocabulary

Pairs = list[tuple[str, str]]
MOST_LAYOUTS = 100


@dataclass(frozen=True)
class Surroundings:
    """What one file is held against. `categories` and `payers` hold the ids by code."""

    directory: Directory
    within: Spot | None
    words: Vocabulary
    categories: Mapping[str, int]
    payers: Mapping[str, int]


def surroundings(by: User, ability: Ability, at: datetime, month: int | None) -> Surroundings:
    """Return what a file of `by` is held against: the tree of its month, or of today where the upload tells none.

    Who may act in one region only has its names looked for there.
    """
    day = months.last_day(month) if month else access.day_of(at)
    held = {one.region_id: one.region for one in access.assignments(by, at) if ability in ABILITIES[Role(one.role)]}
    within = next(iter(held.values())) if len(held) == 1 else None
    found = directory(day, within)
    categories, payers = words()
    return Surroundings(
        directory=found,
        within=found.by_id.get(within.pk) if within is not None else None,
        words=vocabulary(categories, payers),
        categories=dict(WorkerCategory.objects.values_list("code", "pk")),
        payers=dict(Payer.objects.values_list("code", "pk")),
    )


def words() -> tuple[Pairs, Pairs]:
    """Return codes and names of categories and of payers."""
    categories = WorkerCategory.objects.order_by("pk").values_list("code", "name")
    payers = Payer.objects.order_by("pk").values_list("code", "name")
    return [(code, name) for code, name in categories], [(code, name) for code, name in payers]


def remembered_layouts(sender: User) -> list[RememberedLayout]:
    """Return the newest version of each layout of a sender, the one decided last first."""
    newest: dict[str, RememberedLayout] = {}
    for row in RememberedLayout.objects.filter(sender=sender).order_by("-version", "-pk"):
        newest.setdefault(row.fingerprint, row)
    return sorted(newest.values(), key=lambda row: row.pk, reverse=True)[:MOST_LAYOUTS]


def like(rows: Collection[RememberedLayout], keys: set[str]) -> RememberedLayout | None:
    """Return the layout most of whose headings are those of `keys`, or None: last month's with a changed header."""
    shared = {row.pk: len(keys & keys_of(row.layout)) for row in rows}
    best = max(rows, key=lambda row: shared[row.pk], default=None)
    return best if best is not None and shared[best.pk] * 2 > len(keys) else None


def keys_of(layout: Mapping[str, Any]) -> set[str]:
    return {column["key"] for column in layout["columns"]}
