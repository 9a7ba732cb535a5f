"""One page of a ranking: who is ranked, who is not and why, and which months can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from coverage import months
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.ranking import Common, Question, Ranked, ranked_rows, with_change
from coverage.queries.released import WHOLE, known_months
from coverage.queries.unranked import Unranked, reasons, unranked_places
from regions.enums import Level
from regions.models import Placement, Region

PAGE_ROWS = 100
PAGED = (Level.DISTRICT, Level.VILLAGE)
"""Levels with thousands of regions are read in pages; provinces and regencies stand on one."""


@dataclass(frozen=True)
class Ranking:
    """One page of the answer; `extent` counts all rows, not only those of the page."""

    question: Question
    common: Common
    extent: "Extent"
    rows: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]
    page: int

    @property
    def is_sample(self) -> bool:
        """Whether any row of the page is invented."""
        return any(row.is_sample for row in self.rows)

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


@dataclass(frozen=True)
class Extent:
    """How many regions are ranked, how many are not, and over how many pages the longer of the two lists runs."""

    ranked: int
    unranked: int
    pages: int


def months_of(level: Level, parent: Region, scheme: Scheme) -> list[int]:
    """Return the months in which a region of `level` below `parent` has a release, newest first, in one look-up each.

    All months at once, since a list of distinct months would read every total of the country.
    """
    known = known_months()
    if not known:
        return []
    looked_up = {f"month_{month}": Exists(released_at(level, parent, scheme, month)) for month in known}
    found: Mapping[str, Any] = Scheme.objects.filter(pk=scheme.pk).values(**looked_up).get()
    return [month for month in reversed(known) if found[f"month_{month}"]]


def released_at(level: Level, parent: Region, scheme: Scheme, month: int) -> QuerySet[ReleasedTotal]:
    """Return the totals of a level below a region at a month."""
    found = ReleasedTotal.objects.filter(WHOLE, month=month, level=level, scheme=scheme)
    if parent.level == Level.NATION:
        return found
    below = Placement.objects.on(months.last_day(month)).below(parent).filter(level=level)
    return found.filter(region__in=below.values("region"))


def extent_of(question: Question, common: Common) -> Extent:
    """Count both lists."""
    ranked = common.shared_by if question.only_comparable else common.rows
    unranked = question.places.count() - ranked
    pages = max(1, -(-max(ranked, unranked) // PAGE_ROWS)) if question.level in PAGED else 1
    return Extent(ranked, unranked, pages)


def ranking(question: Question, common: Common, extent: Extent, page: int) -> Ranking:
    """Return one page of the ranking: at most 100 ranked and 100 unranked rows at levels that are paged."""
    start, stop = ((page - 1) * PAGE_ROWS, page * PAGE_ROWS) if question.level in PAGED else (0, None)
    return Ranking(
        question=question,
        common=common,
        extent=extent,
        rows=with_change(ranked_rows(question, common, start, stop), question),
        unranked=reasons(unranked_places(question, common)[start:stop], question),
        page=page,
    )
