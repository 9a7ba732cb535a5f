"""The year in which an office works: that of its newest month that is being filled."""

from django.db.models import Q

from coverage import months
from coverage.enums import ReportState
from coverage.models import Report
from regions.enums import Level
from regions.models import Placement, Region


def working_year(region: Region) -> int | None:
    """Return the year of the newest open report of a region or of the regencies in it, else of the newest of all.

    None where there is no report yet.
    """
    reports = Report.objects.all()
    if region.level != Level.NATION:
        around = Placement.objects.filter(Q(region=region) | Q(province=region), regency__isnull=False)
        reports = reports.filter(Q(region__in=around.values("regency")) | Q(region=region))
    newest = reports.order_by("-month")
    month = (
        newest.filter(state=ReportState.OPEN).values_list("month", flat=True).first()
        or newest.values_list("month", flat=True).first()
    )
    return months.year_of(month) if month else None
