"""What can be refused of reference data, each with a sentence: what happened, where, what to do."""

from django.utils.translation import gettext as _

from coverage.errors import CoverageError, Sentences


class LineRefused(CoverageError):
    """A line of reference data that cannot hold; `code` names its sentence, `text` is what was written."""

    sentences: Sentences = {
        "code": lambda: _(
            "Kode “%(text)s” tidak dapat dipakai. Pakai huruf kecil, angka, dan garis bawah, paling banyak 20."
        ),
        "name": lambda: _("Nama “%(text)s” tidak dapat dipakai. Tulis 1 sampai 80 huruf."),
    }

    def __init__(self, code: str, text: str = "") -> None:
        self.code, self.text = code, text
        super().__init__(code, text)

    @property
    def message(self) -> str:
        return self.sentences[self.code]() % {"text": self.text[:80]}


class ReferenceRefused(LineRefused):
    """A row of the reference data of coverage, or a file of any kind, that cannot be taken."""

    sentences: Sentences = LineRefused.sentences | {
        "missing": lambda: _("Kolom %(text)s kosong, padahal harus diisi. Tulis isinya, lalu kirim lagi."),
        "number": lambda: _("“%(text)s” bukan bilangan bulat yang dapat diterima di sini. Tulis seperti 81.436."),
        "day": lambda: _("Tanggal “%(text)s” tidak dapat dibaca. Tulis seperti 2025-08-31."),
        "flag": lambda: _("“%(text)s” tidak dikenal di kolom ini. Tulis ya atau tidak."),
        "lasts": lambda: _("Jenis pekerja %(text)s harus berakhir sesudah mulai. Periksa kedua tanggalnya."),
        "figures": lambda: _(
            "Jenis pekerja %(text)s mempunyai angka di luar masa berlaku itu. Tidak ada yang berubah. "
            "Pilih masa yang memuat semua bulan berangka."
        ),
        "segment": lambda: _("Segmen “%(text)s” tidak dikenal. Tulis formal atau informal, atau kosongkan."),
        "segment_since": lambda: _(
            "Segmen %(text)s berubah, tetapi belum jelas sejak kapan. Isi kolom segmen_sejak dengan tanggal mulainya."
        ),
        "region": lambda: _("Kode wilayah “%(text)s” tidak dikenal. Tulis seperti 64.01."),
        "system": lambda: _("Sistem kode “%(text)s” tidak dikenal. Lihat berkas yang dapat diunduh di halaman ini."),
        "alias": lambda: _("Sebutan “%(text)s” tidak dapat dipakai. Tulis 1 sampai 120 huruf atau angka."),
        "twice": lambda: _("“%(text)s” tertulis dua kali dalam berkas ini. Hapus salah satu barisnya."),
        "columns": lambda: _(
            "Kolom berkas ini harus persis: %(text)s. Tidak ada yang diolah. Pakai berkas unduhan halaman ini."
        ),
        "empty": lambda: _("Berkas ini tidak berisi satu baris pun. Tidak ada yang diolah."),
        "rows": lambda: _("Berkas ini lebih dari %(text)s baris. Tidak ada yang diolah. Bagi menjadi beberapa berkas."),
        "gone": lambda: _("Pratinjau ini sudah lewat satu jam atau bukan milik Anda. Kirim berkasnya lagi."),
        "moved": lambda: _(
            "Data acuan berubah sejak pratinjau dibuat. Tidak ada yang disimpan. Periksa pratinjau yang baru."
        ),
    }
