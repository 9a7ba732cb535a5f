"""Give and end roles. An administrator does so everywhere; the head of an office for who enters and checks there."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions import audit
from accounts.enums import Act
from accounts.errors import LastAdministrator, RightMissing, RoleHeldAlready
from accounts.models import Assignment, User
from regions.models import Region

GRANTED_BY_HEADS = frozenset({Role.ENTERER, Role.CHECKER})


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
) -> Assignment:
    """Give `user` a role at `region` and all below it, from `since` (today) to `until` inclusive (open).

    Raise RightMissing where `by` may not, and RoleHeldAlready where the person holds it on one of those days.
    """
    own = require_may_grant(by, role, region, at)
    User.objects.select_for_update().get(pk=user.pk)  # two grants to one person follow each other
    since = since or access.day_of(at)
    overlapping = Assignment.objects.filter(Q(until=None) | Q(until__gte=since), user=user, role=role, region=region)
    if until:
        overlapping = overlapping.filter(since__lte=until)
    if overlapping.exists():
        raise RoleHeldAlready(str(user), region.name)
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
    )
    return granted


@transaction.atomic
def end_role(*, assignment: Assignment, by: User, at: datetime, reason: str = "") -> None:
    """End a role from this moment: yesterday becomes its last day, and one that began today is taken away whole.

    It counts from the next request of that person, in open sessions too. The trail keeps what was held and when.
    """
    assignment = Assignment.objects.select_for_update().select_related("region", "user").get(pk=assignment.pk)
    own = require_may_grant(by, Role(assignment.role), assignment.region, at)
    if assignment.role == Role.ADMINISTRATOR:
        refuse_last_administrator(assignment.user, at)
    before, today = told(assignment), access.day_of(at)
    if assignment.since >= today:
        assignment.delete()
        after = None
    else:
        assignment.until = min(assignment.until or today, today - timedelta(days=1))
        assignment.save(update_fields=["until"])
        after = told(assignment)
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


def refuse_last_administrator(leaving: User, at: datetime) -> None:
    """Raise LastAdministrator where nobody else who can sign in would administer the portal."""
    others = Assignment.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=leaving)
    if not others.on(access.day_of(at)).exists():
        raise LastAdministrator
