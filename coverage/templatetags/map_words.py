"""What a map says: bands, legend, names of its regions, and what must be known before two of them are compared.

A band never speaks by its colour alone: its number stands in the cell, and lightness runs one way from the first to the
last, on the screen as in grey print. In every view the last band is the best.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django import template
from django.utils.translation import gettext as _

from coverage.enums import DenominatorKind
from coverage.queries.home import Row
from coverage.queries.map_page import Joined, MapView, RegionMap, Spot
from coverage.queries.published import Shown
from coverage.templatetags.figures import BAND_BOUNDS, bound
from paritrana import formatting
from regions import names
from regions.enums import Level

register = template.Library()

BANDS = len(BAND_BOUNDS) + 1
GAP_BOUNDS = {
    Level.PROVINCE: (3_000_000, 1_000_000),
    Level.REGENCY: (200_000, 50_000),
    Level.DISTRICT: (20_000, 5_000),
    Level.VILLAGE: (2_000, 500),
}
"""From how many missing workers on a region is in the first band, and in the second; the last is for none missing."""
MILLION, THOUSAND = 1_000_000, 1_000


@dataclass(frozen=True)
class Key:
    """One entry of the legend."""

    band: int
    words: str


def band_of(spot: Spot, drawn: RegionMap) -> int:
    """Return the band of a region from 1 to 4, 0 where there is no number."""
    measure = spot.measure(drawn.view)
    if measure is None:
        return 0
    if drawn.view != MapView.GAP:
        return 1 + sum(measure >= limit for limit in BAND_BOUNDS)
    return 1 + sum(measure < limit for limit in GAP_BOUNDS[drawn.level]) + (measure <= 0)


def figure_of(spot: Spot, view: MapView) -> str:
    """Return the number as it stands in the cell: "43,12 %", "34 rb" missing workers; "" where there is none."""
    measure = spot.measure(view)
    if measure is None:
        return ""
    return formatting.percent(measure) if view != MapView.GAP else rounded(measure)


def rounded(heads: Decimal) -> str:
    """Return how many workers are missing in few signs: "1,2 jt", "34 rb", "815", "tercapai"."""
    if heads <= 0:
        return _("tercapai")
    if heads < THOUSAND:
        return formatting.decimal(heads, 0)
    if heads < MILLION - THOUSAND // 2:
        return _("%s rb") % formatting.decimal(heads / THOUSAND, 0)
    return _("%s jt") % formatting.decimal(heads / MILLION, 1)


def basis_words(row: Row) -> str:
    """Return what a percentage is of: "terhadap target"; of a bare one, that its source printed it."""
    if row.basis is None:
        return _("tertulis di sumber, dasar hitungnya tidak disebut")
    return _("terhadap target") if row.is_of_target else _("terhadap potensi")


def gap_words(gap: int, basis: DenominatorKind | None) -> str:
    """Return "sisa ke target 34.210 pekerja", or by how many it is exceeded."""
    of_target = basis == DenominatorKind.TARGET
    if gap < 0:
        told = _("melampaui target %s pekerja") if of_target else _("melampaui potensi %s pekerja")
    else:
        told = _("sisa ke target %s pekerja") if of_target else _("sisa ke potensi %s pekerja")
    return told % formatting.number(abs(gap))


@register.filter
def gap_figure(spot: Spot) -> str:
    """Return how many workers are missing, or by how many the denominator is exceeded."""
    if spot.surplus is not None:
        return _("terlampaui %s") % formatting.number(spot.surplus)
    return formatting.number(spot.gap or 0)


def joined_words(spot: Spot) -> str:
    """Return how many villages have joined, or why that cannot be said."""
    if spot.joined == Joined.NO_DESA:
        return _("tidak ada desa, hanya kelurahan")
    if spot.joined == Joined.NOT_SPLIT:
        return _("belum dirinci per desa")
    if spot.villages is None or spot.joined == Joined.NO_DATA:
        is_withheld = spot.row.shown in (Shown.SMALL, Shown.WITHHELD)
        return _("disamarkan karena jumlahnya kecil") if is_withheld else _("belum ada data")
    counted = {"adopted": formatting.number(spot.villages.adopted or 0), "desa": formatting.number(spot.villages.desa)}
    return _("%(adopted)s dari %(desa)s desa sudah ikut") % counted


def missing_words(row: Row) -> str:
    """Return why a region has no percentage: withheld, no target, no data; never 0 %."""
    if row.shown in (Shown.SMALL, Shown.WITHHELD):
        return _("disamarkan karena jumlahnya kecil")
    return _("belum ada data") if row.enrolled is None else _("belum ada target")


@register.simple_tag
def said_of(spot: Spot, view: MapView) -> str:
    """Return what the map says of a region beside its number."""
    if view == MapView.ADOPTION:
        return joined_words(spot)
    if spot.measure(view) is None:
        return missing_words(spot.row)
    return basis_words(spot.row) if view == MapView.PERCENT else gap_words(spot.gap or 0, spot.row.basis)


def remarks_on(spot: Spot, drawn: RegionMap) -> list[str]:
    """Return what must be known of a number before it is compared: whose it is, how complete, on which denominator."""
    row = spot.row
    found: list[str] = []
    if spot.measure(drawn.view) is None:
        return found
    if row.state == "observed" and row.stated:
        found.append(_("angka dari sumber lain, %s") % row.stated.speaker)
    if is_partial(row):
        counted = {"reported": formatting.number(row.reported), "expected": formatting.number(row.expected)}
        found.append(_("belum lengkap: %(reported)s dari %(expected)s") % counted)
    if drawn.is_other_basis(spot):
        found.append(_("dasar hitung berbeda"))
    if row.is_sample:
        found.append(_("data contoh"))
    return found


def is_partial(row: Row) -> bool:
    return bool(row.figure_id) and not row.is_complete


def name_of(spot: Spot, drawn: RegionMap) -> str:
    """Return what a cell is called: the whole name, what stands in the cell, and all that it means."""
    full = names.short(spot.row.name, spot.row.kind)
    label = " ".join(spot.cell.lines) if spot.cell else full
    shown = full if full.endswith(label) else f"{full}, {label}"
    figure, band = figure_of(spot, drawn.view), band_of(spot, drawn)
    told = [f"{shown} {figure}".strip() if figure else shown, said_of(spot, drawn.view)]
    if band:
        told.append(_("pita %(band)s dari %(bands)s") % {"band": band, "bands": BANDS})
    return ", ".join([*told, *remarks_on(spot, drawn)])


def is_odd(spot: Spot, drawn: RegionMap) -> bool:
    """Tell whether a number cannot be compared with the others as it is."""
    row = spot.row
    if spot.measure(drawn.view) is None:
        return False
    return row.state == "observed" or is_partial(row) or drawn.is_other_basis(spot)


def keys_of(drawn: RegionMap) -> tuple[Key, ...]:
    """Return the legend of the bands, from the first to the last."""
    if drawn.view == MapView.GAP:
        more, less = (formatting.number(limit) for limit in GAP_BOUNDS[drawn.level])
        told = [
            _("%s pekerja atau lebih") % more,
            _("%(less)s sampai di bawah %(more)s pekerja") % {"less": less, "more": more},
            _("di bawah %s pekerja") % less,
            _("tidak ada sisa"),
        ]
    else:
        limits = [bound(limit) for limit in BAND_BOUNDS]
        between = [_("%s sampai di bawah %s %%") % pair for pair in pairwise(limits)]
        told = [_("di bawah %s %%") % limits[0], *between, _("%s %% atau lebih") % limits[-1]]
    return tuple(Key(band, words) for band, words in enumerate(told, start=1))


@register.simple_tag
def map_remarks(spot: Spot, drawn: RegionMap) -> str:
    """Return the remarks on a number for the table below the map; "" where there are none."""
    return "; ".join(remark for remark in remarks_on(spot, drawn) if remark != _("data contoh"))


def gap_key(drawn: RegionMap) -> str:
    """Return what hatching means on this map; "" where nothing is hatched."""
    reasons = {said_of(spot, drawn.view) for spot in drawn.spots if spot.measure(drawn.view) is None}
    return "; ".join(sorted(reasons))


@register.simple_tag
def map_band(spot: Spot, drawn: RegionMap) -> int:
    return band_of(spot, drawn)
