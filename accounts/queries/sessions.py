"""Where a person is signed in."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.models import Session, User
from accounts.sessions import ADDRESS, AGENT, BEGAN, SEEN, SessionStore

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
           ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class OpenSession:
    """One signed-in browser. `name` stands for its key, which is a secret, in addresses and forms."""

    name: str
    key: str
    is_this: bool
    browser: str
    system: str
    address: str
    began_at: datetime
    seen_at: datetime


def name_of(key: str) -> str:
    """Return what may be shown of a session's key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def first_named(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    """Return the name of the first mark that the browser's own description holds, or nothing."""
    return next((name for mark, name in names if mark in agent), "")


def open_sessions(user: User, this_key: str | None, at: datetime) -> list[OpenSession]:
    """Return the sessions in which the person is signed in, this one first, then the last seen first."""
    found = []
    for row in Session.objects.filter(user=user, expire_date__gt=at).order_by("session_key"):
        told = SessionStore().decode(row.session_data)
        if BEGAN not in told:  # the code of the second factor is still asked for
            continue
        agent = told.get(AGENT, "")
        found.append(
            OpenSession(
                name=name_of(row.session_key),
                key=row.session_key,
                is_this=row.session_key == this_key,
                browser=first_named(agent, BROWSERS),
                system=first_named(agent, SYSTEMS),
                address=told.get(ADDRESS, ""),
                began_at=datetime.fromtimestamp(told[BEGAN], UTC),
                seen_at=datetime.fromtimestamp(told.get(SEEN, at.timestamp()), UTC),
            )
        )
    return sorted(found, key=lambda one: (not one.is_this, -one.seen_at.timestamp(), one.name))
