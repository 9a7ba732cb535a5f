"""Deadlines and holidays of a province, as set or as they would be by default."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q

from coverage import calendars, months
from coverage.enums import ReportState
from coverage.models import Deadline, Holiday, Report
from regions.enums import Level
from regions.models import Placement, Region
from regions.queries.tree import time_zone


@dataclass(frozen=True)
class DueMonth:
    """One month of the reporting year. Where `is_set` is False, `due_at` is that of open reports, else the default."""

    month: int
    due_at: datetime
    is_set: bool
    set_by: str
    set_at: datetime | None
    opened: int
    waiting: int
    """Reports of the province that are open at all, and those of them that were not handed in yet."""


@dataclass(frozen=True)
class DueYear:
    """The twelve months of a province's reporting year; `zone` is its clock (IANA)."""

    province: Region
    year: int
    zone: str
    months: tuple[DueMonth, ...]
    holidays: tuple[Holiday, ...]
    """From the first day of the year to the end of the January in which its last month is due."""
    reporters: int

    @property
    def is_set(self) -> bool:
        return all(one.is_set for one in self.months)


def reporters_of(province: Region, on: date) -> list[Region]:
    """Return who reports to a province on that day: its regencies and cities by code, then the province itself."""
    rows = Placement.objects.on(on).filter(province=province, level=Level.REGENCY).select_related("region")
    return [row.region for row in rows.order_by("code")] + [province]


def closed_days(province: Region, first: date, last: date) -> set[date]:
    """Return the holidays of the nation and of the province between two days, both inclusive."""
    found = Holiday.objects.filter(Q(province=None) | Q(province=province), day__range=(first, last))
    return set(found.values_list("day", flat=True))


def default_deadlines(province: Region, year: int) -> dict[int, datetime]:
    """Return the default instant by month (yyyymm) of the year."""
    closed, zone = closed_days(province, date(year, 1, 1), date(year + 1, 12, 31)), str(time_zone(province))
    return {month: calendars.due_at(month, closed, zone) for month in calendars.months_of(year)}


def due_year(province: Region, year: int) -> DueYear:
    """Return the deadlines of a province's year with how many reports each moves; the same queries for any province."""
    stored = {
        row.month: row
        for row in Deadline.objects.filter(province=province, month__in=calendars.months_of(year)).select_related(
            "set_by"
        )
    }
    reporters = reporters_of(province, months.last_day(year * 100 + 12))
    opened = counted_reports(reporters, year)
    holidays = Holiday.objects.filter(
        Q(province=None) | Q(province=province), day__range=(date(year, 1, 1), date(year + 1, 1, 31))
    )
    return DueYear(
        province,
        year,
        str(time_zone(province)),
        tuple(
            due_month(month, due, stored.get(month), opened) for month, due in default_deadlines(province, year).items()
        ),
        tuple(holidays.order_by("day", "pk")),
        len(reporters),
    )


Opened = dict[int, tuple[int, int, datetime | None]]


def counted_reports(reporters: Collection[Region], year: int) -> Opened:
    """Return by month how many reports were opened, how many of them are still open, and the latest deadline of these.

    Reports may have been opened one by one, before their province set the deadlines of the year.
    """
    open_yet = Q(state=ReportState.OPEN, publications=0)
    rows = (
        Report.objects.filter(region__in=reporters, month__in=calendars.months_of(year))
        .values("month")
        .annotate(all=Count("pk"), waiting=Count("pk", filter=open_yet), due=Max("due_at", filter=open_yet))
        .order_by("month")
    )
    return {row["month"]: (row["all"], row["waiting"], row["due"]) for row in rows}


def due_month(month: int, default: datetime, stored: Deadline | None, opened: Opened) -> DueMonth:
    count, waiting, due = opened.get(month, (0, 0, None))
    return DueMonth(
        month,
        stored.due_at if stored else due or default,
        stored is not None,
        str(stored.set_by) if stored else "",
        stored.set_at if stored else None,
        count,
        waiting,
    )


def province_of(region: Region, on: date) -> Region | None:
    """Return the province in which a region lay on that day; None for the nation."""
    place = Placement.objects.on(on).filter(region=region).select_related("province").first()
    return place.province if place else None
