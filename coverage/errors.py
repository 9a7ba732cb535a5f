"""What can be refused about coverage, each with a sentence: what happened, where, what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from paritrana import formatting

Sentences = dict[str, Callable[[], str]]
"""What is said of each code of a refusal, in the language of whoever reads it."""


class CoverageError(Exception):
    """A refusal; nothing was stored. `message` is what the screen says."""

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message


class OfReport(CoverageError):
    """A refusal about one report; `code` names its sentence, `more` what stands in it besides region and month."""

    sentences: Sentences = {}

    def __init__(self, code: str, region: str, month: int, **more: object) -> None:
        self.code, self.region, self.month, self.more = code, region, month, more
        super().__init__(code, region, month)

    @property
    def message(self) -> str:
        told = {"region": self.region, "month": formatting.month(self.month), **self.more}
        return self.sentences[self.code]() % told


class FigureRefused(CoverageError):
    """A cell that cannot be stored: `code` says why, the names say where."""

    def __init__(self, code: str, region: str, month: int, category: str = "", shown: object = "") -> None:
        self.code, self.region, self.month, self.category, self.shown = code, region, month, category, shown
        super().__init__(code, region, month, category, shown)

    @property
    def message(self) -> str:
        where = {
            "region": self.region,
            "month": formatting.month(self.month) if 1 <= self.month % 100 <= 12 else self.month,
            "category": self.category,
            "shown": self.shown,
        }
        return SENTENCES[self.code]() % where


SENTENCES = {
    "not_whole": lambda: _(
        "%(shown)s tidak dapat disimpan untuk %(category)s di %(region)s, %(month)s, karena jumlah pekerja harus "
        "bilangan bulat. Tulis tanpa koma, misalnya 1.250."
    ),
    "negative": lambda: _(
        "%(shown)s tidak dapat disimpan untuk %(category)s di %(region)s, %(month)s, karena jumlah pekerja tidak "
        "boleh kurang dari 0. Periksa lagi angkanya."
    ),
    "too_large": lambda: _(
        "%(shown)s tidak dapat disimpan untuk %(category)s di %(region)s, %(month)s, karena melebihi 1.000.000.000 "
        "pekerja. Periksa apakah yang ditulis jumlah uang."
    ),
    "not_applicable_with_number": lambda: _(
        "%(category)s di %(region)s, %(month)s, ditandai tidak berlaku, jadi tidak dapat diberi angka. "
        "Hapus salah satunya."
    ),
    "month_unknown": lambda: _("Periode %(shown)s tidak dikenal. Tulis tahun dan bulan, misalnya 2025-07."),
    "region_unknown": lambda: _(
        "Wilayah %(region)s tidak ada dalam daftar wilayah pada %(month)s. Tidak ada yang disimpan. "
        "Pilih wilayah lain atau periksa periodenya."
    ),
    "category_not_valid": lambda: _(
        "Jenis pekerja %(category)s tidak berlaku pada %(month)s, jadi angka untuk %(region)s tidak disimpan. "
        "Pilih jenis pekerja lain."
    ),
    "payer_unknown": lambda: _(
        "Sumber dana %(shown)s tidak dikenal, jadi angka %(category)s untuk %(region)s, %(month)s, tidak disimpan. "
        "Pilih sumber dana dari daftar."
    ),
    "twice": lambda: _(
        "Isian %(category)s di %(region)s, %(month)s, datang dua kali dalam satu pengiriman. Tidak ada yang disimpan. "
        "Hapus salah satunya."
    ),
    "report_missing": lambda: _(
        "Laporan %(month)s untuk %(region)s belum dibuka, jadi angkanya belum dapat diisi. "
        "Hubungi verifikator provinsi."
    ),
}


class CellLocked(CoverageError):
    """A cell that the correction of its report did not name; only those that it named can be written."""

    def __init__(self, region: str, month: int, category: str, payer: str) -> None:
        self.region, self.month, self.category, self.payer = region, month, category, payer
        super().__init__(region, month, category, payer)

    @property
    def message(self) -> str:
        return _(
            "Isian %(category)s, sumber dana %(payer)s, di %(region)s, %(month)s, tidak dibuka dalam koreksi ini. "
            "Tidak ada yang disimpan. Minta verifikator provinsi membukanya lewat koreksi terbatas."
        ) % {
            "category": self.category,
            "payer": self.payer,
            "region": self.region,
            "month": formatting.month(self.month),
        }


class ReportLocked(CoverageError):
    """The report is not open: its figures cannot be changed."""

    def __init__(self, region: str, month: int, state: str, who_can: str) -> None:
        self.region, self.month, self.state, self.who_can = region, month, state, who_can
        super().__init__(region, month, state)

    @property
    def message(self) -> str:
        return _("Laporan %(month)s %(region)s berstatus %(state)s, jadi tidak dapat diubah. %(who_can)s") % {
            "month": formatting.month(self.month),
            "region": self.region,
            "state": self.state,
            "who_can": self.who_can,
        }


@dataclass(frozen=True)
class Conflict:
    """A cell that someone else changed since it was shown: their value and version, who and when."""

    region: str
    category: str
    month: int
    mine: int | None
    theirs: int | None
    their_version: int
    by: str
    at: datetime | None


class FiguresConflict(CoverageError):
    """Cells were saved from an outdated view; nothing was stored."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(self.conflicts)

    @property
    def message(self) -> str:
        first = self.conflicts[0]
        return _(
            "Isian %(category)s di %(region)s diubah %(by)s menjadi %(theirs)s; Anda menulis %(mine)s. "
            "Tidak ada yang disimpan. Pilih satu; yang lain tetap tercatat di riwayat."
        ) % {
            "category": first.category,
            "region": first.region,
            "by": first.by or _("orang lain"),
            "theirs": shown_count(first.theirs),
            "mine": shown_count(first.mine),
        }


def shown_count(count: int | None) -> str:
    """Return a count as the screen shows it; blank is said in words."""
    return _("kosong") if count is None else formatting.number(count)


class StepRefused(OfReport):
    """A step in the life of a report that cannot be taken; `code` says why."""

    sentences: Sentences = {
        "wrong_state": lambda: _(
            "Laporan %(month)s %(region)s berstatus %(state)s, jadi langkah ini belum dapat diambil. "
            "Muat ulang halaman untuk melihat langkah berikutnya."
        ),
        "same_person": lambda: _(
            "Laporan %(month)s %(region)s harus diisi, diperiksa, dan disahkan oleh tiga orang yang berbeda. "
            "Minta orang lain mengambil langkah ini."
        ),
        "reason_missing": lambda: _(
            "Tulis alasan paling sedikit 10 huruf, agar yang menerima kembali laporan %(month)s %(region)s tahu apa "
            "yang perlu diperbaiki."
        ),
        "empty": lambda: _("Laporan %(month)s %(region)s belum berisi satu angka pun. Isi dulu sebelum diajukan."),
        "unexplained": lambda: _(
            "Laporan %(month)s %(region)s belum dapat diajukan karena ada %(count)s hal yang perlu alasan. "
            "Yang pertama: %(first)s"
        ),
        "incomplete": lambda: _(
            "Laporan %(month)s %(region)s baru terisi %(filled)s dari %(expected)s isian. Isi yang kosong, atau tulis "
            "alasannya paling sedikit 10 huruf agar pemeriksa tahu."
        ),
        "no_cells": lambda: _(
            "Pilih paling sedikit satu isian laporan %(month)s %(region)s yang perlu dikoreksi. Tidak ada yang dibuka."
        ),
        "strange_cell": lambda: _(
            "Ada isian yang bukan bagian dari laporan %(month)s %(region)s. Tidak ada yang dibuka. "
            "Pilih isian dari daftar di halaman koreksi."
        ),
        "exists": lambda: _("Laporan %(month)s %(region)s sudah pernah dibuka. Tidak ada yang berubah."),
        "no_reporter": lambda: _(
            "%(region)s bukan kabupaten, kota, atau provinsi, jadi tidak mempunyai laporan bulanan. "
            "Pilih kabupaten atau kotanya."
        ),
        "took_part": lambda: _(
            "Laporan %(month)s %(region)s sudah Anda isi, periksa, atau sahkan, jadi tidak dapat Anda terbitkan. "
            "Minta verifikator provinsi yang lain menerbitkannya."
        ),
        "not_yours": lambda: _(
            "Laporan %(month)s %(region)s diajukan oleh orang lain, jadi hanya orang itu yang dapat menariknya. "
            "Minta pemeriksa mengembalikannya bila ada yang perlu diperbaiki."
        ),
        "moved_on": lambda: _(
            "Laporan %(month)s %(region)s berubah setelah Anda membukanya. Tidak ada yang disimpan. "
            "Muat ulang halaman lalu periksa lagi."
        ),
    }


class DenominatorRefused(CoverageError):
    """A target or potential that cannot be proposed, approved or accepted; `code` says why."""

    def __init__(self, code: str, region: str, year: int, **more: str) -> None:
        self.code, self.region, self.year, self.more = code, region, year, more
        super().__init__(code, region, year)

    @property
    def message(self) -> str:
        return DENOMINATOR_SENTENCES[self.code]() % {"region": self.region, "year": self.year, **self.more}


DENOMINATOR_SENTENCES = {
    "not_whole": lambda: _(
        "Target atau potensi %(year)s %(region)s harus bilangan bulat antara 0 dan 1.000.000.000 pekerja. "
        "Periksa lagi angkanya."
    ),
    "no_base": lambda: _(
        "Target %(year)s %(region)s ditulis dalam persen, tetapi potensinya belum ada. "
        "Pilih potensi %(region)s yang sudah diterima."
    ),
    "not_percent": lambda: _(
        "Target %(year)s %(region)s dalam persen harus lebih dari 0, kurang dari 1.000, dan paling banyak empat angka "
        "di belakang koma. Periksa lagi persennya."
    ),
    "no_document": lambda: _(
        "Target %(year)s %(region)s belum menyebut dasar hukum dan dokumennya. Lengkapi dulu sebelum disetujui."
    ),
    "wrong_state": lambda: _(
        "Target atau potensi %(year)s %(region)s berstatus %(state)s, jadi langkah ini belum dapat diambil. "
        "Muat ulang halaman."
    ),
    "same_person": lambda: _(
        "Target %(year)s %(region)s harus diusulkan, disetujui, dan diterima oleh orang yang berbeda. "
        "Minta orang lain mengambil langkah ini."
    ),
    "effective_month": lambda: _(
        "Bulan mulai berlaku target %(year)s %(region)s harus di dalam tahun itu. Tulis bulan Januari sampai Desember."
    ),
}
