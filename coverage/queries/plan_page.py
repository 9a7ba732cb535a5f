"""The page of an entry plan: every category with the payers in use first, and how many cells the plan makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coverage import months
from coverage.enums import AskedPer
from coverage.models import AskedPair, Figure, Payer, WorkerCategory
from coverage.queries.plan import Asked, Pair, asked_pairs, villages_in
from regions.models import Placement, Region, subtree


@dataclass(frozen=True)
class PairRow:
    """A category and payer with how it is asked: "village", "reporter" or "" for not at all."""

    category: WorkerCategory
    payer: Payer
    per: str
    has_figures: bool

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"{self.category.code}|{self.payer.code}"

    @property
    def is_in_use(self) -> bool:
        return bool(self.per) or self.has_figures


@dataclass(frozen=True)
class CategoryRow:
    """A category with its payers in use, and the others."""

    category: WorkerCategory
    used: tuple[PairRow, ...]
    others: tuple[PairRow, ...]


@dataclass(frozen=True)
class PlanPage:
    """The plan of a region and year. `copied_from` is the last year before it that has a plan."""

    region: Region
    year: int
    rows: tuple[CategoryRow, ...]
    asked: tuple[Asked, ...]
    villages: int
    copied_from: int | None

    @property
    def per_village(self) -> int:
        return sum(one.per == AskedPer.VILLAGE for one in self.asked)

    @property
    def per_reporter(self) -> int:
        return len(self.asked) - self.per_village

    @property
    def cells(self) -> int:
        """How many cells each month asks for."""
        return self.per_village * self.villages + self.per_reporter


def plan_page(region: Region, year: int, typed: Mapping[Pair, str] | None = None) -> PlanPage:
    """Return the page; `typed` shows what someone chose instead of what stands."""
    asked = asked_pairs(region, year)
    chosen = {one.pair: str(one.per) for one in asked} if typed is None else typed
    counted = pairs_with_figures(region, year)
    payers = list(Payer.objects.order_by("position", "code"))
    rows = []
    for category in categories_of(year):
        pairs = [
            PairRow(category, payer, chosen.get((category.pk, payer.pk), ""), (category.pk, payer.pk) in counted)
            for payer in payers
        ]
        used = tuple(one for one in pairs if one.is_in_use)
        rows.append(CategoryRow(category, used, tuple(one for one in pairs if not one.is_in_use)))
    december = year * 100 + 12
    return PlanPage(
        region=region,
        year=year,
        rows=tuple(rows),
        asked=asked,
        villages=villages_in([region.pk], december).get(region.pk, 0),
        copied_from=AskedPair.objects.filter(region=region, year__lt=year)
        .order_by("-year")
        .values_list("year", flat=True)
        .first(),
    )


def categories_of(year: int) -> list[WorkerCategory]:
    """Return the categories that hold on at least one day of the year."""
    rows = WorkerCategory.objects.filter(valid_from__lte=date(year, 12, 31), valid_to__gt=date(year, 1, 1))
    return list(rows.order_by("scheme__position", "position", "code"))


def pairs_with_figures(region: Region, year: int) -> set[Pair]:
    """Return the pairs of which the region holds figures since the January before."""
    since, until = (year - 1) * 100 + 1, year * 100 + 12
    inside = Placement.objects.on(months.last_day(until)).filter(subtree(region)).values("region")
    rows = Figure.objects.filter(month__gte=since, month__lte=until, region__in=inside)
    return set(rows.values_list("category_id", "payer_id").distinct())
