"""What can be refused of an uploaded file, each with a sentence: what happened, where, what to do."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.identity import masked
from coverage.entry_errors import Told, shortened
from coverage.errors import Sentences
from paritrana import formatting


class WorkbookRefused(Told):
    """An uploaded file that is not read; nothing was stored. `sheet`, `row` and `column` say where, if known."""

    def __init__(self, code: str, **where: str | int) -> None:
        """Take what the sentence of `code` names; counts are written as Indonesian does."""
        told = {name: word if isinstance(word, str) else formatting.number(word) for name, word in where.items()}
        super().__init__(code, **{name: shortened(masked(word)) for name, word in told.items()})
        self.sheet, self.row, self.column = where.get("sheet"), where.get("row"), where.get("column")

    @classmethod
    def of(cls, told: dict[str, Any]) -> "WorkbookRefused":
        """Return the refusal that the reading process told; what it may not tell becomes "reader_failed"."""
        code, where = told.get("refused"), told.get("where")
        if not isinstance(code, str) or code not in SENTENCES or not isinstance(where, dict):
            return cls("reader_failed")
        if not all(isinstance(word, str | int) for word in where.values()):
            return cls("reader_failed")
        refused = cls(code, **where)
        try:
            return refused if refused.message else cls("reader_failed")
        except KeyError:
            return cls("reader_failed")

    @property
    def message(self) -> str:
        told = SENTENCES[self.code]() % {**self.more, "place": self.place, "again": again()}
        return _("Di dalam ZIP, %(file)s: %(told)s") % {**self.more, "told": told} if "file" in self.more else told

    @property
    def place(self) -> str:
        """Return where it is, as a sentence begins: "Lembar Kuaro, baris 18, kolom F"."""
        parts = [
            _("lembar %(sheet)s") % self.more if self.sheet else "",
            _("baris %(row)s") % self.more if self.row else "",
            _("kolom %(column)s") % self.more if self.column else "",
        ]
        place = ", ".join(part for part in parts if part) or _("berkas ini")
        return place[:1].upper() + place[1:]


def again() -> str:
    return _("Buka berkasnya di Excel atau LibreOffice, simpan sebagai .xlsx, lalu unggah lagi.")


SENTENCES: Sentences = {
    "empty": lambda: _("Berkas ini kosong, jadi tidak ada yang dibaca. Pilih berkas yang berisi tabel."),
    "file_too_large": lambda: _(
        "Berkas ini lebih besar dari %(most)s MB, jadi tidak dibaca. Bagi menjadi beberapa berkas, lalu unggah "
        "satu per satu."
    ),
    "unknown_ending": lambda: _(
        "Jenis berkas ini tidak dikenal dari akhiran namanya (“%(ending)s”). "
        "Yang dapat dibaca: .xlsx, .ods, dan .csv. %(again)s"
    ),
    "renamed": lambda: _(
        "Isi berkas ini tidak cocok dengan akhiran namanya (%(ending)s), jadi tidak dibaca. %(again)s"
    ),
    "text_renamed": lambda: _(
        "Berkas ini sebenarnya berkas teks, tetapi akhiran namanya %(ending)s, jadi tidak dibaca. Ganti akhirannya "
        "menjadi .csv, lalu unggah lagi."
    ),
    "old_excel": lambda: _("Berkas ini berformat Excel lama (.xls), yang tidak dapat dibaca dengan aman. %(again)s"),
    "binary_workbook": lambda: _(
        "Berkas ini berformat Excel biner (.xlsb), yang tidak dapat dibaca dengan aman. %(again)s"
    ),
    "macros": lambda: _(
        "Berkas ini memuat makro (program), jadi tidak dibaca. Simpan sebagai .xlsx, yang tidak memuat makro, lalu "
        "unggah lagi."
    ),
    "encrypted": lambda: _(
        "Berkas ini dilindungi kata sandi, jadi tidak dapat dibaca. Buka di Excel, hapus kata sandinya (Berkas, "
        "Info, Proteksi), simpan, lalu unggah lagi."
    ),
    "web_page": lambda: _("Berkas ini sebenarnya halaman web atau XML, bukan tabel Excel. %(again)s"),
    "not_a_workbook": lambda: _(
        "Berkas ini bukan lembar kerja Excel atau LibreOffice. Pilih berkas .xlsx, .ods, atau .csv."
    ),
    "damaged": lambda: _(
        "Berkas ini rusak atau terpotong, jadi tidak ada yang dibaca. Unduh atau salin ulang dari sumbernya. Bila "
        "masih sama, buka di Excel, simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "unsafe_name": lambda: _("Berkas ini memuat bagian dengan nama yang tidak wajar, jadi tidak dibaca. %(again)s"),
    "too_many_parts": lambda: _(
        "Berkas ini terdiri dari lebih dari %(most)s bagian, jadi tidak dibaca. Hapus gambar dan lembar yang tidak "
        "perlu, simpan, lalu unggah lagi."
    ),
    "part_missing": lambda: _("Berkas ini tidak lengkap: bagian %(part)s tidak ada. %(again)s"),
    "part_too_large": lambda: _(
        "Bagian %(part)s dalam berkas ini terlalu besar untuk dibaca. Salin tabelnya ke buku kerja baru, simpan "
        "sebagai .xlsx, lalu unggah lagi."
    ),
    "inflates_too_much": lambda: _(
        "Isi berkas ini jauh lebih besar daripada ukurannya (batasnya %(most)s MB), jadi tidak dibaca. Salin "
        "tabelnya saja ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "declaration": lambda: _(
        "Berkas ini memuat deklarasi XML (DOCTYPE atau ENTITY), yang tidak pernah ditulis Excel, jadi tidak "
        "dibaca. %(again)s"
    ),
    "encoding_of_part": lambda: _(
        "Berkas ini ditulis dengan penyandian huruf yang tidak lazim di dalamnya, jadi tidak dibaca. %(again)s"
    ),
    "too_deep": lambda: _("Susunan isi berkas ini lebih dari %(most)s tingkat, jadi tidak dibaca. %(again)s"),
    "too_involved": lambda: _("Susunan isi berkas ini terlalu rumit untuk dibaca. %(again)s"),
    "not_plain": lambda: _(
        "%(place)s: isi berkas ditulis dengan cara yang dapat dibaca berbeda-beda, jadi tidak ada yang dibaca. "
        "%(again)s"
    ),
    "not_plain_list": lambda: _(
        "Daftar lembar dalam berkas ini tidak wajar: ada nama atau isi lembar yang kembar, hilang, atau terlalu "
        "panjang. Periksa nama lembarnya, lalu simpan ulang di Excel dan unggah lagi."
    ),
    "not_plain_texts": lambda: _(
        "Daftar teks dalam berkas ini ditulis dengan cara yang tidak lazim, jadi tidak dibaca. %(again)s"
    ),
    "no_sheets": lambda: _("Berkas ini tidak memuat satu lembar pun. Pilih berkas yang berisi tabel."),
    "too_many_sheets": lambda: _(
        "Berkas ini memuat %(many)s lembar; paling banyak %(most)s. Bagi menjadi beberapa berkas, lalu unggah satu "
        "per satu."
    ),
    "too_many_cells": lambda: _(
        "%(place)s: isi berkas sudah melewati %(most)s sel, jadi tidak dibaca. Bagi menjadi beberapa berkas, lalu "
        "unggah satu per satu."
    ),
    "too_many_kept": lambda: _(
        "Berkas ini memuat %(count)s baris, dan dari impor Anda yang lain masih tersimpan %(kept)s baris; bersama-sama "
        "paling banyak %(most)s. Tidak ada yang disimpan. Tutup impor yang tidak jadi diterapkan, atau tunggu sampai "
        "yang lama terhapus setelah 90 hari, lalu unggah lagi."
    ),
    "too_many_counts": lambda: _(
        "%(place)s: sampai di sini berkas ini memuat lebih dari %(most)s angka peserta atau baris, jadi tidak ada yang "
        "diambil. Bagi menjadi beberapa berkas, lalu unggah satu per satu."
    ),
    "too_many_rows": lambda: _(
        "%(place)s melewati batas %(most)s baris, jadi berkas ini tidak dibaca. Bagi tabelnya menjadi beberapa "
        "lembar atau berkas."
    ),
    "too_many_columns": lambda: _(
        "%(place)s berisi sesuatu, padahal paling banyak %(most)s kolom yang dibaca. Hapus kolom di sebelah kanan "
        "tabel, simpan, lalu unggah lagi."
    ),
    "text_too_long": lambda: _(
        "%(place)s berisi teks %(length)s huruf; paling panjang %(most)s. Persingkat teksnya, simpan, lalu unggah lagi."
    ),
    "rows_out_of_order": lambda: _(
        "%(place)s ditulis dua kali atau tidak berurutan di dalam berkas, jadi tidak ada yang dibaca. %(again)s"
    ),
    "cells_out_of_order": lambda: _(
        "%(place)s: sel “%(cell)s” tidak pada tempatnya, ditulis dua kali, atau tidak berurutan di dalam berkas, "
        "jadi tidak ada yang dibaca. %(again)s"
    ),
    "damaged_cell": lambda: _(
        "%(place)s: isi selnya rusak, jadi tidak ada yang dibaca. Tulis ulang sel itu di Excel, simpan, lalu "
        "unggah lagi."
    ),
    "not_a_number": lambda: _(
        "%(place)s: “%(shown)s” disimpan sebagai angka, tetapi bukan angka yang dapat dibaca. Tulis ulang sel itu "
        "di Excel, simpan, lalu unggah lagi."
    ),
    "merges": lambda: _(
        "%(place)s memuat sel gabungan yang rusak atau lebih dari %(most)s buah. Batalkan penggabungan sel, "
        "simpan, lalu unggah lagi."
    ),
    "lonely_cell": lambda: _(
        "%(place)s berisi sesuatu yang terpisah jauh dari tabel, yang berakhir di baris %(above)s. Hapus isi yang "
        "terpisah itu, termasuk spasi, simpan, lalu unggah lagi."
    ),
    "sheet_too_large": lambda: _(
        "%(place)s terlalu besar untuk dibaca sekaligus (%(rows)s baris, %(columns)s kolom). Bagi menjadi beberapa "
        "berkas, lalu unggah satu per satu."
    ),
    "too_many_marked": lambda: _(
        "%(place)s: lembar ini memuat lebih dari %(most)s sel galat, persen, atau rumus tanpa hasil. Perbaiki "
        "rumusnya di Excel, simpan, lalu unggah lagi."
    ),
    "readers_disagree": lambda: _(
        "%(place)s: isinya terbaca berbeda oleh dua cara baca, jadi tidak ada yang diambil agar tidak ada angka "
        "yang salah. %(again)s"
    ),
    "readers_disagree_on_list": lambda: _(
        "Daftar lembar dalam berkas ini terbaca berbeda oleh dua cara baca, jadi tidak ada yang diambil. %(again)s"
    ),
    "encoding": lambda: _(
        "Penyandian huruf berkas teks ini tidak dikenal, atau isinya bukan teks. Buka di Excel, simpan sebagai "
        ".xlsx atau “CSV UTF-8”, lalu unggah lagi."
    ),
    "open_quote": lambda: _(
        '%(place)s: ada tanda kutip (") yang tidak ditutup, sehingga baris-baris sesudahnya ikut terbaca sebagai '
        "satu sel. Tutup atau hapus tanda kutip itu, lalu unggah lagi."
    ),
    "quote": lambda: _(
        '%(place)s: ada tanda kutip (") di tengah isi sel, sehingga batas kolom tidak pasti. Hapus tanda kutip '
        "itu, atau simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "identities": lambda: _(
        "%(place)s memuat 16 angka seperti NIK di tabel jumlah, jadi berkas ini ditolak dan tidak disimpan. Hapus "
        "kolomnya, atau beri judul NIK agar orangnya dihitung tanpa disimpan."
    ),
    "identities_aside": lambda: _(
        "Di luar isi tabelnya, berkas ini memuat 16 angka seperti NIK: pada nama lembar, judul kolom, catatan sel, "
        "tabel pivot, atau teks yang tertinggal. Berkas ini ditolak dan tidak disimpan. Salin tabelnya saja ke buku "
        "kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "named_by_number": lambda: _(
        "Nama satu berkas di dalam ZIP memuat 16 angka seperti NIK, jadi tidak ada yang disimpan. Ganti nama berkas "
        "itu, lalu unggah lagi."
    ),
    "zip_in_zip": lambda: _("ZIP di dalam ZIP tidak dibaca. Keluarkan isinya, lalu unggah lagi."),
    "zip_holds_other": lambda: _(
        "berkas ini bukan tabel Excel (.xlsx), OpenDocument (.ods), atau CSV, jadi tidak ada yang dibaca. Keluarkan "
        "berkas itu, lalu unggah lagi."
    ),
    "zip_empty": lambda: _("ZIP ini tidak memuat satu tabel pun. Pilih berkas yang berisi tabel."),
    "files_too_large": lambda: _(
        "Berkas-berkas ini bersama-sama lebih besar dari %(most)s MB, jadi tidak dibaca. Unggah dalam beberapa bagian."
    ),
    "dropped": lambda: _("Berkas aslinya sudah dihapus, jadi tidak dapat dibaca lagi. Unggah berkasnya sekali lagi."),
    "sheet_missing": lambda: _(
        "Lembar “%(name)s” tidak ada di berkas ini, jadi tidak ada yang dibaca. Periksa nama lembarnya."
    ),
    "takes_too_much": lambda: _(
        "Pembacaan berkas ini dihentikan karena memerlukan terlalu banyak memori atau waktu. Tidak ada yang "
        "disimpan. Salin tabelnya saja ke buku kerja baru, simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "reader_failed": lambda: _(
        "Pembacaan berkas ini terhenti di tengah jalan. Tidak ada yang disimpan. Unggah lagi; bila masih sama, "
        "salin tabelnya saja ke buku kerja baru dan simpan sebagai .xlsx."
    ),
}
