"""The status board: who has reported which month of a year, how late, and how much of it is filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import User
from coverage import months
from coverage.calendars import months_of
from coverage.enums import ReportState
from coverage.models import Report
from coverage.queries.plan import Completeness, completeness_of
from coverage.queries.steps import days_late
from regions import names
from regions.enums import Level, TimeZone
from regions.models import Placement, ProvinceDefaults, Region


@dataclass(frozen=True)
class Square:
    """One month of one reporter: its report, or None where none is open. `late` are days, begun ones included."""

    month: int
    report: Report | None
    late: int
    completeness: Completeness | None

    @property
    def state(self) -> ReportState | None:
        return ReportState(self.report.state) if self.report else None

    @property
    def is_overdue(self) -> bool:
        """Whether the month is still being filled in after its deadline."""
        return self.late > 0 and self.state == ReportState.OPEN


@dataclass(frozen=True)
class Row:
    """One reporter and its twelve months; `zone` is its clock (IANA)."""

    code: str
    name: str
    kind: str
    zone: str
    squares: tuple[Square, ...]

    @property
    def published(self) -> int:
        return sum(square.state == ReportState.PUBLISHED for square in self.squares)

    @property
    def unopened(self) -> int:
        """How many months have no report; on a small screen this is all that is told of them."""
        return sum(square.report is None for square in self.squares)

    @property
    def overdue(self) -> tuple[Square, ...]:
        return tuple(square for square in self.squares if square.is_overdue)


@dataclass(frozen=True)
class Tally:
    """One month of the reporters of one province: how many there are, have a report, have published, are overdue."""

    month: int
    expected: int
    opened: int
    published: int
    overdue: int


@dataclass(frozen=True)
class ProvinceRow:
    """One province on the board of the nation."""

    code: str
    name: str
    tallies: tuple[Tally, ...]

    @property
    def unopened(self) -> int:
        return sum(not one.opened for one in self.tallies)


@dataclass(frozen=True)
class Board:
    """The board of a region and year. Of a province: `rows`, itself last; of the nation: `provinces`."""

    region: Region
    year: int
    years: tuple[int, ...]
    rows: tuple[Row, ...] = ()
    provinces: tuple[ProvinceRow, ...] = ()

    @property
    def months(self) -> tuple[int, ...]:
        return months_of(self.year)

    @property
    def overdue(self) -> tuple[Row, ...]:
        """The reporters that are late with a month."""
        return tuple(row for row in self.rows if row.overdue)


def board_region(user: User, at: datetime) -> Region | None:
    """Return whose board a person sees first: that of the province of the first role, or the nation's; else None."""
    reading = [one for one in access.assignments(user, at) if Ability.READ_DRAFT in ABILITIES[Role(one.role)]]
    if not reading:
        return None
    region = reading[0].region
    if region.level <= Level.PROVINCE:
        return region
    place = Placement.objects.filter(region=region).select_related("province").order_by("-valid_from").first()
    return place.province if place else None


def reporters_seen(user: User, region: Region, year: int, at: datetime) -> list[Placement]:
    """Return the regencies and the province at or below `region` of which a person may read drafts, by code.

    Those that stood at the end of the year.
    """
    standing = Placement.objects.on(months.last_day(year * 100 + 12)).filter(level__in=[Level.PROVINCE, Level.REGENCY])
    seen = standing.below(region).filter(access.reach(user, at, Ability.READ_DRAFT))
    return list(seen.order_by("-level", "code"))


def board_of(region: Region, places: Sequence[Placement], year: int, at: datetime) -> Board:
    """Return the board of a province or regency: one row for each of `places`."""
    reports = {
        (report.region_id, report.month): report
        for report in Report.objects.filter(
            region__in=[place.region_id for place in places], month__in=months_of(year)
        ).select_related("region")
    }
    complete = completeness_of([report for report in reports.values() if report.state == ReportState.OPEN])
    zones: Mapping[int, str] = dict(ProvinceDefaults.objects.values_list("province", "time_zone"))
    rows = [
        Row(
            place.code,
            names.short(place.name, place.kind),
            place.kind,
            zones.get(place.province_id or 0, TimeZone.WIB),
            tuple(square(month, reports.get((place.region_id, month)), complete, at) for month in months_of(year)),
        )
        for place in places
    ]
    return Board(region, year, years_around(year, at), rows=tuple(rows))


def square(month: int, report: Report | None, complete: Mapping[int, Completeness], at: datetime) -> Square:
    """Return one month of a reporter; `complete` holds the completeness of open reports by their id."""
    late = days_late(report, at) if report else 0
    return Square(month, report, late, complete.get(report.pk) if report else None)


def nation_board(region: Region, places: Sequence[Placement], year: int, at: datetime) -> Board:
    """Return the board of the nation: one row for each province, with counts."""
    reporters: dict[int, set[int]] = {}
    for place in places:
        if place.level == Level.REGENCY and place.province_id is not None:
            reporters.setdefault(place.province_id, set()).add(place.region_id)
    rows = Report.objects.filter(month__in=months_of(year), region__level=Level.REGENCY)
    found: dict[tuple[int, int], tuple[str, bool]] = {
        (row.region_id, row.month): (row.state, row.state == ReportState.OPEN and days_late(row, at) > 0)
        for row in rows
    }
    provinces = [place for place in places if place.level == Level.PROVINCE]
    return Board(
        region,
        year,
        years_around(year, at),
        provinces=tuple(
            ProvinceRow(
                place.code,
                place.name,
                tuple(tally(month, reporters.get(place.region_id, set()), found) for month in months_of(year)),
            )
            for place in provinces
        ),
    )


def tally(month: int, regencies: set[int], found: Mapping[tuple[int, int], tuple[str, bool]]) -> Tally:
    """Count one month of a province; `found` tells by region and month the state of a report and if it is overdue."""
    told = [found[regency, month] for regency in regencies if (regency, month) in found]
    return Tally(
        month=month,
        expected=len(regencies),
        opened=len(told),
        published=sum(state == ReportState.PUBLISHED for state, _ in told),
        overdue=sum(is_overdue for _, is_overdue in told),
    )


def newest_year(user: User, at: datetime) -> int:
    """Return the year of the newest report that a person may read; this year where there is none."""
    inside = Placement.objects.filter(access.reach(user, at, Ability.READ_DRAFT)).values("region")
    month = Report.objects.filter(region__in=inside).order_by("-month").values_list("month", flat=True).first()
    return months.year_of(month) if month else access.day_of(at).year


def years_around(year: int, at: datetime) -> tuple[int, ...]:
    """Return the years that can be chosen: those with reports, this one and the one at hand."""
    this = access.day_of(at).year
    stored = Report.objects.order_by("month").values_list("month", flat=True)
    first, last = stored.first(), stored.last()
    known = range(months.year_of(first), months.year_of(last) + 1) if first and last else ()
    return tuple(sorted({*known, this, year}))
