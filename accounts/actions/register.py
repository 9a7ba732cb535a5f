"""Load a register of regions: the regions themselves and their places in the tree through time.

The register is written here and not in `regions`, since each load leaves an audit entry.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import CharField, Max, Value
from django.db.models.functions import Cast, Concat

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from regions.changes import Changes, Standing, compare
from regions.enums import CodeSystem, Kind, Level
from regions.errors import RegisterDamaged, RegisterNeedsDate, RegisterOutdated
from regions.models import BEGINNING, FOREVER, Placement, Region, RegionAlias, RegisterVersion
from regions.names import plain
from regions.register import NATION, Damage, Entry, Listing, read

LOT = 2_000  # rows a statement carries, cut further by the database where it takes fewer
MOST_ENDED = 500  # a register that ends more regions at once is taken for a cut or foreign file


@dataclass(frozen=True)
class RegisterReport:
    """What a load did. `counts` gives the regions of the file per level; all else counts regions that were touched."""

    sha256: str
    valid_from: date
    counts: dict[int, int]
    new: int
    changed: int
    ended: int
    same: int

    @property
    def is_unchanged(self) -> bool:
        return not (self.new or self.changed or self.ended)


@transaction.atomic
def load_register(*, path: Path, on: date | None, source: str, by: User | None, at: datetime) -> RegisterReport:
    """Make the regions those of the register at `path`, from the day `on`; without a day it is the first register.

    What changed gets a new place from that day and the old one ends, so the tree of every earlier day stays as it was.
    The first register holds since ever; it may be corrected in names and completed, but moves nobody. Equal content
    changes nothing and leaves no trace. Raise RegisterDamaged, RegisterNeedsDate or RegisterOutdated; then nothing is
    stored.
    """
    content = path.read_bytes()
    try:
        listing = read(content)
        nation = the_nation()
        since = on or BEGINNING
        if RegisterVersion.objects.filter(valid_from=since, sha256=listing.sha256).exists():
            return unchanged(listing, since)
        standing = places_that_stand()
        changes = compare(listing.entries, standing, nation.pk, ended_codes(), recodings(listing))
        refuse_mass_ending(changes)
    except Damage as damage:
        raise RegisterDamaged(path.name, damage.code, damage.line, damage.parameters) from damage
    report = RegisterReport(
        sha256=listing.sha256,
        valid_from=since,
        counts=listing.counts(),
        new=len(changes.new),
        changed=len(changes.moved),
        ended=len(changes.ended),
        same=changes.same,
    )
    if report.is_unchanged:
        return report
    if on is None:
        refuse_undated(changes)
    refuse_late(standing, on)
    write(changes, nation, on, source)
    RegisterVersion.objects.create(
        valid_from=since, source=source, sha256=listing.sha256, loaded_at=at, region_count=len(listing.entries)
    )
    audit.record(by=by, act=Act.REGISTER_LOADED, at=at, subject=path.name, region_code=NATION, new=told(report, source))
    return report


def told(report: RegisterReport, source: str) -> dict[str, Any]:
    """Return what the audit trail keeps of a load."""
    return {
        "source": source,
        "sha256": report.sha256,
        "valid_from": report.valid_from.isoformat(),
        "new": report.new,
        "changed": report.changed,
        "ended": report.ended,
        "same": report.same,
    }


def unchanged(listing: Listing, since: date) -> RegisterReport:
    """Return the report of a register that was loaded before, byte for byte."""
    return RegisterReport(
        sha256=listing.sha256,
        valid_from=since,
        counts=listing.counts(),
        new=0,
        changed=0,
        ended=0,
        same=len(listing.entries),
    )


def the_nation() -> Region:
    """Return Indonesia, the root of the tree; a register does not list it. Its row is held until the load is over."""
    nation, _ = Region.objects.select_for_update().get_or_create(
        code=NATION,
        defaults={"name": "Indonesia", "search_name": "indonesia", "level": Level.NATION, "kind": Kind.NATION},
    )
    Placement.objects.get_or_create(
        region=nation, defaults={"code": NATION, "name": nation.name, "level": nation.level, "kind": nation.kind}
    )
    return nation


def places_that_stand() -> list[Standing]:
    """Return the place of every region that holds until further notice."""
    rows = Placement.objects.filter(valid_to=FOREVER).values_list(
        "pk", "region", "valid_from", "code", "name", "level", "kind", "parent", "province", "regency", "district"
    )
    return [Standing(*row) for row in rows.order_by("pk").iterator(chunk_size=LOT)]


def ended_codes() -> dict[str, int]:
    """Return the regions that have no place any more, by the last code they had."""
    lasting = Placement.objects.filter(valid_to=FOREVER).values("region")
    return dict(Region.objects.exclude(pk__in=lasting).order_by("pk").values_list("code", "pk"))


def recodings(listing: Listing) -> frozenset[tuple[str, int]]:
    """Return which of the recodings that the file tells of have been done before: former code and region."""
    told_of = {plain(entry.previous): entry.previous for entry in listing.entries if entry.previous}
    rows = RegionAlias.objects.filter(system=CodeSystem.FORMER, text__in=list(told_of)) if told_of else []
    return frozenset((told_of[alias.text], alias.region_id) for alias in rows)


def refuse_mass_ending(changes: Changes) -> None:
    """Raise Damage where the register ends more regions than any reform would."""
    if len(changes.ended) > MOST_ENDED:
        raise Damage("too_many_ended", count=len(changes.ended), found=changes.ended[0].code, most=MOST_ENDED)


def refuse_undated(changes: Changes) -> None:
    """Raise RegisterNeedsDate unless only names and kinds differ: moving someone "since ever" would rewrite history."""
    for entry, place in changes.moved:
        if place is None or not is_renamed_only(entry, place, changes):
            raise RegisterNeedsDate(entry.code, entry.name)
    for place in changes.ended:
        raise RegisterNeedsDate(place.code, place.name)


def is_renamed_only(entry: Entry, place: Standing, changes: Changes) -> bool:
    """Tell whether `entry` has the code and the parent of `place`."""
    parent = place.parent if entry.level == Level.PROVINCE else changes.known.get(entry.parent)
    return entry.code == place.code and parent == place.parent


def refuse_late(standing: Sequence[Standing], on: date | None) -> None:
    """Raise RegisterOutdated unless the register comes after all that stands."""
    loaded = RegisterVersion.objects.aggregate(newest=Max("valid_from"))["newest"] or BEGINNING
    newest = max(loaded, *(place.valid_from for place in standing))
    if newest > BEGINNING and (on is None or on <= newest):
        raise RegisterOutdated(newest)


def write(changes: Changes, nation: Region, on: date | None, source: str) -> None:
    """Store the changes: first what ends, then the regions, then the places that begin."""
    beginning = list(changes.new)
    if on is None:
        correct_names(changes)
    else:
        end_places(changes, on)
        keep_former(changes, on, source)
        beginning += [entry for entry, _ in changes.moved]
    update_regions(changes)
    created = Region.objects.bulk_create((Region(**fields_of(entry)) for entry in changes.new), LOT)
    ids = changes.known | {region.code: region.pk for region in created} | {NATION: nation.pk}
    Placement.objects.bulk_create((place_of(entry, ids, on or BEGINNING) for entry in beginning), LOT)


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return what the region itself keeps of its newest entry."""
    return {
        "code": entry.code,
        "name": entry.name,
        "search_name": plain(entry.name),
        "level": entry.level,
        "kind": entry.kind,
    }


def place_of(entry: Entry, ids: Mapping[str, int], since: date) -> Placement:
    """Return the place of `entry` from a day on, not stored yet; `ids` gives the region of each code."""
    return Placement(
        region_id=ids[entry.code],
        valid_from=since,
        code=entry.code,
        name=entry.name,
        level=entry.level,
        kind=entry.kind,
        parent_id=ids[entry.parent],
        province_id=ids[entry.province],
        regency_id=ids[entry.regency] if entry.regency else None,
        district_id=ids[entry.district] if entry.district else None,
    )


def correct_names(changes: Changes) -> None:
    """Write corrected names into the places that hold since ever."""
    places = [Placement(pk=place.placement, name=entry.name) for entry, place in changes.moved if place]
    Placement.objects.bulk_update(places, ["name"], LOT)


def end_places(changes: Changes, on: date) -> None:
    """End on that day the place of each region that moves, is renamed or is no more."""
    ending = [place.placement for place in changes.ended]
    ending += [place.placement for _, place in changes.moved if place]
    for lot in lots(ending):
        Placement.objects.filter(pk__in=lot).update(valid_to=on)


def keep_former(changes: Changes, on: date, source: str) -> None:
    """Keep the codes and names that end on that day, so that who still writes them is understood."""
    former = []
    for entry, place in changes.moved:
        if place is None:
            continue
        for system, old, new in (
            (CodeSystem.FORMER, place.code, entry.code),
            (CodeSystem.NAME, place.name, entry.name),
        ):
            if plain(old) != plain(new):
                former.append(
                    RegionAlias(
                        system=system,
                        text=plain(old),
                        region_id=place.region,
                        valid_from=place.valid_from,
                        valid_to=on,
                        source=source[:200],
                    )
                )
    RegionAlias.objects.bulk_create(former, LOT)


def update_regions(changes: Changes) -> None:
    """Give the regions their newest code and name. Codes pass through a stand-in, since two regions may swap theirs."""
    renamed = [
        (entry, changes.known[entry.code])
        for entry, place in changes.moved
        if place is None or (entry.code, entry.name) != (place.code, place.name)
    ]
    recoded = [place.region for entry, place in changes.moved if place and entry.code != place.code]
    for lot in lots(recoded):
        Region.objects.filter(pk__in=lot).update(code=Concat(Value("~"), Cast("pk", CharField())))
    regions = [Region(pk=pk, **fields_of(entry)) for entry, pk in renamed]
    Region.objects.bulk_update(regions, ["code", "name", "search_name", "kind"], LOT)


def lots(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield `ids` in lots that one statement can name on either database."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
