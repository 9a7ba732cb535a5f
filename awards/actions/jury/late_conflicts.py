"""Let a conflict take effect that came up when the juror's marks were final: the secretariat asks, another agrees.

Until then the marks count, since a juror who could drop what he gave by a word of his own could move places with it.
"""

from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.enums import Act
from accounts.models import User
from awards.actions.jury.conflicts import record_step, taken
from awards.jury_errors import ConflictRefused
from awards.models import Conflict


@transaction.atomic
def back(*, conflict: Conflict, by: User, at: datetime) -> Conflict:
    """Ask, as the secretariat, that a late conflict takes effect. Raise RightMissing, ConflictRefused."""
    found = waiting(conflict, Ability.RUN_ROUNDS, by, at)
    if found.backed_by is not None:
        raise ConflictRefused("backed", name=found.backed_by)
    found.backed_by, found.backed_at = by, at
    found.save(update_fields=["backed_by", "backed_at"])
    record_step(found, Act.CONFLICT_BACKED, by, at)
    return found


@transaction.atomic
def uphold(*, conflict: Conflict, by: User, at: datetime) -> Conflict:
    """Agree, as an administrator, that a late conflict takes effect: the juror's marks of the entry do not count.

    Raise as `back` does.
    """
    found = waiting(conflict, Ability.LIFT_CONFLICTS, by, at)
    if found.backed_by is None:
        raise ConflictRefused("not_backed")
    if found.backed_by == by:
        raise ConflictRefused("same_person")
    found.upheld_by, found.upheld_at = by, at
    found.save(update_fields=["upheld_by", "upheld_at"])
    record_step(found, Act.CONFLICT_UPHELD, by, at)
    return found


def waiting(conflict: Conflict, ability: Ability, by: User, at: datetime) -> Conflict:
    """Return a late conflict that waits to be decided, as `taken` does."""
    found = taken(conflict, ability, by, at)
    if not found.is_undecided:
        raise ConflictRefused("in_effect")
    return found
