"""The days of a round's stages: instants on its own clock, working days, and the timetable that is proposed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from awards.enums import STAGES, RoundStage
from awards.models import Edition, Round, RoundWindow
from coverage.calendars import is_working_day
from coverage.queries.deadlines import closed_days
from regions.models import Region

A_DAY = timedelta(days=1)

USUAL = {
    RoundStage.NOMINATION: 21,
    RoundStage.VERIFICATION: 14,
    RoundStage.NOMINEES: 5,
    RoundStage.INTERVIEW: 5,
    RoundStage.PLENARY: 3,
    RoundStage.WINNERS: 5,
    RoundStage.ANNOUNCEMENT: 3,
    RoundStage.HANDOVER: 1,
}
"""How many days a stage is proposed to last."""

OPTIONAL = frozenset({RoundStage.OBJECTION})
"""Stages that a round may do without."""


@dataclass(frozen=True)
class Days:
    """The first and the last day of a stage, both within it."""

    first: date
    last: date

    def moved(self, days: int) -> "Days":
        return Days(self.first + days * A_DAY, self.last + days * A_DAY)


def midnight(day: date, zone: str) -> datetime:
    """Return the moment (UTC) at which `day` begins on the clock of `zone`."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def opening(days: Days, zone: str) -> datetime:
    return midnight(days.first, zone)


def closing(days: Days, zone: str) -> datetime:
    """Return the moment from which a stage is closed: when the day after its last begins."""
    return midnight(days.last + A_DAY, zone)


def days_of(window: RoundWindow, zone: str) -> Days:
    """Return the days of a stored window, the converse of `opening` and `closing`."""
    clock = ZoneInfo(zone)
    last = (window.closes_at - timedelta(microseconds=1)).astimezone(clock).date()
    return Days(window.opens_at.astimezone(clock).date(), last)


def stored_days(round_: Round) -> dict[RoundStage, Days]:
    """Return the days of each stage of a round, in their order."""
    windows = RoundWindow.objects.filter(round=round_).order_by("position")
    return {RoundStage(window.stage): days_of(window, round_.time_zone) for window in windows}


def working_days(first: date, many: int, closed: Collection[date]) -> Days:
    """Return the span of so many working days from `first` on; it begins and ends on one."""
    found: list[date] = []
    day = first
    while len(found) < many:
        if is_working_day(day, closed):
            found.append(day)
        day += A_DAY
    return Days(found[0], found[-1])


def objection_days_of(region: Region, days: Mapping[RoundStage, Days]) -> int:
    """Return how many working days the stage Sanggahan of a round at a region leaves; 0 where there is none."""
    if RoundStage.OBJECTION not in days:
        return 0
    first, last = days[RoundStage.OBJECTION].first, days[RoundStage.OBJECTION].last
    closed = closed_days(region, first, last)
    return sum(is_working_day(first + number * A_DAY, closed) for number in range((last - first).days + 1))


def proposed(first: date, objection_days: int, closed: Collection[date]) -> dict[RoundStage, Days]:
    """Return a timetable from `first` on, stage after stage; Sanggahan lasts working days and is left out for 0."""
    found: dict[RoundStage, Days] = {}
    for stage in STAGES:
        if stage == RoundStage.OBJECTION:
            if not objection_days:
                continue
            found[stage] = working_days(first, objection_days, closed)
        else:
            found[stage] = Days(first, first + (USUAL[stage] - 1) * A_DAY)
        first = found[stage].last + A_DAY
    return found


def proposal(edition: Edition, region: Region, first: date, objection_days: int) -> dict[RoundStage, Days]:
    """Return the timetable that is proposed for a round; the day of the ceremony is the edition's, where it fits."""
    found = proposed(first, objection_days, closed_days(region, first, first + 366 * A_DAY))
    handed = found[RoundStage.HANDOVER]
    if edition.ceremony_on and edition.ceremony_on >= handed.first:
        found[RoundStage.HANDOVER] = Days(edition.ceremony_on, edition.ceremony_on)
    return found


def as_text(days: Mapping[RoundStage, Days]) -> dict[str, list[str]]:
    """Return days as the trail keeps them."""
    return {str(stage): [each.first.isoformat(), each.last.isoformat()] for stage, each in days.items()}
