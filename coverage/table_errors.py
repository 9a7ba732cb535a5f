"""What can be refused of a table of denominators, each with a sentence: which line, why, what to do."""

from django.utils.translation import gettext as _

from coverage.errors import CoverageError, Sentences


class TableRefused(CoverageError):
    """A file of denominators that is not taken: `line` says where, `code` why, `found` what stands there."""

    def __init__(self, code: str, file: str, line: int, found: str = "", year: int | None = None) -> None:
        self.code, self.file, self.line, self.found, self.year = code, file, line, found, year
        super().__init__(code, file, line, found, year)

    @property
    def message(self) -> str:
        why = SENTENCES[self.code]() % {"found": self.found, "year": self.year}
        told = _("Berkas %(file)s, baris %(line)s: %(why)s Tidak ada yang disimpan. Perbaiki lalu muat lagi.")
        return told % {"file": self.file, "line": self.line, "why": why}


SENTENCES: Sentences = {
    "columns": lambda: _("kolom year, code, dan satu kolom jumlah (employed atau persons) harus ada."),
    "region": lambda: _("kode wilayah %(found)s tidak dikenal."),
    "segment": lambda: _("segmen %(found)s tidak dikenal."),
    "twice": lambda: _("wilayah %(found)s tahun %(year)s tertulis dua kali."),
    "no_rows": lambda: _("tabel ini tidak berisi satu baris pun."),
    "number": lambda: _("%(found)s bukan bilangan bulat yang dapat diterima."),
    "blank": lambda: _("isian kosong bukan bilangan bulat yang dapat diterima."),
    "issuer": lambda: _("penerbit angka belum disebut."),
    "method": lambda: _("metode angka belum disebut."),
    "day": lambda: _("tanggal %(found)s tidak dikenal."),
    "not_csv": lambda: _("berkas tidak dapat dibaca sebagai CSV UTF-8."),
}
