"""Points, places and measures of awards in words."""

import re
from decimal import ROUND_HALF_UP, Decimal

import qrcode
from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from awards.arithmetic.schemes import Criterion, Kind, Measure
from awards.arithmetic.scoring import Score
from awards.models import SnapshotInput
from paritrana import formatting

QUIET = 4
"""Light squares around a QR code, without which readers do not find it."""

FIGURE = re.compile(r"((?:ID|\d\d(?:\.\d+)*)_(\d{4})-(\d\d)_[a-z]+_\d+)", re.ASCII)
"""The number of a release within the words of a source."""

FINGERPRINT = re.compile(r" \((SHA-256 [0-9a-f]+…)\)", re.ASCII)
"""The head of the digest of a proof within the words of a source."""

PERCENTAGES = (Measure.COVERAGE, Measure.GROWTH, Measure.ADOPTION, Measure.TIMELINESS)

register = template.Library()


@register.filter
def score(points: Decimal | None) -> str:
    """Return points with two decimals, half up, or words where there are none."""
    if points is None:
        return _("belum ada")
    return formatting.decimal(points)


@register.filter
def judged(points: Decimal | None) -> str:
    """Return points of a closed result: where there are none, nobody judged it, and nobody will."""
    return _("tidak dinilai") if points is None else score(points)


@register.filter
def plain_number(number: Decimal | None) -> str:
    """Return a raw number without zeros that say nothing, with at most four decimals."""
    if number is None:
        return _("belum ada data")
    return formatting.exact(number.quantize(Decimal("0.0001"), ROUND_HALF_UP))


@register.filter
def level_name(criterion: Criterion, code: str) -> str:
    """Return the name of a level of a criterion."""
    return next((level.name for level in criterion.levels if level.code == code), code)


@register.filter
def input_told(one: SnapshotInput | None, criterion: Criterion) -> str:
    """Return in words what an entry has on a criterion by a snapshot."""
    if one is None:
        return _("belum dibekukan")
    if one.waiver:
        return _("tidak berlaku")
    return level_name(criterion, one.level) if one.level else measured(one.raw, criterion)


@register.filter
def measured(number: Decimal | None, criterion: Criterion) -> str:
    """Return what was measured with its unit, if one is known: "90,43 %", "Rp218.576,55 per pekerja"."""
    if number is None or criterion.kind != Kind.COMPUTED:
        return plain_number(number)
    if criterion.measure in PERCENTAGES:
        return formatting.percent(number)
    if criterion.measure == Measure.BUDGET_PER_WORKER:
        return _("Rp%(amount)s per pekerja") % {"amount": formatting.decimal(number)}
    return plain_number(number)


@register.filter
def source_told(words: str) -> SafeString:
    """Return the words of a source as people read them; its numbers lead to the figure, and its digest is a title.

    The words are frozen with the result and stand in its bundle, where auditors look for exactly these numbers.
    """
    digest = FINGERPRINT.search(words)
    parts = FIGURE.split(FINGERPRINT.sub("", words))
    told = format_html_join("", "{}", ((part,) for part in figures_named(parts)))
    return format_html('<span title="{}">{}</span>', digest[1], told) if digest else told


def figures_named(parts: list[str]) -> list[str]:
    """Return words split at `FIGURE` with the month in place of each number, as a link to the figure."""
    named = parts[:1]
    for number, year, month, after in zip(*(parts[at::4] for at in range(1, 5)), strict=True):
        day = formatting.month(int(year + month))
        link = '<a href="{}" title="{}">{}</a>'
        words = _("angka %(month)s") % {"month": day}
        named += [format_html(link, reverse("coverage:figure", args=[number]), number, words), after]
    return named


@register.filter
def points_judged(one: Score) -> str:
    """Return the points of a criterion in a closed result, or in words why there are none."""
    return judged(one.points) if one.applies else _("tidak berlaku")


@register.filter
def step_label(step: str, criteria: dict[str, Criterion]) -> str:
    """Return a step of the tie ladder in words."""
    kind, _colon, rest = step.partition(":")
    if step == "total":
        return _("nilai akhir")
    if kind == "phase":
        return _("nilai wawancara") if rest == "interview" else _("nilai berkas")
    if kind == "measure":
        reader = next((one for one in criteria.values() if str(one.measure) == rest), None)
        return _("angka asli %(name)s") % {"name": reader.name} if reader else rest
    return criteria[step].name if step in criteria else step


@register.filter
def named(names: dict[str, str], code: str) -> str:
    """Return the name of an entry by its code."""
    return names.get(code, code)


@register.filter
def criterion(criteria: dict[str, Criterion], code: str) -> str:
    """Return the name of a criterion by its code."""
    return criteria[code].name if code in criteria else code


@register.inclusion_tag("awards/results/_qr.html")
def qr_code(address: str) -> dict[str, object]:
    """Draw an address as a QR code: one path of squares, dark on light."""
    drawn = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    drawn.add_data(address)
    drawn.make(fit=True)
    rows = drawn.get_matrix()
    squares = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return {"address": address, "size": len(rows), "path": "".join(squares)}
