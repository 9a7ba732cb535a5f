"""Why a round cannot be opened or its timetable not be changed, each with a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coverage.errors import CoverageError


class RoundRefused(CoverageError):
    """A round or a stage that cannot be: `code` says why, `told` fills the sentence."""

    def __init__(self, code: str, **told: object) -> None:
        self.code, self.told = code, told
        super().__init__(code, told)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]() % self.told


class RoundNotReady(CoverageError):
    """A round whose edition is not ready for it, with each reason."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    @property
    def message(self) -> str:
        return " ".join(self.reasons)


SENTENCES = {
    "region": lambda: _("Putaran penilaian dibuka untuk provinsi atau nasional, bukan untuk %(name)s."),
    "standing": lambda: _("Putaran %(name)s untuk %(edition)s sudah dibuka. Ubah jadwalnya di halaman jadwal."),
    "closed": lambda: _("%(edition)s sudah ditutup, jadi putaran baru tidak dapat dibuka."),
    "no_categories": lambda: _(
        "%(edition)s belum mempunyai kategori untuk putaran %(name)s. Administrator menambahkannya di pengaturan."
    ),
    "no_criteria": lambda: _(
        "%(name)s: Bobot kriteria baru berjumlah 0. Tambahkan 100 agar putaran penilaian dapat dibuka."
    ),
    "no_zone": lambda: _(
        "Provinsi berikut belum berada di sebuah zona: %(names)s. Administrator melengkapinya di pengaturan."
    ),
    "objection_days": lambda: _(
        "Tahap Sanggahan lamanya %(days)s hari kerja, padahal paling lama 30. Tidak ada yang berubah. Majukan hari "
        "terakhirnya."
    ),
    "missing": lambda: _("Tahap %(stage)s belum bertanggal. Isi hari pertama dan terakhirnya."),
    "backwards": lambda: _("Tahap %(stage)s berakhir sebelum dimulai. Periksa kedua tanggalnya."),
    "years": lambda: _("Tahap %(stage)s harus berada di tahun 2000 sampai 2099. Periksa tanggalnya."),
    "overlap": lambda: _(
        "Tahap %(stage)s dimulai %(day)s, sebelum tahap %(before)s berakhir. Tahap tidak boleh bertumpuk; geser salah"
        " satunya."
    ),
    "past": lambda: _("Tahap %(stage)s sudah lewat, jadi tanggalnya tidak dapat diubah. Tidak ada yang disimpan."),
    "running": lambda: _(
        "Tahap %(stage)s sedang berjalan. Akhirnya diubah lewat perpanjangan waktu, dengan alasan. Tidak ada yang"
        " disimpan."
    ),
    "into_the_past": lambda: _("Tahap %(stage)s tidak dapat dimulai sebelum hari ini. Pilih hari ini atau sesudahnya."),
    "extended": lambda: _("Tahap %(stage)s pernah diperpanjang, jadi tidak dapat dihapus. Ubah tanggalnya saja."),
    "unknown": lambda: _("Putaran ini tidak mempunyai tahap %(stage)s, jadi tidak ada yang diperpanjang."),
    "not_later": lambda: _("Perpanjangan tahap %(stage)s harus sesudah %(day)s. Pilih tanggal yang lebih akhir."),
    "changed": lambda: _(
        "Jadwal putaran ini baru saja diubah orang lain. Tidak ada yang disimpan. Lihat jadwal terbaru, lalu ulangi."
    ),
}
