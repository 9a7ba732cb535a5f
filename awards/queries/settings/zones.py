"""The zones of an edition, as they stand and as they are proposed where there are none."""

from awards.models import Edition, Round, ZoneProvince
from regions.enums import Level
from regions.models import ProvinceDefaults, Region


def proposed_zones() -> dict[str, str]:
    """Return the name of the zone that is proposed for each province by code: press names zones, no list of members."""
    rows = ProvinceDefaults.objects.order_by("province__code")
    return dict(rows.values_list("province__code", "award_zone"))


def zones_of(edition: Edition) -> dict[str, str]:
    """Return the name of the zone of each province by code; provinces without one are left out."""
    rows = ZoneProvince.objects.filter(edition=edition).order_by("province__code")
    return dict(rows.values_list("province__code", "zone__name"))


def provinces() -> list[Region]:
    """Return the provinces by code."""
    return list(Region.objects.filter(level=Level.PROVINCE).order_by("code"))


def members(zones: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the codes of the provinces of each zone by its name, zones by name."""
    names = sorted(set(filter(None, zones.values())))
    return {name: tuple(code for code, zone in zones.items() if zone == name) for name in names}


def are_used(edition: Edition) -> bool:
    """Tell whether the national round of an edition was opened with its zones, which then stay."""
    return Round.objects.filter(edition=edition, is_national=True).exists()
