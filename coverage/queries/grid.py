"""What the entry grid (isian bulanan) shows: the asked cells of a regency, a district or a village in one month.

A fixed number of queries, however many villages and categories there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Q

from coverage import months
from coverage.enums import AskedPer, DenominatorKind
from coverage.models import Comment, Report, Scheme, WorkerCategory
from coverage.queries.corrections import unlocked_in
from coverage.queries.denominators import denominators_at
from coverage.queries.plan import Asked, asked_in
from coverage.queries.spots import BLANK, NOTHING_HELD, Held, Key, Spot, held_in
from regions.enums import Kind, Level
from regions.models import Placement, Region
from regions.queries.tree import Place

UCJ = "ucj"


@dataclass(frozen=True)
class Grid:
    """The month of one place. `reporter` is whose report it is; `place` what of it is shown.

    `pairs` are asked in each village, `own_pairs` once at the reporter. `held` is what is stored, also of pairs that
    are not asked; `counted` are the categories (ids) of UCJ among all these, about which targets are. Targets are
    workers by region id. `unlocked` are the cells that a correction names (None: the report is not being corrected).
    """

    reporter: Region
    place: Place
    month: int
    report: Report | None
    pairs: tuple[Asked, ...]
    own_pairs: tuple[Asked, ...]
    districts: tuple[Place, ...]
    villages: tuple[Place, ...]
    held: Held = NOTHING_HELD
    counted: frozenset[int] = frozenset()
    targets: dict[int, int] = field(default_factory=dict)
    remarked: frozenset[Key] = frozenset()
    unlocked: frozenset[Key] | None = None

    @property
    def spots(self) -> dict[Key, Spot]:
        return self.held.spots

    @property
    def has_plan(self) -> bool:
        return bool(self.pairs or self.own_pairs)

    @property
    def is_open(self) -> bool:
        return bool(self.report and self.report.is_open)

    def spot(self, region: int, asked: Asked) -> Spot:
        return self.spots.get((region, *asked.pair), BLANK)

    def is_locked(self, region: int, asked: Asked) -> bool:
        """Tell whether a correction under way leaves this cell as it is."""
        return self.unlocked is not None and (region, *asked.pair) not in self.unlocked

    def shown(self) -> Iterable[tuple[Place, Asked]]:
        """Yield each cell that is asked here: the reporter's own first, then village by village."""
        if self.place.id == self.reporter.pk:
            yield from ((self.place, asked) for asked in self.own_pairs)
        for village in self.villages:
            yield from ((village, asked) for asked in self.pairs)

    def parts(self) -> Iterator["Grid"]:
        """Yield what is asked of the reporter itself, then each district; a grid of less than a regency is one part."""
        if self.place.id != self.reporter.pk:
            yield self
            return
        if self.own_pairs:
            yield replace(self, villages=())
        for district in self.districts:
            inside = tuple(village for village in self.villages if village.parent == district.id)
            yield replace(self, place=district, villages=inside)

    def outside(self) -> tuple[int, int]:
        """Return the heads, now and last month, of what is stored here without being asked."""
        villages, pairs = {place.id for place in self.villages}, {each.pair for each in self.pairs}
        own = {each.pair for each in self.own_pairs}
        now = before = 0
        for (region, category, payer), spot in self.spots.items():
            asked = pairs if region in villages else own if region == self.reporter.pk else ()
            if (category, payer) not in asked:
                now, before = now + (spot.heads or 0), before + (spot.before or 0)
        return now, before

    def filled(self) -> Counter[int]:
        """Return by payer id how many asked cells of the villages hold a number or "tidak berlaku"."""
        villages, pairs = {place.id for place in self.villages}, {each.pair for each in self.pairs}
        return Counter(
            payer
            for (region, category, payer), spot in self.spots.items()
            if (spot.heads is not None or spot.not_applicable) and region in villages and (category, payer) in pairs
        )


def grid_of(region: Region, month: int, back: int = 1) -> Grid | None:
    """Return the grid of a regency, district or village, or None where it lay in no regency at the month.

    `back` is how many months before it are read too, the one before at least.
    """
    grid = bare_grid_of(region, month, back)
    if grid is None:
        return None
    schemes = schemes_of((*grid.pairs, *grid.own_pairs), grid.held)
    ucj = next((scheme for scheme in schemes.values() if scheme.code == UCJ), None)
    districts = grid.districts if grid.place.level == Level.REGENCY else ()
    shown = {grid.place.id, *(place.id for place in (*districts, *grid.villages))}
    report = grid.report
    return replace(
        grid,
        counted=frozenset(pk for pk, scheme in schemes.items() if scheme == ucj),
        targets=targets_of(shown, month, ucj) if ucj else {},
        remarked=remarked_in(grid.reporter, month),
        unlocked=frozenset(unlocked_in(report)) if report and report.is_correcting else None,
    )


def bare_grid_of(region: Region, month: int, back: int = 1) -> Grid | None:
    """Return the grid with what is asked and stored alone, as a file needs it: no targets, questions, locked cells."""
    regency, places = places_around(region, month)
    if regency is None:
        return None
    report = Report.objects.filter(region=regency, month=month).select_related("region").first()
    reporter = report.region if report else Region.objects.get(pk=regency)
    asked = asked_in(reporter, month)
    here = next(place for place in places if place.id == region.pk)
    is_whole = here.level == Level.REGENCY
    shown = [place for place in places if is_whole or region.pk in (place.id, place.parent)]
    return Grid(
        reporter=reporter,
        place=here,
        month=month,
        report=report,
        pairs=tuple(each for each in asked if each.per == AskedPer.VILLAGE),
        own_pairs=tuple(each for each in asked if each.per == AskedPer.REPORTER),
        districts=tuple(place for place in places if place.level == Level.DISTRICT),
        villages=tuple(place for place in shown if place.level == Level.VILLAGE),
        held=held_in({place.id for place in shown}, reporter.pk, month, back),
    )


def places_around(region: Region, month: int) -> tuple[int | None, list[Place]]:
    """Return the key of the regency where `region` lay at the month, and what of it is shown around `region`.

    That is all of a regency; of a district or village what lies in it, and the districts beside. In the order of codes.
    """
    standing = Placement.objects.on(months.last_day(month))
    regency = standing.filter(region=region).values("regency")
    shown = Q() if region.level <= Level.REGENCY else Q(level__lte=Level.DISTRICT) | Q(parent=region) | Q(region=region)
    rows = list(
        standing.filter(shown, regency__in=regency)
        .order_by("code", "pk")
        .values_list("regency_id", "region_id", "code", "name", "level", "kind", "parent_id")
    )
    places = [
        Place(pk, code, name, Level(level), Kind(kind), parent) for _, pk, code, name, level, kind, parent in rows
    ]
    return (rows[0][0] if rows else None), places


def schemes_of(asked: Iterable[Asked], held: Held) -> dict[int, Scheme]:
    """Return the scheme of each category (id) that is asked or stored; a query only where one is stored unasked."""
    found = {each.category.pk: each.category.scheme for each in asked}
    if unasked := {category for _, category, _ in held.spots} - found.keys():
        rows = WorkerCategory.objects.filter(pk__in=unasked).select_related("scheme")
        found |= {category.pk: category.scheme for category in rows}
    return found


def targets_of(regions: Iterable[int], month: int, scheme: Scheme) -> dict[int, int]:
    """Return the targets that hold at the month, in workers by region id."""
    rows = denominators_at(list(regions), month, scheme)
    return {
        region: rows_of.total
        for (region, kind), rows_of in rows.items()
        if kind == DenominatorKind.TARGET and rows_of.total is not None
    }


def remarked_in(reporter: Region, month: int) -> frozenset[Key]:
    """Return the cells of the report with a question that nobody has answered."""
    rows = Comment.objects.filter(report__region=reporter, report__month=month, answered_by=None)
    found = rows.values_list("region", "category", "payer").order_by("pk")
    return frozenset((region, category or 0, payer or 0) for region, category, payer in found)


def newest_month(region: Region) -> int | None:
    """Return the month that is to be filled next: the first open one, else the last of all; None without reports."""
    around = Placement.objects.filter(region=region).values("regency")
    rows = list(Report.objects.filter(region__in=around).order_by("month").values_list("month", "state"))
    still_open = [month for month, state in rows if state == "open"]
    return (still_open or [rows[-1][0]])[0] if rows else None
