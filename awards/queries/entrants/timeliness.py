"""Whether the reports of a region came in time: a month counts where it was first submitted by its deadline."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min, Q

from coverage import ucj
from coverage.enums import ReportStep
from coverage.models import Report
from regions.models import Region


@dataclass(frozen=True)
class Timeliness:
    """How many of the reports that were asked for in a year were submitted by their deadline."""

    asked: int
    in_time: int

    @property
    def percent(self) -> Decimal | None:
        return ucj.percent(self.in_time, self.asked)


def timeliness_of(region: Region, year: int) -> Timeliness:
    """Return how punctual the reports of a region were in a year; a later correction does not make a month late."""
    rows = Report.objects.filter(region=region, month__range=(year * 100 + 1, year * 100 + 12))
    first = Min("events__at", filter=Q(events__step=ReportStep.SUBMITTED))
    told = rows.annotate(first=first).values_list("first", "due_at")
    return Timeliness(len(told), sum(first is not None and first <= due for first, due in told))
