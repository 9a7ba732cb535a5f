"""Who may settle which difference: what one person typed in as another source's word, a second person settles."""

from collections.abc import Iterable
from datetime import datetime

from accounts import access
from accounts.abilities import ABILITIES, Ability
from accounts.models import User
from coverage import months
from coverage.models import Report
from coverage.queries.reconciliation import Difference
from coverage.queries.steps import people_able

SECOND = frozenset({Ability.CHECK, Ability.SIGN})
"""By which rights someone is the second person: who checks, and who signs."""


def settleable(differences: Iterable[Difference], report: Report, user: User, at: datetime) -> set[str]:
    """Return the words of the differences that the person may settle while the report is not signed.

    A number from a file: who may reconcile. A number typed by hand: who checks or signs, and did not type it.
    """
    roles = access.roles_at(user, report.region, at, months.last_day(report.month))
    held = frozenset[Ability]().union(*(ABILITIES[role] for role in roles))
    if Ability.RECONCILE not in held:
        return set()
    is_second = bool(held & SECOND)
    return {
        one.word
        for one in differences
        if one.gap and (one.typed_by is None or (is_second and one.typed_by.pk != user.pk))
    }


def who_settles(difference: Difference, report: Report, at: datetime) -> list[User]:
    """Return the people who may settle a difference to a number that was typed by hand, the nearest first."""
    typist = difference.typed_by.pk if difference.typed_by else None
    return [person for person in people_able(report, SECOND, at) if person.pk != typist]
