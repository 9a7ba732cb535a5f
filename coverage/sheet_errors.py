"""The words for what is found about a sheet: what happened, in which sheet, row and column, and what to do.

A count that cannot be read is told in the words of the entry form, so that a file and a form refuse it alike.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from coverage.entry_errors import CELL_SENTENCES, cell_words
from coverage.errors import CoverageError, Sentences
from coverage.import_errors import ROW_SENTENCES
from coverage.person_list_errors import PERSONS
from coverage.sheets.findings import Choice, Finding, Status
from paritrana import formatting

MOST_ROWS = 5
MOST_CHOICES = 3

COUNTS: Sentences = {
    "count_blank": lambda: _(
        "Jumlah pekerja belum diisi, jadi baris ini tidak diambil. Isi jumlahnya; tulis 0 bila memang tidak ada, "
        "atau “tb” bila tidak berlaku."
    ),
    "boolean": lambda: _("Isinya %(shown)s (benar/salah), bukan jumlah pekerja. Tulis angkanya."),
    "date": lambda: _(
        "Isinya tanggal %(shown)s, bukan jumlah pekerja. Ubah format sel menjadi angka, lalu tulis ulang jumlahnya."
    ),
    "percent": lambda: _("%(shown)s adalah persentase, bukan jumlah pekerja. Tulis jumlah orangnya."),
    "error_cell": lambda: _(
        "Sel berisi galat rumus %(shown)s. Perbaiki rumusnya atau tulis angkanya, lalu unggah lagi."
    ),
    "formula_without_value": lambda: _(
        "Rumus di sel ini belum pernah dihitung. Buka berkas di aplikasi lembar kerja, simpan, lalu unggah lagi."
    ),
    "fraction_cell": lambda: _(
        "%(shown)s bukan bilangan bulat, jadi tidak dapat diambil. Titik ribuannya mungkin hilang."
    ),
    "not_finite": lambda: _("Isinya bukan angka yang dapat dihitung. Tulis jumlah pekerja, misalnya 1.250."),
    "lookalike": lambda: _("“%(shown)s” memuat tanda yang mirip angka. Ketik ulang dengan angka 0 sampai 9."),
    "space_groups": lambda: _("“%(shown)s” memakai spasi di antara angka. Pisahkan ribuan dengan titik."),
    "money": lambda: _("“%(shown)s” adalah jumlah uang, bukan jumlah pekerja. Periksa apakah kolomnya tertukar."),
    "with_words": lambda: _("“%(shown)s” memuat kata di samping angka. Tulis angkanya saja."),
    "exponent": lambda: _(
        "“%(shown)s” ditulis dalam bentuk pangkat, jadi angkanya tidak pasti. Tulis angka lengkapnya."
    ),
    "apostrophe": lambda: _("“%(shown)s” diawali tanda petik. Hapus tanda petiknya."),
    "machine_style": lambda: _("“%(shown)s” berakhiran .0, berbeda dengan angka lain di kolom ini. Tulis tanpa .0."),
    "dash": lambda: _(
        "“%(shown)s” dapat berarti 0, belum ada data, atau tidak berlaku. Pilih artinya sekali untuk berkas ini."
    ),
    "unit_unclear": lambda: _(
        "“%(shown)s” dalam ribuan orang dapat dibaca dengan dua cara. Tulis jumlah orang tanpa satuan ribuan."
    ),
    "style_unknown": lambda: _(
        "%(shown)s belum diambil karena titik ribuan di kolom ini tampaknya hilang. Pilih cara membaca kolomnya."
    ),
}

PLACES: Sentences = {
    "code_unreadable": lambda: _(
        "“%(shown)s” bukan kode wilayah, jadi baris ini tidak diambil. Tulis kodenya sebagai teks, misalnya "
        "64.01.01.2001."
    ),
    "lost_zero": lambda: _("Kode %(shown)s kehilangan angka nol, mungkin %(likely)s. Pilih kode yang benar."),
    "code_unknown": lambda: _(
        "Kode wilayah %(shown)s tidak ada, jadi baris ini tidak diambil. Cocokkan dengan daftar wilayah di format "
        "isian."
    ),
    "code_elsewhere": lambda: _(
        "Kode wilayah %(shown)s terletak di %(region)s, di luar tugas Anda, jadi baris ini tidak diambil. "
        "Periksa kodenya."
    ),
    "code_unknown_named": lambda: _(
        "Kode wilayah %(shown)s tidak ada, tetapi namanya dikenal. Pilih wilayah yang dimaksud."
    ),
    "code_without_name": lambda: _(
        "Kode %(shown)s hanya dikenal sampai kabupaten/kota. Tambahkan kolom nama kecamatan dan desa, lalu unggah lagi."
    ),
    "name_differs": lambda: _(
        "Kode %(code)s adalah %(name)s, tetapi namanya tertulis “%(shown)s”. Pilih wilayah yang dimaksud."
    ),
    "misspelt": lambda: _("“%(shown)s” diambil sebagai %(name)s karena kodenya %(code)s. Periksa ejaannya."),
    "former_code": lambda: _("%(shown)s adalah kode lama; sekarang %(code)s. Baris ini tetap diambil."),
    "region_missing": lambda: _("Wilayahnya kosong, jadi baris ini tidak diambil. Isi kode atau nama wilayahnya."),
    "name_of_several": lambda: _(
        "“%(shown)s” dapat berarti lebih dari satu wilayah. Pilih wilayahnya, atau tulis kode wilayah."
    ),
    "name_unknown_near": lambda: _("“%(shown)s” tidak ditemukan%(place)s. Pilih wilayahnya atau lewati baris ini."),
    "name_unknown": lambda: _(
        "“%(shown)s” tidak ditemukan%(place)s. Periksa ejaannya, pilih wilayahnya, atau lewati baris ini."
    ),
    "two_spellings": lambda: _("Kode %(code)s tertulis dengan beberapa ejaan: %(names)s. Samakan ejaannya."),
    "one_code_two_names": lambda: _(
        "Kode %(code)s dipakai untuk nama yang berbeda: %(names)s. Periksa baris mana yang kodenya salah."
    ),
    "system_unclear": lambda: _(
        "Kode wilayah di lembar ini dapat berasal dari Kemendagri atau instansi lain, dan nama di sampingnya "
        "tidak memastikannya. Belum ada yang diambil. Pilih asal kodenya."
    ),
}

AXES: Sentences = {
    "category_missing": lambda: _(
        "Jenis pekerjanya belum disebut. Isi kolom Kategori, atau pilih satu jenis pekerja untuk lembar ini."
    ),
    "category_doubtful": lambda: _("“%(shown)s” dapat berarti lebih dari satu jenis pekerja. Pilih yang dimaksud."),
    "category_unknown": lambda: _("Jenis pekerja “%(shown)s” tidak dikenal. Pilih jenis pekerja yang dimaksud."),
    "payer_missing": lambda: _("Sumber dana belum disebut. Isi kolom Sumber Dana, atau pilih satu untuk lembar ini."),
    "payer_doubtful": lambda: _("“%(shown)s” dapat berarti lebih dari satu sumber dana. Pilih yang dimaksud."),
    "payer_unknown": lambda: _("Sumber dana “%(shown)s” tidak dikenal. Pilih sumber dana yang dimaksud."),
    "period_missing": lambda: _("Bulannya belum disebut. Isi kolom Periode, atau pilih satu bulan untuk lembar ini."),
    "no_period": lambda: _("“%(shown)s” bukan bulan yang dikenal. Tulis misalnya Desember 2023 atau 12/2023."),
    "period_day_or_month": lambda: _("Pada “%(shown)s” tidak jelas mana tanggal dan mana bulan. Pilih bulannya."),
    "period_short_year": lambda: _("Tahun pada “%(shown)s” tidak lengkap. Pilih bulannya."),
    "period_first_day": lambda: _(
        "“%(shown)s” dapat berarti keadaan akhir bulan sebelumnya atau bulan itu sendiri. Pilih bulannya."
    ),
    "period_lost_zero": lambda: _("Angka nol pada “%(shown)s” mungkin hilang. Pilih bulannya."),
    "period_only_year": lambda: _(
        "“%(shown)s” hanya menyebut tahun. Pilih bulannya; angka setahun adalah angka Desember."
    ),
    "period_part_of_year": lambda: _("“%(shown)s” menyebut beberapa bulan. Pilih bulan terakhirnya."),
    "month_without_year": lambda: _(
        "Tahun untuk kolom “%(shown)s” belum disebut. Isi kolom Tahun atau pilih tahunnya."
    ),
}

TABLES: Sentences = {
    "no_table": lambda: _(
        "Tidak ada tabel yang dikenali, jadi lembar ini dilewati. Pakai format isian, atau beri judul pada setiap "
        "kolom."
    ),
    "region_column_missing": lambda: _(
        "Kolom wilayah tidak ditemukan. Pilih kolom yang berisi kode atau nama wilayah."
    ),
    "count_column_missing": lambda: _("Kolom jumlah pekerja tidak ditemukan. Pilih kolom yang berisi peserta aktif."),
    "columns_alike": lambda: _("Ada beberapa kolom dengan arti yang sama. Pilih satu yang diambil."),
    "column_unknown": lambda: _(
        "Kolom ini tidak dikenal, jadi tidak dibaca. Cocokkan kolomnya bila isinya diperlukan."
    ),
    "column_registered": lambda: _(
        "Kolom ini tidak menyebut peserta aktif, jadi tidak dibaca. Yang dihitung hanya pekerja yang iurannya dibayar."
    ),
    "column_added": lambda: _("Kolom “%(now)s” baru; bulan lalu belum ada. Periksa pencocokan kolom."),
    "column_removed": lambda: _("Kolom “%(before)s” tidak ada lagi. Periksa apakah berkasnya lengkap."),
    "column_renamed": lambda: _("Kolom “%(before)s” sekarang berjudul “%(now)s”. Periksa pencocokan kolom."),
    "dash_asked": lambda: _(
        "Berkas ini memakai “%(shown)s” di kolom jumlah. Pilih artinya: 0, belum ada data, atau tidak berlaku."
    ),
    "style_asked": lambda: _("Angka di kolom ini ditulis dengan cara lain dari 1.250. Pilih cara membacanya."),
    "unit_asked": lambda: _("Judul tabel menyebut ribuan orang. Pilih apakah angkanya ribuan orang atau jumlah orang."),
    "identities_found": lambda: _(
        "Kolom ini memuat 16 angka seperti NIK, jadi lembar ini ditolak dan tidak disimpan. Hapus kolomnya, atau "
        "beri judul NIK agar orangnya dihitung tanpa disimpan."
    ),
    "skipped_repeated_header": lambda: _("Judul kolom yang berulang dilewati."),
    "skipped_numbering": lambda: _("Baris nomor kolom dilewati."),
    "skipped_total": lambda: _("Baris jumlah tidak diambil, hanya dicocokkan dengan jumlah barisnya."),
    "skipped_upper_total": lambda: _("Baris wilayah atasan tidak diambil, hanya dicocokkan dengan jumlah barisnya."),
    "skipped_section": lambda: _("Baris nama wilayah dipakai sebagai judul untuk baris di bawahnya."),
    "skipped_note": lambda: _("Catatan di luar tabel dilewati."),
    "total_differs": lambda: _(
        "“%(label)s” tertulis %(shown)s, tetapi jumlah baris %(first)s sampai %(last)s adalah %(summed)s. Periksa "
        "mana yang benar."
    ),
    "total_lost_zeros": lambda: _(
        "“%(label)s” tertulis %(shown)s, sedangkan jumlah barisnya %(summed)s. Angka nol di belakangnya tampaknya "
        "hilang; periksa angka lain di kolom ini."
    ),
    "total_unreadable": lambda: _("“%(label)s” tertulis “%(shown)s”, jadi tidak dapat dicocokkan. Periksa jumlahnya."),
    "row_sum_differs": lambda: _(
        "Kolom jumlah tertulis %(shown)s, tetapi isi barisnya berjumlah %(summed)s. Periksa baris ini."
    ),
    "upper_is_total": lambda: _(
        "%(region)s sama dengan jumlah %(children)s wilayah di bawahnya, jadi tidak diambil supaya tidak "
        "terhitung dua kali."
    ),
    "row_left_out": lambda: _("Baris ini dilewati, seperti yang Anda pilih."),
    "beside_persons": lambda: _(
        "Lembar ini tidak dibaca karena berkasnya memuat daftar orang. Kirim lembar ini dalam berkas lain bila isinya "
        "diperlukan."
    ),
    "sheet_hidden": lambda: _("Lembar ini tersembunyi, jadi dilewati. Tampilkan di Excel bila isinya diperlukan."),
    "sheet_not_chosen": lambda: _("Lembar ini dilewati karena yang dipilih lembar lain."),
    "hidden_rows": lambda: _(
        "%(hidden)s baris lembar ini tersembunyi; isinya ikut dibaca. Periksa apakah memang dimaksud."
    ),
    "upper_said_total": lambda: _("Baris jumlah tidak diambil, seperti yang Anda pilih."),
    "upper_differs": lambda: _(
        "%(region)s tertulis %(shown)s, sedangkan %(children)s wilayah di bawahnya berjumlah %(summed)s. Pilih: "
        "baris jumlah, atau angka sendiri yang belum dirinci."
    ),
}

SENTENCES: Sentences = COUNTS | PLACES | AXES | TABLES | PERSONS | ROW_SENTENCES


class RowRefused(CoverageError):
    """What a person put right in a row of a file, and cannot be taken either."""

    def __init__(self, code: str, row: int, shown: str, likely: tuple[str, ...] = ()) -> None:
        self.code, self.row, self.shown, self.likely = code, row, shown, likely
        super().__init__(code, row, shown)

    @property
    def message(self) -> str:
        choices = tuple(Choice(each, each) for each in self.likely)
        return sentence(Finding(self.code, Status.REJECTED, (self.row,), more={"shown": self.shown}, choices=choices))


def sentence(finding: Finding, sheet: str = "", names: Mapping[str, str] | None = None) -> str:
    """Return a finding in words, with where it is: "Lembar Kuaro, baris 18, Peserta Aktif: …".

    `names` are the names on the screen of what choices hold codes of: categories and payers.
    """
    place = where(finding, sheet)
    told = f"{said(finding)} {meant(finding, names or {})}".strip()
    return f"{place}: {told}" if place else told


def where(finding: Finding, sheet: str = "") -> str:
    """Return the sheet, rows and column of a finding; of many rows the first few and how many more there are."""
    parts = [_("Lembar %(sheet)s") % {"sheet": sheet}] if sheet else []
    if finding.rows:
        parts.append(_("baris %(rows)s") % {"rows": rows_words(finding.rows)})
    if finding.column:
        parts.append(finding.column)
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def rows_words(rows: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, rows[:MOST_ROWS]))
    if len(rows) <= MOST_ROWS:
        return shown
    return _("%(rows)s dan %(more)s lainnya") % {"rows": shown, "more": formatting.number(len(rows) - MOST_ROWS)}


def said(finding: Finding) -> str:
    """Return what a finding says, without where it is."""
    more = dict(finding.more)
    if finding.code in CELL_SENTENCES and finding.code not in SENTENCES:
        return cell_words(finding.code, text=more.get("shown", ""))
    if finding.code == "more_of_these":
        return _("%(count)s baris lain juga tidak dihitung karena sebab yang sama: %(cause)s") % {
            "count": formatting.number(finding.count),
            "cause": SENTENCES[str(more["of"])]() % {"shown": "", "first": _("baris lain")},
        }
    more["place"] = _(" di %(where)s") % more if more.get("where") else ""
    if "first_row" in more:
        row = _("baris %(rows)s") % {"rows": more["first_row"]}
        more["first"] = f"{row}, {_('lembar')} {more['first_sheet']}" if more.get("first_sheet") else row
    return SENTENCES[finding.code]() % more


def meant(finding: Finding, names: Mapping[str, str]) -> str:
    """Return the choices as a question: "Maksud Anda 815 atau 81?"; "" where there is none to name."""
    offered = [shown for choice in finding.choices if (shown := choice_words(choice, names))][:MOST_CHOICES]
    return _("Maksud Anda %(likely)s?") % {"likely": _(" atau ").join(offered)} if offered else ""


def choice_words(choice: Choice, names: Mapping[str, str]) -> str:
    """Return a choice as the screen shows it: a region with its code, a month, the name of a code."""
    if choice.shown and "." in choice.answer:
        return f"{choice.shown} ({choice.answer})"
    if choice.shown or choice.answer in names:
        return choice.shown or names[choice.answer]
    is_month = len(choice.answer) == 6 and choice.answer.isdigit()
    return formatting.month(int(choice.answer)) if is_month else ""
