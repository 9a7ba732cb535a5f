"""Divide the provinces of an edition into zones, whole at once: membership differs from edition to edition."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.access import require_reference
from accounts.models import User
from awards.actions.settings.editions import record, refuse_bad_name
from awards.errors import EditionRefused
from awards.models import Edition, Zone, ZoneProvince
from awards.queries.settings.zones import are_used
from coverage.models.dimensions import CODE
from regions.enums import Level
from regions.models import Region


@dataclass(frozen=True)
class ZoneTold:
    """A zone and the codes of its provinces."""

    code: str
    name: str
    provinces: tuple[str, ...]


@transaction.atomic
def save_zones(*, edition: Edition, zones: Sequence[ZoneTold], by: User, at: datetime) -> None:
    """Set all zones of an edition; zones that are not told go. What stands already changes nothing.

    Raise RightMissing, EditionRefused, IdentityTyped. Once the national round stands, its short lists stand by them.
    """
    require_reference(by, at)
    Edition.objects.select_for_update().get(pk=edition.pk)
    refuse_bad_zones(zones)
    old, new = told_of(edition), {one.code: {"name": one.name, "provinces": sorted(one.provinces)} for one in zones}
    if old == new:
        return
    if are_used(edition):
        raise EditionRefused("zones_used", str(edition))
    provinces = {row.code: row for row in Region.objects.filter(level=Level.PROVINCE)}
    if unknown := sorted({code for one in zones for code in one.provinces} - set(provinces)):
        raise EditionRefused("province_unknown", ", ".join(unknown))
    ZoneProvince.objects.filter(edition=edition).delete()
    Zone.objects.filter(edition=edition).delete()
    rows = [Zone(edition=edition, code=one.code, name=one.name) for one in zones]
    stored = {row.code: row for row in Zone.objects.bulk_create(rows)}
    ZoneProvince.objects.bulk_create(
        ZoneProvince(zone=stored[one.code], edition=edition, province=provinces[code])
        for one in zones
        for code in one.provinces
    )
    record(f"zones:{edition.programme.code}/{edition.data_year}", dict(old), dict(new), by, at)


def refuse_bad_zones(zones: Sequence[ZoneTold]) -> None:
    """Raise EditionRefused for no zones, one without name or province, two alike, or a province in two of them."""
    if not zones:
        raise EditionRefused("zones_none")
    for one in zones:
        refuse_bad_name(one.name)
        if not CODE.fullmatch(one.code):
            raise EditionRefused("code", one.code)
        if not one.provinces:
            raise EditionRefused("zone_empty", one.name)
    for told in (Counter(one.code for one in zones), Counter(one.name for one in zones)):
        if doubled := [each for each, times in told.items() if times > 1]:
            raise EditionRefused("zone_twice", doubled[0])
    members = Counter(code for one in zones for code in one.provinces)
    if doubled := sorted(code for code, times in members.items() if times > 1):
        raise EditionRefused("province_twice", ", ".join(doubled))


def told_of(edition: Edition) -> dict[str, object]:
    """Return the zones of an edition as they stand, by code."""
    found: dict[str, tuple[str, list[str]]] = {
        zone.code: (zone.name, []) for zone in Zone.objects.filter(edition=edition).order_by("code")
    }
    members = ZoneProvince.objects.filter(edition=edition).order_by("province__code")
    for zone, province in members.values_list("zone__code", "province__code"):
        found[zone][1].append(province)
    return {code: {"name": name, "provinces": provinces} for code, (name, provinces) in found.items()}
