"""Begin a year: carry over what was ticked of entry plan, deadlines and deputies. Targets and figures never.

What was not ticked stays as it is; each part is done by its own act, with its own right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts import access
from accounts.actions.delegations import delegate_role
from accounts.enums import Acting
from accounts.errors import DelegationRefused
from accounts.models import Assignment, User
from coverage.actions.deadlines import set_deadlines
from coverage.actions.plan import copy_plan
from regions.models import Region


@dataclass(frozen=True)
class Carried:
    """A deputy to go on in the new year: the delegation that runs out, and the new last day."""

    delegation: Assignment
    until: date


@dataclass(frozen=True)
class Begun:
    """What beginning a year did: pairs of the plan copied, reports opened, deputies named anew."""

    pairs: int
    opened: int
    deputies: int


@transaction.atomic
def begin_year(
    *,
    region: Region,
    year: int,
    with_plan: bool,
    due: Mapping[int, datetime] | None,
    carried: Sequence[Carried],
    by: User,
    at: datetime,
) -> Begun:
    """Do what was ticked, all or nothing; raise what the single acts refuse."""
    pairs = copy_plan(region=region, from_year=year - 1, to_year=year, by=by, at=at) if with_plan else ()
    opened = set_deadlines(province=region, year=year, due=due, by=by, at=at) if due is not None else 0
    for one in carried:
        carry_over(one, year, by, at)
    return Begun(len(pairs), opened, len(carried))


def carry_over(one: Carried, year: int, by: User, at: datetime) -> Assignment:
    """Name a deputy anew from the day after the delegation that runs out, at the earliest on 1 January."""
    old = one.delegation
    holder = (
        Assignment.objects.filter(user=old.acting_for, role=old.role, region=old.region, acting="")
        .order_by("-since")
        .first()
    )
    if holder is None:
        raise DelegationRefused("not_delegable", old.region.name)
    ends = old.until or access.day_of(at)
    return delegate_role(
        assignment=holder,
        deputy=old.user,
        acting=Acting(old.acting),
        since=max(ends + timedelta(days=1), date(year, 1, 1), access.day_of(at)),
        until=one.until,
        reason=old.reason,
        by=by,
        at=at,
    )
