"""A brief of live numbers: sums of the cells as they stand now, for who may read the reports that hold them.

Of a regency or what lies in it, the numbers are those of one report. Of a province or the nation they are added up
over the reports below that the person may read; nobody has signed such a sum.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from coverage import months, ucj
from coverage.enums import Axis, ReportState
from coverage.models import LiveTotal, Report, Scheme
from coverage.queries.brief import Brief, Live, Made, beside, change_of
from coverage.queries.children import Child
from coverage.queries.comparison import comparison
from coverage.queries.denominators import NONE, POTENTIAL, TARGET, Denominators, denominators_at
from coverage.queries.observations import stated_of
from coverage.queries.published import Shown
from coverage.queries.released import Point, trend
from regions.enums import Level
from regions.models import Placement
from regions.queries.tree import path_to, time_zone

Bases = Mapping[tuple[int, str], Denominators]


@dataclass(frozen=True)
class Area:
    """What a live number is made of: who reports for the place, the reports that count, heads by region (id)."""

    place: Placement
    reporters: Sequence[Placement]
    reports: Sequence[Report]
    children: Sequence[Placement]
    heads: Mapping[int, int]

    @property
    def is_summed(self) -> bool:
        """Whether the number is added up over several reports."""
        return self.place.level <= Level.PROVINCE

    def regencies(self, province: int | None = None) -> set[int]:
        """Return the regencies (ids) that report, those of one province if given."""
        rows = (row for row in self.reporters if row.level == Level.REGENCY)
        return {row.region_id for row in rows if province in (None, row.province_id)}

    def enrolled(self, child: Placement | None = None) -> int | None:
        """Return the heads of the place itself, or of one directly below it; None where nothing is filled in."""
        of = child or self.place
        if of.level >= Level.REGENCY:
            return self.heads.get(of.region_id)
        province = of.region_id if of.level == Level.PROVINCE else None
        return self.sum_of({row.region_id for row in self.reporters if province in (None, row.province_id)})

    def sum_of(self, regions: Collection[int]) -> int | None:
        found = [self.heads[pk] for pk in regions if pk in self.heads]
        return sum(found) if found else None

    def settled(self, child: Placement) -> tuple[int, int]:
        """Return how many of the reports for a child were submitted, and how many there must be."""
        submitted = {report.region_id for report in self.reports if not report.is_open}
        if child.level == Level.PROVINCE:
            wanted = self.regencies(child.region_id)
        else:
            wanted = {child.region_id if child.level == Level.REGENCY else self.place.regency_id or 0}
        return len(wanted & submitted), len(wanted)


def reporters_of(place: Placement, on: date) -> list[Placement]:
    """Return the regencies and provinces whose reports held numbers of `place` on that day, by code."""
    standing = Placement.objects.on(on)
    if place.level >= Level.REGENCY:
        return list(standing.filter(region=place.regency_id))
    return list(standing.below(place.region).filter(level__in=[Level.PROVINCE, Level.REGENCY]).order_by("code"))


def newest_month(place: Placement, on: date) -> int | None:
    """Return the newest month of which a report holds numbers of `place`, None before the first."""
    reporters = [row.region_id for row in reporters_of(place, on)]
    found: int | None = Report.objects.filter(region__in=reporters).aggregate(newest=Max("month"))["newest"]
    return found


def area_of(place: Placement, reports: Sequence[Report], scheme: Scheme, month: int) -> Area:
    """Read the heads of a place and of all directly below it, as far as `reports` hold them."""
    on = months.last_day(month)
    reporters = reporters_of(place, on)
    children = list(Placement.objects.on(on).filter(parent=place.region_id).order_by("code"))
    wanted = {report.region_id for report in reports}
    if wanted and place.level >= Level.REGENCY:
        wanted |= {place.region_id, *(child.region_id for child in children)}
    rows = LiveTotal.objects.filter(month=month, scheme=scheme, axis=Axis.TOTAL, member=0, filled__gt=0)
    heads = dict(rows.filter(region__in=wanted).order_by().values_list("region_id", "enrolled"))
    return Area(place, reporters, reports, children, heads)


def live_brief(place: Placement, reports: Sequence[Report], scheme: Scheme, month: int, at: datetime) -> Brief:
    """Return the brief of `place` from the cells of `reports` as they stand at `at`."""
    area = area_of(place, reports, scheme, month)
    bases = denominators_at([place.region_id, *(row.region_id for row in area.children)], month, scheme)
    now, points = point_of(area, bases, month), trend(place.region, scheme)
    kind = "target" if now.percent is not None else "potential"
    last = next((one for one in reversed(points) if one.month < month and getattr(one, f"{kind}_by")), None)
    return Brief(
        place=place,
        path=path_to(place, months.last_day(month)),
        scheme=scheme,
        month=month,
        zone=ZoneInfo(time_zone(place.region)),
        enrolled=now.enrolled,
        shown=now.shown,
        target=now.target,
        potential=now.potential,
        percent=now.percent,
        potential_percent=now.potential_percent,
        gap=ucj.gap(now.enrolled, now.target),
        reported=now.reported,
        expected=now.expected,
        change=change_of(now, points),
        is_break=last is not None and getattr(last, f"{kind}_by") != getattr(now, f"{kind}_by"),
        comparison=comparison(children_of(area, bases)),
        beside=beside(stated_of(place.region, scheme), month, None),
        live=told(reports, at),
    )


def told(reports: Sequence[Report], at: datetime) -> Live:
    """Return how many of the reports stand where, the furthest first."""
    found = Counter(ReportState(report.state) for report in reports)
    states = tuple((state, found[state]) for state in reversed(ReportState) if found[state])
    is_settled = not any(report.is_open for report in reports)
    return Live(at, states, is_settled, any(report.is_sample for report in reports))


def point_of(area: Area, bases: Bases, month: int) -> Point:
    """Return the live number in the shape of a released month, so that it can be held against one."""
    region, regencies = area.place.region_id, area.regencies()
    target, potential = (bases.get((region, str(kind)), NONE) for kind in (TARGET, POTENTIAL))
    return Point(
        month=month,
        release_id=0,
        figure_id="",
        enrolled=area.enrolled(),
        target=target.total,
        potential=potential.total,
        is_hidden=False,
        reported=len(regencies & set(area.heads)) if area.is_summed else 1,
        expected=len(regencies) if area.is_summed else 1,
        target_by=made_by(target),
        potential_by=made_by(potential),
        is_sample=any(report.is_sample for report in area.reports),
    )


def made_by(denominators: Denominators) -> Made:
    leading = denominators.leading
    return (leading.issuer, leading.method) if leading else None


def children_of(area: Area, bases: Bases) -> list[Child]:
    """Return what lies directly below; complete, and so ranked, is only what was submitted."""
    numbers: dict[Made, int] = {}
    found = []
    for row in area.children:
        target, potential = (bases.get((row.region_id, str(kind)), NONE) for kind in (TARGET, POTENTIAL))
        heads, (reported, expected) = area.enrolled(row), area.settled(row)
        found.append(
            Child(
                code=row.code,
                name=row.name,
                kind=row.kind,
                level=row.level,
                enrolled=heads,
                target=target.total,
                potential=potential.total,
                reported=reported,
                expected=expected,
                shown=Shown.NONE if heads is None else Shown.YES,
                target_basis=numbers.setdefault(made_by(target), len(numbers)),
                potential_basis=numbers.setdefault(made_by(potential), len(numbers)),
            )
        )
    return found
