"""Who holds which role where, deputies included, and who could stand in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from accounts.abilities import Role
from accounts.enums import ROLE_LABELS, Acting
from accounts.models import Assignment, User
from regions.enums import Level
from regions.models import Placement, Region, subtree

SHOWN_AFTER_END = timedelta(days=90)
"""How long a role that ended is still listed, so that a mistake is seen and someone who left is found."""
ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True)
class Held:
    """A role of a person. `acting` is "Plh." and the like for a deputy, else empty."""

    id: int
    role: Role
    label: str
    region: Region
    since: date
    until: date | None
    acting: str
    acting_for: str
    reason: str
    is_over: bool
    is_coming: bool

    @property
    def is_current(self) -> bool:
        return not (self.is_over or self.is_coming)


@dataclass(frozen=True)
class Person:
    """Someone with roles at a region or below it; `roles` are by region, then by office."""

    user: User
    roles: tuple[Held, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether the person was invited and has not chosen a password yet."""
        return self.user.joined_at is None and not self.user.has_usable_password()

    @property
    def has_second_factor(self) -> bool:
        """Whether the person signs in with a code too; one query."""
        return bool(Authenticator.objects.filter(user=self.user).exists())

    @property
    def holds_something(self) -> bool:
        return any(not held.is_over for held in self.roles)


def held_of(row: Assignment, today: date) -> Held:
    return Held(
        id=row.pk,
        role=Role(row.role),
        label=str(ROLE_LABELS[Role(row.role)]),
        region=row.region,
        since=row.since,
        until=row.until,
        acting=str(Acting(row.acting).label) if row.acting else "",
        acting_for=str(row.acting_for) if row.acting_for else "",
        reason=row.reason,
        is_over=row.until is not None and row.until < today,
        is_coming=row.since > today,
    )


def within(region: Region, today: date) -> QuerySet[Assignment]:
    """Return the assignments, of whatever time, at `region` and below it."""
    if region.level == Level.NATION:
        return Assignment.objects.all()
    places = Placement.objects.on(today).filter(subtree(region))
    return Assignment.objects.filter(region__in=places.values("region"))


def people_at(region: Region, today: date) -> tuple[Person, ...]:
    """Return who holds, will hold or lately held a role at `region` or below, by region and office; one query."""
    lately = Q(until=None) | Q(until__gte=today - SHOWN_AFTER_END)
    rows = within(region, today).filter(lately).select_related("user", "region", "acting_for")
    return persons_of(rows.order_by("region__code", "user__name", "user", "pk"), today)


def persons_of(rows: Iterable[Assignment], today: date) -> tuple[Person, ...]:
    """Return the assignments person by person, whoever stands first by region and office first."""
    ordered = sorted(rows, key=lambda row: (row.region.code, ORDER[Role(row.role)], row.user.name, row.pk))
    users: dict[int, User] = {}
    held: dict[int, list[Held]] = {}
    for row in ordered:
        users.setdefault(row.user_id, row.user)
        held.setdefault(row.user_id, []).append(held_of(row, today))
    return tuple(Person(user, tuple(held[pk])) for pk, user in users.items())


def person_at(region: Region, username: str, today: date) -> Person | None:
    """Return one person with all roles ever held at `region` or below; None for who never held one there."""
    rows = within(region, today).filter(user__username=username).select_related("user", "region", "acting_for")
    return next(iter(persons_of(rows, today)), None)


def person_elsewhere(username: str) -> Person | None:
    """Return someone who has an account, whatever roles they hold elsewhere, to be given a first one here."""
    user = User.objects.filter(username=username).first()
    return Person(user, ()) if user else None


def is_username(name: str) -> bool:
    return User.objects.filter(username=name).exists()


def delegations_at(region: Region, today: date) -> tuple[Assignment, ...]:
    """Return the deputies at `region` itself, those that ended within the last year too, the latest first."""
    rows = Assignment.objects.filter(region=region, until__gte=today - timedelta(days=366)).exclude(acting="")
    return tuple(rows.select_related("user", "acting_for", "region", "granted_by").order_by("-since", "-pk"))


def holders_at(region: Region, today: date) -> tuple[Assignment, ...]:
    """Return the roles held at `region` in one's own name, or lately held: a vacant office gets a deputy too."""
    lately = Q(until=None) | Q(until__gte=today - SHOWN_AFTER_END)
    rows = Assignment.objects.filter(lately, region=region, acting="", since__lte=today)
    return tuple(rows.select_related("user", "region").order_by("role", "user__name", "pk"))


def possible_deputies(region: Region, today: date) -> QuerySet[User]:
    """Return who may act for someone at `region`: active people with a role there, below it, or at its province."""
    places = Placement.objects.on(today)
    above = places.filter(region=region).values("province")
    near = Q(assignments__region__in=places.filter(subtree(region)).values("region"))
    holding = Assignment.objects.on(today).exclude(role__in=[Role.PROVINCIAL_JUROR, Role.NATIONAL_JUROR])
    return (
        User.objects.filter(near | Q(assignments__region__in=above), assignments__in=holding, is_active=True)
        .distinct()
        .order_by("name", "pk")
    )


def is_possible_deputy(user: User, assignment: Assignment, today: date) -> bool:
    return possible_deputies(assignment.region, today).filter(pk=user.pk).exists()


def acting_roles(user: User, today: date) -> tuple[Held, ...]:
    """Return the roles in which the person acts for someone else today."""
    rows = Assignment.objects.filter(user=user).on(today).exclude(acting="").select_related("region", "acting_for")
    return tuple(held_of(row, today) for row in rows.order_by("pk"))


def offices_under(region: Region, today: date) -> tuple[Region, ...]:
    """Return the provinces of the nation or the regencies of a province, by code; nothing below those."""
    if region.level > Level.PROVINCE:
        return ()
    rows = Placement.objects.on(today).filter(parent=region).select_related("region").order_by("code")
    return tuple(row.region for row in rows)
