"""Whether the reports of regions came in time: what the criterion counts, and what the dossier shows month by month."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from coverage.calendars import is_late, months_of
from coverage.enums import ReportStep
from coverage.models import ReportEvent
from coverage.ucj import percent

ASKED = 12
"""Reports of a year: a month that was never published did not come in time."""


@dataclass(frozen=True)
class Timeliness:
    """The reports of a region in a year: each published month (yyyymm), and whether it came by its deadline."""

    year: int
    published: Mapping[int, bool]

    @property
    def in_time(self) -> int:
        return sum(self.published.values())

    @property
    def percent(self) -> Decimal | None:
        """Of all twelve months; None where none was ever published."""
        return percent(self.in_time, ASKED) if self.published else None

    @property
    def months(self) -> tuple[tuple[int, bool | None], ...]:
        """The twelve months in their order; None where one was never published."""
        return tuple((month, self.published.get(month)) for month in months_of(self.year))


def timeliness_of(regions: Collection[int], year: int) -> dict[int, Timeliness]:
    """Return how punctual the reports of each region (id) were in a year; one query.

    What counts is the last submission before the first publication: a correction later on makes no report late. The
    deadline is that of the report, more time that was granted included.
    """
    rows = (
        ReportEvent.objects.filter(
            report__region__in=regions, report__month__in=months_of(year), report__publications__gt=0,
            step__in=(ReportStep.SUBMITTED, ReportStep.PUBLISHED),
        )
        .order_by("report_id", "at", "pk")
        .values_list("report__region_id", "report__month", "report__due_at", "step", "at")
    )  # fmt: skip
    by_report = defaultdict[tuple[int, int, datetime], list[tuple[str, datetime]]](list)
    for region, month, due_at, step, at in rows:
        by_report[region, month, due_at].append((step, at))
    found: dict[int, dict[int, bool]] = {region: {} for region in regions}
    for (region, month, due_at), steps in by_report.items():
        handed_in = last_submission(steps)
        found[region][month] = handed_in is not None and not is_late(due_at, handed_in)
    return {region: Timeliness(year, published) for region, published in found.items()}


def last_submission(steps: Iterable[tuple[str, datetime]]) -> datetime | None:
    """Return when a report was handed in that was then published for the first time."""
    handed_in = None
    for step, at in steps:
        if step == ReportStep.PUBLISHED:
            break
        handed_in = at
    return handed_in
