"""Find regions by the beginning of a code or name, and the nearest ones to what was not found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher, get_close_matches

from django.db.models import Q

from regions import names
from regions.enums import CodeSystem, Level
from regions.models import Placement, Region, RegionAlias
from regions.queries.tree import Place, paths, place_of

LAST = "z" * 8  # after every letter, digit and blank of a plain name, whatever the database sorts by
MOST_PREFIXED = 200  # names that begin alike are cut here, upper levels first, before they are ranked
MOST_ALIKE = 900  # of the names that share three letters with a misspelt one
LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class Hit:
    """A region that was found, and the regions above it, the nation first."""

    place: Place
    path: tuple[Place, ...]

    @property
    def where(self) -> str:
        """The path for reading, from below: "Kec. Tanah Grogot, Kab. Paser, Provinsi Kalimantan Timur"."""
        below_the_nation = self.path[1:] or self.path
        return ", ".join(
            place.full if place.level == Level.PROVINCE else place.short for place in reversed(below_the_nation)
        )


def begins(prefix: str) -> Q:
    """Match plain names of that beginning by a range of the index; a pattern alone would read the whole table."""
    return Q(search_name__gte=prefix, search_name__lte=prefix + LAST, search_name__startswith=prefix)


def regions_matching(q: str, on: date, limit: int = 20) -> list[Hit]:
    """Return the regions whose code or name is `q` or begins with it.

    Exact before prefix, upper level before lower, then by name and code. The kind may be left out ("paser") or
    abbreviated ("kab paser"), and other names count too ("kukar").
    """
    code = code_prefix(q)
    rows = coded(code, on, limit) if code else named(q, on, limit)
    above = paths(rows, on)
    return [Hit(place=place_of(row), path=tuple(above[row.pk])) for row in rows]


def code_prefix(q: str) -> str | None:
    """Return the beginning of a code with its dots, or None where `q` is no code: "64.01.0", "640", "ID"."""
    written = q.strip().upper()
    if written == "ID":
        return written
    digits = written.replace(".", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 10:
        return None
    parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)


def coded(code: str, on: date, limit: int) -> list[Placement]:
    """Return the places whose code is `code` or begins with it, upper levels first, former codes last."""
    held = Placement.objects.on(on).filter(
        Q(code=code) | Q(code__startswith=code, code__gte=code, code__lte=f"{code}z")
    )
    rows = list(held.order_by("level", "code", "region")[:limit])
    former = RegionAlias.objects.filter(system=CodeSystem.FORMER, text=names.plain(code)).values("region")
    known = {row.pk for row in rows}
    others = Placement.objects.on(on).filter(region__in=former).order_by("level", "code", "region")[:limit]
    return (rows + [row for row in others if row.pk not in known])[:limit]


def named(q: str, on: date, limit: int) -> list[Placement]:
    """Return the places whose name is `q` or begins with it, in any reading of `q`."""
    ways = names.readings(q)
    exact, prefixed = Q(pk__in=[]), Q(pk__in=[])
    for name, kinds in dict.fromkeys(form for way in ways for form in way.forms):
        of_kind = Q(kind__in=kinds) if kinds else Q()
        exact |= Q(search_name=name) & of_kind
        prefixed |= begins(name) & of_kind
    texts = [way.name for way in ways]
    other = RegionAlias.objects.filter(system=CodeSystem.NAME, text__in=texts).values_list("region", flat=True)
    found: dict[int, Placement] = {}
    for matching in (exact | Q(pk__in=list(other)), prefixed):
        if len(found) < limit:
            found |= {row.pk: row for row in placed(matching, on) if row.pk not in found}
    return list(found.values())[:limit]


def placed(matching: Q, on: date) -> list[Placement]:
    """Return where the matching regions stood, upper levels first, then by name without the kind, then by code."""
    ids = Region.objects.filter(matching).order_by("level", "search_name", "code").values_list("pk", flat=True)
    rows = Placement.objects.on(on).filter(region__in=list(ids[:MOST_PREFIXED]))
    return sorted(rows, key=lambda row: (row.level, names.plain(bare_name(row)), row.code, row.region_id))


def bare_name(row: Placement) -> str:
    return names.bare(row.name) if row.level == Level.REGENCY else row.name


def near_matches(text: str, on: date, limit: int = 5) -> list[Hit]:
    """Return the regions that someone may have meant by a code or name that does not exist, the nearest first."""
    code = code_prefix(text)
    rows = near_code(code, on, limit) if code else near_name(names.plain(text), on, limit)
    above = paths(rows, on)
    return [Hit(place=place_of(row), path=tuple(above[row.pk])) for row in rows]


def near_code(code: str, on: date, limit: int) -> list[Placement]:
    """Return the likest of the codes below the nearest region above `code` that exists."""
    parts = code.split(".")
    above = [".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)] + ["ID"]
    upper = {row.code: row for row in Placement.objects.on(on).filter(code__in=above)}
    parent = next((upper[each] for each in above if each in upper), None)
    if parent is None:
        return []
    siblings = list(Placement.objects.on(on).filter(parent=parent.region_id).order_by("code", "region"))
    return nearest(code, [(row.code, row) for row in siblings], limit) or [parent]


def near_name(name: str, on: date, limit: int) -> list[Placement]:
    """Return the likest names: among those that begin alike, and among all provinces and regencies."""
    if not name:
        return []
    way = names.readings(name)[-1]
    upper = Placement.objects.on(on).filter(level__in=(Level.PROVINCE, Level.REGENCY))
    beginning = Region.objects.filter(begins(way.name[:3])).order_by("level", "code").values_list("pk", flat=True)
    alike = Placement.objects.on(on).filter(region__in=list(beginning[:MOST_ALIKE]))
    if way.kinds:
        upper, alike = upper.filter(kind__in=way.kinds), alike.filter(kind__in=way.kinds)
    rows = [*upper.order_by("level", "code", "region"), *alike.order_by("level", "code", "region")]
    return nearest(way.name, [(names.plain(bare_name(row)), row) for row in rows], limit)


def nearest(text: str, named_rows: Sequence[tuple[str, Placement]], limit: int) -> list[Placement]:
    """Return the rows whose text is most like `text`, upper levels first among the equally like."""
    close = set(get_close_matches(text, {each for each, _ in named_rows}, n=4 * limit, cutoff=LIKE_ENOUGH))
    rows = {row.pk: (each, row) for each, row in named_rows if each in close}
    likeness = {each: SequenceMatcher(None, each, text).ratio() for each in close}
    ordered = sorted(rows.values(), key=lambda pair: (-likeness[pair[0]], pair[1].level, pair[1].code))
    return [row for _, row in ordered[:limit]]
