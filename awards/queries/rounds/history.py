"""The public history of awards: what press and government pages told of earlier editions, and who won in this portal.

Nothing is made up: a fact stands in `fixtures/award_history.csv` with its source, a winner in a result that is public.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings

from awards.models import Result, ResultRow
from awards.queries.results.published import public_results

FILE = settings.BASE_DIR / "fixtures" / "award_history.csv"


@dataclass(frozen=True)
class Fact:
    """Something that was told of an edition; `source` is an address, empty where the page's address was not kept."""

    programme: str
    data_year: int
    region_code: str
    kind: str
    held_on: date | None
    words: str
    source: str


@dataclass(frozen=True)
class Victory:
    """A winner of a result of this portal that is public."""

    result: Result
    row: ResultRow


@dataclass(frozen=True)
class History:
    """All that is known, the newest data year first."""

    facts: tuple[Fact, ...]
    victories: tuple[Victory, ...]

    @property
    def has_sample(self) -> bool:
        return any(one.result.round.is_sample for one in self.victories)


def history(at: datetime) -> History:
    """Return what is known at a moment: facts of the file, and winners of what is public then. Two queries."""
    newest = {(one.round_id, one.category_id): one for one in public_results(at).order_by("version")}
    results = {one.pk: one for one in newest.values()}
    rows = ResultRow.objects.filter(result__in=results, is_winner=True).defer("content")
    victories = [Victory(results[row.result_id], row) for row in rows.order_by("position", "pk")]
    return History(facts(), tuple(sorted(victories, key=place)))


def place(one: Victory) -> tuple[object, ...]:
    """Order by data year, the newest first, then national before provincial, then category and place."""
    round_, category = one.result.round, one.result.category
    return (
        -round_.edition.data_year, round_.edition.programme.code, not round_.is_national, round_.region.code,
        category.position, category.code, one.row.position,
    )  # fmt: skip


@cache
def facts() -> tuple[Fact, ...]:
    """Return the facts of the file, the newest data year first; it is part of the program and changes with it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        found = [
            Fact(
                row["programme"], int(row["data_year"]), row["region_code"], row["kind"],
                date.fromisoformat(row["held_on"]) if row["held_on"] else None, row["fact"], row["source"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.data_year))


HEADER = (
    "programme", "data_year", "region_code", "region", "category", "place", "name", "held_on", "fact", "source",
    "is_sample",
)  # fmt: skip


def table_rows(found: History) -> Iterator[list[object]]:
    """Yield the history as rows of a table, by HEADER."""
    for one in found.victories:
        round_ = one.result.round
        yield [
            round_.edition.programme.code, round_.edition.data_year, round_.region.code, round_.region.name,
            one.result.category.name, one.row.rank, one.row.name, None, None, f"/penghargaan/hasil/{one.result.pk}/",
            round_.is_sample,
        ]  # fmt: skip
    for fact in found.facts:
        held = fact.held_on.isoformat() if fact.held_on else None
        yield [
            fact.programme, fact.data_year, fact.region_code, None, None, None, None, held, fact.words,
            fact.source or None, False,
        ]  # fmt: skip
