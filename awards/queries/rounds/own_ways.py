"""What a round holds for the offices of the regions in it: nominating their own, and reading their own sheets."""

from dataclasses import dataclass
from datetime import datetime

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import User
from awards.models import Entry, ResultRow, Round
from awards.queries.results.published import newest_public
from awards.queries.rounds.areas import in_area


@dataclass(frozen=True)
class OwnSheetWay:
    """The way to the sheet of an entry in the newest public result of its category."""

    entry: Entry
    result_id: int


@dataclass(frozen=True)
class OwnWays:
    """`nominates`: heads a region of the round's area. `sheets`: of the entries by which its own regions compete."""

    nominates: bool
    sheets: tuple[OwnSheetWay, ...]


def own_ways(user: User, round_: Round, at: datetime) -> OwnWays:
    """Return what a round holds for the offices that `user` has at regions of its area."""
    held = access.assignments(user, at) if user.is_authenticated else []
    heads = {one.region_id for one in held if Ability.NOMINATE in ABILITIES[Role(one.role)]}
    reads = {one.region_id for one in held if Ability.READ_DRAFT in ABILITIES[Role(one.role)]}
    if not heads | reads:
        return OwnWays(nominates=False, sheets=())
    entries = Entry.objects.filter(round=round_, region__in=reads, firm=None).select_related(
        "round", "region", "category"
    )
    return OwnWays(
        nominates=bool(in_area(round_, heads, access.day_of(at))),
        sheets=tuple(way for entry in entries.order_by("pk") if (way := sheet_way(entry, at))),
    )


def sheet_way(entry: Entry, at: datetime) -> OwnSheetWay | None:
    """Return the way to the own sheet of an entry, None as long as no result with it is public."""
    results = [one.pk for one in newest_public(entry.round, at) if one.category_id == entry.category_id]
    found = ResultRow.objects.filter(result__in=results, entry=entry).values_list("result", flat=True).first()
    if found is None:
        return None
    return OwnSheetWay(entry, found)
