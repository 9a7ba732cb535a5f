"""Keys with which programs act for a person: made by the person alone, let in, revoked.

A key is a secret of 256 random bits that is shown once. It holds the roles that the person had when it was made, but
not that of an administrator, whose second factor no program can show; it ends with its day, with those roles, with the
account, and when the password or the second factor is set anew.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts import access
from accounts.abilities import Role
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.actions.sign_in import TOKEN_WINDOW, Scope, Try, counted
from accounts.enums import Act
from accounts.errors import AccountsError, TokenHeld, TokenNotMade, TokenRefused
from accounts.models import Token, User

MARK = "paritrana_"  # by which a secret that leaked into a public place is recognised
LONGEST_NAME = 60
MOST_DAYS = 366
MOST_TOKENS = 10
WRONG_LIMIT = 20  # of one address, in TOKEN_WINDOW; further ones are not even recorded
ASK_LIMIT, ASK_WINDOW = 60, timedelta(minutes=1)
RECORDED_EVERY = timedelta(minutes=1)  # a program that asks how far its upload is does not fill the trail


@dataclass(frozen=True)
class Made:
    """A key with its secret, which is shown once and never stored."""

    token: Token
    secret: str


@dataclass(frozen=True)
class Request:
    """What a program asks, and from where: "POST", "/api/v1/impor/", "192.0.2.1"."""

    method: str
    path: str
    address: str


def digest_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_token(*, user: User, name: str, days: int, at: datetime) -> Made:
    """Store a key for programs of `user` that lasts so many days; raise TokenNotMade, or IdentityTyped for the name."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise TokenNotMade("name")
    if not 0 < days <= MOST_DAYS:
        raise TokenNotMade("days")
    refuse_identity(name)
    User.objects.select_for_update().get(pk=user.pk)  # two that are made at once are both counted
    if Token.objects.filter(user=user, revoked_at=None, ends_at__gt=at).count() >= MOST_TOKENS:
        raise TokenNotMade("many")
    held = [one for one in access.assignments(user, at) if one.role != Role.ADMINISTRATOR]
    if not held:
        raise TokenNotMade("no_role")
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user, name=name, sha256=digest_of_token(secret), made_at=at, ends_at=at + timedelta(days=days)
    )
    token.assignments.set(held)
    roles = [f"{one.role}:{one.region.code}" for one in held]
    record(token, Act.TOKEN_MADE, user, at, {"name": name, "ends_at": token.ends_at.isoformat(), "roles": roles})
    return Made(token, secret)


@transaction.atomic
def revoke_token(*, token: Token, by: User, at: datetime) -> None:
    """Let a key let nobody in any more; one that ended already stays as it is."""
    token = Token.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    if token.revoked_at is None:
        end([token], by, at)


def end_tokens(*, user: User, by: User, at: datetime) -> None:
    """Revoke all keys of a person, within the transaction of the act that is the reason."""
    open_ones = Token.objects.select_for_update(of=("self",)).select_related("user").filter(user=user, revoked_at=None)
    end(list(open_ones.order_by("pk")), by, at)


def end(tokens: Sequence[Token], by: User, at: datetime) -> None:
    """Revoke locked keys, with an entry in the trail for each."""
    for token in tokens:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        record(token, Act.TOKEN_REVOKED, by, at, {"name": token.name})


def admit(*, secret: str, asked: Request, at: datetime) -> Token:
    """Return the key of `secret` and count its use; its `user` holds the roles of the key and no other.

    Raise TokenRefused where it lets nobody in, TokenHeld where it, or wrong keys from its address, come too often.
    """
    found = judged(secret, asked, at)
    if isinstance(found, AccountsError):
        raise found
    return found


@transaction.atomic
def judged(secret: str, asked: Request, at: datetime) -> Token | AccountsError:
    """Return the key, or why not: what is written about a refusal stays written."""
    locked = Token.objects.select_for_update(of=("self",)).select_related("user")
    token = locked.filter(sha256=digest_of_token(secret)).first()
    why = why_not(token, at)
    if token is None or why:
        return refusal(token, why, asked, at)
    if token.window_began_at is None or at - token.window_began_at >= ASK_WINDOW:
        token.window_began_at, token.asked_in_window = at, 0
    if token.asked_in_window >= ASK_LIMIT:
        return TokenHeld(max(1, (token.window_began_at + ASK_WINDOW - at).seconds))
    is_news = token.used_at is None or at - token.used_at >= RECORDED_EVERY or token.used_from != asked.address
    token.asked_in_window += 1
    token.used_at, token.used_from = at, asked.address
    token.save(update_fields=["window_began_at", "asked_in_window", "used_at", "used_from"])
    if is_news or asked.method != "GET":
        path = asked.path.replace("\0", "")[:80]  # PostgreSQL does not store a NUL
        told = {"name": token.name, "asked": f"{asked.method} {path}"}
        record(token, Act.TOKEN_USED, token.user, at, told)
    return token


def why_not(token: Token | None, at: datetime) -> str:
    """Return why a key lets nobody in, or ""; from one that lets in, `user` holds its roles from now on."""
    if token is None:
        return "unknown"
    if token.revoked_at is not None:
        return "revoked"
    if token.ends_at <= at:
        return "ended"
    if not token.user.is_active:
        return "inactive"
    held = access.limit_to(token.user, at, set(token.assignments.values_list("pk", flat=True)))
    return "" if held else "no_role"


def refusal(token: Token | None, why: str, asked: Request, at: datetime) -> AccountsError:
    """Count and record a wrong key, and return what is answered."""
    tries = counted(Try("", asked.address), Scope.TOKEN, at)
    if tries.tries >= WRONG_LIMIT:
        return TokenHeld(max(1, (tries.since + TOKEN_WINDOW - at).seconds))
    tries.tries, tries.last_at = tries.tries + 1, at
    tries.save(update_fields=["tries", "since", "last_at"])
    subject = f"token:{token.pk} user:{token.user.username}" if token else "?"
    audit.record(by=None, act=Act.TOKEN_REFUSED, at=at, subject=subject, new={"why": why})
    return TokenRefused()


def record(token: Token, act: Act, by: User, at: datetime, told: Mapping[str, object]) -> None:
    audit.record(by=by, act=act, at=at, subject=f"token:{token.pk} user:{token.user.username}", new=told)
