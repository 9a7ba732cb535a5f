"""From a code in an address to the region that had it on a day, or has it under another code."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q

from regions import names
from regions.enums import Level
from regions.models import Placement, Region
from regions.queries.lookup import region_of
from regions.queries.search import near_matches
from regions.queries.tree import Place, paths, place_of, time_zone


def standing_at(code: str, on: date) -> Placement | None:
    """Return where the region stood that had `code` on that day."""
    return Placement.objects.on(on).filter(code=code).select_related("region").first()


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


def path_to(standing: Placement, on: date) -> tuple[Place, ...]:
    """Return the regions above on that day, the nation first, without the region itself."""
    return tuple(paths([standing], on)[standing.pk])


def zone_of(region: Region) -> ZoneInfo:
    """Return the clock of the region."""
    return ZoneInfo(time_zone(region))


def meant_by(code: str, on: date) -> tuple[Place, ...]:
    """Return the regions that may have been meant by a code that nobody has, the nearest first."""
    return tuple(hit.place for hit in near_matches(code, on))


def upper_regions(chosen: Region, on: date) -> tuple[Place, ...]:
    """Return the nation and the provinces of that day, and `chosen` where it is none of them: what to rank within."""
    upper = Q(level__lte=Level.PROVINCE) | Q(region=chosen)
    rows = Placement.objects.on(on).filter(upper).order_by("level", "name", "code")
    return tuple(place_of(row) for row in rows)
