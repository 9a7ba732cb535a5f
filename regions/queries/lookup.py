"""Which region someone means by a code or a name, on a day. Nothing is guessed: several candidates stay several."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from regions import names
from regions.enums import CodeSystem, Level
from regions.models import Placement, Region, RegionAlias
from regions.queries.tree import Place, place_of

MOST_CANDIDATES = 50


class Via(StrEnum):
    """By what a region was recognised."""

    CODE = "code"
    FORMER_CODE = "former_code"
    OTHER_SYSTEM = "other_system"
    NAME = "name"
    OTHER_NAME = "other_name"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Found:
    """The outcome of a lookup: one region, or several candidates (upper levels first), or none."""

    candidates: tuple[Place, ...]
    via: Via

    @property
    def place(self) -> Place | None:
        """The one region that is meant; None where there is none or more than one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


NOTHING = Found(candidates=(), via=Via.NOTHING)


@dataclass(frozen=True)
class Scope:
    """Where to look: the day, and optionally the level and the region within which the answer must lie."""

    on: date
    level: Level | None = None
    within: Region | None = None

    def placements(self, condition: Q) -> list[Place]:
        found = Placement.objects.on(self.on).filter(condition)
        if self.level is not None:
            found = found.filter(level=self.level)
        if self.within is not None:
            found = found.below(self.within)
        return [place_of(row) for row in found.order_by("level", "code", "region")[:MOST_CANDIDATES]]


def region_of(
    text: str,
    on: date,
    level: Level | None = None,
    within: Region | None = None,
    system: CodeSystem | None = None,
) -> Found:
    """Return what `text` means on the day `on`: a code with or without dots, a former code, a name in any spelling.

    A code of another office is understood only where `system` says whose it is: 6402 is Kutai Barat to the statistics
    office and Kutai Kartanegara to the ministry. A name in the list of other names ("Penajam") means the region given
    there, even where a district has that name too, unless `level` asks for another level.
    """
    scope = Scope(on=on, level=level, within=within)
    if system in {CodeSystem.BPS, CodeSystem.DJPK}:
        return by_alias((names.plain(text).replace(" ", ""),), system, scope, Via.OTHER_SYSTEM)
    code = names.dotted(text)
    return by_code(code, scope) if code else by_name(text, scope)


def by_code(code: str, scope: Scope) -> Found:
    """Return the region that has the code on that day, else the one that had it at some other time."""
    if held := scope.placements(Q(code=code)):
        return Found(candidates=tuple(held), via=Via.CODE)
    return by_alias((names.plain(code),), CodeSystem.FORMER, scope, Via.FORMER_CODE)


def by_alias(texts: Iterable[str], system: CodeSystem, scope: Scope, via: Via) -> Found:
    """Return the regions known by one of `texts`; what was in use on that day goes before what was at other times."""
    rows = RegionAlias.objects.filter(system=system, text__in=list(texts)).order_by("pk")
    aliases = list(rows.values_list("region", "valid_from", "valid_to"))
    current = {region for region, since, until in aliases if since <= scope.on < until}
    regions = current or {region for region, _, _ in aliases}
    found = scope.placements(Q(region__in=regions)) if regions else []
    return Found(candidates=tuple(found), via=via) if found else NOTHING


def by_name(text: str, scope: Scope) -> Found:
    """Return the regions of that name: by the list of other names first, then by the register's own."""
    ways = names.readings(text)
    for way in ways:
        texts = {way.name, *(name for name, _ in way.forms)} if way.kinds else {way.name}  # "Pontianak" means the city
        other = by_alias(texts, CodeSystem.NAME, scope, Via.OTHER_NAME)
        fitting = tuple(place for place in other.candidates if not way.kinds or place.kind in way.kinds)
        if fitting:
            return Found(candidates=fitting, via=Via.OTHER_NAME)
    condition = Q(pk__in=[])
    for name, kinds in dict.fromkeys(form for way in ways for form in way.forms):
        condition |= Q(search_name=name, kind__in=kinds) if kinds else Q(search_name=name)
    regions = Region.objects.filter(condition).values_list("pk", flat=True)
    found = scope.placements(Q(region__in=list(regions)))
    return Found(candidates=tuple(found), via=Via.NAME) if found else NOTHING


def code_on(code: str, on: date) -> str | None:
    """Return the code, on that day, of the region known as `code` at another time or written without its dots.

    None where there is no such region, or more than one; a name is never taken for a code.
    """
    if names.dotted(code) is None:
        return None
    held = Placement.objects.filter(code=code).order_by("-valid_from").values("region")[:1]
    found = Placement.objects.on(on).filter(region__in=list(held.values_list("region", flat=True))).first()
    if found is not None and found.code != code:
        return found.code
    known = region_of(code, on).place
    return known.code if known and known.code != code else None
