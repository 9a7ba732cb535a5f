"""What waits for one person (tugas saya): each group is one list, and its count is the length of that list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import F, Q

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import Assignment, User
from coverage.enums import DenominatorKind, DenominatorState, ExtensionState, ReportState, ReportStep
from coverage.models import Comment, Denominator, Extension, PaperApproval, Report, ReportEvent, SecondRequest
from coverage.queries.corrections import Reopened, reopened_since
from coverage.queries.plan import Completeness, completeness_of
from coverage.queries.second_person import requests_for
from coverage.queries.steps import CHECK, FORWARD, PUBLISH, SIGN, SUBMIT, Above, Desk, days_late
from regions import names
from regions.enums import Level, TimeZone
from regions.models import Placement, ProvinceDefaults, Region, subtree

PATIENCE = timedelta(days=7)
"""After so long without an act the level above sees it too."""


class Group(StrEnum):
    """What a person is asked to do, in the order of the screen."""

    RETURNED = "returned"
    LATE = "late"
    FILL = "fill"
    CHECK = "check"
    SIGN = "sign"
    PUBLISH = "publish"
    PAPER = "paper"
    SECOND = "second"
    EXTENSION = "extension"
    COMMENT = "comment"
    APPROVE_TARGET = "approve_target"
    ACCEPT_TARGET = "accept_target"
    STALLED = "stalled"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Task:
    """One thing to do, or to know of, at a region. Which of the fields without a value are set follows from the group.

    `zone` is the clock of the region (IANA), `late` whole days, begun ones included, `waiting` whole days without an
    act, `note` the reason of who gave the report back.
    """

    group: Group
    region: Region
    zone: str
    report: Report | None = None
    late: int = 0
    waiting: int = 0
    completeness: Completeness | None = None
    event: ReportEvent | None = None
    extension: Extension | None = None
    comment: Comment | None = None
    target: Denominator | None = None
    reopened: Reopened | None = None
    paper: PaperApproval | None = None
    second: SecondRequest | None = None

    @property
    def place(self) -> str:
        """The region as a list shows it: "Kab. Paser"."""
        return names.short(self.region.name, self.region.kind)


@dataclass(frozen=True)
class Inbox:
    """The tasks of one person, by group in the order of the screen; groups without a task are left out."""

    groups: tuple[tuple[Group, tuple[Task, ...]], ...]

    @property
    def total(self) -> int:
        return sum(len(tasks) for _, tasks in self.groups)


def inbox_of(user: User, at: datetime) -> Inbox:
    """Return what waits for a person at a moment; queries grow with the number of different months alone."""
    held = access.assignments(user, at)
    reports = waiting_reports(held, at)
    desk = Desk(user, reports, at)
    last = last_events(reports)
    grouped = [(report, group_of(report, desk, last.get(report.pk), at)) for report in reports]
    mine = [(report, group) for report, group in grouped if group is not None]
    filling = [report for report, _ in mine if report.state == ReportState.OPEN]
    complete, zones = completeness_of(filling), zones_by_province()
    tasks = [
        Task(
            group=group,
            region=report.region,
            zone=zone_of(desk.above[report.pk], zones),
            report=report,
            late=days_late(report, at),
            waiting=max(0, (at - waiting_since(report, last.get(report.pk))).days),
            completeness=complete.get(report.pk),
            event=last.get(report.pk) if group in (Group.RETURNED, Group.STALLED) else None,
        )
        for report, group in mine
    ]
    tasks += [
        *papers_for(user, held, zones),
        *seconds_for(user, zones, at),
        *extensions_for(held, zones),
        *comments_for(user, held, zones),
        *targets_for(user, held, zones),
    ]
    tasks += reopened_for(user, zones, at)
    return Inbox(tuple((group, of) for group in Group if (of := tuple(one for one in tasks if one.group == group))))


def waiting_reports(held: Sequence[Assignment], at: datetime) -> list[Report]:
    """Return the reports within reach that may wait for the person, oldest month first."""
    wanted = [states_for(Role(one.role), at) & Q(region__in=inside(one.region)) for one in held if states(one)]
    if not wanted:
        return []
    found = Report.objects.filter(reduce(or_, wanted)).select_related("region")
    return list(found.order_by("month", "region__code"))


def states(held: Assignment) -> bool:
    """Tell whether a role has anything to do with reports on their way."""
    forward = {move.ability for move in (SUBMIT, CHECK, SIGN, PUBLISH)}
    return bool(ABILITIES[Role(held.role)] & forward) or held.role == Role.ADMINISTRATOR


def states_for(role: Role, at: datetime) -> Q:
    """Match the reports that may wait for a role: those it can act on, and those that wait too long below it."""
    if role == Role.ADMINISTRATOR:
        stuck = Q(state=ReportState.SIGNED, signed_at__lte=at - PATIENCE)
        return stuck | (Q(region__level=Level.PROVINCE) & ~Q(state=ReportState.PUBLISHED))
    if role == Role.PROVINCE:
        return ~Q(state=ReportState.PUBLISHED)
    return Q(state__in=[state for state, move in FORWARD.items() if move.ability in ABILITIES[role]])


def inside(region: Region) -> object:
    """Return the regions that lie or ever lay in `region`; by the tree of its month `Desk` decides."""
    return Placement.objects.filter(subtree(region)).values("region")


def last_events(reports: Iterable[Report]) -> dict[int, ReportEvent]:
    """Return the last step of each report, with who took it, by report id."""
    rows = ReportEvent.objects.filter(report__in=[report.pk for report in reports]).select_related("by")
    return {row.report_id: row for row in rows.order_by("pk")}


def group_of(report: Report, desk: Desk, last: ReportEvent | None, at: datetime) -> Group | None:
    """Return in which group a report waits for the person; None where it does not."""
    forward = FORWARD[ReportState(report.state)]
    if desk.can(report, forward):
        if forward is not SUBMIT:
            return {CHECK: Group.CHECK, SIGN: Group.SIGN, PUBLISH: Group.PUBLISH}[forward]
        if is_back(last):
            return Group.RETURNED
        return Group.LATE if report.due_at < at else Group.FILL
    is_long = at - waiting_since(report, last) >= PATIENCE
    return Group.STALLED if is_long and looks_after(report, desk) else None


def is_back(last: ReportEvent | None) -> bool:
    return last is not None and last.step in (ReportStep.RETURNED, ReportStep.REOPENED)


def waiting_since(report: Report, last: ReportEvent | None) -> datetime:
    """Return since when nobody acted: the last step, or the deadline where the month was opened before it."""
    if last is None:
        return report.due_at
    return max(report.due_at, last.at) if last.step == ReportStep.OPENED else last.at


def looks_after(report: Report, desk: Desk) -> bool:
    """Tell whether the person is the level above: the province over a regency, the administrator over a province."""
    is_regency = report.region.level == Level.REGENCY and report.state != ReportState.SIGNED
    return (Role.PROVINCE if is_regency else Role.ADMINISTRATOR) in desk.roles(report)


def zones_by_province() -> dict[int, str]:
    """Return the clock of each province (id of region)."""
    return dict(ProvinceDefaults.objects.values_list("province", "time_zone"))


def zone_of(above: Above, zones: Mapping[int, str]) -> str:
    return zones.get(above.province or 0, TimeZone.WIB)


def within(held: Sequence[Assignment], ability: Ability) -> Q:
    """Match rows whose `region` the person reaches with an ability; administrators only what lies at provinces."""
    found = Q(pk__in=[])
    for one in held:
        if ability in ABILITIES[Role(one.role)]:
            level = Q(region__level=Level.PROVINCE) if one.role == Role.ADMINISTRATOR else Q()
            found |= level & Q(region__in=inside(one.region))
    return found


def clocks_of(regions: Iterable[Region], zones: Mapping[int, str]) -> dict[int, str]:
    """Return the clock of each region, by its id, as that of the province in which it lay last; one query."""
    wanted = {region.pk for region in regions}
    rows = Placement.objects.filter(region__in=wanted).order_by("valid_from").values_list("region", "province")
    provinces: dict[int, int | None] = dict(rows)
    return {region: zones.get(provinces.get(region) or 0, TimeZone.WIB) for region in wanted}


def papers_for(user: User, held: Sequence[Assignment], zones: Mapping[int, str]) -> list[Task]:
    """Return the signed scans that the person can compare with their code, oldest first.

    A scan from before the report was last checked is void and left out, and so is whatever the person had a hand in.
    """
    reach = Report.objects.filter(within(held, Ability.CONFIRM_PAPER), state=ReportState.CHECKED).values("pk")
    rows = (
        PaperApproval.objects.filter(report__in=reach, confirmed_by=None, uploaded_at__gte=F("report__checked_at"))
        .exclude(Q(uploaded_by=user) | Q(printed_by=user) | Q(report__checked_by=user))
        .exclude(Q(report__submitted_by=user) | Q(report__writers__user=user))
        .select_related("report__region", "uploaded_by")
        .defer("scan")
    )
    scanned = list(rows.order_by("uploaded_at", "pk"))
    clocks = clocks_of((row.report.region for row in scanned), zones)
    return [
        Task(Group.PAPER, row.report.region, clocks[row.report.region_id], report=row.report, paper=row)
        for row in scanned
    ]


def seconds_for(user: User, zones: Mapping[int, str], at: datetime) -> list[Task]:
    """Return the imports that the person can approve or refuse as the second person, each at its first region."""
    asked = [(row, min(row.upload.reporters.all(), key=lambda one: one.code)) for row in requests_for(user, at)]
    clocks = clocks_of((region for _, region in asked), zones)
    return [Task(Group.SECOND, region, clocks[region.pk], second=row) for row, region in asked]


def extensions_for(held: Sequence[Assignment], zones: Mapping[int, str]) -> list[Task]:
    """Return the requests for more time that the person can decide, oldest first."""
    reach = Report.objects.filter(within(held, Ability.GRANT_EXTENSION)).values("pk")
    rows = Extension.objects.filter(state=ExtensionState.ASKED, report__in=reach)
    asked = list(rows.select_related("report__region", "asked_by").order_by("asked_at", "pk"))
    clocks = clocks_of((row.report.region for row in asked), zones)
    return [
        Task(Group.EXTENSION, row.report.region, clocks[row.report.region_id], report=row.report, extension=row)
        for row in asked
    ]


def comments_for(user: User, held: Sequence[Assignment], zones: Mapping[int, str]) -> list[Task]:
    """Return the remarks on cells that wait for the person's answer, oldest first: of reports still within reach."""
    reach = Report.objects.filter(within(held, Ability.COMMENT)).values("pk")
    rows = Comment.objects.filter(owner=user, answered_by=None, report__in=reach).select_related(
        "report__region", "region", "category", "payer", "by"
    )
    asked = list(rows.order_by("at", "pk"))
    clocks = clocks_of((row.report.region for row in asked), zones)
    return [
        Task(Group.COMMENT, row.region, clocks[row.report.region_id], report=row.report, comment=row) for row in asked
    ]


def targets_for(user: User, held: Sequence[Assignment], zones: Mapping[int, str]) -> list[Task]:
    """Return the targets that the person can approve or accept: not what he proposed or approved himself."""
    proposed = Q(state=DenominatorState.PROPOSED) & within(held, Ability.APPROVE_TARGET)
    approved = Q(state=DenominatorState.APPROVED) & within(held, Ability.ACCEPT_TARGET)
    rows = Denominator.objects.filter(proposed | approved, kind=DenominatorKind.TARGET)
    mine = rows.exclude(proposed_by=user).exclude(approved_by=user).select_related("region", "segment", "proposed_by")
    found = list(mine.order_by("year", "region__code", "segment__position", "pk"))
    clocks = clocks_of((row.region for row in found), zones)
    groups = {DenominatorState.PROPOSED: Group.APPROVE_TARGET, DenominatorState.APPROVED: Group.ACCEPT_TARGET}
    return [Task(groups[DenominatorState(row.state)], row.region, clocks[row.region_id], target=row) for row in found]


def reopened_for(user: User, zones: Mapping[int, str], at: datetime) -> list[Task]:
    """Return the corrections that others opened in the last days, for those above who could have opened them."""
    opened = reopened_since(access.reach(user, at, Ability.REOPEN), at - PATIENCE)
    others = [one for one in opened if one.by != user]
    clocks = clocks_of((one.report.region for one in others), zones)
    return [
        Task(Group.REOPENED, one.report.region, clocks[one.report.region_id], report=one.report, reopened=one)
        for one in others
    ]
