"""Let people in and out: invitations, deactivation, the end of sessions."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions import audit
from accounts.actions.assignments import GRANTED_BY_HEADS, grant_role, refuse_last_administrator, require_may_grant
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.actions.tokens import digest_of_token, end_tokens
from accounts.enums import Act
from accounts.errors import (
    AdministratorExists,
    InvitationSpent,
    RegisterMissing,
    RightMissing,
    UsernameTaken,
    UsernameUnfit,
)
from accounts.models import Assignment, Invitation, Session, User
from regions.enums import Level
from regions.models import Region

FIRST_LINK_LASTS = timedelta(hours=24)
NEW_LINK_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Invited:
    """A person with the secret part of the one-use link; it is shown once and never stored."""

    user: User
    token: str
    expires_at: datetime


def make_link(user: User, lasts: timedelta, at: datetime) -> Invited:
    """Return a new one-use link of 256 random bits; older links of this person end with it."""
    Invitation.objects.filter(user=user, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(user=user, token_sha256=digest_of_token(token), created_at=at, expires_at=at + lasts)
    return Invited(user, token, at + lasts)


def new_user(username: str, name: str, email: str) -> User:
    """Store a person who cannot sign in yet; raise UsernameUnfit or UsernameTaken."""
    user = User(username=username, name=name, email=email)
    user.set_unusable_password()
    try:
        User._meta.get_field("username").clean(username, user)
    except ValidationError as error:
        raise UsernameUnfit(username) from error
    if User.objects.filter(username=username).exists():
        raise UsernameTaken(username)
    user.save()
    return user


@transaction.atomic
def invite_user(
    *,
    username: str,
    name: str,
    role: Role,
    region: Region,
    by: User,
    at: datetime,
    email: str = "",
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> Invited:
    """Store a person with a first role and return the link, valid for a day, with which they set their password."""
    own = require_may_grant(by, role, region, at)
    refuse_identity(username, name, reason)
    user = new_user(username, name, email)
    grant_role(user=user, role=role, region=region, by=by, at=at, since=since, until=until)
    invited = make_link(user, FIRST_LINK_LASTS, at)
    audit.record(
        by=by,
        act=Act.USER_INVITED,
        at=at,
        role=own,
        region_code=region.code,
        subject=f"user:{username}",
        new={"name": name},
        reason=reason,
    )
    return invited


@transaction.atomic
def renew_link(*, user: User, by: User, at: datetime, reason: str = "") -> Invited:
    """Return a link, valid for an hour, for someone who forgot the password; the second factor stays as it is.

    Who never used the first link gets another that lasts as long as that. A greater role that is given meanwhile waits
    and voids the link, or is seen here.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    role, region = require_may_manage(by, user, at)
    refuse_identity(reason)
    joins = user.joined_at is None
    invited = make_link(user, FIRST_LINK_LASTS if joins else NEW_LINK_LASTS, at)
    audit.record(
        by=by,
        act=Act.USER_INVITED if joins else Act.PASSWORD_RESET,
        at=at,
        role=role,
        region_code=region.code,
        subject=f"user:{user.username}",
        reason=reason,
    )
    return invited


@transaction.atomic
def invite_first_administrator(*, email: str, at: datetime) -> Invited:
    """Return a link for the first administrator, named after `email`; asked again before it is used, a new link.

    Raise AdministratorExists once someone who can sign in administers the portal, RegisterMissing without regions.
    """
    nation = Region.objects.select_for_update().filter(level=Level.NATION).first()  # two such calls follow each other
    if nation is None:
        raise RegisterMissing
    held = Assignment.objects.filter(role=Role.ADMINISTRATOR).select_related("user").order_by("pk")
    if held.filter(user__is_active=True).exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        raise AdministratorExists
    waiting = held.filter(user__email=email).first()
    username = email.split("@")[0].lower()
    user = waiting.user if waiting else new_user(username, "", email)
    if waiting is None:
        Assignment.objects.create(
            user=user, role=Role.ADMINISTRATOR, region=nation, since=access.day_of(at), granted_at=at
        )
    invited = make_link(user, FIRST_LINK_LASTS, at)
    audit.record(
        by=None,
        act=Act.USER_INVITED,
        at=at,
        region_code=nation.code,
        subject=f"user:{user.username}",
        new={"role": "D"},
    )
    return invited


def open_invitation(token: str, at: datetime) -> Invitation:
    """Return the invitation of an unused link within its time; raise InvitationSpent."""
    found = Invitation.objects.filter(token_sha256=digest_of_token(token), used_at=None, expires_at__gt=at)
    invitation = found.select_related("user").first()
    if invitation is None or not invitation.user.is_active:
        raise InvitationSpent
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, at: datetime) -> User:
    """Use the link up: set name and password, end all sessions and keys of programs.

    Who has a second factor still needs it to sign in.
    Raise InvitationSpent, IdentityTyped for the name.
    """
    refuse_identity(name)
    opened = Invitation.objects.select_for_update().filter(pk=open_invitation(token, at).pk, used_at=None).first()
    if opened is None:  # another request used or voided it while this one waited for the lock
        raise InvitationSpent
    invitation, user = opened, opened.user
    joins, before = user.joined_at is None, user.name
    user.name, user.joined_at = name, user.joined_at or at
    user.set_password(password)
    user.save(update_fields=["name", "joined_at", "password"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    Session.objects.filter(user=user).delete()
    end_tokens(user=user, by=user, at=at)
    act = Act.USER_JOINED if joins else Act.PASSWORD_CHANGED
    old, new = ({"name": before}, {"name": name}) if name != before else (None, None)
    audit.record(by=user, act=act, at=at, subject=f"user:{user.username}", old=old, new=new)
    return user


def require_may_manage(by: User, user: User, at: datetime) -> tuple[Role, Region]:
    """Return role and region by which `by` looks after `user`; raise RightMissing.

    The head of an office may where all that the person holds, ever held or is yet to hold are roles which the head
    gives, within the office: a link renewed today still lets in on the day when a greater role begins or comes back.
    What a deputy held for someone else and holds no more does not come back.
    """
    held = access.assignments(user, at)
    over = ~Q(acting="") & Q(until__lt=access.day_of(at))
    ever = list(Assignment.objects.filter(user=user).exclude(over).select_related("region").order_by("pk"))
    for own in access.assignments(by, at):
        if own.role == Role.ADMINISTRATOR:
            return Role.ADMINISTRATOR, own.region
    roles = [
        access.require(by, Ability.MANAGE_USERS, assignment.region, at)
        for assignment in ever
        if assignment.role in GRANTED_BY_HEADS
    ]
    if not held or len(roles) < len(ever):
        raise RightMissing(held[0].region.name if held else str(user))
    return roles[0], held[0].region


@transaction.atomic
def deactivate_user(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Let a person in no more: account, sessions, keys of programs and open links end. Their acts stay in the trail."""
    refuse_bad_reason(reason)
    user = User.objects.select_for_update().get(pk=user.pk)
    role, region = require_may_manage(by, user, at)
    if any(assignment.role == Role.ADMINISTRATOR for assignment in access.assignments(user, at)):
        refuse_last_administrator(user, at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Session.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user, used_at=None).delete()
    end_tokens(user=user, by=by, at=at)
    audit.record(
        by=by,
        act=Act.USER_DEACTIVATED,
        at=at,
        role=role,
        region_code=region.code,
        subject=f"user:{user.username}",
        reason=reason,
    )


@transaction.atomic
def reactivate_user(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Let a deactivated person in again, with the password of before and the roles that still hold.

    Raise ReasonMissing, and RightMissing where what the person would hold then is not all given by `by`.
    """
    refuse_bad_reason(reason)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:  # another request let the person in meanwhile
        return
    user.is_active = True
    role, region = require_may_manage(by, user, at)
    user.save(update_fields=["is_active"])
    audit.record(
        by=by,
        act=Act.USER_REACTIVATED,
        at=at,
        role=role,
        region_code=region.code,
        subject=f"user:{user.username}",
        reason=reason,
    )


@transaction.atomic
def end_sessions(*, user: User, keys: list[str], by: User, at: datetime) -> int:
    """End those of the person's sessions that have one of `keys`; return how many there were."""
    ended, _ = Session.objects.filter(user=user, session_key__in=keys).delete()
    if ended:
        audit.record(by=by, act=Act.SESSION_ENDED, at=at, subject=f"user:{user.username}", new={"sessions": ended})
    return ended
