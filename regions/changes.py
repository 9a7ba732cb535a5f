"""What a register changes against the regions that stand: who is new, moved, renamed or no more. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regions.register import Damage, Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """The place that a region has until further notice; the numbers are primary keys."""

    placement: int
    region: int
    valid_from: date
    code: str
    name: str
    level: int
    kind: str
    parent: int | None
    province: int | None
    regency: int | None
    district: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of a comparison.

    `known` gives the region of each code of the register that is not new. `moved` pairs an entry with the place that it
    leaves, or None for a region that had ended and returns. `same` counts entries without any change.
    """

    known: dict[str, int]
    new: list[Entry]
    moved: list[tuple[Entry, Standing | None]]
    ended: list[Standing]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.moved or self.ended)


def identities(
    entries: Sequence[Entry],
    by_code: Mapping[str, Standing],
    ended: Mapping[str, int],
    recoded: frozenset[tuple[str, int]],
) -> dict[str, int]:
    """Return the region of each code: the one that `previous_code` names, else the one that has or had the code.

    A code that its region leaves in the same register is free for a new region. A code that is taken from a region that
    has ended or now ends would leave that region without an address, so it is refused.
    """
    known: dict[str, int] = {}
    claimed: dict[int, str] = {}
    for entry in entries:
        holder = by_code.get(entry.code)
        if not entry.previous or (holder and (entry.previous, holder.region) in recoded):
            continue
        before = by_code.get(entry.previous)
        if before is None:
            raise Damage("previous_unknown", entry.line, found=entry.previous, code=entry.code)
        if before.region in claimed:
            raise Damage("previous_twice", entry.line, found=entry.previous, first=claimed[before.region])
        known[entry.code] = before.region
        claimed[before.region] = entry.code
    for entry in entries:
        holder = by_code.get(entry.code)
        if entry.code in known:
            if (holder and holder.region not in claimed) or (holder is None and entry.code in ended):
                raise Damage("code_taken", entry.line, found=entry.code)
        elif holder is None:
            if entry.code in ended:
                known[entry.code] = ended[entry.code]
        elif holder.region not in claimed:
            known[entry.code] = holder.region
    return known


def compare(
    entries: Sequence[Entry],
    standing: Iterable[Standing],
    nation: int,
    ended: Mapping[str, int],
    recoded: frozenset[tuple[str, int]],
) -> Changes:
    """Return what `entries` change.

    `ended` are regions without a place, by code; `recoded` are pairs of former code and region of earlier loads.
    A region has moved where its code, name, kind, parent or any ancestor differs: villages follow their district.
    """
    by_code = {place.code: place for place in standing if place.region != nation}
    known = identities(entries, by_code, ended, recoded)
    by_region = {place.region: place for place in by_code.values()}
    new, moved, same = [], [], 0
    for entry in entries:
        region = known.get(entry.code)
        if region is None:
            new.append(entry)
            continue
        place = by_region.get(region)
        if place is not None and is_as_before(entry, place, known, nation):
            same += 1
        else:
            moved.append((entry, place))
    kept = set(known.values())
    gone = [place for region, place in by_region.items() if region not in kept]
    return Changes(known=known, new=new, moved=moved, ended=gone, same=same)


def is_as_before(entry: Entry, place: Standing, known: Mapping[str, int], nation: int) -> bool:
    """Tell whether nothing about the place of `entry` differs. A new region among the ancestors is a difference."""
    if (entry.code, entry.name, entry.kind) != (place.code, place.name, place.kind):
        return False
    above = (entry.province, entry.regency, entry.district)
    parent = nation if entry.level == 1 else known.get(entry.parent, 0)
    return parent == place.parent and tuple(code and known.get(code, 0) for code in above) == (
        place.province,
        place.regency,
        place.district,
    )
