"""What a verification of a bundle may find, each with a sentence that names the part.

The words come from the standard library's gettext: whoever verifies a bundle elsewhere has Python and nothing else.
"""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from awards.arithmetic.schemes import Fault

SENTENCES: Mapping[str, Callable[[], str]] = {
    "not_an_archive": lambda: _("Berkas ini bukan paket hasil yang utuh. Unduh lagi dari halaman hasil."),
    "too_large": lambda: _("Berkas ini terlalu besar untuk sebuah paket hasil (%(bytes)s bita)."),
    "digest_differs": lambda: _(
        "SHA-256 paket ini %(computed)s, bukan %(stated)s yang Anda berikan. Ini bukan paket yang diterbitkan, atau "
        "versi lain darinya: unduh lagi dari halaman hasil dan bandingkan nomor versinya."
    ),
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
    "unsound": lambda: _("Bagian %(part)s, kategori %(category)s: isinya tidak dapat dihitung (%(fault)s)."),
    "too_many": lambda: _(
        "Paket ini meminta lebih banyak daripada yang dapat dihitung: %(entries)s peserta, %(cells)s nilai."
    ),
    "juror_named": lambda: _("Bagian marks.json menyebut penilai selain dengan kode."),
    "entry_in_two": lambda: _("Bagian entries.json: peserta %(entry)s ada di dua kategori."),
    "name_missing": lambda: _("Bagian entries.json: peserta %(entry)s tidak bernama."),
    "recusals_differ": lambda: _("Bagian conflicts.json tidak sesuai dengan siapa yang tidak ikut menilai."),
    "conflict_unknown": lambda: _("Bagian conflicts.json menyebut penilai atau peserta yang tidak ada (%(entry)s)."),
}
PARTS = {
    "recusals_differ": "conflicts.json",
    "juror_named": "marks.json",
    "entry_in_two": "entries.json",
    "name_missing": "entries.json",
}
"""The part of a finding that its code alone tells."""

NAMES = ("part", "bytes", "version", "category", "entry", "entries", "cells", "stated", "computed")


def part_of(fault: Fault) -> str:
    """Return the part that a finding is about; "" for the whole."""
    return str(fault.parameters.get("part", PARTS.get(fault.code, "")))


def sentence_of(fault: Fault) -> str:
    """Return a finding in words; what has no sentence of its own is a content that cannot hold."""
    told = {**dict.fromkeys(NAMES, ""), **fault.parameters}
    has_where = fault.code == "result_differs" and told["entry"]
    where = f" ({told['entry']}: {told['stated']} ≠ {told['computed']})" if has_where else ""
    inner = fault.parameters.get("fault")
    if fault.code in SENTENCES:
        inside = code_and_parameters(inner) if isinstance(inner, Fault) else ""
        return SENTENCES[fault.code]() % {**told, "where": where, "fault": inside}
    return _("Isi paket tidak dapat dihitung: %(fault)s.") % {"fault": code_and_parameters(fault)}


def code_and_parameters(fault: Fault) -> str:
    about = ", ".join(f"{key}={value}" for key, value in sorted(fault.parameters.items()))
    return f"{fault.code} ({about})"
