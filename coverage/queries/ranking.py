"""The ranking of the regions of one level within a region, at one month, on one denominator.

Places are given on the unrounded ratio. The database compares ratios as doubles, which is exact here: two different
fractions whose denominators stay below 3 * 10^7 lie at least 10^-15 apart, further than doubles of that size can blur.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, FloatField, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Cast, Rank

from coverage import months, ucj
from coverage.enums import DenominatorKind
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.observations import Stated, best_by_region
from coverage.queries.released import WHOLE, rankable
from regions.enums import Level
from regions.models import Placement, Region

PAGE_ROWS = 100
PAGED = (Level.DISTRICT, Level.VILLAGE)
"""Levels with thousands of regions are read in pages; provinces and regencies stand on one."""


@dataclass(frozen=True)
class Question:
    """What is asked: which level, below which region, at which month, on which denominator, of which scheme."""

    level: Level
    parent: Region
    month: int
    basis: DenominatorKind
    scheme: Scheme
    only_comparable: bool = False

    @property
    def is_of_target(self) -> bool:
        return self.basis == DenominatorKind.TARGET

    @property
    def made_by(self) -> tuple[str, str]:
        """Where a total names issuer and method of its leading denominator."""
        made = f"release__{self.basis.value}_denominator__"
        return (f"{made}issuer", f"{made}method")

    @property
    def places(self) -> QuerySet[Placement]:
        """The regions of the level that lay below the parent at the end of the month."""
        return Placement.objects.on(months.last_day(self.month)).below(self.parent).filter(level=self.level)


@dataclass(frozen=True)
class Ranked:
    """One ranked row; `change` is in percentage points on the month before, None where that cannot be compared."""

    region_id: int
    rank: int
    code: str
    name: str
    kind: str
    enrolled: int
    denominator: int
    figure_id: str
    is_sample: bool
    issuer: str
    method: str
    is_comparable: bool = True
    change: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        return ucj.percent(self.enrolled, self.denominator)


class Reason(StrEnum):
    """Why a region is not ranked."""

    NO_DATA = "no_data"
    OBSERVED = "observed"
    NO_DENOMINATOR = "no_denominator"
    INCOMPLETE = "incomplete"
    HIDDEN = "hidden"
    OTHER_BASIS = "other_basis"


@dataclass(frozen=True)
class Unranked:
    """A region without a place, and why; with what is known of it."""

    region_id: int
    code: str
    name: str
    kind: str
    reason: Reason
    reported: int = 0
    expected: int = 0
    stated: Stated | None = None


@dataclass(frozen=True)
class Common:
    """The issuer and method that most ranked rows share, and how many rows there are in all."""

    issuer: str = ""
    method: str = ""
    shared_by: int = 0
    rows: int = 0


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


def totals(question: Question, month: int) -> QuerySet[ReleasedTotal]:
    """Return the totals of that month that may be ranked."""
    return ReleasedTotal.objects.filter(
        rankable(question.basis.value), month=month, level=question.level, scheme=question.scheme
    )


def candidates(question: Question) -> QuerySet[ReleasedTotal]:
    """Return the totals that stand in this ranking, whatever their denominator was made of."""
    found = totals(question, question.month)
    if question.parent.level == Level.NATION:
        return found
    return found.filter(region__in=question.places.values("region"))


def placed(question: Question, common: Common) -> QuerySet[ReleasedTotal]:
    """Return the totals that get a place: all candidates, or those alone that share the common basis."""
    found = candidates(question)
    if question.only_comparable:
        basis = zip(question.made_by, (common.issuer, common.method), strict=True)
        found = found.filter(**dict[str, Any](basis))
    return found


def common_basis(question: Question) -> Common:
    """Return the issuer and method of most rows; of two as common, the first by name."""
    groups = candidates(question).values(*question.made_by).annotate(rows=Count("region_id"))
    found = list(groups.order_by("-rows", *question.made_by).values_list(*question.made_by, "rows"))
    if not found:
        return Common()
    issuer, method, shared_by = found[0]
    return Common(issuer or "", method or "", shared_by, sum(rows for _, _, rows in found))


def ranked_rows(question: Question, common: Common, start: int, stop: int | None) -> tuple[Ranked, ...]:
    """Return the rows from `start` to `stop` in order of rank, then of code, in one query."""
    ratio = Cast(F("enrolled"), FloatField()) / Cast(F(question.basis.value), FloatField())
    day = months.last_day(question.month)
    rows: QuerySet[ReleasedTotal, tuple[Any, ...]] = (
        placed(question, common)
        .filter(region__placements__valid_from__lte=day, region__placements__valid_to__gt=day)
        .annotate(rank=Window(Rank(), order_by=ratio.desc()))
        .order_by("rank", "region__placements__code")
        .values_list(
            *("region_id", "rank", "region__placements__code", "region__placements__name", "region__placements__kind"),
            *("enrolled", question.basis.value, "release__figure_id", "release__is_sample", *question.made_by),
        )
    )
    return tuple(ranked(row, common) for row in rows[start:stop])


def ranked(row: tuple[Any, ...], common: Common) -> Ranked:
    """Return one row of the answer as the query gave it, its basis held against the common one."""
    basis = row[-2:]
    return replace(Ranked(*row), is_comparable=basis == (common.issuer, common.method))


def with_change(rows: Iterable[Ranked], question: Question) -> tuple[Ranked, ...]:
    """Return `rows` with the change on the month before; none where the series breaks between the two."""
    found = list(rows)
    before = months.shifted(question.month, -1)
    old = {
        region: (enrolled, denominator, issuer or "", method or "")
        for region, enrolled, denominator, issuer, method in totals(question, before)
        .filter(region__in=[row.region_id for row in found])
        .order_by("region")
        .values_list("region_id", "enrolled", question.basis.value, *question.made_by)
    }
    return tuple(replace(row, change=change_of(row, old.get(row.region_id))) for row in found)


def change_of(row: Ranked, old: tuple[int, int, str, str] | None) -> Decimal | None:
    """Return by how many percentage points the row rose, unrounded; None without a comparable month before."""
    if old is None or old[2:] != (row.issuer, row.method):
        return None
    now, then = row.percent, ucj.percent(old[0], old[1])
    return None if now is None or then is None else now - then


def unranked_places(question: Question, common: Common) -> QuerySet[Placement]:
    """Return the regions of the level that have no place in the ranking, in the order of their codes."""
    found = placed(question, common).filter(region=OuterRef("region"))
    return question.places.filter(~Exists(found)).order_by("code")


def reasons(places: Iterable[Placement], question: Question) -> tuple[Unranked, ...]:
    """Return for each of the places why it is not ranked."""
    found = list(places)
    ids = [place.region_id for place in found]
    kind = question.basis.value
    known: dict[int, dict[str, Any]] = {
        row["region_id"]: row
        for row in ReleasedTotal.objects.filter(
            WHOLE, Q(release__isnull=False), month=question.month, scheme=question.scheme, region__in=ids
        )
        .order_by("region")
        .values("region_id", "filled", "is_hidden", "reported", "expected", kind)
    }
    stated = best_by_region([pk for pk in ids if pk not in known], question.scheme, question.month)
    return tuple(unranked(place, known.get(place.region_id), stated.get(place.region_id), kind) for place in found)


def unranked(place: Placement, total: dict[str, Any] | None, stated: Stated | None, kind: str) -> Unranked:
    """Return the row of one region: the first of the reasons that holds."""
    if total is None:
        reason = Reason.OBSERVED if stated else Reason.NO_DATA
    elif total["reported"] < total["expected"]:
        reason = Reason.INCOMPLETE
    elif total["is_hidden"]:
        reason = Reason.HIDDEN
    elif not total["filled"]:
        reason = Reason.NO_DATA
    else:
        reason = Reason.OTHER_BASIS if total[kind] else Reason.NO_DENOMINATOR
    return Unranked(
        region_id=place.region_id,
        code=place.code,
        name=place.name,
        kind=place.kind,
        reason=reason,
        reported=total["reported"] if total else 0,
        expected=total["expected"] if total else 0,
        stated=stated,
    )


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
