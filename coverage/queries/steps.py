"""Which steps a person can take now with which reports, and who else can: one reading for page, list and inbox.

The actions decide again, under lock; here is told beforehand what they would say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import ceil
from typing import NamedTuple

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import Assignment, User
from accounts.queries.offices import small_offices
from coverage import months
from coverage.enums import ReportState, ReportStep
from coverage.models import Report, ReportWriter
from regions.enums import Level
from regions.models import Placement, Region


@dataclass(frozen=True)
class Move:
    """A step as a person takes it: its word in addresses, what it makes of a report, from where, by which right."""

    word: str
    step: ReportStep
    sources: tuple[ReportState, ...]
    ability: Ability
    is_forward: bool = True


SUBMIT = Move("ajukan", ReportStep.SUBMITTED, (ReportState.OPEN,), Ability.SUBMIT)
CHECK = Move("nyatakan-benar", ReportStep.CHECKED, (ReportState.SUBMITTED,), Ability.CHECK)
SIGN = Move("sahkan", ReportStep.SIGNED, (ReportState.CHECKED,), Ability.SIGN)
PUBLISH = Move("terbitkan", ReportStep.PUBLISHED, (ReportState.SIGNED,), Ability.PUBLISH)
WITHDRAW = Move("tarik", ReportStep.RETURNED, (ReportState.SUBMITTED,), Ability.SUBMIT, is_forward=False)
RETURN = Move(
    "kembalikan",
    ReportStep.RETURNED,
    (ReportState.SUBMITTED, ReportState.CHECKED, ReportState.SIGNED),
    Ability.RETURN,
    is_forward=False,
)
MOVES = {move.word: move for move in (SUBMIT, CHECK, SIGN, PUBLISH, WITHDRAW, RETURN)}
FORWARD = {move.sources[0]: move for move in (SUBMIT, CHECK, SIGN, PUBLISH)}
"""The step that leads on from a state."""


class Above(NamedTuple):
    """Where the region of a report lay at its month: ids."""

    region: int
    province: int | None
    regency: int | None


def above_of(reports: Iterable[Report]) -> dict[int, Above]:
    """Return where the region of each report lay on the last day of its month, by report id, in one query."""
    wanted = list(reports)
    places: dict[int, list[Placement]] = {}
    for place in Placement.objects.filter(region__in={report.region_id for report in wanted}).order_by("pk"):
        places.setdefault(place.region_id, []).append(place)
    found = {}
    for report in wanted:
        day = months.last_day(report.month)
        stood = [place for place in places.get(report.region_id, []) if place.valid_from <= day < place.valid_to]
        above = (stood[0].province_id, stood[0].regency_id) if stood else (None, None)
        found[report.pk] = Above(report.region_id, *above)
    return found


class Desk:
    """What one person can do with some reports at a moment, read in a number of queries that no report adds to.

    `reports` come with their region.
    """

    def __init__(self, user: User, reports: Sequence[Report], at: datetime) -> None:
        self.user, self.reports, self.at = user, reports, at

    @cached_property
    def held(self) -> list[Assignment]:
        return access.assignments(self.user, self.at)

    @cached_property
    def above(self) -> Mapping[int, Above]:
        return above_of(self.reports)

    @cached_property
    def written(self) -> set[int]:
        """Ids of the reports in which the person wrote figures."""
        rows = ReportWriter.objects.filter(user=self.user, report__in=[report.pk for report in self.reports])
        return set(rows.values_list("report", flat=True))

    @cached_property
    def small(self) -> set[int]:
        """Ids of the regencies with too few people to check their own."""
        waiting = {
            report.region_id
            for report in self.reports
            if report.state == ReportState.SUBMITTED and report.region.level == Level.REGENCY
        }
        return small_offices(waiting, access.day_of(self.at)) if waiting else set()

    def roles(self, report: Report) -> set[Role]:
        """Return the roles of the person that reach the report, by the tree of its month."""
        above = self.above[report.pk]
        return {
            Role(assignment.role)
            for assignment in self.held
            if assignment.region_id in above or assignment.region.level == Level.NATION
        }

    def may(self, report: Report, ability: Ability) -> bool:
        return any(ability in ABILITIES[role] for role in self.roles(report))

    def has_right(self, report: Report, move: Move) -> bool:
        """Tell whether a role of the person has the right to the step, whoever did the steps before."""
        if move is CHECK and report.region_id in self.small and self.may(report, Ability.CHECK_SMALL_OFFICE):
            return True
        return self.may(report, move.ability)

    def took_part(self, report: Report, move: Move) -> bool:
        """Tell whether the person did a step before, and so must leave this one to another."""
        before = {
            CHECK: (report.submitted_by_id,),
            SIGN: (report.submitted_by_id, report.checked_by_id),
            PUBLISH: (report.submitted_by_id, report.checked_by_id, report.signed_by_id),
        }
        return move in before and (self.user.pk in before[move] or report.pk in self.written)

    def can(self, report: Report, move: Move) -> bool:
        """Tell whether the step would be taken now."""
        if report.state not in move.sources or not self.has_right(report, move):
            return False
        if move is WITHDRAW:
            return report.submitted_by_id == self.user.pk
        return not self.took_part(report, move)

    def moves(self, report: Report) -> tuple[Move, ...]:
        """Return the steps that the person can take now, the one forward first; what is withdrawn is not returned."""
        found = [move for move in MOVES.values() if self.can(report, move)]
        return tuple(move for move in found if not (move is RETURN and WITHDRAW in found))


def who_can(report: Report, move: Move, at: datetime) -> list[User]:
    """Return the people who could take the step with a report: with the right to it, and no part in the steps before.

    Those of the region itself come first, then those above; by name.
    """
    day = access.day_of(at)
    small = small_offices([report.region_id], day) if move is CHECK and report.region.level == Level.REGENCY else set()
    rights = {move.ability} | ({Ability.CHECK_SMALL_OFFICE} if small else set())
    barred: set[int | None] = {report.submitted_by_id, report.checked_by_id, report.signed_by_id}
    if move is not SUBMIT:
        barred |= set(report.writers.values_list("user", flat=True))
    return [person for person in people_able(report, rights, at) if person.pk not in barred]


def people_able(report: Report, rights: Collection[Ability], at: datetime) -> list[User]:
    """Return the people who hold one of `rights` where a report is, those of its region first, then those above."""
    above = above_of([report])[report.pk]
    roles = [role for role, abilities in ABILITIES.items() if abilities.intersection(rights)]
    nation = Region.objects.filter(level=Level.NATION).values("pk")
    reaching = Assignment.objects.on(access.day_of(at)).filter(role__in=roles, user__is_active=True)
    found = reaching.filter(region__in=[pk for pk in above if pk]) | reaching.filter(region__in=nation)
    people: dict[int, User] = {}
    for held in found.select_related("user", "region").order_by("-region__level", "user__name", "user__username"):
        people.setdefault(held.user_id, held.user)
    return list(people.values())


def days_late(report: Report, at: datetime) -> int:
    """Return for how many days, begun ones included, the report was or has been due without being submitted; else 0.

    A correction of a published month is never late: the deadline was for the first number.
    """
    if report.is_correcting or report.publications > 1:
        return 0
    until = report.submitted_at or (at if report.state == ReportState.OPEN else report.due_at)
    seconds = (until - report.due_at).total_seconds()
    return max(0, ceil(seconds / 86_400))
