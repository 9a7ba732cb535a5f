"""How criteria and stages are told in words on the pages of the award."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext as _

from awards.arithmetic.schemes import HUNDRED, Combining, Criterion, Direction, Kind, Normalisation, Phase, Scheme
from awards.enums import COMBININGS, DIRECTIONS, MEASURES, PHASES, FirmSize, RoundStage
from paritrana import formatting

register = template.Library()

WHO = {
    RoundStage.NOMINATION: lambda: _("Kepala wilayah mengusulkan wilayahnya; sekretariat mengusulkan yang lain."),
    RoundStage.VERIFICATION: lambda: _("Sekretariat memeriksa berkas; peserta melengkapi yang kurang."),
    RoundStage.NOMINEES: lambda: _("Tim penilai menilai berkas; sekretariat menetapkan nomine."),
    RoundStage.INTERVIEW: lambda: _("Nomine diwawancarai tim penilai; kepala daerah hadir sendiri."),
    RoundStage.PLENARY: lambda: _("Tim penilai membahas hasilnya dan membuat Berita Acara Pleno."),
    RoundStage.WINNERS: lambda: _("Sekretariat menutup penilaian dan mencatat surat keputusan pemenang."),
    RoundStage.ANNOUNCEMENT: lambda: _("Dua orang menerbitkan hasilnya; siapa pun dapat membacanya."),
    RoundStage.OBJECTION: lambda: _("Peserta dapat menyanggah hasilnya sendiri; sekretariat menanggapi."),
    RoundStage.HANDOVER: lambda: _("Penghargaan diserahkan."),
}


ICONS = {
    RoundStage.NOMINATION: "pen",
    RoundStage.VERIFICATION: "check",
    RoundStage.NOMINEES: "people",
    RoundStage.INTERVIEW: "person",
    RoundStage.PLENARY: "work",
    RoundStage.WINNERS: "ranking",
    RoundStage.ANNOUNCEMENT: "globe",
    RoundStage.OBJECTION: "warning",
    RoundStage.HANDOVER: "award",
}


@register.filter
def stage_icon(stage: RoundStage) -> str:
    """Return the icon of a stage."""
    return ICONS[RoundStage(stage)]


@register.filter
def host_of(address: str) -> str:
    """Return "tabirkota.com" for an address there."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def who_acts(stage: RoundStage) -> str:
    """Return who does what while a stage is open."""
    return WHO[RoundStage(stage)]()


@register.filter
def stage_label(stage: str) -> str:
    return str(RoundStage(stage).label)


@register.filter
def firm_size(size: str) -> str:
    return str(FirmSize(size).label)


@register.filter
def day(on: date) -> str:
    """Return "10 Januari 2024"."""
    return formatting.day(on)


@register.filter
def zone_name(zone: str) -> str:
    """Return "WITA" for "Asia/Makassar"."""
    return formatting.ZONES.get(zone, zone)


@register.filter
def amount(number: Decimal) -> str:
    """Return "12,5", without zeros at its end."""
    return formatting.exact(number)


@register.filter
def last_minute(closes_at: datetime) -> datetime:
    """Return the last minute of a stage, as deadlines are told: 23.59 of its last day and not 00.00 of the next."""
    return closes_at - timedelta(minutes=1)


@register.filter
def phase_label(phase: Phase) -> str:
    return str(PHASES[Phase(phase)])


@register.filter
def how(criterion: Criterion) -> list[str]:
    """Return in sentences how a criterion becomes points of 0 to 100."""
    if criterion.kind == Kind.LEVELLED:
        return [_("Tingkat tertinggi yang dibuktikan menentukan nilainya.")]
    if criterion.kind == Kind.JUDGED:
        return judged_words(criterion)
    told = [_("Dihitung dari: %(measure)s.") % {"measure": MEASURES[criterion.measure]}]
    told += {
        Normalisation.LINEAR: linear_words,
        Normalisation.MIN_MAX: compared_words,
        Normalisation.BANDS: band_words,
    }[criterion.normalisation](criterion)
    if criterion.cap < HUNDRED:
        told.append(_("Nilainya paling tinggi %(cap)s.") % {"cap": formatting.exact(criterion.cap)})
    return told


def judged_words(criterion: Criterion) -> list[str]:
    ends = {"lowest": formatting.exact(criterion.lowest), "highest": formatting.exact(criterion.highest)}
    told = [
        _(
            "Setiap penilai memberi nilai %(lowest)s sampai %(highest)s; %(lowest)s berarti 0 dan %(highest)s"
            " berarti 100."
        )
        % ends
    ]
    if criterion.only_steps:
        told.append(_("Hanya langkah skala di bawah ini yang dapat dipilih."))
    if criterion.needs_note:
        told.append(_("Setiap nilai disertai catatan atau bukti."))
    return told


def linear_words(criterion: Criterion) -> list[str]:
    ends = {"floor": formatting.exact(criterion.floor), "target": formatting.exact(criterion.target)}
    told = _("%(floor)s bernilai 0 dan %(target)s bernilai 100; di antaranya naik lurus. Di luar itu tetap.") % ends
    return [told, sentence(str(DIRECTIONS[criterion.direction]))]


def compared_words(criterion: Criterion) -> list[str]:
    return [
        _("Peserta terbaik bernilai 100 dan yang terendah 0; yang lain menurut jaraknya."),
        sentence(str(DIRECTIONS[criterion.direction])),
    ]


def band_words(criterion: Criterion) -> list[str]:
    words = (
        _("%(bound)s atau lebih: %(points)s")
        if criterion.direction == Direction.HIGHER
        else _("%(bound)s atau kurang: %(points)s")
    )
    bands = "; ".join(
        words % {"bound": formatting.exact(b.bound), "points": formatting.exact(b.points)} for b in criterion.bands
    )
    return [_("Menurut rentang: %(bands)s; selain itu 0.") % {"bands": bands}]


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


@register.filter
def together(scheme: Scheme) -> str:
    """Return in words how the marks of several jurors become one."""
    if scheme.combining == Combining.MEAN:
        return sentence(str(COMBININGS[Combining.MEAN]))
    return _(
        "Rata-rata tanpa %(trimmed)s nilai tertinggi dan %(trimmed)s terendah, mulai dari %(from)s penilai; bila"
        " kurang, rata-rata semua."
    ) % {"trimmed": scheme.trimmed, "from": scheme.trim_from}


@register.filter
def ladder(scheme: Scheme) -> list[str]:
    """Return in words what breaks a tie, first step first."""
    return [step_words(step, scheme) for step in scheme.ladder]


def step_words(step: str, scheme: Scheme) -> str:
    kind, _colon, name = step.partition(":")
    if kind == "phase":
        return _("nilai %(phase)s") % {"phase": PHASES[Phase(name)]}
    if kind == "measure":
        return str(MEASURES[next(one.measure for one in scheme.criteria if one.measure == name)])
    return next((one.name for one in scheme.criteria if one.code == step), step)
