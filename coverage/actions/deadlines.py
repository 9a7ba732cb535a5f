"""A province sets until when each month of a year must be in, and opens the reports of all that report to it.

Opening and changing are one act: saved again, it moves what was not handed in yet and opens what came since.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import calendars, months
from coverage.actions.reports import lay_reports
from coverage.actions.texts import refuse_identity
from coverage.calendar_errors import DeadlineRefused
from coverage.enums import ExtensionState, ReportState
from coverage.models import Deadline, Holiday, Report
from coverage.queries.deadlines import reporters_of
from paritrana import formatting
from regions.enums import Level
from regions.models import Region
from regions.queries.tree import time_zone

YEARS = range(2000, 2100)


@transaction.atomic
def set_deadlines(
    *, province: Region, year: int, due: Mapping[int, datetime], by: User, at: datetime, is_sample: bool = False
) -> int:
    """Set the deadline of each month of `year` and open the reports that do not exist; return how many were opened.

    `due` gives an instant for each of the twelve months (yyyymm). Reports that were not handed in follow their
    month's deadline, unless more time was granted to them. Raise DeadlineRefused, RightMissing.
    """
    refuse_impossible(province, year, due)
    access.require(by, Ability.SET_DEADLINES, province, at)
    province = Region.objects.select_for_update(no_key=True).get(pk=province.pk)  # two such acts follow each other
    before = stored_deadlines(province, year)
    Deadline.objects.bulk_create(
        [Deadline(province=province, month=month, due_at=due[month], set_by=by, set_at=at) for month in sorted(due)],
        update_conflicts=True,
        unique_fields=["province", "month"],
        update_fields=["due_at", "set_by", "set_at"],
    )
    moved = moved_reports(province, due)
    opened = opened_reports(province, due, by, at, is_sample)
    after = stored_deadlines(province, year)
    if opened or after != before:
        audit.record(
            by=by,
            act=Act.DEADLINES_SET,
            at=at,
            subject=f"year:{year}",
            region_code=province.code,
            old=before,
            new={**after, "opened": opened, "moved": moved},
        )
    return opened


def refuse_impossible(province: Region, year: int, due: Mapping[int, datetime]) -> None:
    """Raise DeadlineRefused unless the deadlines are a province's, of a real year, whole, and after each month."""
    if province.level != Level.PROVINCE:
        raise DeadlineRefused("no_province", province.name)
    if year not in YEARS:
        raise DeadlineRefused("year", province.name, year=year)
    if set(due) != set(calendars.months_of(year)):
        raise DeadlineRefused("months", province.name, year=year)
    zone = ZoneInfo(time_zone(province))
    for month in sorted(due):
        if due[month].astimezone(zone).date() <= months.last_day(month):
            raise DeadlineRefused("before_the_end", province.name, month=formatting.month(month))


def stored_deadlines(province: Region, year: int) -> dict[str, str]:
    """Return the deadlines of a year as the audit trail keeps them."""
    rows = Deadline.objects.filter(province=province, month__in=calendars.months_of(year)).order_by("month")
    return {months.iso(row.month): row.due_at.astimezone(UTC).isoformat() for row in rows}


def moved_reports(province: Region, due: Mapping[int, datetime]) -> int:
    """Let reports that were not handed in follow their month's deadline; return how many moved."""
    moved = 0
    for month, due_at in sorted(due.items()):
        waiting = (
            Report.objects.filter(
                month=month,
                region__in=reporters_of(province, months.last_day(month)),
                state=ReportState.OPEN,
                publications=0,
            )
            .exclude(extensions__state=ExtensionState.GRANTED)
            .exclude(due_at=due_at)
        )
        locked = Report.objects.select_for_update(no_key=True).filter(pk__in=waiting.values("pk")).order_by("pk")
        moved += Report.objects.filter(pk__in=[report.pk for report in locked]).update(due_at=due_at)
    return moved


def opened_reports(province: Region, due: Mapping[int, datetime], by: User, at: datetime, is_sample: bool) -> int:
    """Open the reports of the months that do not exist, by the tree of each month; return how many."""
    standing = set(Report.objects.filter(month__in=due).values_list("month", "region"))
    return len(
        lay_reports(
            [
                Report(region=region, month=month, due_at=due[month], is_sample=is_sample)
                for month in sorted(due)
                for region in reporters_of(province, months.last_day(month))
                if (month, region.pk) not in standing
            ],
            by,
            at,
        )
    )


@transaction.atomic
def add_holiday(*, province: Region, day: date, name: str, by: User, at: datetime) -> Holiday:
    """Close the offices of a province on a day of its own; deadlines that are set already stay where they are.

    Raise DeadlineRefused where the day is closed already or has no name, RemarkRefused for its name, RightMissing.
    """
    access.require(by, Ability.SET_DEADLINES, province, at)
    told = f"{day.day} {formatting.MONTHS[day.month - 1]} {day.year}"
    if province.level != Level.PROVINCE:
        raise DeadlineRefused("no_province", province.name)
    if not name.strip():
        raise DeadlineRefused("holiday_name", province.name, day=told)
    refuse_identity(name)
    province = Region.objects.select_for_update(no_key=True).get(pk=province.pk)
    if Holiday.objects.filter(day=day, province__in=[province]).exists() or is_national(day):
        raise DeadlineRefused("holiday_twice", province.name, day=told)
    holiday = Holiday.objects.create(province=province, day=day, name=name.strip())
    record_holiday(holiday, by, at, new=name.strip())
    return holiday


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: User, at: datetime) -> None:
    """Take a province's own holiday away; national ones stay. Raise DeadlineRefused, RightMissing."""
    holiday = Holiday.objects.select_for_update(of=("self",)).select_related("province").get(pk=holiday.pk)
    if holiday.province is None:
        raise DeadlineRefused("no_province", holiday.name)
    access.require(by, Ability.SET_DEADLINES, holiday.province, at)
    record_holiday(holiday, by, at, old=holiday.name)
    holiday.delete()


def is_national(day: date) -> bool:
    return Holiday.objects.filter(day=day, province=None).exists()


def record_holiday(holiday: Holiday, by: User, at: datetime, **told: str) -> None:
    code = holiday.province.code if holiday.province else ""
    audit.record(
        by=by, act=Act.DEADLINES_SET, at=at, subject=f"holiday:{holiday.day.isoformat()}", region_code=code, **told
    )
