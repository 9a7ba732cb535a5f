"""The brief as a text to copy, for messengers: a thousand characters at most, and no number is ever cut."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from coverage.enums import DenominatorKind
from coverage.queries.brief import Brief
from coverage.queries.comparison import Contender
from coverage.queries.observations import Stated
from coverage.queries.published import Shown
from coverage.templatetags.briefs import live_states
from coverage.templatetags.counts import points, shown_as
from paritrana import formatting
from regions import names

LONGEST = 1000
"""Characters of a text, its address included."""


def text_of(brief: Brief, address: str) -> str:
    """Return the lines that must be there and, in between, as many of the others as fit, whole and in order."""
    first, last = opening(brief), [*ending(brief), address]
    kept: list[str] = []
    for line in (line for line in details(brief) if line):
        if len("\n".join([*first, *kept, line, *last])) <= LONGEST:
            kept.append(line)
    return "\n".join([*first, *kept, *last])


def opening(brief: Brief) -> list[str]:
    """Return whose number it is, of when, and the number."""
    name = names.full(brief.place.name, brief.place.kind)
    head = f"{name}, {formatting.month(brief.month)}" if brief.month else name
    found = [head]
    if brief.live:
        found.append(_("Angka sementara, belum terbit. Laporan: %s.") % live_states(brief.live))
    if brief.is_sample:
        found.append(_("Data contoh, bukan data resmi."))
    return [*found, headline(brief)]


def headline(brief: Brief) -> str:
    """Return the number with its basis, or why there is none."""
    if brief.is_empty:
        return _("Belum ada data.")
    kind = brief.scheme.code.upper()
    enrolled = shown_as(brief.enrolled, brief.shown)
    if brief.ratio is not None:
        told = {
            "scheme": kind,
            "percent": formatting.percent(brief.ratio),
            "enrolled": enrolled,
            "whole": formatting.number(brief.denominator or 0),
        }
        if brief.kind == DenominatorKind.TARGET:
            line = _("%(scheme)s terhadap target: %(percent)s (%(enrolled)s dari target %(whole)s pekerja).") % told
        else:
            line = _("%(scheme)s terhadap potensi: %(percent)s (%(enrolled)s dari potensi %(whole)s pekerja).") % told
    elif brief.enrolled is None and brief.stated and brief.stated.printed_percent is not None:
        line = _("%s, dasar hitungnya tidak disebut.") % formatting.percent(brief.stated.printed_percent)
    else:
        line = _("Pekerja terlindungi: %s.") % enrolled
        if brief.shown not in (Shown.SMALL, Shown.WITHHELD):
            line = f"{line} {_('Belum ada target.')}"
    return line if brief.stated is None else f"{line} {_('Angka dari sumber lain, %s.') % brief.stated.speaker}"


def details(brief: Brief) -> Iterator[str]:
    """Yield what else is worth telling, the most important first; "" for what there is not."""
    if not brief.is_complete:
        counted = {"reported": formatting.number(brief.reported), "expected": formatting.number(brief.expected)}
        yield _("Belum lengkap: %(reported)s dari %(expected)s kabupaten/kota.") % counted
    yield gap_words(brief)
    yield change_words(brief)
    if brief.rank and brief.rank.among > 1 and brief.path:
        told = {
            "rank": formatting.number(brief.rank.position),
            "among": formatting.number(brief.rank.among),
            "parent": brief.path[-1].name,
        }
        yield _("Peringkat %(rank)s dari %(among)s di %(parent)s.") % told
    yield row_words(_("Tertinggi: %s."), brief.comparison.best)
    yield row_words(_("Terendah: %s."), brief.comparison.worst)
    for one in brief.beside:
        yield beside_words(one)


def gap_words(brief: Brief) -> str:
    if brief.surplus:
        return _("Melampaui target %s pekerja.") % formatting.number(brief.surplus)
    return "" if brief.gap is None else _("Sisa ke target: %s pekerja.") % formatting.number(brief.gap)


def change_words(brief: Brief) -> str:
    """Return the change since the last comparable release, or that the basis is another now."""
    if brief.change is None:
        return _("Dasar hitung berubah sejak bulan sebelumnya.") if brief.is_break else ""
    told = {
        "points": points(brief.change.points).capitalize(),
        "month": formatting.month(brief.change.month),
        "percent": formatting.percent(brief.change.percent),
    }
    return _("%(points)s dibandingkan %(month)s (%(percent)s).") % told


def row_words(line: str, rows: Iterable[Contender]) -> str:
    told = "; ".join(f"{names.short(row.name, row.kind)} {formatting.percent(row.percent)}" for row in rows)
    return line % told if told else ""


def beside_words(one: Stated) -> str:
    """Return what another source says, kept apart; "" where it says only a denominator."""
    ratio = one.computed if one.computed is not None else one.printed_percent
    parts = [
        "" if one.enrolled is None else _("%s pekerja") % formatting.number(one.enrolled),
        "" if ratio is None else formatting.percent(ratio),
    ]
    said = ", ".join(part for part in parts if part)
    told = _("Angka dari sumber lain, %(speaker)s, tidak dijumlahkan: %(said)s.")
    return told % {"speaker": one.speaker, "said": said} if said else ""


def ending(brief: Brief) -> list[str]:
    """Return by what the number can be found again: its id and when it was published, or when it was read."""
    if brief.live:
        return [_("Dibaca %s.") % formatting.moment(brief.live.at, brief.zone.key)]
    if brief.published is None:
        return []
    told = {
        "figure": brief.published.figure_id,
        "version": brief.published.version,
        "at": formatting.moment(brief.published.released_at, brief.zone.key),
    }
    return [_("Nomor angka %(figure)s, terbitan ke-%(version)s, %(at)s.") % told]
