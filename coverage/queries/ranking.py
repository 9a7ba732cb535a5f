"""The ranking of the regions of one level within a region, at one month, on one denominator; page by page.

For the levels with thousands of regions; provinces and regencies are ranked by `coverage.queries.standings`. Places are
given on the unrounded ratio. The database compares ratios as doubles, which is exact here: two different
fractions whose denominators stay below 3 * 10^7 lie at least 10^-15 apart, further than doubles of that size can blur.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, When, Window
from django.db.models.functions import Cast, Rank

from coverage import months, ucj
from coverage.enums import DenominatorKind
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.released import rankable
from regions.enums import Level
from regions.models import Placement, Region


@dataclass(frozen=True)
class Question:
    """What is asked: which level, below which region, at which month, on which denominator, of which scheme."""

    level: Level
    parent: Region
    month: int
    basis: DenominatorKind
    scheme: Scheme
    only_comparable: bool = False
    named: str = ""
    """Part of the names that are shown, in plain form (`regions.names.plain`); places are given among all."""

    @property
    def is_of_target(self) -> bool:
        return self.basis == DenominatorKind.TARGET

    @property
    def made_by(self) -> tuple[str, str]:
        """Where a total names issuer and method of its leading denominator."""
        made = f"{self.basis.value}_basis__"
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


@dataclass(frozen=True)
class Common:
    """The issuer and method that most ranked rows share, and how many rows there are in all."""

    issuer: str = ""
    method: str = ""
    shared_by: int = 0
    rows: int = 0


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
    found = (
        placed(question, common)
        .filter(region__placements__valid_from__lte=day, region__placements__valid_to__gt=day)
        .annotate(rank=Window(Rank(), order_by=ratio.desc()))
    )
    if question.named:  # by way of the rank, since a plain condition would be looked at before the places are given
        is_named = Q(region__search_name__contains=question.named)
        found = found.annotate(shown=Case(When(is_named, then=F("rank")), default=None)).filter(shown__isnull=False)
    rows: QuerySet[ReleasedTotal, tuple[Any, ...]] = found.order_by("rank", "region__placements__code").values_list(
        *("region_id", "rank", "region__placements__code", "region__placements__name", "region__placements__kind"),
        *("enrolled", question.basis.value, "release__figure_id", "release__is_sample", *question.made_by),
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
