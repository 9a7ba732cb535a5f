"""What lies before a publication: the area of a report, its sums as they stand and as they were released."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coverage import months
from coverage.enums import Axis
from coverage.models import Change, Figure, LiveTotal, ReleasedTotal, Report, Scheme
from coverage.queries.release_content import UNSPLIT, Counts
from coverage.queries.segments import EVERYWHERE, segment_rows
from coverage.queries.ways import ways_of
from regions.enums import Kind, Level
from regions.models import Placement, Region, subtree

Heads = dict[tuple[int, int], int]


@dataclass(frozen=True)
class Area:
    """A report's region and all below it at the report's month, with their sums."""

    report: Report
    scheme: Scheme
    places: Mapping[int, Placement]  # by region id
    below: Mapping[int, list[Placement]]  # by the parent's region id, in order of code
    heads: Mapping[int, Heads]  # by region id
    filled: Mapping[int, Heads]  # cells with a number, by region id
    segment_of: Mapping[int, int]  # category id → segment id, 0 for none
    adopted: frozenset[int]  # villages in which a vulnerable category is enrolled

    @property
    def top(self) -> Placement:
        return self.places[self.report.region_id]

    def children(self, region: int) -> list[Placement]:
        return self.below.get(region, [])

    def sums(self, region: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Return heads and cells of a region by (axis, member)."""
        filled = self.filled.get(region, {})
        return {key: (heads, filled[key]) for key, heads in self.heads.get(region, {}).items()}

    def code_above(self, place: Placement) -> str | None:
        """Return the code of the parent of a place; the area's own top has its parent outside."""
        above = self.places.get(place.parent_id or 0)
        return above.code if above else (place.parent.code if place.parent else None)

    def villages(self, place: Placement) -> dict[str, int]:
        """Return villages, desa among them, and desa that have joined, of a place and all below it."""
        inside = [place]
        for found in inside:
            inside += self.children(found.region_id)  # grows while it is walked, down to the villages
        villages = [found for found in inside if found.level == Level.VILLAGE]
        desa = [found for found in villages if found.kind != Kind.URBAN_VILLAGE]
        joined = [found for found in desa if found.region_id in self.adopted]
        return {"total": len(villages), "desa": len(desa), "adopted": len(joined)}

    def counts(self, region: int) -> Counts:
        heads = self.heads.get(region, {})
        below = sum(self.heads.get(place.region_id, {}).get((Axis.TOTAL, 0), 0) for place in self.children(region))
        filled = self.filled.get(region, {}).get((Axis.TOTAL, 0), 0)
        return Counts(heads, heads.get((Axis.TOTAL, 0), 0) - below, filled)


def places_below(region: Region, month: int) -> dict[int, Placement]:
    """Return the places of a region and all below it in the tree of the month, by region id, in order of code."""
    inside = Placement.objects.on(months.last_day(month)).filter(subtree(region)).order_by("code")
    return {place.region_id: place for place in inside}


def area_of(report: Report, scheme: Scheme) -> Area:
    """Read the area of a report and its live totals; a province's report is of its own figures alone."""
    region = report.region
    if region.level == Level.PROVINCE:
        places = {region.pk: Placement.objects.on(months.last_day(report.month)).get(region=region)}
    else:
        places = places_below(region, report.month)
    heads: dict[int, Heads] = defaultdict(dict)
    filled: dict[int, Heads] = defaultdict(dict)
    rows = LiveTotal.objects.filter(month=report.month, scheme=scheme, region__in=places, filled__gt=0)
    for row in rows.values_list("region_id", "axis", "member", "enrolled", "filled"):
        heads[row[0]][row[1], row[2]] = row[3]
        filled[row[0]][row[1], row[2]] = row[4]
    below: dict[int, list[Placement]] = defaultdict(list)
    for place in places.values():
        if place.parent_id is not None:
            below[place.parent_id].append(place)
    segment_of = segments_in(places[region.pk], report.month)
    adopted = villages_adopted(places, report.month, scheme)
    return Area(report, scheme, places, below, heads, filled, segment_of, adopted)


def segments_in(place: Placement, month: int) -> dict[int, int]:
    """Return the segment id of each category (0 for none) in the province of `place`; the country's for the nation."""
    found: dict[int, int] = {}
    rows = segment_rows([month])
    for wanted in (EVERYWHERE, place.province_id):
        found |= {category: segment or UNSPLIT for _, category, province, _, segment in rows if province == wanted}
    return found


def villages_adopted(places: Mapping[int, Placement], month: int, scheme: Scheme) -> frozenset[int]:
    """Return the ids of villages in which at least one worker of a vulnerable category is enrolled."""
    villages = [place.region_id for place in places.values() if place.level == Level.VILLAGE]
    rows = Figure.objects.filter(
        month=month, region__in=villages, category__scheme=scheme, category__is_vulnerable=True, enrolled__gt=0
    )
    return frozenset(rows.values_list("region_id", flat=True).distinct())


def entries_of(report: Report) -> list[dict[str, str]]:
    """Return on which way, when and with which note the figures of a report came in: the newest fifty acts."""
    inside = Placement.objects.on(months.last_day(report.month)).filter(subtree(report.region)).values("region")
    acts = Change.objects.filter(revisions__figure__month=report.month, revisions__figure__region__in=inside)
    newest = list(acts.distinct().order_by("-pk")[:50])
    ways = ways_of(newest)
    return [{"via": ways[act.pk], "at": act.at.isoformat(), "note": act.reason} for act in newest]


def released_totals(regions: Iterable[int], month: int, scheme: Scheme) -> dict[int, list[ReleasedTotal]]:
    """Return the released totals of regions at a month, by region id."""
    found: dict[int, list[ReleasedTotal]] = defaultdict(list)
    rows = ReleasedTotal.objects.filter(month=month, scheme=scheme, region__in=list(regions))
    for row in rows.select_related("release").order_by("region", "axis", "member"):
        found[row.region_id].append(row)
    return found


@dataclass(frozen=True)
class ChildReleased:
    """What a province or regency has published: the row of its whole, its heads and which of them it withheld."""

    whole: ReleasedTotal
    heads: Heads
    hidden: frozenset[tuple[int, int]]


def children_released(region: Region, month: int, scheme: Scheme) -> dict[int, ChildReleased]:
    """Return what the children of a region have published of a month, by their region ids, in order of code."""
    below = Placement.objects.on(months.last_day(month)).filter(parent=region).order_by("code")
    found = {}
    rows = released_totals(list(below.values_list("region_id", flat=True)), month, scheme)
    for child in below.values_list("region_id", flat=True):
        whole = next((row for row in rows.get(child, []) if row.axis == Axis.TOTAL), None)
        if whole is not None and whole.filled:
            found[child] = ChildReleased(
                whole,
                {(row.axis, row.member): row.enrolled for row in rows[child]},
                frozenset((row.axis, row.member) for row in rows[child] if row.is_hidden),
            )
    return found
