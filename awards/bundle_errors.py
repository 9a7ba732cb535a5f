"""What a verification of a bundle may find, each with a sentence that names the part."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from awards.arithmetic.schemes import Fault
from coverage.errors import Sentences

SENTENCES: Sentences = {
    "not_an_archive": lambda: _("Berkas ini bukan paket hasil yang utuh. Unduh lagi dari halaman hasil."),
    "too_large": lambda: _("Berkas ini terlalu besar untuk sebuah paket hasil (%(bytes)s bita)."),
    "version_later": lambda: _(
        "Paket ini memakai format versi %(version)s, lebih baru daripada yang dikenal. Perbarui Paritrana, lalu "
        "periksa lagi."
    ),
    "part_missing": lambda: _("Bagian %(part)s tidak ada dalam paket."),
    "part_added": lambda: _("Bagian %(part)s bukan bagian dari paket hasil."),
    "part_doubled": lambda: _("Bagian %(part)s ada dua kali dalam paket."),
    "part_path": lambda: _("Bagian %(part)s bernama jalur yang tidak diperbolehkan."),
    "part_compressed": lambda: _("Bagian %(part)s dimampatkan; paket hasil tidak pernah dimampatkan."),
    "part_unreadable": lambda: _("Bagian %(part)s tidak dapat dibaca."),
    "part_changed": lambda: _("Bagian %(part)s berubah: SHA-256-nya tidak sama dengan yang tertulis."),
    "part_not_canonical": lambda: _("Bagian %(part)s tidak ditulis sebagaimana paket hasil menulisnya."),
    "archive_changed": lambda: _("Pembungkus paket berubah, walaupun semua bagiannya sama."),
    "result_differs": lambda: _("Bagian %(part)s: hasil yang tertulis tidak sama dengan hasil hitung ulang%(where)s."),
    "juror_named": lambda: _("Bagian marks.json menyebut penilai selain dengan kode."),
    "recusals_differ": lambda: _("Bagian conflicts.json tidak sesuai dengan siapa yang tidak ikut menilai."),
}


def sentence_of(fault: Fault) -> str:
    """Return a finding in words; what has no sentence of its own is a content that cannot hold."""
    told: Mapping[str, object] = {"part": "", "bytes": "", "version": "", **fault.parameters}
    where = f" ({told['entry']}: {told['stated']} ≠ {told['computed']})" if "entry" in told and "stated" in told else ""
    if fault.code in SENTENCES:
        return SENTENCES[fault.code]() % {**told, "where": where}
    about = ", ".join(f"{key}={value}" for key, value in sorted(fault.parameters.items()))
    return _("Isi paket tidak dapat dihitung: %(code)s (%(about)s).") % {"code": fault.code, "about": about}
