"""What a correction unlocks: the cells that a reopening named, those that can be chosen, and copies in later months."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from coverage import months
from coverage.enums import AskedPer, ReportStep
from coverage.models import Figure, Payer, Report, ReportEvent, UnlockedCell, WorkerCategory
from coverage.queries.plan import asked_in
from coverage.queries.report_places import places_of_report
from regions import names
from regions.enums import Level
from regions.models import Placement
from regions.names import plain


class CellName(NamedTuple):
    """Which cell of a report: ids of region, category and payer."""

    region: int
    category: int
    payer: int


MOST_CHOICES = 300
LATER_MONTHS = 24


@dataclass(frozen=True)
class Choice:
    """A cell that can be unlocked: its key, where it is in names, and what it holds."""

    key: CellName
    code: str
    region: str
    category: str
    category_code: str
    payer: str
    payer_code: str
    enrolled: int | None
    not_applicable: bool
    is_unlocked: bool

    @property
    def word(self) -> str:
        """The cell as a form sends it: "12-3-4"."""
        return "-".join(map(str, self.key))


@dataclass(frozen=True)
class Choices:
    """The cells that fit a search, the first MOST_CHOICES of them, and how many there are in all."""

    rows: tuple[Choice, ...]
    total: int


@dataclass(frozen=True)
class Copy:
    """A later month that holds the same number in a cell, every month between included."""

    choice: Choice
    month: int
    report: Report | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else ""


@dataclass(frozen=True)
class Reopened:
    """A report that was opened for correction: when, by whom, why and for how many cells."""

    report: Report
    at: datetime
    by: User | None
    reason: str
    cells: int


def latest_openings(reports: Iterable[Report]) -> dict[int, int]:
    """Return the id of the last reopening of each report that was reopened, by the report's id; one query."""
    rows = ReportEvent.objects.filter(report__in=list(reports), step=ReportStep.REOPENED).order_by("pk")
    return dict(rows.values_list("report_id", "pk"))


def unlocked_in(report: Report) -> set[CellName]:
    """Return the cells that can be written in a correction; of a report that is not being corrected, none."""
    if not report.is_correcting:
        return set()
    opening = latest_openings([report]).get(report.pk)
    rows = UnlockedCell.objects.filter(opening=opening).values_list("region_id", "category_id", "payer_id")
    return {CellName(*row) for row in rows}


def choices_of(report: Report, wanted: str = "", category: str = "", payer: str = "") -> Choices:
    """Return the cells of a report that can be unlocked: all that hold something or are asked for by the plan.

    `wanted` is part of a region's name or its code, `category` and `payer` are codes; empty for any. Ordered by code of
    the region and the positions of category and payer.
    """
    wanted, named = wanted.strip(), plain(wanted)
    places = {
        place.region_id: place
        for place in places_of_report(report)
        if not wanted or place.code == wanted or named in plain(place.name)
    }
    cells = held_in(report, places)
    keys = {*cells, *asked_keys(report, places.values())}
    found = [
        one
        for one in in_names(report, keys, places, cells)
        if category in ("", one.category_code) and payer in ("", one.payer_code)
    ]
    return Choices(tuple(found[:MOST_CHOICES]), len(found))


def choices_named(report: Report, keys: Collection[CellName]) -> list[Choice]:
    """Return those of the cells `keys` that the report can hold, in the order of `choices_of`."""
    places = {place.region_id: place for place in places_of_report(report).filter(region__in={key[0] for key in keys})}
    return in_names(report, keys, places, held_in(report, places))


def held_in(report: Report, places: Mapping[int, Placement]) -> dict[CellName, Figure]:
    """Return the cells of these places that hold or held something."""
    rows = Figure.objects.filter(month=report.month, region__in=list(places))
    return {CellName(row.region_id, row.category_id, row.payer_id): row for row in rows}


def in_names(
    report: Report, keys: Collection[CellName], places: Mapping[int, Placement], cells: Mapping[CellName, Figure]
) -> list[Choice]:
    """Return cells in names, by code of the region and positions of category and payer, strange ones left out."""
    categories = {row.pk: row for row in WorkerCategory.objects.on(months.last_day(report.month))}
    payers = {row.pk: row for row in Payer.objects.all()}
    open_now = unlocked_in(report)
    known = [key for key in keys if key[0] in places and key[1] in categories and key[2] in payers]
    known.sort(key=lambda key: (places[key[0]].code, categories[key[1]].position, payers[key[2]].position, key))
    return [
        Choice(
            key=key,
            code=places[key[0]].code,
            region=names.full(places[key[0]].name, places[key[0]].kind),
            category=categories[key[1]].name,
            category_code=categories[key[1]].code,
            payer=payers[key[2]].name,
            payer_code=payers[key[2]].code,
            enrolled=cells[key].enrolled if key in cells else None,
            not_applicable=key in cells and cells[key].not_applicable,
            is_unlocked=key in open_now,
        )
        for key in known
    ]


def asked_keys(report: Report, places: Iterable[Placement]) -> set[CellName]:
    """Return the cells of these places that the entry plan asks for."""
    asked = asked_in(report.region, report.month)
    return {
        CellName(place.region_id, *one.pair)
        for place in places
        for one in asked
        if (place.level == Level.VILLAGE and one.per == AskedPer.VILLAGE)
        or (place.region_id == report.region_id and one.per == AskedPer.REPORTER)
    }


def copies_of(report: Report, choices: Collection[Choice]) -> tuple[Copy, ...]:
    """Return the later months that hold the same number in these cells, without a month of another number between.

    A number that was copied on is probably wrong there too. Two queries; cells without a number have no copies.
    """
    filled = {choice.key: choice for choice in choices if choice.enrolled is not None}
    if not filled:
        return ()
    later = [months.shifted(report.month, step) for step in range(1, LATER_MONTHS + 1)]
    rows = Figure.objects.filter(
        month__in=later,
        region__in={key[0] for key in filled},
        category__in={key[1] for key in filled},
        payer__in={key[2] for key in filled},
    ).values_list("month", "region_id", "category_id", "payer_id", "enrolled")
    held = {(month, (region, category, payer)): enrolled for month, region, category, payer, enrolled in rows}
    reports = {row.month: row for row in Report.objects.filter(region=report.region_id, month__in=later)}
    found = []
    for key, choice in filled.items():
        for month in later:
            if held.get((month, key)) != choice.enrolled:
                break
            found.append(Copy(choice, month, reports.get(month)))
    return tuple(sorted(found, key=lambda one: (one.month, one.choice.code, one.choice.key)))


def reopened_since(regions: Q, since: datetime) -> tuple[Reopened, ...]:
    """Return the corrections that were opened since a moment in the regions matched, newest first.

    `regions` matches placements, as `accounts.access.reach` returns it: for the levels above, who are told this way.
    """
    inside = Placement.objects.filter(regions).values("region")
    events = ReportEvent.objects.filter(step=ReportStep.REOPENED, at__gte=since, report__region__in=inside)
    rows = events.select_related("report__region", "by").prefetch_related("unlocked").order_by("-at", "-pk")
    return tuple(Reopened(event.report, event.at, event.by, event.note, len(event.unlocked.all())) for event in rows)
