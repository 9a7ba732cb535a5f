"""The share card at `/wilayah/<code>/kartu.png`: one published number as a picture, for previews of links."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage.queries.share_card import ShareCard, share_card
from coverage.templatetags.figures import SCALE_END, band_class
from coverage.views.kept import by_code, kept
from coverage.views.number_words import NumberWords, number_words
from coverage.views.parameters import month_in, scheme_in
from coverage.views.region import Moved, moved, place_for
from paritrana import formatting
from paritrana.pictures import Bar, Shape, Text, laid_out, plain, png_of
from regions import names

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 64
BETWEEN = WIDTH - 2 * MARGIN
NUMBER_WIDTH = 620
BAR_TOP, BAR_BOTTOM = 452, 484

PAPER, INK, MUTED = "#fff", "#12312d", "#56625f"
TOPBAR, ON_TOPBAR, TRACK, ACCENT = "#084a42", "#fff", "#e7e4da", "#a34a07"
"""Colours of the light theme in `static/tokens.css`: panel, ink, muted, topbar, on-topbar, track, accent."""
BANDS = {"band-1": "#efc27c", "band-2": "#b8b565", "band-3": "#4f9a83", "band-4": "#0b6257"}


@require_safe
@kept(by_code, "periode", "skema")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the share card of a region of any level."""
    month, scheme, today = month_in(request.GET), scheme_in(request.GET), day_of(now())
    try:
        place = place_for(code, month, today)
    except Moved as elsewhere:
        return moved(request, "share_card", elsewhere.code)
    shown = share_card(place, scheme=scheme, month=month, today=today)
    return HttpResponse(png_of(SIZE, PAPER, shapes(shown)), content_type="image/png")


def shapes(card: ShareCard) -> list[Shape]:
    """Return what the card of a region shows."""
    words = number_words(card.published, card.scheme)
    name = Text(name_of(card), (MARGIN, 108), BETWEEN, 60, 30, INK, lines=2, is_bold=True)
    below = laid_out(name)[-1].box[3] + 4
    room = NUMBER_WIDTH if words.counts or words.basis else BETWEEN
    return [
        Bar((0, 0, WIDTH, 84), TOPBAR),
        Text(_("Paritrana · Cakupan perlindungan pekerja"), (MARGIN, 24), BETWEEN, 32, 24, ON_TOPBAR),
        name,
        Text(above(card), (MARGIN, below), BETWEEN, 28, 20, MUTED),
        Text(words.large, (MARGIN, 292), room, 132, 60, INK, is_bold=True),
        *beside_number(words),
        *bar(words),
        Text(under(words), (MARGIN, 502), BETWEEN, 30, 18, MUTED if not words.remarks else ACCENT),
        Text(source(card), (MARGIN, 562), BETWEEN, 26, 16, MUTED),
    ]


def name_of(card: ShareCard) -> str:
    """Return the name of the region, or its code where the typeface cannot write the name."""
    return plain(names.full(card.place.name, card.place.kind)) or _("Wilayah %s") % card.place.code


def above(card: ShareCard) -> str:
    """Return what the region lies in, nearest first, and the month."""
    inside = [plain(place.full) or place.code for place in reversed(card.path) if place.level]
    return " · ".join([*inside[:2], formatting.month(card.month) if card.month else ""]).strip(" ·")


def beside_number(words: NumberWords) -> list[Shape]:
    """Return what stands to the right of the number: of what it is, and its counts."""
    left = MARGIN + NUMBER_WIDTH + 32
    width = WIDTH - MARGIN - left
    found: list[Shape] = []
    if words.basis:
        found.append(Text(words.basis, (left, 312), width, 34, 20, INK, lines=2, is_bold=True))
    if words.counts:
        found.append(Text(words.counts, (left, 362), width, 28, 18, MUTED, lines=2))
    return found


def bar(words: NumberWords) -> list[Shape]:
    """Return the bar with the tick of the target; none where there is no percentage."""
    if words.drawn is None:
        return []
    end = SCALE_END if words.has_target else Decimal(100)
    filled = MARGIN + int(BETWEEN * min(words.drawn, end) / end)
    found: list[Shape] = [Bar((MARGIN, BAR_TOP, WIDTH - MARGIN, BAR_BOTTOM), TRACK)]
    if filled > MARGIN:
        found.append(Bar((MARGIN, BAR_TOP, filled, BAR_BOTTOM), BANDS[band_class(words.drawn)]))
    if words.has_target:
        tick = MARGIN + int(BETWEEN * 100 / end)
        found.append(Bar((tick - 2, BAR_TOP - 8, tick + 2, BAR_BOTTOM + 8), ACCENT))
    return found


def under(words: NumberWords) -> str:
    return " · ".join(words.remarks)


def source(card: ShareCard) -> str:
    """Return by what the number can be found again: its id, or that there is none."""
    if card.published is None:
        return _("Belum ada angka terbit · kode wilayah %s") % card.place.code
    return _("Nomor angka %s") % card.published.figure_id
