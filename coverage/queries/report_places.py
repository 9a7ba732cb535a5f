"""Where the figures of a report hang: the one reading of which regions a report speaks for."""

from django.db.models import QuerySet

from coverage import months
from coverage.models import Report
from regions.enums import Level
from regions.models import Placement


def places_of_report(report: Report) -> QuerySet[Placement]:
    """Return the places, by the tree of the month's last day: a province's own alone, a regency with all below it."""
    places = Placement.objects.on(months.last_day(report.month))
    if report.region.level == Level.PROVINCE:
        return places.filter(region=report.region_id)
    return places.below(report.region)
