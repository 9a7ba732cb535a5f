"""What may be carried over into a new year, for each person what that person may carry."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import Assignment
from coverage.queries.deadlines import DueYear, due_year
from coverage.queries.plan import Asked, asked_pairs
from regions.enums import Level
from regions.models import Region

RUNS_OUT = timedelta(days=92)
"""A delegation that ended longer ago than this before the new year is not proposed again."""


@dataclass(frozen=True)
class NewYear:
    """The plan of the year before, whether the new one has a plan, the deadlines as they would be, the deputies."""

    region: Region
    year: int
    plan: tuple[Asked, ...]
    has_plan: bool
    due: DueYear | None
    deputies: tuple[Assignment, ...]

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)


def new_year(region: Region, year: int, at: datetime) -> NewYear:
    """Return what a region could carry over into `year`."""
    first = date(year, 1, 1)
    deputies = (
        Assignment.objects.filter(region=region, until__gte=first - RUNS_OUT, until__lt=date(year, 12, 31))
        .exclude(acting="")
        .exclude(since__gte=first)
        .select_related("user", "acting_for", "region")
        .order_by("role", "user__name", "pk")
    )
    return NewYear(
        region,
        year,
        asked_pairs(region, year - 1),
        bool(asked_pairs(region, year)),
        due_year(region, year) if region.level == Level.PROVINCE else None,
        tuple(deputies),
    )
