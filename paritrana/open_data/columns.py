"""The dictionaries of the datasets: what each column of their files means, in which unit, of which type, with a sample.

The order is that of the columns in the files.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.exports import heading

Words = str | Promise

TEXT, COUNT, SHARE, YES_NO = _("teks"), _("bilangan bulat"), _("desimal, dua angka"), _("1 = ya, 0 = tidak")
MONTH, MOMENT = _("tahun-bulan"), _("waktu ISO 8601")
WORKERS, PERCENT, REPORTS = _("pekerja"), _("persen"), _("laporan kabupaten/kota")
NO_UNIT = _("tanpa satuan")


@dataclass(frozen=True)
class Column:
    """One column of a dataset: its name in CSV and JSON, and what a reader must know of it."""

    name: str
    meaning: Words
    example: str
    data_type: Words = TEXT
    unit: Words = NO_UNIT

    def told(self) -> dict[str, str]:
        """Return the row of the dictionary in its own files."""
        return {
            "column": self.name,
            "heading": heading(self.name),
            "meaning": str(self.meaning),
            "unit": str(self.unit),
            "data_type": str(self.data_type),
            "example": self.example,
        }


def counted(name: str, meaning: Words, example: str) -> Column:
    return Column(name, meaning, example, COUNT, WORKERS)


def share(name: str, meaning: Words, example: str) -> Column:
    return Column(name, meaning, example, SHARE, PERCENT)


CODE = Column("code", _("Kode wilayah menurut Kementerian Dalam Negeri; ID berarti Indonesia"), "64.01")
NAME = Column("name", _("Nama wilayah"), "Kabupaten Paser")
PERIOD = Column("period", _("Bulan keadaan; jumlah dihitung pada hari terakhirnya"), "2023-12", MONTH)
SCHEME = Column("scheme", _("Skema: ucj (ketenagakerjaan) atau uhc (kesehatan)"), "ucj")
ENROLLED = counted(
    "enrolled", _("Pekerja terlindungi: peserta aktif. Kosong bila belum ada data atau disamarkan"), "81436"
)
TARGET = counted("target", _("Pekerja yang harus terlindungi tahun itu. Kosong bila belum ada target"), "90052")
POTENTIAL = counted("potential", _("Pekerja yang dapat dilindungi. Kosong bila belum ada"), "119716")
PERCENT_OF_TARGET = share(
    "percent", _("Pekerja terlindungi dibagi target; dapat melebihi 100. Kosong bila tidak dapat dihitung"), "90.43"
)
PERCENT_OF_POTENTIAL = share("potential_percent", _("Pekerja terlindungi dibagi potensi"), "68.02")
FIGURE_ID = Column(
    "figure_id", _("Nomor angka terbit; halaman /angka/<nomor>/ menjelaskan asalnya"), "64.01_2023-12_ucj_1"
)
VERSION = Column("version", _("Terbitan ke berapa untuk wilayah, bulan, dan skema itu"), "1", COUNT)
RELEASED_AT = Column("released_at", _("Kapan angka itu terbit"), "2024-01-10T00:00:00+00:00", MOMENT)
IS_SAMPLE = Column("is_sample", _("Data contoh, bukan data resmi"), "0", YES_NO)
REPORTED = Column("reported", _("Laporan kabupaten/kota yang sudah terhitung di dalamnya"), "1", COUNT, REPORTS)
EXPECTED = Column(
    "expected", _("Laporan yang seharusnya masuk; bila lebih banyak dari yang masuk, jumlahnya belum lengkap"), "1",
    COUNT, REPORTS,
)  # fmt: skip
SEGMENT = Column("segment", _("Segmen: formal, informal, atau kosong bila seluruhnya"), "formal")
STATED_BY = Column("stated_by", _("Siapa yang menyatakan: press, bpjs, village, regency, agency"), "bpjs")
SOURCE = Column("source", _("Berkas atau alamat tempat angka itu dinyatakan"), "BPJS Ketenagakerjaan 2023")
NOTE = Column("note", _("Keterangan dari yang mencatat"), "Hanya peserta formal")

PUBLISHED = (
    CODE,
    NAME,
    Column("level", _("Tingkat wilayah: nation, province, regency, district, village"), "regency"),
    PERIOD,
    SCHEME,
    ENROLLED,
    Column("withheld", _("Jumlah disamarkan supaya angka 1 sampai 4 orang tidak terbaca"), "0", YES_NO),
    TARGET,
    PERCENT_OF_TARGET,
    POTENTIAL,
    PERCENT_OF_POTENTIAL,
    REPORTED,
    EXPECTED,
    FIGURE_ID,
    VERSION,
    RELEASED_AT,
    IS_SAMPLE,
    Column("formula", _("Versi cara menghitung"), "ucj-1"),
)
RELEASES = (
    FIGURE_ID,
    CODE,
    NAME,
    PERIOD,
    SCHEME,
    VERSION,
    Column("cause", _("Sebab terbit: publication, correction, below, denominator"), "publication"),
    RELEASED_AT,
    Column("reason", _("Alasan ralat; kosong bila bukan ralat"), "Salah ketik di satu desa"),
    Column("superseded_by", _("Nomor terbitan yang berlaku sekarang; kosong bila ini masih berlaku"), ""),
    IS_SAMPLE,
    Column("address", _("Alamat berkas CSV terbitan itu"), "/data/terbitan/ID_2023-12_ucj_1.csv"),
    Column("sha256", _("Sidik berkas CSV itu, untuk memastikan isinya tidak berubah"), "9f86d081884c7d65…"),
)
REGISTER = (CODE, NAME)
OBSERVATIONS = (
    CODE,
    Column("area", _("Wilayah yang tidak ada dalam daftar wilayah, seperti provinsi sebelum dimekarkan"), ""),
    NAME,
    PERIOD,
    SCHEME,
    SEGMENT,
    Column("category", _("Kode jenis pekerja, kosong bila seluruhnya"), "petani"),
    ENROLLED,
    TARGET,
    POTENTIAL,
    share("printed_percent", _("Persentase seperti tertulis pada sumbernya, tidak dihitung ulang"), "50.88"),
    STATED_BY,
    SOURCE,
    NOTE,
)
ERRATA = (
    FIGURE_ID,
    CODE,
    NAME,
    PERIOD,
    SCHEME,
    RELEASED_AT,
    counted("old_enrolled", _("Pekerja terlindungi sebelum ralat"), "81436"),
    counted("new_enrolled", _("Pekerja terlindungi sesudah ralat"), "81463"),
    counted("old_target", _("Target sebelum ralat"), "90052"),
    counted("new_target", _("Target sesudah ralat"), "90052"),
    share("old_percent", _("Persen terhadap target sebelum ralat"), "90.43"),
    share("new_percent", _("Persen terhadap target sesudah ralat"), "90.46"),
    Column("from_below", _("Angka berubah karena ralat di wilayah di bawahnya"), "0", YES_NO),
    Column("reason", _("Alasan ralat"), "Salah ketik di satu desa"),
)
FRONT_PAGE = (
    CODE,
    NAME,
    PERIOD,
    Column("state", _("published (angka terbit), observed (angka dari sumber lain), atau none"), "observed"),
    ENROLLED,
    counted("denominator", _("Pembagi persentase: target bila ada, bila tidak potensi"), "139852377"),
    Column("basis", _("Pembagi yang dipakai: target atau potential"), "potential"),
    share("percent", _("Pekerja terlindungi dibagi pembaginya"), "29.72"),
    FIGURE_ID,
    STATED_BY,
    SOURCE,
    NOTE,
    REPORTED,
    EXPECTED,
    IS_SAMPLE,
)
METHOD = (
    Column("list", _("Asal baris: bands (rentang warna), categories (jenis pekerja), payers (sumber dana)"), "payers"),
    Column("code", _("Kode seperti dipakai semua berkas; untuk rentang warna, urutannya"), "apbd_kab"),
    Column("name", _("Nama"), "APBD kabupaten/kota"),
    Column("segment", _("Segmen jenis pekerja: formal, informal, atau kosong"), "formal"),
    share("lower", _("Batas bawah rentang warna, termasuk; kosong bila tanpa batas"), "30.00"),
    share("upper", _("Batas atas rentang warna, tidak termasuk; kosong bila tanpa batas"), "50.00"),
)  # fmt: skip
DICTIONARY = ("column", "heading", "meaning", "unit", "data_type", "example")
"""The columns of a dictionary's own file."""
