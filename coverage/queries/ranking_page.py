"""One page of a ranking: who is ranked, who is not and why, and which months can be asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coverage import months
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.ranking import Common, Question, Ranked, common_basis, ranked_rows, with_change
from coverage.queries.released import WHOLE
from coverage.queries.standings import standings
from coverage.queries.unranked import Unranked, reasons, unranked_places
from regions.enums import Level
from regions.models import Placement, Region
from regions.names import plain

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
    def is_cut(self) -> bool:
        """Whether more regions may have the name that is asked for than are shown."""
        longest = max(len(self.rows), len(self.unranked))
        return bool(self.question.named) and self.question.level in PAGED and longest == PAGE_ROWS

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


def months_of(parent: Region, scheme: Scheme) -> list[int]:
    """Return the months in which `parent` has a release, newest first: what is published below it rolls up to it."""
    found = ReleasedTotal.objects.filter(WHOLE, region=parent, scheme=scheme)
    return list(found.order_by("-month").values_list("month", flat=True))


def latest_month(level: Level, parent: Region, scheme: Scheme, known: Sequence[int]) -> int | None:
    """Return the newest of the `known` months in which a region of `level` below `parent` has a release, or None.

    Counted month by month, since asking for all at once would read every total; a year back is far enough.
    """
    for month in known[:12]:
        found = ReleasedTotal.objects.filter(WHOLE, month=month, level=level, scheme=scheme)
        if parent.level != Level.NATION:
            below = Placement.objects.on(months.last_day(month)).below(parent).filter(level=level)
            found = found.filter(region__in=below.values("region"))
        if found.count():
            return month
    return None


def ranking(question: Question, page_of: Callable[[int], int]) -> Ranking:
    """Return one page of the ranking; `page_of` is told how many pages there are and says which is asked for."""
    if question.level in PAGED:
        return paged(question, page_of)
    common, rows, others = standings(question)
    extent = Extent(len(rows), len(others), 1)
    if question.named:
        rows = tuple(row for row in rows if question.named in plain(row.name))
        others = tuple(row for row in others if question.named in plain(row.name))
    return Ranking(question, common, extent, rows, others, page_of(1))


def paged(question: Question, page_of: Callable[[int], int]) -> Ranking:
    """Return one page of a long ranking: at most 100 ranked and 100 unranked rows."""
    common = common_basis(question)
    ranked = common.shared_by if question.only_comparable else common.rows
    left_out = question.places.count() - ranked
    if question.named:
        return by_name(question, common, Extent(ranked, left_out, 1), page_of(1))
    pages = max(1, -(-max(ranked, left_out) // PAGE_ROWS))
    page = page_of(pages)
    start, stop = (page - 1) * PAGE_ROWS, page * PAGE_ROWS
    rows = with_change(ranked_rows(question, common, start, stop), question)
    others = reasons(unranked_places(question, common)[start:stop], question)
    return Ranking(question, common, Extent(ranked, left_out, pages), rows, others, page)


def by_name(question: Question, common: Common, extent: Extent, page: int) -> Ranking:
    """Return the rows of a long ranking whose name is asked for, on one page: the first 100 ranked and unranked."""
    rows = with_change(ranked_rows(question, common, 0, PAGE_ROWS), question)
    unnamed = unranked_places(question, common).filter(region__search_name__contains=question.named)
    return Ranking(question, common, extent, rows, reasons(unnamed[:PAGE_ROWS], question), page)
