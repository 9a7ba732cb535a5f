"""Where a region stands in the tree on a day: above it, below it, how many of each kind, and its clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from regions import names
from regions.enums import Kind, Level, TimeZone
from regions.models import Placement, ProvinceDefaults, Region
from regions.register import NATION


@dataclass(frozen=True)
class Place:
    """A region as it was called and placed on a day. `id` is the key of the region."""

    id: int
    code: str
    name: str
    level: Level
    kind: Kind
    parent: int | None

    @property
    def short(self) -> str:
        """The name for lists: "Kab. Paser"."""
        return names.short(self.name, self.kind)

    @property
    def full(self) -> str:
        """The name for headings: "Kabupaten Paser", "Desa Janju"."""
        return names.full(self.name, self.kind)


@dataclass(frozen=True)
class Counts:
    """How many regions of each kind lie below a region; desa adat are among the desa."""

    provinces: int
    regencies: int
    cities: int
    districts: int
    desa: int
    kelurahan: int

    @property
    def villages(self) -> int:
        return self.desa + self.kelurahan


def place_of(placement: Placement) -> Place:
    return Place(
        id=placement.region_id,
        code=placement.code,
        name=placement.name,
        level=Level(placement.level),
        kind=Kind(placement.kind),
        parent=placement.parent_id,
    )


def standing_at(code: str, on: date) -> Placement | None:
    """Return where the region stood that had `code` on that day."""
    return Placement.objects.on(on).filter(code=code).select_related("region").first()


def upper_regions(chosen: Region, on: date) -> tuple[Place, ...]:
    """Return the nation and the provinces of that day, and `chosen` where it is none of them."""
    standing = Placement.objects.on(on)
    upper = list(standing.filter(level__lte=Level.PROVINCE).order_by("level", "name", "code"))
    if chosen.level > Level.PROVINCE:  # it comes last by its level; one condition for both would read the whole tree
        upper += standing.filter(region=chosen)
    return tuple(place_of(row) for row in upper)


def path_to(placement: Placement, on: date) -> tuple[Place, ...]:
    """Return the regions above on that day, the nation first, without the region itself."""
    return tuple(paths([placement], on)[placement.pk])


def paths(placements: Iterable[Placement], on: date) -> dict[int, list[Place]]:
    """Return the regions above each of `placements`, the nation first, in one query; by the key of the placement."""
    rows = list(placements)
    above = {row.pk: ancestors_of(row) for row in rows}
    wanted = {pk for ids in above.values() for pk in ids}
    regions = Region.objects.filter(Q(pk__in=wanted) | Q(code=NATION)).values("pk")
    upper = Placement.objects.filter(region__in=regions).on(on)
    by_region = {row.region_id: place_of(row) for row in upper.order_by("level", "region")}
    nation = [each for each in by_region.values() if each.level == Level.NATION]
    return {
        row.pk: (nation if row.level else []) + [by_region[pk] for pk in above[row.pk] if pk in by_region]
        for row in rows
    }


def ancestors_of(placement: Placement) -> list[int]:
    """Return the keys of the province, regency and district above a place, as far as there are such."""
    upper = (placement.province_id, placement.regency_id, placement.district_id)
    return [pk for pk in upper if pk is not None and pk != placement.region_id]


def counts(region: Region, on: date) -> Counts:
    """Return how many regions of each kind lay below `region` on that day, itself not counted."""
    rows = Placement.objects.on(on).below(region).exclude(region=region).values_list("kind")
    found = dict(rows.annotate(count=Count("pk")).order_by("kind"))
    return Counts(
        provinces=found.get(Kind.PROVINCE, 0),
        regencies=found.get(Kind.REGENCY, 0),
        cities=found.get(Kind.CITY, 0),
        districts=found.get(Kind.DISTRICT, 0),
        desa=found.get(Kind.VILLAGE, 0) + found.get(Kind.CUSTOMARY_VILLAGE, 0),
        kelurahan=found.get(Kind.URBAN_VILLAGE, 0),
    )


def time_zone(region: Region) -> TimeZone:
    """Return the clock of `region`: that of its newest province; the nation goes by Jakarta."""
    if region.level == Level.NATION:
        return TimeZone.WIB
    newest = Placement.objects.filter(region=region).order_by("-valid_from").values("province")[:1]
    zone = ProvinceDefaults.objects.filter(province=newest).values_list("time_zone", flat=True).first()
    return TimeZone(zone) if zone else TimeZone.WIB
