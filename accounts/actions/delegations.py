"""Deputies: a role that one person holds for another (Plh., Plt., atas nama), from one day to another.

Given by the holder or by the level above. Persons are counted, not roles: who entered as himself signs for nobody.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.actions import audit
from accounts.actions.assignments import close_links, closed, refuse_held, told
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act, Acting
from accounts.errors import DelegationRefused, RightMissing
from accounts.models import Assignment, User
from accounts.queries.people import is_possible_deputy

RANKS = {Role.ENTERER: 0, Role.CHECKER: 0, Role.HEAD: 1, Role.PROVINCE: 2, Role.ADMINISTRATOR: 3}
DELEGABLE = frozenset({Role.ENTERER, Role.CHECKER, Role.HEAD, Role.PROVINCE})
LONGEST = timedelta(days=366)


def delegating_role(by: User, assignment: Assignment, at: datetime) -> Role | None:
    """Return the role by which `by` may name a deputy for `assignment`: its own, or one above it; None for neither.

    What `by` holds for someone else does not count: a deputy names none.
    """
    role = Role(assignment.role)
    if role not in DELEGABLE or assignment.acting:
        return None
    if assignment.user_id == by.pk and assignment.pk in {held.pk for held in access.assignments(by, at)}:
        return role
    own = {
        Role(held.role)
        for held in access.reaching(access.assignments(by, at), assignment.region, access.day_of(at))
        if not held.acting
    }
    above = [held for held in own if Ability.DELEGATE in ABILITIES[held] and RANKS[held] > RANKS[role]]
    return max(above, key=RANKS.__getitem__, default=None)


@transaction.atomic
def delegate_role(
    *,
    assignment: Assignment,
    deputy: User,
    acting: Acting,
    since: date,
    until: date,
    reason: str,
    by: User,
    at: datetime,
) -> Assignment:
    """Let `deputy` act for the holder of `assignment` from `since` to `until`, both inclusive, by Jakarta's clock.

    Who names his own deputy gives no day that he does not have himself; the level above may, for a vacant office.
    Raise DelegationRefused, RoleHeldAlready, ReasonMissing, RightMissing.
    """
    assignment = Assignment.objects.select_related("region", "user").get(pk=assignment.pk)
    role, region = Role(assignment.role), assignment.region
    own = delegating_role(by, assignment, at)
    refuse_no_delegation(assignment, deputy, own, by, at)
    last = assignment.until if by.pk == assignment.user_id else None
    if not access.day_of(at) <= since <= until <= min(since + LONGEST, last or date.max):
        raise DelegationRefused("dates", region.name)
    refuse_bad_reason(reason)
    User.objects.select_for_update().get(pk=deputy.pk)  # two grants to one person follow each other
    refuse_held(deputy, role, region, since, until)
    close_links(deputy, role)
    days = {"since": since, "until": until}
    deputyship = {"acting": acting, "acting_for": assignment.user, "reason": reason.strip()}
    granted = Assignment.objects.create(
        user=deputy, role=role, region=region, granted_by=by, granted_at=at, **days, **deputyship
    )
    audit.record(
        by=by,
        act=Act.ROLE_DELEGATED,
        at=at,
        role=own or "",
        region_code=region.code,
        subject=f"user:{deputy.username}",
        new={**told(granted), "acting": str(acting), "for": assignment.user.username},
        reason=reason.strip(),
    )
    return granted


def refuse_no_delegation(assignment: Assignment, deputy: User, own: Role | None, by: User, at: datetime) -> None:
    """Raise what stands against this deputy for this role, named by this person."""
    region = assignment.region
    if Role(assignment.role) not in DELEGABLE:
        raise DelegationRefused("not_delegable", region.name)
    if assignment.acting:
        raise DelegationRefused("no_deputy_of_deputy", region.name, str(assignment.user))
    if own is None:
        raise RightMissing(region.name)
    if deputy.pk == assignment.user_id:
        raise DelegationRefused("same_person", region.name, str(deputy))
    if deputy.pk == by.pk:
        raise DelegationRefused("own_gain", region.name)
    if not is_possible_deputy(deputy, assignment, access.day_of(at)):
        raise DelegationRefused("out_of_office", region.name, str(deputy))


def may_end(by: User, assignment: Assignment, at: datetime) -> bool:
    """Tell whether `by` may end a delegation: who is replaced, the deputy, or the level above."""
    if by.pk in (assignment.user_id, assignment.acting_for_id):
        return True
    return any(
        Ability.DELEGATE in ABILITIES[held] and RANKS[held] > RANKS[Role(assignment.role)]
        for held in access.roles_at(by, assignment.region, at)
    )


@transaction.atomic
def end_delegation(*, assignment: Assignment, reason: str, by: User, at: datetime) -> None:
    """End a delegation from this moment; raise ReasonMissing, RightMissing."""
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("region", "user")
        .exclude(acting="")
        .get(pk=assignment.pk)
    )
    if not may_end(by, assignment, at):
        raise RightMissing(assignment.region.name)
    refuse_bad_reason(reason)
    before = told(assignment)
    after = closed(assignment, access.day_of(at))
    audit.record(
        by=by,
        act=Act.ROLE_ENDED,
        at=at,
        region_code=assignment.region.code,
        subject=f"user:{assignment.user.username}",
        old=before,
        new=after,
        reason=reason.strip(),
    )
