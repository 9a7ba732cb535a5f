"""The metadata of a dataset in the four parts that Satu Data Indonesia asks for (Perpres 39/2019), in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Facts = tuple[tuple[Words, Words], ...]
"""A name and what it is for this dataset, one after the other."""


@dataclass(frozen=True)
class Metadata:
    """The four parts: standard of the data, metadata, reference codes and master data, interoperability."""

    standard: Facts
    described: Facts
    codes: Facts
    exchange: Facts

    @property
    def parts(self) -> tuple[tuple[str, Words, Words, Facts], ...]:
        """Each part: its word in JSON, its title, what it is for, and its facts."""
        return (
            ("standard", _("Standar data"), _("Apa yang diukur, sehingga semua angka berarti sama."), self.standard),
            ("metadata", _("Metadata"), _("Dari siapa, tentang apa, kapan, dan seberapa sering."), self.described),
            ("codes", _("Kode referensi dan data induk"), _("Penghubung data ini dengan data lain."), self.codes),
            ("exchange", _("Interoperabilitas"), _("Bagaimana program dan orang memakainya."), self.exchange),
        )  # fmt: skip

    def told(self) -> dict[str, dict[str, str]]:
        """Return the four parts as JSON has them."""
        return {word: {str(name): str(fact) for name, fact in facts} for word, _title, _help, facts in self.parts}


CONCEPT, DEFINITION, CLASSES = _("Konsep"), _("Definisi"), _("Klasifikasi")
MEASURE, UNIT = _("Ukuran"), _("Satuan")
PRODUCER, SUBJECT, TIME, RHYTHM = _("Produsen data"), _("Cakupan wilayah"), _("Cakupan waktu"), _("Frekuensi")

REGION_CODES = (
    _("Kode wilayah"),
    _("Kode Kementerian Dalam Negeri (Kepmendagri 300.2.2-2138 Tahun 2025). Data induknya: Daftar wilayah Indonesia."),
)
SCHEME_CODES = (_("Kode skema"), _("ucj dan uhc; keduanya tidak dijumlahkan dan tidak dibandingkan."))
LISTED_CODES = (
    _("Kode jenis pekerja, sumber dana, segmen"),
    _("Didaftar dalam data Jenis pekerja, sumber dana, dan rentang warna."),
)
FIGURE_IDS = (
    _("Nomor angka"),
    _("Kode wilayah, bulan, skema, dan nomor terbitan; tetap selamanya, juga setelah ralat."),
)
FORMATS: Facts = (
    (_("Format"), _("Excel untuk orang; CSV (RFC 4180, UTF-8) dan JSON untuk program; isinya sama.")),
    (_("Penulisan"), _("Bulan 2023-12, waktu ISO 8601, desimal dengan titik dalam CSV, nama kolom tetap.")),
    (_("Akses"), _("Alamat tetap, tanpa kunci, dengan ETag; API dijelaskan dengan OpenAPI.")),
)
HEADS = (
    (CONCEPT, _("Perlindungan pekerja oleh jaminan sosial ketenagakerjaan (UCJ, Universal Coverage Jamsostek).")),
    (DEFINITION, _("Pekerja terlindungi adalah peserta aktif; yang menunggak tidak dihitung.")),
)
OF_FIGURES = (
    (
        MEASURE,
        _("Orang pada hari terakhir bulan; persentase = pekerja terlindungi × 100 ÷ target atau potensi."),
    ),
    (UNIT, _("Pekerja; persen dengan dua desimal, dibulatkan setengah ke atas.")),
)
BY_REGIONS = _("Pemerintah kabupaten/kota dan provinsi; diperiksa, disahkan, lalu diterbitkan provinsi.")
REPORTING = _("Bulanan; berubah setiap ada laporan atau ralat yang terbit.")

PUBLISHED = Metadata(
    standard=(*HEADS, (CLASSES, _("Menurut tingkat wilayah, bulan, dan skema.")), *OF_FIGURES),
    described=(
        (PRODUCER, BY_REGIONS),
        (SUBJECT, _("Indonesia, provinsi, dan kabupaten/kota yang sudah menerbitkan angka.")),
        (TIME, _("Semua bulan yang sudah terbit; tiap bulan dengan terbitan terakhirnya.")),
        (RHYTHM, REPORTING),
        (_("Penyamaran"), _("Jumlah 1 sampai 4 orang dan jumlah pelindungnya dikosongkan dan ditandai.")),
    ),
    codes=(REGION_CODES, SCHEME_CODES, FIGURE_IDS),
    exchange=FORMATS,
)
RELEASES = Metadata(
    standard=PUBLISHED.standard,
    described=(
        (PRODUCER, BY_REGIONS),
        (SUBJECT, _("Satu wilayah dan dua tingkat di bawahnya dalam setiap berkas.")),
        (TIME, _("Keadaan pada saat terbit; ralat menjadi terbitan baru dengan berkasnya sendiri.")),
        (RHYTHM, REPORTING),
        (_("Keutuhan"), _("Isi berkas yang sudah terbit tidak pernah berubah; sidik SHA-256 membuktikannya.")),
    ),
    codes=(REGION_CODES, SCHEME_CODES, FIGURE_IDS),
    exchange=FORMATS,
)
REGISTER = Metadata(
    standard=(
        (CONCEPT, _("Wilayah administrasi pemerintahan.")),
        (DEFINITION, _("Provinsi, kabupaten/kota, kecamatan, dan desa/kelurahan yang ditetapkan dengan kode.")),
        (CLASSES, _("Tingkat dibaca dari kode: 64 provinsi, 64.01 kabupaten, 64.01.01 kecamatan, 64.01.01.2001 desa.")),
        (MEASURE, _("Tidak ada; ini daftar.")),
        (UNIT, _("Satu baris per wilayah.")),
    ),
    described=(
        (PRODUCER, _("Kementerian Dalam Negeri; disusun oleh idn-area-data.")),
        (SUBJECT, _("Seluruh Indonesia.")),
        (TIME, _("Menurut Kepmendagri 300.2.2-2138 Tahun 2025.")),
        (RHYTHM, _("Berubah bila keputusan baru berlaku.")),
    ),
    codes=(
        (_("Kode wilayah"), _("Berkas ini adalah data induk bagi semua berkas lain di portal ini.")),
        (_("Kode lain"), _("Kode BPS berbeda: kode yang sama dapat berarti kabupaten lain. Jangan dicampur.")),
    ),
    exchange=FORMATS,
)
OBSERVATIONS = Metadata(
    standard=(
        *HEADS,
        (CLASSES, _("Menurut wilayah, bulan, segmen, jenis pekerja, dan siapa yang menyatakan.")),
        (MEASURE, _("Seperti dinyatakan sumbernya, tidak dihitung ulang dan tidak pernah dijumlahkan.")),
        (UNIT, _("Pekerja; persen seperti tertulis.")),
    ),
    described=(
        (PRODUCER, _("Pihak yang disebut di tiap baris: pemberitaan, BPJS Ketenagakerjaan, atau instansi.")),
        (SUBJECT, _("Wilayah yang disebut sumbernya, juga wilayah yang kini tidak ada lagi.")),
        (TIME, _("Bulan yang disebut sumbernya; angka tahunan dicatat pada Desember.")),
        (RHYTHM, _("Tidak tetap; bertambah bila ada sumber baru.")),
    ),
    codes=(REGION_CODES, SCHEME_CODES, LISTED_CODES),
    exchange=FORMATS,
)
ERRATA = Metadata(
    standard=(*HEADS, (CLASSES, _("Menurut wilayah, bulan, dan skema.")), *OF_FIGURES),
    described=(
        (PRODUCER, BY_REGIONS),
        (SUBJECT, _("Wilayah dari tingkat mana pun yang angkanya dikoreksi.")),
        (TIME, _("Semua ralat sejak portal ini berjalan.")),
        (RHYTHM, _("Bertambah setiap ada ralat yang terbit.")),
    ),
    codes=(REGION_CODES, SCHEME_CODES, FIGURE_IDS),
    exchange=FORMATS,
)
FRONT_PAGE = Metadata(
    standard=(*HEADS, (CLASSES, _("Menurut provinsi.")), *OF_FIGURES),
    described=(
        (PRODUCER, _("Angka terbit dari provinsi; bila belum ada, angka dari sumber yang disebut di barisnya.")),
        (SUBJECT, _("38 provinsi.")),
        (TIME, _("Satu bulan: bulan terbaru yang angkanya lengkap untuk Indonesia.")),
        (RHYTHM, REPORTING),
    ),
    codes=(REGION_CODES, FIGURE_IDS),
    exchange=FORMATS,
)
METHOD = Metadata(
    standard=(
        (CONCEPT, _("Cara menghitung dan daftar kode.")),
        (DEFINITION, _("Jenis pekerja, sumber dana, dan rentang warna yang dipakai semua halaman.")),
        (CLASSES, _("Tiga daftar dalam satu berkas; kolom pertama menyebut daftarnya.")),
        (MEASURE, _("Batas rentang warna dalam persen.")),
        (UNIT, _("Persen untuk batas; selebihnya tanpa satuan.")),
    ),
    described=(
        (PRODUCER, _("Pengelola portal ini.")),
        (SUBJECT, _("Seluruh Indonesia.")),
        (TIME, _("Yang berlaku sekarang.")),
        (RHYTHM, _("Jarang berubah.")),
    ),
    codes=(
        (_("Kode jenis pekerja dan sumber dana"), _("Berkas ini adalah kode referensinya.")),
    ),
    exchange=FORMATS,
)  # fmt: skip
