"""Give and end roles. An administrator does so everywhere; the head of an office for who enters and checks there."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.errors import LastAdministrator, RightMissing, RoleHeldAlready
from accounts.models import Assignment, Invitation, User
from regions.enums import Level
from regions.models import Region

GRANTED_BY_HEADS = frozenset({Role.ENTERER, Role.CHECKER})
ROLES_AT = {
    Level.NATION: (Role.ADMINISTRATOR, Role.NATIONAL_JUROR, Role.SECRETARY, Role.IMPORTER),
    Level.PROVINCE: (
        Role.PROVINCE, Role.ENTERER, Role.CHECKER, Role.HEAD, Role.IMPORTER, Role.PROVINCIAL_JUROR, Role.SECRETARY
    ),
    Level.REGENCY: (Role.ENTERER, Role.CHECKER, Role.HEAD, Role.IMPORTER),
}  # fmt: skip
"""The offices that exist at a level, the commonest first; a district or village has at most who enters and checks."""


def grantable_roles(by: User, region: Region, at: datetime) -> tuple[Role, ...]:
    """Return the roles that `by` may give at `region`, of those that exist at its level."""
    usual = ROLES_AT.get(Level(region.level), (Role.ENTERER, Role.CHECKER))
    held = access.roles_at(by, region, at)
    if Role.ADMINISTRATOR in held:
        return usual
    able = any(Ability.MANAGE_USERS in ABILITIES[role] for role in held)
    return tuple(role for role in usual if able and role in GRANTED_BY_HEADS)


def require_may_grant(by: User, role: Role, region: Region, at: datetime) -> Role:
    """Return the role by which `by` may give or end `role` at `region`; raise RightMissing else."""
    held = access.roles_at(by, region, at)
    if Role.ADMINISTRATOR in held:
        return Role.ADMINISTRATOR
    own = access.require(by, Ability.MANAGE_USERS, region, at)
    if role not in GRANTED_BY_HEADS:
        raise RightMissing(region.name)
    return own


def told(assignment: Assignment) -> dict[str, str | None]:
    """Return an assignment as the audit trail keeps it."""
    until = assignment.until.isoformat() if assignment.until else None
    return {"role": assignment.role, "since": assignment.since.isoformat(), "until": until}


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    region: Region,
    by: User,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> Assignment:
    """Give `user` a role at `region` and all below it, from `since` (today) to `until` inclusive (open).

    Raise RightMissing where `by` may not, or would give it to himself without administering the portal, and
    RoleHeldAlready where the person holds it on one of those days, IdentityTyped for the reason.
    """
    own = require_may_grant(by, role, region, at)
    if user.pk == by.pk and own != Role.ADMINISTRATOR:
        raise RightMissing(region.name)
    refuse_identity(reason)
    User.objects.select_for_update().get(pk=user.pk)  # two grants to one person follow each other
    since = since or access.day_of(at)
    refuse_held(user, role, region, since, until)
    close_links(user, role)
    granted = Assignment.objects.create(
        user=user, role=role, region=region, since=since, until=until, granted_by=by, granted_at=at
    )
    audit.record(
        by=by,
        act=Act.ROLE_GRANTED,
        at=at,
        role=own,
        region_code=region.code,
        subject=f"user:{user.username}",
        new=told(granted),
        reason=reason,
    )
    return granted


def refuse_held(user: User, role: Role, region: Region, since: date, until: date | None) -> None:
    """Raise RoleHeldAlready where the person holds the role there on one of those days."""
    overlapping = Assignment.objects.filter(Q(until=None) | Q(until__gte=since), user=user, role=role, region=region)
    if until:
        overlapping = overlapping.filter(since__lte=until)
    if overlapping.exists():
        raise RoleHeldAlready(str(user), region.name)


def close_links(user: User, role: Role) -> None:
    """Void the unused links of a person who gets a role that heads do not give: a head may hold such a link."""
    if role not in GRANTED_BY_HEADS:
        Invitation.objects.filter(user=user, used_at=None).delete()


@transaction.atomic
def end_role(*, assignment: Assignment, by: User, at: datetime, reason: str = "") -> None:
    """End a role from this moment: yesterday becomes its last day, and one that began today is taken away whole.

    It counts from the next request of that person, in open sessions too. The trail keeps what was held and when.
    Deputies that the holder named himself end with it.
    """
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("region", "user")
    assignment = rows.get(pk=assignment.pk)
    own = require_may_grant(by, Role(assignment.role), assignment.region, at)
    refuse_identity(reason)
    if assignment.role == Role.ADMINISTRATOR:
        refuse_last_administrator(assignment.user, at)
    before = told(assignment)
    deputies = end_own_deputies(assignment, access.day_of(at))
    after = closed(assignment, access.day_of(at))
    if deputies:
        after = {**(after or {}), "deputies": ", ".join(deputies)}
    audit.record(
        by=by,
        act=Act.ROLE_ENDED,
        at=at,
        role=own,
        region_code=assignment.region.code,
        subject=f"user:{assignment.user.username}",
        old=before,
        new=after,
        reason=reason,
    )


def end_own_deputies(assignment: Assignment, today: date) -> list[str]:
    """End the deputies whom the holder of a role named himself; return who they are."""
    named = Assignment.objects.select_for_update(of=("self",)).filter(
        acting_for=assignment.user_id,
        granted_by=assignment.user_id,
        role=assignment.role,
        region=assignment.region_id,
        until__gte=today,
    )
    rows = list(named.select_related("user").order_by("pk"))
    for row in rows:
        closed(row, today)
    return [row.user.username for row in rows]


def closed(assignment: Assignment, today: date) -> dict[str, str | None] | None:
    """Let an assignment end before `today` and return what the trail tells of it; None where nothing of it is left."""
    if assignment.since >= today:
        assignment.delete()
        return None
    assignment.until = min(assignment.until or today, today - timedelta(days=1))
    assignment.save(update_fields=["until"])
    return told(assignment)


def refuse_last_administrator(leaving: User, at: datetime) -> None:
    """Raise LastAdministrator where nobody else who can sign in would administer the portal.

    Who lets an administrator go waits here for who does the same: of two that let each other go one stays.
    """
    list(Region.objects.select_for_update(no_key=True).filter(level=Level.NATION))
    others = Assignment.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=leaving)
    if not others.on(access.day_of(at)).exists():
        raise LastAdministrator
