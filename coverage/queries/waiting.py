"""What waits for a person in the apps above, which this one may not ask by name: settings tell whom (`WAITING`)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """One thing to do elsewhere: what and where in words, the address of its page, and until when (clock of `zone`)."""

    title: str
    told: str
    address: str
    act: str
    zone: str
    due_at: datetime | None = None


def waiting_elsewhere(user: User, at: datetime) -> list[Waiting]:
    """Return what waits for `user` in the apps above, what is due first at the top."""
    found = [one for name in settings.WAITING for one in import_string(name)(user, at)]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or at, one.title, one.address))
