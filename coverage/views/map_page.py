"""The map at `/peta/`, its JSON and its table: the regions of a level below one, in the order of their codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage import months, ucj
from coverage.queries.map_page import MapPage, MapView, NoOutlines, RegionMap, Spot, map_page
from coverage.templatetags.map_words import BANDS, band_of, map_remarks, said_of
from coverage.views.kept import by_parent, kept
from coverage.views.parameters import LEVELS, BadParameter, choice_in, echo, month_in, scheme_in
from paritrana.exports import table_answer
from regions.enums import Level
from regions.models import Placement
from regions.queries.outlines import levels_below
from regions.queries.tree import standing_at, upper_regions

VIEWS = {view.value: view for view in MapView}
TILES, OUTLINES = "petak", "batas"
SHAPES = {TILES: False, OUTLINES: True}
ASKED = ("induk", "periode", "skema", "tampil", "bentuk", "tingkat")


def page_for(request: HttpRequest) -> MapPage:
    """Return the map that the address asks for; raise BadParameter."""
    query = request.GET
    view = choice_in(query, "tampil", VIEWS, MapView.PERCENT.value)
    month, scheme, today = month_in(query), scheme_in(query), day_of(now())
    place = parent_of(query.get("induk", "ID"), month)
    level = level_below(place, query)
    usual = TILES if has_tiles(place, level) else OUTLINES
    outlined = choice_in(query, "bentuk", SHAPES, usual)
    if not outlined and not has_tiles(place, level):
        raise BadParameter(_("Peta petak ada untuk provinsi di Indonesia dan untuk kabupaten/kota di satu provinsi."))
    try:
        return map_page(place, level, scheme=scheme, month=month, view=view, outlined=outlined, today=today)
    except NoOutlines as error:
        told = _(
            "Batas %(level)s di %(name)s belum tersedia di portal ini. Peta petak ada untuk Indonesia dan provinsi."
        )
        raise BadParameter(told % {"level": level.label, "name": place.name}) from error


def level_below(place: Placement, query: QueryDict) -> Level:
    """Return the level that is drawn, by default the one directly below; raise BadParameter."""
    level = choice_in(query, "tingkat", LEVELS, Level(place.level + 1).word)
    if level <= place.level:
        told = _("%(name)s tidak mempunyai %(level)s di bawahnya. Pilih wilayah yang lebih tinggi.")
        raise BadParameter(told % {"name": place.name, "level": level.label})
    return level


def has_tiles(place: Placement, level: int) -> bool:
    """Tell whether there is a tile map: of the provinces of the nation, or of the regencies of a province."""
    return place.level <= Level.PROVINCE and level == place.level + 1


def parent_of(code: str, month: int | None) -> Placement:
    """Return the nation, province or regency whose map is asked for; raise BadParameter."""
    place = standing_at(code, months.last_day(month) if month else day_of(now()))
    if place is None:
        told = _("Wilayah “%(code)s” tidak ada. Tulis kode provinsi seperti 64, atau ID untuk seluruh Indonesia.")
        raise BadParameter(told % {"code": echo(code)})
    if place.level > Level.REGENCY:
        told = _("%(name)s tidak mempunyai peta. Peta ada untuk Indonesia, provinsi, dan kabupaten/kota.")
        raise BadParameter(told % {"name": place.name})
    return place


@require_safe
@kept(by_parent, *ASKED)
def map_as_page(request: HttpRequest) -> HttpResponse:
    """Show the map with the table that says the same."""
    page = page_for(request)
    on = months.last_day(page.month) if page.month else day_of(now())
    context = {
        "page": page,
        "drawn": page.drawn,
        "parents": upper_regions(page.place.region, on),
        "view_links": view_links(request, page),
        "shape_links": shape_links(request, page),
        "credit": settings.BOUNDARIES_CREDIT,
        "query": request.GET.urlencode(),
    }
    return render(request, "coverage/map.html", context)


@dataclass(frozen=True)
class Link:
    """One of several ways to see the same map."""

    label: str
    href: str
    is_current: bool


def asked_with(request: HttpRequest, **changes: str) -> str:
    """Return the address of the same question with other answers to some of it."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def view_links(request: HttpRequest, page: MapPage) -> list[Link]:
    return [
        Link(words, asked_with(request, tampil=word), word == page.drawn.view.value)
        for word, words in view_words().items()
    ]


def shape_links(request: HttpRequest, page: MapPage) -> list[Link]:
    """Return the ways in which the map can be drawn; none where equal cells are all there is."""
    place, drawn = page.place, page.drawn
    levels = levels_below(place.code)
    tiles = [(TILES, place.level + 1)] if place.level <= Level.PROVINCE else []
    ways = [*tiles, *((OUTLINES, level) for level in levels)]
    shown = (OUTLINES if drawn.outlines else TILES, drawn.level)
    words = {TILES: _("Petak: %s"), OUTLINES: _("Batas wilayah: %s")}
    return [
        Link(
            words[shape] % Level(level).label,
            asked_with(request, induk=place.code, bentuk=shape, tingkat=Level(level).word),
            (shape, level) == shown,
        )
        for shape, level in ways
        if levels
    ]


def view_words() -> dict[str, str]:
    """Return what each view is called, by the word of its address."""
    return {
        MapView.PERCENT.value: _("Persen"),
        MapView.GAP.value: _("Sisa, pekerja yang belum terlindungi"),
        MapView.ADOPTION.value: _("Desa yang sudah ikut"),
    }


@require_safe
@kept(by_parent, *ASKED)
def map_as_json(request: HttpRequest) -> HttpResponse:
    """Answer with the same rows as the page."""
    return JsonResponse(map_json(page_for(request)))


def map_json(page: MapPage) -> dict[str, Any]:
    """Return the answer of `/peta.json`; `row` and `column` are those of the tile map, from the north-west."""
    return {
        "parent": page.place.code,
        "period": months.iso(page.month) if page.month else None,
        "scheme": page.scheme.code,
        "level": page.drawn.level.slug,
        "view": page.drawn.view.value,
        "basis": page.drawn.basis,
        "bands": BANDS,
        "rows": [spot_json(spot, page.drawn) for spot in page.drawn.spots],
    }


def spot_json(spot: Spot, drawn: RegionMap) -> dict[str, Any]:
    """Return one region: its number as on the front page, what the view adds, its band and its cell."""
    row, villages = spot.row, spot.villages
    is_said = row.stated is not None and not row.figure_id
    return {
        "code": row.code,
        "name": row.name,
        "state": row.state,
        "enrolled": row.enrolled,
        "denominator": row.denominator,
        "basis": row.basis,
        "percent": ucj.printed(row.percent),
        "gap": spot.gap,
        "desa": villages.desa if villages else None,
        "adopted": villages.adopted if villages and spot.adoption is not None else None,
        "adopted_percent": ucj.printed(spot.adoption),
        "band": band_of(spot, drawn) or None,
        "figure_id": row.figure_id,
        "stated_by": row.stated.stated_by if row.stated and is_said else None,
        "source": row.stated.source if row.stated and is_said else None,
        "reported": row.reported,
        "expected": row.expected,
        "is_sample": row.is_sample,
        "note": "; ".join(part for part in (said_of(spot, drawn.view), map_remarks(spot, drawn)) if part),
        "tile_row": spot.cell.row if spot.cell else None,
        "tile_column": spot.cell.column if spot.cell else None,
    }


def map_rows(page: MapPage) -> Iterator[list[object]]:
    """Yield the rows of the JSON, percentages as numbers."""
    for spot in page.drawn.spots:
        told = spot_json(spot, page.drawn)
        shares = {part: ucj.unprinted(told[part]) for part in ("percent", "adopted_percent")}
        yield list({"period": months.iso(page.month) if page.month else "", **told, **shares}.values())


@require_safe
def map_as_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the same rows as the page, as a table."""
    page = page_for(request)
    month = months.iso(page.month) if page.month else "kosong"
    name = f"peta-{page.place.code}-{page.drawn.level.slug}-{page.drawn.view}-{month}"
    return table_answer(form, name, HEADER, map_rows(page))


HEADER = (
    *("period", "code", "name", "state", "enrolled", "denominator", "basis", "percent", "gap", "desa", "adopted"),
    *("adopted_percent", "band", "figure_id", "stated_by", "source", "reported", "expected", "is_sample", "note"),
    *("tile_row", "tile_column"),
)
