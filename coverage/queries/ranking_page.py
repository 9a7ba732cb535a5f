"""One page of a ranking: who is ranked, who is not and why, and which months can be asked for."""

from dataclasses import dataclass

from coverage.models import ReleasedTotal, Scheme
from coverage.queries.ranking import Common, Question, Ranked, ranked_rows, with_change
from coverage.queries.released import WHOLE
from coverage.queries.unranked import Unranked, reasons, unranked_places
from regions.enums import Level
from regions.models import Placement, Region

PAGE_ROWS = 100
PAGED = (Level.DISTRICT, Level.VILLAGE)
"""Levels with thousands of regions are read in pages; provinces and regencies stand on one."""


@dataclass(frozen=True)
class Ranking:
    """One page of the answer. `unranked_rows` and `common.rows` count all, not only those of the page."""

    question: Question
    common: Common
    rows: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]
    unranked_rows: int
    ranked_rows: int
    page: int
    pages: int
    is_sample: bool

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


def latest_month(level: Level, parent: Region, scheme: Scheme) -> int | None:
    """Return the last month in which a region of `level` below `parent` has a release, or None."""
    found = ReleasedTotal.objects.filter(WHOLE, level=level, scheme=scheme)
    if parent.level != Level.NATION:
        found = found.filter(region__in=Placement.objects.below(parent).filter(level=level).values("region"))
    return found.order_by("-month").values_list("month", flat=True).first()


def months_of(level: Level, scheme: Scheme) -> list[int]:
    """Return the months that have any release at that level, newest first."""
    found = ReleasedTotal.objects.filter(WHOLE, level=level, scheme=scheme)
    return list(found.order_by("-month").values_list("month", flat=True).distinct())


def pages_of(question: Question, common: Common) -> int:
    """Return over how many pages the longer of the two lists runs; 1 where the level is not paged."""
    if question.level not in PAGED:
        return 1
    rows = max(counted(question, common), question.places.count() - counted(question, common))
    return max(1, -(-rows // PAGE_ROWS))


def counted(question: Question, common: Common) -> int:
    """Return how many regions are ranked."""
    return common.shared_by if question.only_comparable else common.rows


def ranking(question: Question, common: Common, page: int, pages: int) -> Ranking:
    """Return one page of the ranking: at most 100 ranked and 100 unranked rows at levels that are paged."""
    start, stop = ((page - 1) * PAGE_ROWS, page * PAGE_ROWS) if question.level in PAGED else (0, None)
    rows = with_change(ranked_rows(question, common, start, stop), question)
    others = unranked_places(question, common)
    ranked_in_all = counted(question, common)
    return Ranking(
        question=question,
        common=common,
        rows=rows,
        unranked=reasons(others[start:stop], question),
        unranked_rows=question.places.count() - ranked_in_all,
        ranked_rows=ranked_in_all,
        page=page,
        pages=pages,
        is_sample=any(row.is_sample for row in rows),
    )
