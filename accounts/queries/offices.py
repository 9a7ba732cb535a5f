"""Which offices have too few people for the three steps that take three."""

from collections.abc import Collection
from datetime import date

from accounts.abilities import Role
from accounts.models import Assignment

OFFICE = (Role.ENTERER, Role.CHECKER, Role.HEAD)
ENOUGH = 3
"""People that an office needs so that who enters, who checks and who signs are three."""


def small_offices(regencies: Collection[int], day: date) -> set[int]:
    """Return those of the regencies (ids of regions) in which fewer than three people enter, check and sign on `day`.

    People of the regency and of what lies below it count, each once, whatever roles they hold; deputies too.
    """
    rows = Assignment.objects.on(day).filter(
        role__in=OFFICE,
        user__is_active=True,
        region__placements__regency__in=regencies,
        region__placements__valid_from__lte=day,
        region__placements__valid_to__gt=day,
    )
    people: dict[int, set[int]] = {regency: set() for regency in regencies}
    for regency, user in rows.values_list("region__placements__regency", "user"):
        people[regency].add(user)
    return {regency for regency, users in people.items() if len(users) < ENOUGH}
