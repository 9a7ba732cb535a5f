"""Set the entry plan of a region and year. It rules what can be entered and must be filled, so open months alone.

A month that was handed in holds what it held; that its completeness is shown by the newest plan changes no number.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage.entry_errors import PlanRefused
from coverage.enums import AskedPer
from coverage.models import AskedPair, WorkerCategory
from coverage.queries.plan import Asked, asked_pairs
from regions.enums import Level
from regions.models import Region


@transaction.atomic
def set_plan(*, region: Region, year: int, pairs: Sequence[Asked], by: User, at: datetime) -> tuple[Asked, ...]:
    """Replace the whole plan of a regency or province and year; return it as it stands. The same plan leaves no trace.

    Raises RightMissing, and PlanRefused for a category that is not valid in that year and for a pair that comes twice.
    """
    access.require(by, Ability.SET_PLAN, region, at)
    if region.level not in (Level.PROVINCE, Level.REGENCY):
        raise PlanRefused("no_reporter", region=region.name)
    refuse_impossible(region, year, pairs)
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)  # two plans at once: one after the other
    before = asked_pairs(region, year)
    if told(before) == told(pairs):
        return before
    AskedPair.objects.filter(region=region, year=year).delete()
    AskedPair.objects.bulk_create(
        AskedPair(region=region, year=year, category=one.category, payer=one.payer, per=one.per) for one in pairs
    )
    audit.record(
        by=by,
        act=Act.PLAN_SET,
        at=at,
        subject=f"plan:{region.code}/{year}",
        region_code=region.code,
        old=told(before),
        new=told(pairs),
    )
    return asked_pairs(region, year)


@transaction.atomic
def copy_plan(*, region: Region, from_year: int, to_year: int, by: User, at: datetime) -> tuple[Asked, ...]:
    """Replace the plan of a year by that of another, without categories that are not valid any more.

    Raises what `set_plan` raises, and PlanRefused where there is nothing to copy.
    """
    access.require(by, Ability.SET_PLAN, region, at)
    pairs = [one for one in asked_pairs(region, from_year) if is_valid_in(one.category, to_year)]
    if not pairs:
        raise PlanRefused("nothing_to_copy", region=region.name, year=from_year)
    return set_plan(region=region, year=to_year, pairs=pairs, by=by, at=at)


def refuse_impossible(region: Region, year: int, pairs: Sequence[Asked]) -> None:
    """Raise PlanRefused for the first pair that the region cannot be asked for in that year, or that comes twice."""
    met: set[tuple[int, int]] = set()
    for one in pairs:
        where = {"region": region.name, "category": one.category.name, "payer": one.payer.name, "year": year}
        if not is_valid_in(one.category, year):
            raise PlanRefused("category_not_valid", **where)
        if one.per == AskedPer.VILLAGE and region.level == Level.PROVINCE:
            raise PlanRefused("per_village_of_province", **where)
        if one.pair in met:
            raise PlanRefused("twice", **where)
        met.add(one.pair)


def is_valid_in(category: WorkerCategory, year: int) -> bool:
    """Tell whether a category holds on at least one day of the year."""
    return category.valid_from <= date(year, 12, 31) and category.valid_to > date(year, 1, 1)


def told(pairs: Sequence[Asked]) -> list[list[str]]:
    """Return a plan in codes, for the audit trail and to compare."""
    return sorted([one.category.code, one.payer.code, str(one.per)] for one in pairs)
