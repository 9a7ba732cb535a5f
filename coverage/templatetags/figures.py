"""Numbers, percentages, months, bars and icons in templates: thin over `paritrana.formatting`."""

from datetime import datetime
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coverage import months
from paritrana import formatting

register = template.Library()

Ratio = Decimal | str | None
BAND_BOUNDS = (Decimal(30), Decimal(50), Decimal(75))
"""Where a band ends and the next begins, in percent: the same ranges as the rows of `coverage.models.Band`."""
SCALE_END = Decimal(125)
"""The percentage at the right end of a bar."""


def as_decimal(ratio: Ratio) -> Decimal | None:
    """Return a percentage given as Decimal or as in JSON ("90.43"); None where there is none."""
    return None if ratio is None or ratio == "" else Decimal(ratio)


@register.filter
def number(count: int | None) -> str:
    """Return "81.436", or "belum ada data" for None, which is not 0."""
    return _("belum ada data") if count is None else formatting.number(count)


@register.filter
def percent(ratio: Ratio) -> str:
    """Return "90,43 %", or "belum ada data" for None. A missing target has its own words: say them in the template."""
    found = as_decimal(ratio)
    return _("belum ada data") if found is None else formatting.percent(found)


@register.filter
def bound(limit: Decimal) -> str:
    """Return the limit of a band: "30", or "33,5" where it is not whole."""
    return formatting.decimal(limit, 0 if limit == limit.to_integral_value() else 1)


@register.filter
def month(yyyymm: int) -> str:
    """Return "Desember 2023" for 202312."""
    return formatting.month(yyyymm)


@register.filter
def period(yyyymm: int) -> str:
    """Return "2023-12" for 202312, as addresses carry it."""
    return months.iso(yyyymm)


@register.filter
def moment(at: datetime, zone: str) -> str:
    """Return "10 Januari 2024 pukul 08.00 WITA" on the clock of `zone`, an IANA name."""
    return formatting.moment(at, zone)


@register.filter
def band_class(ratio: Ratio) -> str:
    """Return the class of the band that colours the percentage: band-1 below 30 to band-4 from 75; band-0 without."""
    found = as_decimal(ratio)
    return "band-0" if found is None else f"band-{1 + sum(found >= bound for bound in BAND_BOUNDS)}"


@register.filter
def bar_length(ratio: Ratio) -> str:
    """Return the length of the bar in the drawing, unlocalised; the drawing ends at SCALE_END, no number does."""
    found = as_decimal(ratio) or Decimal(0)
    return str(min(max(found, Decimal(0)), SCALE_END).quantize(Decimal("0.01")))


@register.filter
def is_beyond(ratio: Ratio) -> bool:
    """Tell whether the bar ends before the percentage does."""
    found = as_decimal(ratio)
    return found is not None and found > SCALE_END


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the icon of the sprite; words beside it (or hidden visually) say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', static("icons.svg"), name
    )
