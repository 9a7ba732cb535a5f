"""One month of one region as its people see it: where it stands, its numbers as they are now, what can be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from accounts.models import User
from coverage import months, ucj
from coverage.enums import Axis, ReportState, ReportStep
from coverage.models import LiveTotal, Release, Report, ReportEvent, Scheme
from coverage.queries.denominators import NONE, TARGET, denominators_at
from coverage.queries.plan import Completeness, completeness_of
from coverage.queries.quick_chains import QuickChain, quick_chains
from coverage.queries.steps import FORWARD, Desk, Move, days_late, who_can
from regions.models import Placement
from regions.queries.tree import Place, path_to, time_zone

LEADS_INTO = {
    ReportState.OPEN: (ReportStep.OPENED, ReportStep.RETURNED, ReportStep.REOPENED),
    ReportState.SUBMITTED: (ReportStep.SUBMITTED,),
    ReportState.CHECKED: (ReportStep.CHECKED,),
    ReportState.SIGNED: (ReportStep.SIGNED,),
    ReportState.PUBLISHED: (ReportStep.PUBLISHED,),
}
"""The steps that lead into each state, the one on the way forward first."""


@dataclass(frozen=True)
class Event:
    """A step that someone took; `is_withdrawal` where who submitted took it back."""

    step: ReportStep
    by: str
    by_id: int | None
    acting: str
    at: datetime
    note: str
    is_withdrawal: bool = False


@dataclass(frozen=True)
class Stage:
    """A state on the way to publication: passed, at hand or to come; and the step that led into it once reached."""

    state: ReportState
    is_passed: bool
    is_here: bool
    event: Event | None


@dataclass(frozen=True)
class Headline:
    """Heads of one scheme as the cells stand now, against the target and the month before; None: nothing filled in."""

    scheme: Scheme
    enrolled: int | None
    target: int | None
    before: int | None

    @property
    def percent(self) -> Decimal | None:
        return ucj.percent(self.enrolled, self.target)

    @property
    def gap(self) -> int | None:
        """Heads that are missing to the target; below zero where it is exceeded."""
        return ucj.gap(self.enrolled, self.target)

    @property
    def beyond(self) -> int:
        """Heads beyond the target."""
        return max(0, -(self.gap or 0))

    @property
    def change(self) -> int | None:
        """Heads gained since the month before; None where one of the two is not known."""
        return None if self.enrolled is None or self.before is None else self.enrolled - self.before


@dataclass(frozen=True)
class ReportPage:
    """The page of a report. `moves` are the steps that the reader can take; `next` who takes the one forward."""

    report: Report
    place: Placement
    path: tuple[Place, ...]
    zone: ZoneInfo
    stages: tuple[Stage, ...]
    events: tuple[Event, ...]
    headlines: tuple[Headline, ...]
    completeness: Completeness
    late: int
    moves: tuple[Move, ...]
    forward: Move | None
    next_people: tuple[User, ...]
    has_right: bool
    took_part: bool
    figure_id: str | None
    quick_chain: QuickChain | None

    @property
    def state(self) -> ReportState:
        return ReportState(self.report.state)

    @property
    def enrolled(self) -> int | None:
        """Heads of the first scheme, which a grave act repeats."""
        return self.headlines[0].enrolled if self.headlines else None

    @property
    def has_numbers(self) -> bool:
        """Whether anything is filled in with a number, 0 included."""
        return any(line.enrolled is not None for line in self.headlines)

    @property
    def is_final(self) -> bool:
        """Whether the numbers are those that are published; else they are provisional."""
        return self.state == ReportState.PUBLISHED

    @property
    def returned(self) -> Event | None:
        """The return or reopening after which the month is being filled again; None where it is not."""
        last = self.events[0] if self.events else None
        is_back = last is not None and last.step in (ReportStep.RETURNED, ReportStep.REOPENED)
        return last if is_back and self.state == ReportState.OPEN else None


def report_page(report: Report, user: User, at: datetime) -> ReportPage:
    """Read the page of a report for a person."""
    on = months.last_day(report.month)
    place = Placement.objects.on(on).select_related("region").get(region=report.region)
    desk, events = Desk(user, [report], at), events_of(report)
    forward = FORWARD.get(ReportState(report.state))
    return ReportPage(
        report=report,
        place=place,
        path=path_to(place, on),
        zone=ZoneInfo(time_zone(report.region)),
        stages=stages_of(report, events),
        events=events,
        headlines=headlines_of(report),
        completeness=completeness_of([report])[report.pk],
        late=days_late(report, at),
        moves=desk.moves(report),
        forward=forward,
        next_people=tuple(who_can(report, forward, at)) if forward else (),
        has_right=forward is not None and desk.has_right(report, forward),
        took_part=forward is not None and desk.took_part(report, forward),
        figure_id=figure_id_of_newest(report),
        quick_chain=quick_chains([report]).get(report.pk),
    )


def events_of(report: Report) -> tuple[Event, ...]:
    """Return all steps of a report, the last first."""
    found: list[Event] = []
    submitter = None
    for row in ReportEvent.objects.filter(report=report).select_related("by").order_by("pk"):
        step = ReportStep(row.step)
        submitter = row.by_id if step == ReportStep.SUBMITTED else submitter
        is_withdrawal = step == ReportStep.RETURNED and row.by_id is not None and row.by_id == submitter
        found.append(Event(step, str(row.by or ""), row.by_id, row.acting, row.at, row.note, is_withdrawal))
    return tuple(reversed(found))


def stages_of(report: Report, events: Sequence[Event]) -> tuple[Stage, ...]:
    """Return the five states in order, each with the last step that led into it."""
    order = list(ReportState)
    here = order.index(ReportState(report.state))
    return tuple(
        Stage(
            state=state,
            is_passed=position < here,
            is_here=position == here,
            event=newest(events, LEADS_INTO[state] if position == here else LEADS_INTO[state][:1])
            if position <= here
            else None,
        )
        for position, state in enumerate(order)
    )


def newest(events: Iterable[Event], steps: Iterable[ReportStep]) -> Event | None:
    """Return the last of the events (given last first) that is one of `steps`."""
    wanted = set(steps)
    return next((event for event in events if event.step in wanted), None)


def headlines_of(report: Report) -> tuple[Headline, ...]:
    """Return the numbers of each scheme that holds one this month or the month before; the first scheme always."""
    before = months.shifted(report.month, -1)
    rows = LiveTotal.objects.filter(
        month__in=[report.month, before], region=report.region, axis=Axis.TOTAL, filled__gt=0
    ).values_list("scheme_id", "month", "enrolled")
    heads = {(scheme, month): enrolled for scheme, month, enrolled in rows}
    schemes = list(Scheme.objects.order_by("position", "code"))
    known = {scheme for scheme, _ in heads}
    return tuple(
        Headline(
            scheme,
            heads.get((scheme.pk, report.month)),
            denominators_at([report.region_id], report.month, scheme).get((report.region_id, str(TARGET)), NONE).total,
            heads.get((scheme.pk, before)),
        )
        for scheme in schemes
        if scheme.pk in known or scheme is schemes[0]
    )


def figure_id_of_newest(report: Report) -> str | None:
    """Return the id of the newest published number of the report's region and month; None before the first."""
    rows = Release.objects.filter(region=report.region, month=report.month)
    return rows.order_by("scheme__position", "-version").values_list("figure_id", flat=True).first()
