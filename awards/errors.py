"""What can be refused about awards, each with a sentence: what happened, where, what to do."""

from django.utils.translation import gettext as _

from coverage.errors import CoverageError


class EditionRefused(CoverageError):
    """A programme or an edition that cannot hold; `code` says why, `text` what was written."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code, self.text = code, text
        super().__init__(code, text)

    @property
    def message(self) -> str:
        return SENTENCES[self.code]() % {"text": self.text[:80]}


SENTENCES = {
    "code": lambda: _(
        "Kode “%(text)s” tidak dapat dipakai. Pakai huruf kecil, angka, dan garis bawah, paling banyak 20."
    ),
    "name": lambda: _("Nama “%(text)s” tidak dapat dipakai. Tulis 1 sampai 80 huruf."),
    "programme": lambda: _(
        "Penghargaan “%(text)s” belum terdaftar. Tambahkan dulu di data acuan Penghargaan, lalu kirim lagi."
    ),
    "year": lambda: _("Tahun data “%(text)s” tidak dapat dipakai. Tulis tahun 2000 sampai 2099."),
    "lasts": lambda: _("%(text)s harus ditutup sesudah dibuka. Periksa kedua tanggalnya."),
}
