"""What pages about imports say of a state, of progress and of columns: words and the icon beside them."""

from collections.abc import Callable, Mapping

from django import template
from django.utils.translation import gettext as _

from coverage.enums import APPLIED_UPLOADS, UploadState
from coverage.import_errors import about_words
from coverage.models import Upload
from coverage.queries.second_person import About
from coverage.queries.uploads.page import Progress
from coverage.queries.uploads.told import total_of
from paritrana import formatting

register = template.Library()

STATE_ICONS = {
    UploadState.QUEUED: "clock",
    UploadState.READING: "clock",
    UploadState.ASKING: "warning",
    UploadState.STAGED: "search",
    UploadState.WAITING: "clock",
    UploadState.APPLYING: "clock",
    UploadState.APPLIED: "check",
    UploadState.PARTIAL: "check",
    UploadState.REJECTED: "close",
    UploadState.CANCELLED: "close",
    UploadState.UNDONE: "back",
}
OPEN = (UploadState.ASKING, UploadState.STAGED, UploadState.WAITING)
ROLES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("", lambda: _("tidak dikenal, tidak dibaca")),
    ("ignored", lambda: _("tidak dibaca")),
    ("number", lambda: _("nomor urut")),
    ("region_code", lambda: _("kode wilayah")),
    ("village_code", lambda: _("kode desa/kelurahan")),
    ("district_code", lambda: _("kode kecamatan")),
    ("regency_code", lambda: _("kode kabupaten/kota")),
    ("province_code", lambda: _("kode provinsi")),
    ("region", lambda: _("nama wilayah")),
    ("village", lambda: _("nama desa/kelurahan")),
    ("district", lambda: _("nama kecamatan")),
    ("regency", lambda: _("nama kabupaten/kota")),
    ("province", lambda: _("nama provinsi")),
    ("period", lambda: _("periode (bulan dan tahun)")),
    ("month", lambda: _("bulan")),
    ("year", lambda: _("tahun")),
    ("category", lambda: _("jenis pekerja")),
    ("payer", lambda: _("sumber dana")),
    ("count", lambda: _("jumlah peserta aktif")),
    ("sum", lambda: _("jumlah dari kolom lain")),
    ("target", lambda: _("target")),
    ("potential", lambda: _("potensi")),
    ("percent", lambda: _("persen")),
    ("registered", lambda: _("terdaftar, belum tentu aktif")),
    ("status", lambda: _("status kepesertaan")),
    ("job", lambda: _("pekerjaan (OpenSID)")),
    ("living", lambda: _("status dasar (OpenSID)")),
)
"""What a column can be taken for; who lists persons chooses none of these."""

KEPT_OUT: dict[str, Callable[[], str]] = {
    "nik": lambda: _("NIK, tidak disimpan"),
    "personal": lambda: _("tentang orangnya, tidak disimpan"),
}


@register.filter
def upload_icon(state: str) -> str:
    """Return the name of the icon that stands beside the words of a state."""
    return STATE_ICONS[UploadState(state)]


@register.filter
def upload_class(upload: Upload) -> str:
    """Return the class that colours the state of an upload: good only where numbers were stored."""
    counts = total_of(upload)
    if upload.state in APPLIED_UPLOADS and counts["new"] + counts["changed"]:
        return "status-good"
    return "status-open" if upload.state in OPEN else ""


@register.filter
def sent_as(given: Mapping[str, str], field: str) -> str:
    """Return what a refused form sent under the name of a field, so that it stands there again; "" of others."""
    return given.get(field, "")


@register.filter
def months_told(about: About) -> str:
    """Return "Desember 2023 (Paritrana, data 2023, sedang berjalan)" for the months that a second person looks at."""
    return about_words(about)


@register.simple_tag
def column_roles() -> list[tuple[str, str]]:
    """Return what a column can be taken for, in words."""
    return [(role, words()) for role, words in ROLES]


@register.filter
def column_words(role: str) -> str:
    """Return what a column is taken for, in words."""
    return KEPT_OUT[role]() if role in KEPT_OUT else dict(ROLES)[role]()


@register.simple_tag
def months_of_a_year() -> list[tuple[int, str]]:
    """Return 1 to 12 with the names of the months."""
    return [(number, formatting.month(200000 + number).split()[0]) for number in range(1, 13)]


@register.filter
def signed(delta: int) -> str:
    """Return "+1.250", "−30" (with a minus sign) or "0"."""
    return f"{'+' if delta > 0 else '−' if delta < 0 else ''}{formatting.number(abs(delta))}"


@register.filter
def progress_words(progress: Progress) -> str:
    """Return how far an upload has come: "12.000 dari sekitar 100.000 baris dibaca, kira-kira 8 detik lagi"."""
    if progress.state == UploadState.QUEUED:
        return _("Menunggu giliran dibaca.")
    if progress.state == UploadState.APPLYING:
        return _("Sedang disimpan. Angkanya tersimpan semuanya, atau tidak satu pun.")
    if not progress.rows or not progress.expected:
        return _("Sedang dibaca.")
    told = _("%(rows)s dari sekitar %(expected)s baris dibaca") % {
        "rows": formatting.number(progress.rows),
        "expected": formatting.number(progress.expected),
    }
    if progress.rows >= progress.expected:
        return _("%(told)s; isinya sedang diperiksa.") % {"told": told}
    return f"{told}{left_words(progress.left)}."


def left_words(seconds: int | None) -> str:
    if seconds is None:
        return ""
    if seconds < 90:
        return _(", kira-kira %(count)s detik lagi") % {"count": formatting.number(max(1, seconds))}
    return _(", kira-kira %(count)s menit lagi") % {"count": formatting.number(round(seconds / 60))}


@register.filter
def size_words(size: int) -> str:
    return formatting.size(size)
