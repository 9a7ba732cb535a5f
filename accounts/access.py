"""Rights: who may do what at which region. Reach follows the tree of regions, never the text of codes.

Out of reach is 404, as if it did not exist; in reach but without the ability is 403.
"""

import os
from collections.abc import Collection, Iterable
from datetime import date, datetime
from ipaddress import ip_address
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest

from accounts.abilities import ABILITIES, Ability, Role
from accounts.enums import Acting
from accounts.errors import RightMissing
from accounts.models import Assignment, User
from regions.enums import Level
from regions.models import Placement, ProvinceDefaults, Region, subtree

CAPITAL = "Asia/Jakarta"


KNOWN = "_known_assignments"


class OutOfReach(Http404):
    """A region that the person does not reach; answered exactly like one that does not exist."""

    def __init__(self, region_code: str) -> None:
        self.region_code = region_code
        super().__init__()


def day_of(at: datetime) -> date:
    """Return the day of `at` on the clock of Jakarta, by which roles begin and end."""
    return at.astimezone(ZoneInfo(CAPITAL)).date()


def assignments(user: User, at: datetime) -> list[Assignment]:
    """Return the roles that `user` holds at `at`; none for who is not signed in or not active."""
    if not (user.is_authenticated and user.is_active):
        return []
    day = day_of(at)
    if (known := getattr(user, KNOWN, None)) and known[0] == day:
        return list(known[1])
    return list(Assignment.objects.filter(user=user).on(day).select_related("region").order_by("pk"))


def know_assignments(user: User, at: datetime) -> list[Assignment]:
    """Return the roles that `user` holds at `at`, and let this object of him keep them: for one request, not longer."""
    held = assignments(user, at)
    setattr(user, KNOWN, (day_of(at), held))
    return held


def limit_to(user: User, at: datetime, kept: Collection[int]) -> list[Assignment]:
    """Let this object of `user` hold only those of the roles at `at` that have one of these ids, and return them."""
    held = [one for one in assignments(user, at) if one.pk in kept]
    setattr(user, KNOWN, (day_of(at), held))
    return held


def above(region: Region, on: date) -> set[int]:
    """Return the ids of the province, regency and district of `region` on that day, itself among them."""
    places = Placement.objects.filter(region=region).on(on).values_list("district", "regency", "province")
    return {pk for place in places for pk in place if pk is not None}


def lineage(region: Region, on: date) -> set[int]:
    """Return the ids of `region` and all regions above it on that day."""
    nation = Region.objects.filter(level=Level.NATION).values_list("pk", flat=True)
    return {region.pk, *above(region, on), *nation}


def clock_of(user: User, at: datetime) -> str:
    """Return the time zone by which `user` reads times: that of the province of the first role, else Jakarta's."""
    for held in assignments(user, at):
        zones = ProvinceDefaults.objects.filter(province__in=lineage(held.region, day_of(at))).order_by("pk")
        if zone := zones.values_list("time_zone", flat=True).first():
            return zone
    return CAPITAL


def reaching(held: Iterable[Assignment], region: Region, on: date) -> list[Assignment]:
    """Return those of the roles that reach `region` by the tree of that day.

    The tree is asked only where a role is held neither at the region itself nor for the whole nation.
    """
    roles = list(held)
    sure = [one for one in roles if one.region_id == region.pk or one.region.level == Level.NATION]
    if len(sure) == len(roles):
        return sure
    upper = above(region, on)
    return [one for one in roles if one in sure or one.region_id in upper]


def roles_at(user: User, region: Region, at: datetime, on: date | None = None) -> set[Role]:
    """Return the roles of `user` at `at` that reach `region`, by the tree of the day `on` (that of `at` by default)."""
    return {Role(held.role) for held in reaching(assignments(user, at), region, on or day_of(at))}


def may(user: User, ability: Ability, region: Region, at: datetime, on: date | None = None) -> bool:
    """Tell whether `user` may do `ability` at `region`."""
    return any(ability in ABILITIES[role] for role in roles_at(user, region, at, on))


def require(user: User, ability: Ability, region: Region, at: datetime, on: date | None = None) -> Role:
    """Return the role by which `user` may do `ability` at `region`, or raise RightMissing."""
    for role in sorted(roles_at(user, region, at, on)):
        if ability in ABILITIES[role]:
            return role
    raise RightMissing(region.name)


def require_reference(user: User, at: datetime) -> None:
    """Raise RightMissing for who may not change reference data of the whole nation."""
    require(user, Ability.MANAGE_REFERENCE, Region.objects.get(level=Level.NATION), at)


def acting_as(user: User, abilities: Collection[Ability], region: Region, at: datetime, on: date | None = None) -> str:
    """Return "Plh. Kepala Paser" where `user` may do one of `abilities` only in another person's place, else ""."""
    held = [
        assignment
        for assignment in reaching(assignments(user, at), region, on or day_of(at))
        if ABILITIES[Role(assignment.role)].intersection(abilities)
    ]
    if not held or not all(assignment.acting for assignment in held):
        return ""
    return f"{Acting(held[0].acting).label} {held[0].acting_for}"


def require_all(user: User, ability: Ability, regions: Collection[int], at: datetime, on: date | None = None) -> None:
    """Raise RightMissing, naming the first region (id) by code where `user` may not do `ability`; few queries for many.

    The tree is asked only for regions at which no such role is held itself.
    """
    held = {one.region_id for one in assignments(user, at) if ability in ABILITIES[Role(one.role)]}
    wanted = set(regions) - held
    if wanted:
        reached = Placement.objects.on(on or day_of(at)).filter(reach(user, at, ability), region__in=wanted)
        wanted.difference_update(reached.values_list("region", flat=True))
    for region in Region.objects.filter(pk__in=wanted).order_by("code") if wanted else ():
        raise RightMissing(region.name)


def reach(user: User, at: datetime, ability: Ability | None = None) -> Q:
    """Match the placements that `user` reaches at `at`, with `ability` if given."""
    found = Q(pk__in=[])
    for assignment in assignments(user, at):
        if ability is None or ability in ABILITIES[Role(assignment.role)]:
            found |= subtree(assignment.region)
    return found


def region_for(user: User, ability: Ability, code: str, at: datetime) -> Region:
    """Return the region of `code` where `user` may do `ability`, or raise Http404 (out of reach), PermissionDenied."""
    region = Region.objects.filter(code=code).first()
    roles = roles_at(user, region, at) if region else set()
    if region is None or not roles:
        raise OutOfReach(code[:13])
    if not any(ability in ABILITIES[role] for role in roles):
        raise PermissionDenied
    return region


def region_above_for(user: User, ability: Ability, code: str, at: datetime) -> Region:
    """Return the region of `code` where `user` may do `ability`, or below which `user` may: the office reads upwards.

    Raise Http404 where the region lies neither in reach nor above it, PermissionDenied without the ability.
    """
    region = Region.objects.filter(code=code).first()
    able = [held for held in assignments(user, at) if ability in ABILITIES[Role(held.role)]]
    if region and any(region.pk in lineage(held.region, day_of(at)) for held in able):
        return region
    return region_for(user, ability, code, at)


def own_address(path: str) -> str:
    """Return the full address of a path by the portal's settings; a link never takes its host from a request."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return f"{settings.CSRF_TRUSTED_ORIGINS[0]}{path}"
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}{path}"


def client_address(request: HttpRequest) -> str:
    """Return the client's address: the socket's, or the one that the outermost of our own proxies was told.

    What stands further left in X-Forwarded-For was written by strangers. Return "" where there is no address, as on
    a Unix socket without a proxy that is trusted.
    """
    hops: Iterable[str] = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    forwarded = [hop.strip() for hop in hops if hop.strip()]
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        told = forwarded[-settings.TRUSTED_PROXIES]
    try:
        return str(ip_address(told))
    except ValueError:
        return ""
