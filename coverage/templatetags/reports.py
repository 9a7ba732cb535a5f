"""What pages about reports say of a deadline, a state, a step, a change: words and the icon beside them."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from coverage.enums import ReportState, ReportStep
from coverage.models import Report
from coverage.queries.inbox import Group
from coverage.queries.report_page import Event
from paritrana import formatting

register = template.Library()

STATE_ICONS = {
    ReportState.OPEN: "pen",
    ReportState.SUBMITTED: "search",
    ReportState.CHECKED: "clock",
    ReportState.SIGNED: "seal",
    ReportState.PUBLISHED: "globe",
}
SHORT_WORDS = {
    ReportState.OPEN: lambda: _("diisi"),
    ReportState.SUBMITTED: lambda: _("diajukan"),
    ReportState.CHECKED: lambda: _("diperiksa"),
    ReportState.SIGNED: lambda: _("disahkan"),
    ReportState.PUBLISHED: lambda: _("terbit"),
}
"""How far a month is, for a column as narrow as a month of twelve."""
STEP_WORDS = {
    ReportStep.OPENED: lambda: _("Dibuka"),
    ReportStep.SUBMITTED: lambda: _("Diajukan"),
    ReportStep.CHECKED: lambda: _("Dinyatakan benar"),
    ReportStep.SIGNED: lambda: _("Disahkan"),
    ReportStep.PUBLISHED: lambda: _("Diterima dan diterbitkan"),
    ReportStep.RETURNED: lambda: _("Dikembalikan"),
    ReportStep.REOPENED: lambda: _("Dibuka untuk koreksi"),
}


@register.filter
def deadline(at: datetime, zone: str) -> str:
    """Return "Jumat, 15 Agustus 2025 pukul 16.00 WITA" on the clock of `zone`, an IANA name."""
    return formatting.deadline(at, zone)


@register.filter
def days(count: int) -> str:
    """Return "3 hari"."""
    return _("%s hari") % formatting.number(count)


@register.filter
def state_icon(state: str) -> str:
    """Return the name of the icon that stands beside the words of a state."""
    return STATE_ICONS[ReportState(state)]


@register.filter
def state_words(report: Report) -> str:
    """Return where a report stands: "sedang diisi", or "sedang dikoreksi" where it was published before."""
    if report.state == ReportState.OPEN and report.is_correcting:
        return _("sedang dikoreksi")
    return str(ReportState(report.state).label)


@register.filter
def state_short(report: Report) -> str:
    """Return how far a report is, in one word: "diajukan", or "koreksi" where it was published before."""
    is_correcting = report.state == ReportState.OPEN and report.is_correcting
    return _("koreksi") if is_correcting else SHORT_WORDS[ReportState(report.state)]()


@register.filter
def event_words(event: Event) -> str:
    """Return what was done at a step, the first letter large: "Diajukan"."""
    return _("Ditarik kembali") if event.is_withdrawal else STEP_WORDS[event.step]()


@register.filter
def actor(event: Event) -> str:
    """Return who took a step: "Rina", or "Rina (Plh. Kepala Paser)" for a deputy."""
    return f"{event.by} ({event.acting})" if event.acting else event.by


@register.filter
def moved_by(change: int | None) -> str:
    """Return "naik 1.204", "turun 12" or "tetap"; "belum ada data" where the change is not known."""
    if change is None:
        return _("belum ada data")
    if change == 0:
        return _("tetap")
    return (_("naik %s") if change > 0 else _("turun %s")) % formatting.number(abs(change))


@register.filter
def held_words(text: str) -> str:
    """Return what a cell held: "1.204", "tidak berlaku" or "belum diisi"."""
    if text.isdigit():
        return formatting.number(int(text))
    return _("tidak berlaku") if text else _("belum diisi")


GROUP_WORDS = {
    Group.RETURNED: lambda: _("dikembalikan"),
    Group.LATE: lambda: _("terlambat"),
    Group.FILL: lambda: _("perlu diisi"),
    Group.CHECK: lambda: _("perlu diperiksa"),
    Group.SIGN: lambda: _("perlu disahkan"),
    Group.PUBLISH: lambda: _("perlu diterbitkan"),
    Group.PAPER: lambda: _("pindaian untuk dicocokkan"),
    Group.SECOND: lambda: _("impor menunggu Anda sebagai orang kedua"),
    Group.EXTENSION: lambda: _("permintaan perpanjangan waktu"),
    Group.COMMENT: lambda: _("catatan menunggu jawaban Anda"),
    Group.APPROVE_TARGET: lambda: _("target perlu disetujui"),
    Group.ACCEPT_TARGET: lambda: _("target perlu diterima"),
    Group.STALLED: lambda: _("7 hari tanpa tindakan"),
    Group.REOPENED: lambda: _("dibuka untuk koreksi dalam 7 hari terakhir"),
}


@register.filter
def group_words(group: Group) -> str:
    """Return what a group of tasks is called."""
    return GROUP_WORDS[group]()


@register.filter
def month_short(yyyymm: int) -> str:
    """Return "Jan" for 202501: the head of a narrow column, whose table names the year."""
    return formatting.MONTHS[yyyymm % 100 - 1][:3]


@register.filter
def month_name(yyyymm: int) -> str:
    """Return "Januari" for 202501."""
    return formatting.MONTHS[yyyymm % 100 - 1]
