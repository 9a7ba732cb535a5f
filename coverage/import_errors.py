"""What can be refused about an import, each with a sentence: what happened, where, what to do."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.enums import SecondAct
from coverage.errors import CoverageError
from paritrana import formatting


class UndoRefused(CoverageError):
    """An act that cannot be taken back: `code` says why; `at` is told on the clock of `zone`."""

    def __init__(self, code: str, by: str = "", at: datetime | None = None, zone: str = "", count: int = 0) -> None:
        self.code, self.by, self.at, self.zone, self.count = code, by, at, zone, count
        super().__init__(code, by, at, zone, count)

    @property
    def message(self) -> str:
        if self.code == "undone":
            told = _("Perubahan ini sudah dibatalkan oleh %(by)s, %(at)s. Tidak ada yang berubah.")
            return told % {"by": self.by, "at": formatting.moment(self.at, self.zone) if self.at else ""}
        told = _(
            "Tidak ada yang dapat dibatalkan: %(count)s isian sudah diubah orang sesudahnya. Ubah lewat isian bulanan."
        )
        return told % {"count": formatting.number(self.count)}


class UploadsUsedUp(CoverageError):
    """Someone has uploaded as much as one person may in a day; `free_at` is when the next day begins on his clock.

    `used`, `size` and `most` are in bytes: what was uploaded today, the file that is refused, and the bound.
    """

    def __init__(self, used: int, size: int, most: int, free_at: datetime, zone: str) -> None:
        self.sizes, self.free_at, self.zone = {"used": used, "size": size, "most": most}, free_at, zone
        super().__init__(used, size, most, free_at, zone)

    @property
    def message(self) -> str:
        told = _(
            "Hari ini Anda sudah mengunggah %(used)s dari %(most)s, dan berkas ini %(size)s, jadi tidak diambil. "
            "Tidak ada yang disimpan. Unggah lagi mulai %(at)s, atau bagi berkasnya."
        )
        sizes = {name: formatting.size(size) for name, size in self.sizes.items()}
        return told % (sizes | {"at": formatting.deadline(self.free_at, self.zone)})


class UploadRefused(CoverageError):
    """An upload that cannot be applied or taken back now: `code` says why; `at` is told on the clock of `zone`."""

    def __init__(
        self, code: str, number: int, by: str = "", at: datetime | None = None, zone: str = "", count: int = 0
    ) -> None:
        self.code, self.number, self.by, self.at, self.zone, self.count = code, number, by, at, zone, count
        super().__init__(code, number, by, at, zone, count)

    @property
    def message(self) -> str:
        return UPLOAD_SENTENCES[self.code]() % {
            "number": self.number,
            "by": self.by,
            "at": formatting.moment(self.at, self.zone) if self.at else "",
            "count": formatting.number(self.count),
        }


class SecondPersonNeeded(CoverageError):
    """What one person alone may not do with an upload: `about` holds the months and what is judged by them."""

    def __init__(self, act: SecondAct, number: int, about: Sequence[tuple[int, str]]) -> None:
        self.act, self.number, self.about = act, number, tuple(about)
        super().__init__(act, number, self.about)

    @property
    def message(self) -> str:
        return NEEDS_SECOND[self.act]() % {"number": self.number, "about": about_words(self.about)}


NEEDS_SECOND = {
    SecondAct.APPLY: lambda: _(
        "Impor no. %(number)s mengubah %(about)s, jadi belum ada yang disimpan. "
        "Orang kedua perlu memeriksa dan menyetujuinya di halaman impor itu."
    ),
    SecondAct.UNDO: lambda: _(
        "Impor no. %(number)s menulis %(about)s, jadi belum ada yang dibatalkan. "
        "Orang kedua perlu menyetujui pembatalannya di halaman impor itu."
    ),
    SecondAct.RESTORE: lambda: _(
        "Impor no. %(number)s menulis %(about)s, jadi belum ada yang dipulihkan. "
        "Orang kedua perlu menyetujui pemulihannya di halaman impor itu."
    ),
}


def about_words(about: Iterable[tuple[int, str]]) -> str:
    """Return "Desember 2023 (Paritrana, data 2023, sedang berjalan)" for each month that a second person looks at."""
    return "; ".join(
        _("%(month)s (%(edition)s, sedang berjalan)") % {"month": formatting.month(month), "edition": edition}
        for month, edition in about
    )


UPLOAD_SENTENCES = {
    "applied": lambda: _("Impor no. %(number)s sudah diterapkan oleh %(by)s, %(at)s. Tidak ada yang berubah."),
    "not_staged": lambda: _(
        "Impor no. %(number)s belum siap diterapkan. Buka pratinjaunya dan jawab yang masih ditanyakan."
    ),
    "not_applied": lambda: _("Impor no. %(number)s belum diterapkan, jadi tidak ada yang dapat dibatalkan."),
    "undone": lambda: _("Impor no. %(number)s sudah dibatalkan. Tidak ada yang berubah."),
    "not_undone": lambda: _("Impor no. %(number)s tidak sedang dibatalkan, jadi tidak ada yang dapat dipulihkan."),
    "comparison_gone": lambda: _(
        "Angka pembanding dari impor no. %(number)s sudah dihapus ketika dibatalkan. Unggah berkasnya sekali lagi."
    ),
    "not_whole": lambda: _(
        "%(count)s baris ditolak atau perlu dipastikan, jadi belum ada yang disimpan. "
        "Perbaiki barisnya, atau pilih menerapkan baris yang baik saja."
    ),
    "moved": lambda: _(
        "Isian atau laporannya berubah sejak pratinjau dibuat, jadi belum ada yang disimpan. "
        "Di bawah ini pratinjau yang baru; periksa lagi, lalu terapkan."
    ),
    "preview_changed": lambda: _(
        "Pratinjaunya berubah sejak Anda membukanya. Belum ada yang disimpan; periksa lagi, lalu terapkan."
    ),
    "request_changed": lambda: _(
        "Pratinjau atau permintaannya berubah sejak Anda membukanya. Tidak ada yang disimpan; periksa lagi."
    ),
    "closed": lambda: _(
        "Impor no. %(number)s sudah diterapkan atau ditutup, jadi tidak dibaca lagi. Unggah berkasnya sekali lagi."
    ),
    "not_yours": lambda: _("Impor no. %(number)s dikirim orang lain. Tidak ada yang berubah."),
    "no_answer": lambda: _(
        "Jawaban untuk impor no. %(number)s tidak termasuk pilihannya, jadi tidak disimpan. Pilih salah satu pilihan."
    ),
    "no_question": lambda: _(
        "Ada jawaban untuk yang tidak ditanyakan oleh impor no. %(number)s, jadi tidak satu pun disimpan. Muat ulang "
        "halamannya, lalu jawab lagi."
    ),
    "person_list": lambda: _(
        "Impor no. %(number)s daftar orang, yang tidak disimpan. Perbaiki daftarnya, lalu kirim lagi."
    ),
    "no_such_row": lambda: _(
        "Baris itu tidak ada lagi di pratinjau impor no. %(number)s. Muat ulang halamannya, lalu perbaiki lagi."
    ),
    "waits_second": lambda: _(
        "Impor no. %(number)s sudah menunggu orang kedua. Tidak ada yang berubah. Tunggu jawabannya, atau tarik dulu "
        "permintaannya."
    ),
    "no_request": lambda: _(
        "Permintaan atas impor no. %(number)s sudah dijawab atau ditarik. Tidak ada yang berubah. Muat ulang "
        "halamannya."
    ),
    "own_request": lambda: _(
        "Orang kedua bukan pengunggah atau peminta sendiri, jadi belum ada yang berubah. Mintalah rekan menyetujui "
        "impor no. %(number)s."
    ),
    "nothing_good": lambda: _("Tidak satu baris pun dapat disimpan. Perbaiki berkasnya, lalu unggah lagi."),
}

ROW_SENTENCES = {
    "out_of_scope": lambda: _(
        "Wilayah ini di luar tugas Anda, jadi barisnya tidak diambil. Hapus barisnya dari berkas."
    ),
    "report_missing": lambda: _(
        "Laporan bulan ini belum dibuka untuk wilayahnya, jadi barisnya tidak diambil. Minta verifikator provinsi "
        "membukanya."
    ),
    "report_locked": lambda: _(
        "Laporan bulan ini sudah diajukan, jadi barisnya tidak diambil. Pemeriksa dapat mengembalikannya; yang sudah"
        " terbit dapat dibuka verifikator provinsi untuk koreksi."
    ),
    "region_not_valid": lambda: _(
        "Wilayah ini belum atau tidak lagi ada pada bulan itu, jadi barisnya tidak diambil. Periksa bulan dan kodenya."
    ),
    "category_not_valid": lambda: _(
        "Jenis pekerja ini tidak berlaku pada bulan itu, jadi barisnya tidak diambil. Pilih jenis pekerja lain."
    ),
    "doubled": lambda: _(
        "Isian yang sama tertulis juga di %(others)s, jadi tidak satu pun diambil. Hapus salah satunya."
    ),
    "cell_locked": lambda: _(
        "Laporan ini dibuka hanya untuk isian tertentu, dan isian ini tidak termasuk. Minta provinsi membukanya juga."
    ),
    "target_conflict": lambda: _(
        "Target untuk wilayah dan tahun ini tertulis berbeda-beda: %(shown)s. Samakan targetnya, lalu unggah lagi."
    ),
    "not_marked": lambda: _("Baris ini tidak ditandai di berkas perbaikan, jadi dilewati."),
    "not_comparable": lambda: _("“Tidak berlaku” bukan angka pembanding, jadi barisnya tidak diambil."),
}
"""Why a row that was understood is kept out."""
