"""What can be refused while a month is filled in: cells, plans of entry, reasons and comments, each with a sentence."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.errors import identity_sentence
from coverage.errors import CoverageError, Sentences
from paritrana import formatting

LONGEST_ECHO = 40


class Told(CoverageError):
    """A refusal whose `code` names its sentence, and `more` what stands in it."""

    sentences: Sentences = {}

    def __init__(self, code: str, **more: object) -> None:
        self.code, self.more = code, more
        super().__init__(code, *more.values())

    @property
    def message(self) -> str:
        return self.sentences[self.code]() % self.more


class EntryRefused(Told):
    """A sending of the entry grid that cannot be taken as a whole; nothing was stored."""

    sentences: Sentences = {
        "key_reused": lambda: _(
            "Pengiriman ini sudah pernah diterima dengan isi yang lain, jadi tidak disimpan. "
            "Muat ulang halaman, lalu kirim lagi isian yang belum tersimpan."
        ),
        "too_many": lambda: _(
            "Sekali kirim paling banyak %(most)s isian. Tidak ada yang disimpan. Kirim dalam beberapa bagian."
        ),
    }


class PlanRefused(Told):
    """An entry plan that cannot be set."""

    sentences: Sentences = {
        "category_not_valid": lambda: _(
            "Jenis pekerja %(category)s tidak berlaku pada %(year)s, jadi susunan isian %(region)s tidak disimpan. "
            "Pilih jenis pekerja lain."
        ),
        "no_reporter": lambda: _(
            "%(region)s bukan kabupaten, kota, atau provinsi, jadi tidak mempunyai susunan isian. "
            "Pilih kabupaten atau kotanya."
        ),
        "twice": lambda: _(
            "%(category)s dengan sumber dana %(payer)s ditulis dua kali. Susunan isian %(region)s tidak disimpan. "
            "Hapus salah satunya."
        ),
        "nothing_to_copy": lambda: _(
            "Susunan isian %(region)s tahun %(year)s belum ada, jadi tidak dapat disalin. Pilih tahun lain."
        ),
        "per_village_of_province": lambda: _(
            "%(region)s melaporkan angkanya sendiri, bukan per desa. Pilih “hanya di kabupaten/kota”."
        ),
    }


class RemarkRefused(Told):
    """A reason or a comment that cannot be kept."""

    sentences: Sentences = {
        "note_missing": lambda: _("Alasan “lainnya” perlu keterangan. Tulis dengan singkat apa sebabnya."),
        "nothing_odd": lambda: _(
            "Isian yang dipilih tidak lagi perlu alasan. Tidak ada yang berubah. Muat ulang halaman."
        ),
        "cell_unknown": lambda: _(
            "Isian %(cell)s tidak ada dalam laporan ini. Tidak ada yang berubah. Muat ulang halaman."
        ),
        "text_missing": lambda: _("Catatan masih kosong. Tulis pertanyaan atau keterangannya."),
        "text_too_long": lambda: _("Catatan paling panjang %(most)s huruf. Persingkat lalu kirim lagi."),
        "identity": identity_sentence,
        "owner_out_of_reach": lambda: _(
            "%(name)s tidak mempunyai peran di %(region)s, jadi tidak dapat menjawab. Pilih orang lain."
        ),
        "already_answered": lambda: _("Catatan ini sudah dijawab oleh %(name)s. Tidak ada yang berubah."),
        "not_yours": lambda: _(
            "Catatan ini dijawab oleh %(name)s atau oleh yang menulisnya. Tulis catatan baru bila ada yang ditambahkan."
        ),
    }


CELL_SENTENCES: Sentences = {
    "not_whole": lambda: _("%(text)s tidak dapat disimpan karena jumlah pekerja harus bilangan bulat."),
    "comma_groups": lambda: _("%(text)s tidak dapat disimpan karena ribuan dipisahkan dengan titik, bukan koma."),
    "negative": lambda: _("%(text)s tidak dapat disimpan karena jumlah pekerja tidak boleh kurang dari 0."),
    "too_large": lambda: _(
        "%(text)s tidak dapat disimpan karena melebihi 1.000.000.000 pekerja. Periksa apakah yang ditulis jumlah uang."
    ),
    "not_a_number": lambda: _(
        "“%(text)s” tidak dapat disimpan karena bukan angka. Tulis jumlah pekerja, misalnya 1.250, atau “tb” bila "
        "tidak berlaku."
    ),
    "region_unknown": lambda: _("Wilayah %(region)s tidak termasuk laporan %(report)s, jadi isiannya tidak disimpan."),
    "category_unknown": lambda: _(
        "Jenis pekerja %(category)s tidak berlaku pada %(month)s, jadi isiannya tidak disimpan."
    ),
    "payer_unknown": lambda: _("Sumber dana %(payer)s tidak dikenal, jadi isiannya tidak disimpan."),
    "not_asked": lambda: _(
        "%(category)s dari %(payer)s tidak termasuk susunan isian %(report)s di %(region)s, jadi tidak disimpan."
    ),
    "no_plan": lambda: _(
        "Susunan isian %(report)s untuk tahun ini belum diatur, jadi isiannya tidak disimpan. "
        "Minta pengesah mengaturnya."
    ),
    "twice": lambda: _("Isian ini datang dua kali dalam satu pengiriman. Yang pertama disimpan, yang ini tidak."),
}


def cell_words(code: str, likely: Sequence[str] = (), **more: object) -> str:
    """Return why one cell was not stored, with what was probably meant."""
    told = {name: shortened(text) for name, text in more.items()}
    sentence = CELL_SENTENCES[code]() % told
    if not likely:
        return sentence
    return f"{sentence} " + _("Maksud Anda %(likely)s?") % {"likely": _(" atau ").join(likely)}


def conflict_words(by: str, at: datetime | None, zone: str, theirs: str, mine: str) -> str:
    """Return that someone else changed a cell meanwhile: who, when (on the clock of `zone`), both values."""
    told = {
        "by": by or _("orang lain"),
        "at": formatting.moment(at, zone) if at else "",
        "theirs": theirs or _("kosong"),
        "mine": shortened(mine) or _("kosong"),
    }
    if at is None:
        sentence = _("Isian ini diubah %(by)s menjadi %(theirs)s; Anda menulis %(mine)s.") % told
    else:
        sentence = _("Isian ini diubah %(by)s pada %(at)s menjadi %(theirs)s; Anda menulis %(mine)s.") % told
    return f"{sentence} " + _("Pilih satu; yang lain tetap tercatat di riwayat.")


def shortened(text: object) -> str:
    """Return what may be shown of what someone sent: printable, and not longer than a line."""
    seen = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return seen if len(seen) <= LONGEST_ECHO else f"{seen[:LONGEST_ECHO]}…"
