"""The map of a region: the regions of a level below it, each with the number it has elsewhere, and where it is drawn.

Nothing is summed or measured here: the numbers are those of the front page (the nation) and of the region's own page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from coverage import months, ucj
from coverage.enums import DenominatorKind
from coverage.models import Release, Scheme
from coverage.queries.children import Child, numbers_of
from coverage.queries.home import Row, observed_nation, provinces_of, released_nation, row_of_child
from coverage.queries.observations import stated_of
from coverage.queries.region_page import Villages, latest
from coverage.queries.released import trend
from regions.enums import Kind, Level
from regions.models import Placement
from regions.names import bare
from regions.queries.outlines import drawing_for
from regions.queries.tiles import Cell, cells_of
from regions.queries.tree import Place, path_to
from regions.topology import Drawing

VILLAGES = (Kind.VILLAGE, Kind.CUSTOMARY_VILLAGE)
"""Kinds of region in which all heads are told by village, as they are one."""


class MapView(StrEnum):
    """What the map shows, by the word of its address."""

    PERCENT = "persen"
    GAP = "sisa"
    ADOPTION = "adopsi"


class Joined(StrEnum):
    """What is known of a region's villages that have joined."""

    KNOWN = "known"
    NO_DATA = "no_data"
    NO_DESA = "no_desa"  # all its villages are kelurahan, which are not in the ratio
    NOT_SPLIT = "not_split"  # the heads are not told by village, so none can be said to have joined


@dataclass(frozen=True)
class Spot:
    """One region on the map: its number, its villages as its release counted them, and its cell on a tile map."""

    row: Row
    cell: Cell | None
    villages: Villages | None = None
    joined: Joined = Joined.NO_DATA

    @property
    def gap(self) -> int | None:
        """Workers missing to the denominator of the percentage; negative where it is exceeded."""
        return ucj.gap(self.row.enrolled, self.row.denominator)

    @property
    def surplus(self) -> int | None:
        """Workers above the denominator, None where it is not exceeded."""
        return -self.gap if self.gap is not None and self.gap < 0 else None

    @property
    def adoption(self) -> Decimal | None:
        """Villages that have joined, in percent of all that are no kelurahan."""
        return self.villages.percent if self.villages and self.joined == Joined.KNOWN else None

    def measure(self, view: MapView) -> Decimal | None:
        """Return by what the map of that view is coloured: percentages, or workers."""
        if view == MapView.GAP:
            return None if self.gap is None else Decimal(self.gap)
        return self.row.percent if view == MapView.PERCENT else self.adoption


@dataclass(frozen=True)
class RegionMap:
    """What is drawn: the regions in the order of their codes, as equal cells or, where given, by their `outlines`."""

    view: MapView
    level: Level
    spots: tuple[Spot, ...]
    outlines: Drawing | None = None

    @property
    def undrawn(self) -> list[Spot]:
        """Regions without an outline, which stand in the table alone."""
        return [spot for spot in self.spots if self.outlines and spot.row.code not in self.outlines.paths]

    @property
    def basis(self) -> DenominatorKind | None:
        """The denominator of most percentages, of two as common the target; None where there is none."""
        kinds = Counter(spot.row.basis for spot in self.spots if spot.row.basis)
        return max(kinds, key=lambda kind: (kinds[kind], kind == DenominatorKind.TARGET), default=None)

    def is_other_basis(self, spot: Spot) -> bool:
        """Tell whether a number is of another denominator than most, so that it cannot be compared with them."""
        if self.view == MapView.ADOPTION or spot.measure(self.view) is None:
            return False
        return spot.row.basis != self.basis

    @property
    def is_sample(self) -> bool:
        """Whether an invented number is drawn."""
        return any(spot.row.is_sample for spot in self.spots)

    @property
    def has_heads(self) -> bool:
        """Whether any region has a number of workers, with or without something to hold it against."""
        return any(spot.row.enrolled is not None for spot in self.spots)

    @property
    def is_empty(self) -> bool:
        return all(spot.measure(self.view) is None for spot in self.spots)


@dataclass(frozen=True)
class MapPage:
    """The map of a region at a month; `month` is None where nothing at all is known of it."""

    place: Placement
    path: tuple[Place, ...]
    scheme: Scheme
    month: int | None
    months: tuple[int, ...]
    drawn: RegionMap


class NoOutlines(Exception):
    """No boundary file has the regions that are to be drawn by their outlines."""


def map_page(
    place: Placement, level: Level, *, scheme: Scheme, month: int | None, view: MapView, outlined: bool, today: date
) -> MapPage:
    """Return the map of the regions of a level below one; without a month, at the one its own page shows unasked.

    Raise NoOutlines where they are asked for and no file has them.
    """
    known, usual = months_of(place, scheme)
    shown = month or usual
    on = months.last_day(shown) if shown else today
    rows = rows_below(place, level, scheme, shown, on)
    villages = villages_told(rows) if view == MapView.ADOPTION else {}
    drawn = outline_map(rows, view, level, villages) if outlined else tile_map(rows, view, level, villages)
    return MapPage(place, path_to(place, on), scheme, shown, known, drawn)


def months_of(place: Placement, scheme: Scheme) -> tuple[tuple[int, ...], int | None]:
    """Return the months of which something is known, newest first, and the one that is shown unasked.

    That of the nation is the month of the front page, as far as there is one.
    """
    points, observed = trend(place.region, scheme), stated_of(place.region, scheme)
    known = tuple(sorted({*(point.month for point in points), *(one.month for one in observed)}, reverse=True))
    usual = latest(points, observed)
    if place.level == Level.NATION:
        nation = released_nation(place.region, scheme) or observed_nation(place.region, scheme)
        usual = nation.month if nation else usual
    return known, usual


def rows_below(place: Placement, level: Level, scheme: Scheme, month: int | None, on: date) -> tuple[Row, ...]:
    """Return the regions of a level below, in the order of their codes: provinces as on the front page."""
    if month is not None and level == Level.PROVINCE:
        return provinces_of(place.region, scheme, month)
    places = Placement.objects.on(on).below(place.region).filter(level=level).order_by("code")
    return rows_of(numbers_of(places, scheme, month), month)


def rows_of(children: Iterable[Child], month: int | None) -> tuple[Row, ...]:
    """Return the rows of regions whose numbers were read already, as the page of the region above them does."""
    return tuple(row_of_child(child, month or months.FIRST, child.is_sample) for child in children)


def tile_map(
    rows: Iterable[Row], view: MapView, level: Level, villages: Mapping[str, Mapping[str, Any]] | None = None
) -> RegionMap:
    """Return the map of equal cells; `villages` by figure id, for the view that shows them."""
    found = list(rows)
    cells = cells_of((row.code, bare(row.name)) for row in found)
    told = villages or {}
    return RegionMap(view, level, tuple(spot_of(row, cells[row.code], told.get(row.figure_id or "")) for row in found))


def outline_map(
    rows: Iterable[Row], view: MapView, level: Level, villages: Mapping[str, Mapping[str, Any]]
) -> RegionMap:
    """Return the map of outlines; raise NoOutlines where no file has them."""
    spots = tuple(spot_of(row, None, villages.get(row.figure_id or "")) for row in rows)
    outlines = drawing_for([spot.row.code for spot in spots])
    if outlines is None:
        raise NoOutlines
    return RegionMap(view, level, spots, outlines)


def spot_of(row: Row, cell: Cell | None, content: Mapping[str, Any] | None) -> Spot:
    if not content or not content["villages"]:
        return Spot(row, cell)
    told = content["villages"]
    villages = Villages(told["total"], told["desa"], told["adopted"])
    if not villages.desa:
        return Spot(row, cell, villages, Joined.NO_DESA if villages.total else Joined.NO_DATA)
    if villages.adopted is None or (row.kind in VILLAGES and row.enrolled is None):
        return Spot(row, cell, villages)  # of a village whose few heads are withheld, it would tell who they are not
    is_split = villages.adopted or row.kind in VILLAGES or content["own"] != content["enrolled"]
    return Spot(row, cell, villages, Joined.KNOWN if is_split else Joined.NOT_SPLIT)


def villages_told(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """Return by figure id how many villages each release counted, and whether its heads are told below the region."""
    ids = [row.figure_id for row in rows if row.figure_id]
    parts = ("villages", "own", "enrolled")
    found = Release.objects.filter(figure_id__in=ids).order_by("figure_id")
    rows_read = found.values_list("figure_id", *(f"content__{part}" for part in parts))
    return {figure_id: dict(zip(parts, told, strict=True)) for figure_id, *told in rows_read}
