"""What public pages say of a count, a percentage, a flag or a step: words in place of numbers that are not there."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.translation import gettext as _

from coverage import ucj
from coverage.enums import DenominatorKind
from coverage.queries.published import Flag, Published, Shown
from coverage.queries.unranked import Reason, Unranked
from paritrana import formatting
from regions import names
from regions.enums import Level

register = template.Library()


class Counted(Protocol):
    """Anything with a count that may be withheld."""

    @property
    def enrolled(self) -> int | None: ...

    @property
    def shown(self) -> Shown: ...


class Measured(Counted, Protocol):
    """A count with its percentage of a target."""

    @property
    def percent(self) -> Decimal | None: ...


class Placed(Protocol):
    """Anything with a name and a kind of region."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


@register.filter
def shown_as(count: int | None, shown: Shown) -> str:
    """Return "81.436", or why there is no number: "<5", "disamarkan", "belum ada data"; never 0."""
    if count is not None:
        return formatting.number(count)
    return {
        Shown.SMALL: "<5",
        Shown.WITHHELD: _("disamarkan"),
    }.get(shown, _("belum ada data"))


@register.filter
def heads(row: Counted) -> str:
    """Return the count of a row, or why there is none."""
    return shown_as(row.enrolled, row.shown)


@register.filter
def ratio_words(row: Measured) -> str:
    """Return "90,43 %", or why there is none: no target, withheld, no data. Never 0 % for what is not known."""
    if row.percent is not None:
        return formatting.percent(row.percent)
    if row.shown in (Shown.SMALL, Shown.WITHHELD):
        return _("disamarkan")
    return _("belum ada target") if row.enrolled is not None else _("belum ada data")


@register.filter
def full_name(place: Placed) -> str:
    """Return the name as a heading shows it: "Kecamatan Kuaro"."""
    return names.full(place.name, place.kind)


@register.filter
def short_name(place: Placed) -> str:
    """Return the name as a list shows it: "Kab. Paser"."""
    return names.short(place.name, place.kind)


@register.filter
def level_word(level: int) -> str:
    """Return the word by which an address names a level: "kabkota"."""
    return Level(level).word


@register.filter
def level_label(level: int) -> str:
    """Return what a level is called: "kabupaten/kota"."""
    return str(Level(level).label)


@register.inclusion_tag("coverage/_share_bar.html")
def share_bar(count: int, whole: int | None) -> dict[str, str]:
    """Draw what part of `whole` a count is; a full bar at most, since a part is no more than its whole."""
    share = ucj.percent(count, whole) or Decimal(0)
    return {"width": f"{min(share, Decimal(100)):.2f}"}


@register.filter
def points(change: Decimal | None) -> str:
    """Return "naik 1,25 poin", "turun 0,40 poin" or "tetap"; nothing where the change is not known."""
    if change is None:
        return ""
    size = formatting.decimal(abs(change))
    if size == formatting.decimal(Decimal(0)):
        return _("tetap")
    return (_("naik %s poin") if change > 0 else _("turun %s poin")) % size


@register.filter
def day(iso: str) -> str:
    """Return "31 Desember 2023" for "2023-12-31"."""
    return formatting.day(date.fromisoformat(iso))


@register.filter
def flag_words(flag: Flag, published: Published) -> str:
    """Return what a flag means for who reads the number."""
    if flag.code == "above_100":
        told = _("%(what)s melampaui 100 persen: pekerja terlindungi lebih banyak daripada dasar hitungnya.")
        return told % {"what": percentage_named(flag.path, published)}
    if flag.code == "incomplete":
        told = _(
            "Belum lengkap: baru %(reported)s dari %(expected)s kabupaten/kota terbit, jadi tidak diberi peringkat."
        )
        return told % {
            "reported": formatting.number(published.reported),
            "expected": formatting.number(published.expected),
        }
    return _("Angka ini perlu diperiksa.")


def percentage_named(path: str, published: Published) -> str:
    """Return which percentage a path means: the whole, a segment, or that of the potential."""
    if path == "potential_percent":
        return _("Persentase terhadap potensi")
    for segment in published.segments:
        if path.startswith(f"segments.{segment.code}."):
            return _("Segmen %s") % segment.name
    return _("Persentase terhadap target")


def reason_words(row: Unranked, basis: DenominatorKind) -> str:
    """Return why a region has no place in the ranking, as a short phrase."""
    if row.reason == Reason.INCOMPLETE:
        counted = {"reported": formatting.number(row.reported), "expected": formatting.number(row.expected)}
        return _("belum lengkap: %(reported)s dari %(expected)s kabupaten/kota") % counted
    if row.reason == Reason.OBSERVED and row.stated:
        return _("hanya ada angka dari sumber lain, %s") % row.stated.speaker
    if row.reason == Reason.NO_DENOMINATOR:
        return _("belum ada target") if basis == DenominatorKind.TARGET else _("belum ada potensi")
    if row.reason == Reason.HIDDEN:
        return _("disamarkan karena jumlahnya kecil")
    if row.reason == Reason.OTHER_BASIS:
        return _("dasar hitung berbeda")
    return _("belum ada data")


@register.filter
def why_unranked(row: Unranked, basis: DenominatorKind) -> str:
    return reason_words(row, basis)


@register.filter
def step_words(step: str) -> str:
    """Return what was done at a step of the sign-off, the first letter large."""
    return {
        "submitted": _("Diajukan"),
        "checked": _("Dinyatakan benar"),
        "signed": _("Disahkan"),
        "published": _("Diterima dan diterbitkan"),
    }.get(step, step)
