"""What an office still needs before its first month can be public: each step computed, never ticked by hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import Assignment, User
from coverage import calendars, months
from coverage.enums import DenominatorKind
from coverage.models import AskedPair, Deadline, Denominator, Report
from regions.enums import Level
from regions.models import Placement, Region, subtree

PEOPLE, PLAN, DEADLINES, TARGET, MONTH = "people", "plan", "deadlines", "target", "month"
DOERS = {
    PEOPLE: Ability.MANAGE_USERS,
    PLAN: Ability.SET_PLAN,
    DEADLINES: Ability.SET_DEADLINES,
    TARGET: Ability.PROPOSE_TARGET,
    MONTH: Ability.EDIT_FIGURES,
}
"""The steps in the order in which they can be taken, and by which right each begins."""
OFFICE = frozenset({Role.ENTERER, Role.CHECKER, Role.HEAD})


@dataclass(frozen=True)
class Step:
    """One step: done at `have` of `wanted` offices (of people: of three roles where it is about one office).

    `can`: the person may begin it. `missing` names the roles that nobody holds.
    """

    code: str
    have: int
    wanted: int
    can: bool
    missing: tuple[Role, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.have >= self.wanted


@dataclass(frozen=True)
class Office:
    """A province or regency below a region, and which of its roles nobody holds."""

    region: Region
    missing: tuple[Role, ...]


@dataclass(frozen=True)
class Checklist:
    """The first steps of one office in a year; `next_year` is the year that nobody has begun yet, or None."""

    region: Region
    year: int
    steps: tuple[Step, ...]
    below: tuple[Office, ...]
    next_year: int | None

    @property
    def is_done(self) -> bool:
        return all(step.is_done for step in self.steps)

    @property
    def left(self) -> int:
        return sum(not step.is_done for step in self.steps)


def checklists(user: User, at: datetime) -> tuple[Checklist, ...]:
    """Return the first steps of each office at which the person holds a role, the widest first."""
    today, roles = access.day_of(at), dict[int, set[Role]]()
    regions: dict[int, Region] = {}
    for held in access.assignments(user, at):
        if Ability.READ_DRAFT in ABILITIES[Role(held.role)]:
            regions[held.region_id] = held.region
            roles.setdefault(held.region_id, set()).add(Role(held.role))
    ordered = sorted(regions.values(), key=lambda region: (region.level, region.code))
    return tuple(checklist(region, roles[region.pk], today) for region in ordered if region.level <= Level.REGENCY)


def checklist(region: Region, roles: Collection[Role], today: date) -> Checklist:
    """Return the first steps of one office; the same number of queries for any of its level."""
    offices = offices_below(region, today)
    usual = months.shifted(today.year * 100 + today.month, -1) // 100
    reporters = [region.pk, *(office.region.pk for office in offices)]
    years = reported_years(region, today)
    year = usual if not years or usual in years else max(years)
    able = frozenset[Ability]().union(*(ABILITIES[role] for role in roles))
    counted = one_office(region, year, today) if region.level == Level.REGENCY else many(region, offices, year, today)
    steps = tuple(
        Step(code, have, wanted, DOERS[code] in able, missing) for code, (have, wanted, missing) in counted.items()
    )
    begun = Report.objects.filter(region__in=reporters, month__in=calendars.months_of(year + 1)).exists()
    asked = AskedPair.objects.filter(region=region, year=year + 1).exists()
    is_near = today >= date(year, 11, 1)
    return Checklist(region, year, steps, offices, year + 1 if is_near and not (begun and asked) else None)


Counted = dict[str, tuple[int, int, tuple[Role, ...]]]


def one_office(region: Region, year: int, today: date) -> Counted:
    """Return what stands of a regency's first steps: (have, wanted, missing roles) by step."""
    missing = missing_roles([region], today)[region.pk]
    of_year = Report.objects.filter(region=region, month__in=calendars.months_of(year))
    return {
        PEOPLE: (len(OFFICE) - len(missing), len(OFFICE), missing),
        PLAN: (int(AskedPair.objects.filter(region=region, year=year).exists()), 1, ()),
        DEADLINES: (int(of_year.exists()), 1, ()),
        TARGET: (int(accepted_targets(year).filter(region=region).exists()), 1, ()),
        MONTH: (int(of_year.filter(publications__gt=0).exists()), 1, ()),
    }


def many(region: Region, offices: Collection[Office], year: int, today: date) -> Counted:
    """Return what stands of the first steps of a province's regencies, or of the nation's provinces."""
    regencies = regencies_in(region, today)
    count, of_year = len(offices), calendars.months_of(year)
    whole = sum(not office.missing for office in offices)
    opened = Deadline.objects.filter(month__in=of_year)
    published = Report.objects.filter(month__in=of_year, publications__gt=0, region__in=regencies)
    if region.level == Level.NATION:
        provinces = opened.values("province").distinct().count()
        return {
            PEOPLE: (whole, count, ()),
            DEADLINES: (provinces, count, ()),
            MONTH: (int(published.exists()), 1, ()),
        }
    reports = Report.objects.filter(region__in=regencies, month__in=of_year)
    is_open = any([opened.filter(province=region).exists(), reports.exists()])
    asked = AskedPair.objects.filter(region__in=regencies, year=year).values("region").distinct().count()
    targets = accepted_targets(year).filter(region__in=regencies).values("region").distinct().count()
    return {
        PEOPLE: (whole, count, ()),
        DEADLINES: (int(is_open), 1, ()),
        PLAN: (asked, count, ()),
        TARGET: (targets, count, ()),
        MONTH: (int(published.exists()), 1, ()),
    }


def accepted_targets(year: int) -> QuerySet[Denominator]:
    return Denominator.objects.accepted().filter(kind=DenominatorKind.TARGET, year=year)


def regencies_in(region: Region, today: date) -> QuerySet[Placement, Any]:
    """Return the ids of the regencies at or below `region`, as a query to stand in others."""
    return Placement.objects.on(today).filter(subtree(region), level=Level.REGENCY).values("region")


def reported_years(region: Region, today: date) -> set[int]:
    """Return the years of which the office has reports."""
    reporters = Q(region=region) | Q(region__in=regencies_in(region, today))
    return {month // 100 for month in Report.objects.filter(reporters).values_list("month", flat=True).distinct()}


def offices_below(region: Region, today: date) -> tuple[Office, ...]:
    """Return the provinces of the nation or the regencies of a province, by code, with the roles that are missing."""
    if region.level > Level.PROVINCE:
        return ()
    rows = Placement.objects.on(today).filter(parent=region).select_related("region").order_by("code")
    children = [row.region for row in rows]
    missing = missing_roles(children, today)
    return tuple(Office(child, missing[child.pk]) for child in children)


def missing_roles(regions: Collection[Region], today: date) -> dict[int, tuple[Role, ...]]:
    """Return by region the roles that it needs and nobody who can sign in holds there, deputies counted."""
    rows = Assignment.objects.on(today).filter(region__in=regions, user__is_active=True)
    held: dict[int, set[str]] = {}
    for place, role in rows.values_list("region", "role"):
        held.setdefault(place, set()).add(role)
    found = {}
    for region in regions:
        needed = {Role.PROVINCE} if region.level == Level.PROVINCE else OFFICE
        found[region.pk] = tuple(role for role in Role if role in needed and role not in held.get(region.pk, ()))
    return found
