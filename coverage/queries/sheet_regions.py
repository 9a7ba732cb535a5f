"""The regions of a day, read once for a whole file: no row of it asks the database again."""

from datetime import date

from django.db.models import Q

from coverage.sheets.directory import Alias, Directory, Spot
from regions.enums import CodeSystem, Level
from regions.models import Placement, Region, RegionAlias
from regions.names import plain


def directory(on: date, within: Region | None = None) -> Directory:
    """Return the regions as they stood on that day, with their other codes and names, in three queries.

    With `within` the districts and villages are those below it; provinces and regencies are always all there, so that a
    row about another regency is told as such and not as unknown. Codes of other days count as former codes.
    """
    standing = Placement.objects.on(on)
    if within is not None and within.level != Level.NATION:
        inside = standing.below(within).values("region")
        standing = standing.filter(Q(level__lte=Level.REGENCY) | Q(region__in=inside))
    columns = ("region_id", "code", "name", "level", "kind", "parent_id")
    spots = [Spot(*row) for row in standing.order_by("level", "code", "region").values_list(*columns)]
    codes = {spot.code for spot in spots}
    holding = Q(system=CodeSystem.FORMER) | Q(valid_from__lte=on, valid_to__gt=on)
    told = set(RegionAlias.objects.filter(holding).values_list("system", "text", "region_id"))
    other_days = Placement.objects.exclude(valid_from__lte=on, valid_to__gt=on).values_list("code", "region_id")
    told |= {(CodeSystem.FORMER, plain(code), region) for code, region in other_days if code not in codes}
    return Directory(spots, [Alias(str(system), text, region) for system, text, region in sorted(told)])
