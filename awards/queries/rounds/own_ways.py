"""What a round holds for the offices of the regions in it: nominating their own, their own dossiers and sheets."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import User
from awards.models import Entry, ResultRow, Round
from awards.queries.results.published import newest_public
from awards.queries.rounds.areas import in_area
from regions.enums import Level
from regions.models import Placement, Region, subtree


@dataclass(frozen=True)
class OwnSheetWay:
    """The way to the sheet of an entry in the newest public result of its category."""

    entry: Entry
    result_id: int


@dataclass(frozen=True)
class OwnWays:
    """`nominates`: heads a region of the area. The others: of the entries of its own regions and those below."""

    nominates: bool
    dossiers: tuple[Entry, ...]
    sheets: tuple[OwnSheetWay, ...]


def own_ways(user: User, round_: Round, at: datetime) -> OwnWays:
    """Return what a round holds for the offices that `user` has at regions of its area."""
    entries = Entry.objects.filter(round=round_).select_related("round", "region", "category").order_by("pk")
    own = own_entries(user, entries, at)
    read = own_entries(user, own, at, Ability.READ_EVIDENCE) if own else []
    return OwnWays(bool(headed(user, round_, at)), tuple(read), sheet_ways(round_, own, at) if own else ())


def headed(user: User, round_: Round, at: datetime) -> list[Region]:
    """Return the regions of a round's area that `user` heads; no query for who heads none."""
    held = [one for one in access.assignments(user, at) if Ability.NOMINATE in ABILITIES[Role(one.role)]]
    inside = in_area(round_, [one.region_id for one in held], access.day_of(at)) if held else set[int]()
    return list({one.region_id: one.region for one in held if one.region_id in inside}.values())


def own_entries(user: User, entries: Iterable[Entry], at: datetime, *also: Ability) -> list[Entry]:
    """Return those of `entries` whose own sheet is that of an office of `user`, for links: of its region or below it.

    Offices above a regency look after many, and find them in the result: for them it is their region's alone. With
    `also` only offices count that hold these abilities too. What the link leads to asks for the right again.
    """
    wanting = {Ability.READ_DRAFT, *also}
    held = [one.region for one in access.assignments(user, at) if wanting <= ABILITIES[Role(one.role)]]
    if not held:
        return []
    below = Q(region__in=held)
    for region in held:
        if region.level >= Level.REGENCY:
            below |= subtree(region)
    wanted = [one for one in entries if one.firm_id is None]
    places = Placement.objects.on(access.day_of(at)).filter(below, region__in=[one.region_id for one in wanted])
    inside = set(places.values_list("region", flat=True))
    return [one for one in wanted if one.region_id in inside]


def sheet_way(entry: Entry, at: datetime) -> OwnSheetWay | None:
    """Return the way to the own sheet of an entry, None as long as no result with it is public."""
    return next(iter(sheet_ways(entry.round, [entry], at)), None)


def sheet_ways(round_: Round, entries: Collection[Entry], at: datetime) -> tuple[OwnSheetWay, ...]:
    """Return the ways to the own sheets of entries of one round, as far as results with them are public."""
    rows = ResultRow.objects.filter(result__in=newest_public(round_, at), entry__in=entries)
    results = dict(rows.values_list("entry", "result"))
    return tuple(OwnSheetWay(entry, results[entry.pk]) for entry in entries if entry.pk in results)
