"""The months of one region, newest first, and for each the step that a person can take; several are taken at once."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from coverage import months
from coverage.enums import Axis, ReportState
from coverage.models import LiveTotal, Report, Scheme
from coverage.queries.plan import Completeness, completeness_of
from coverage.queries.quick_chains import QuickChain, quick_chains
from coverage.queries.steps import FORWARD, Desk, Move, days_late
from regions.models import Placement, Region
from regions.queries.tree import Place, path_to, time_zone


@dataclass(frozen=True)
class MonthRow:
    """One month: its report, heads of the first scheme as they stand (None: no data), and the step at hand, if any."""

    report: Report
    enrolled: int | None
    late: int
    completeness: Completeness | None
    move: Move | None
    quick_chain: QuickChain | None

    @property
    def box(self) -> str:
        """What its tick box sends: the month and the version that is shown."""
        return f"{self.report.month}:{self.report.version}"


@dataclass(frozen=True)
class RegionMonths:
    """The months of a region; `moves` are the steps that the person can take with at least one of them."""

    place: Placement
    path: tuple[Place, ...]
    zone: ZoneInfo
    rows: tuple[MonthRow, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        mine = {row.move for row in self.rows}
        return tuple(move for move in FORWARD.values() if move in mine)


def months_of_region(region: Region, user: User, at: datetime) -> RegionMonths:
    """Read the months of a region for a person; queries grow with the number of open months alone."""
    reports = list(Report.objects.filter(region=region).select_related("region").order_by("-month"))
    desk = Desk(user, reports, at)
    scheme = Scheme.objects.order_by("position", "code").first()
    totals = LiveTotal.objects.filter(region=region, axis=Axis.TOTAL, scheme=scheme, filled__gt=0)
    heads = dict(totals.values_list("month", "enrolled"))
    complete = completeness_of([report for report in reports if report.state == ReportState.OPEN])
    place = Placement.objects.filter(region=region).select_related("region").order_by("-valid_from")[0]
    newest = reports[0].month if reports else None
    quick = quick_chains(reports)
    return RegionMonths(
        place=place,
        path=path_to(place, months.last_day(newest) if newest else at.date()),
        zone=ZoneInfo(time_zone(region)),
        rows=tuple(
            MonthRow(
                report=report,
                enrolled=heads.get(report.month),
                late=days_late(report, at),
                completeness=complete.get(report.pk),
                move=next((move for move in desk.moves(report) if move.is_forward), None),
                quick_chain=quick.get(report.pk),
            )
            for report in reports
        ),
    )
