"""The words for what is found in a list of persons: never a name, and of a NIK only what its mask leaves."""

from collections.abc import Callable

from django.utils.translation import gettext as _

PERSONS: dict[str, Callable[[], str]] = {
    "nik_column_missing": lambda: _(
        "Daftar orang ini tidak mempunyai kolom NIK, jadi tiap orang tidak dapat dihitung sekali. Tidak ada yang "
        "disimpan. Tambahkan kolom NIK, atau kirim jumlah per desa."
    ),
    "residents": lambda: _(
        "Ini daftar penduduk, bukan daftar peserta. Belum ada yang dihitung. Lanjutkan hanya bila daftar ini "
        "sudah disaring menjadi peserta aktif."
    ),
    "nik_blank": lambda: _("NIK kosong, jadi orang ini tidak dihitung. Lengkapi NIK, lalu kirim daftarnya lagi."),
    "nik_is_number": lambda: _(
        "NIK tersimpan sebagai angka, sehingga digit terakhirnya hilang. Ubah format kolom menjadi teks, isi "
        "ulang, lalu kirim lagi."
    ),
    "nik_length": lambda: _(
        "NIK tidak terdiri dari 16 angka, jadi orang ini tidak dihitung. Perbaiki lalu kirim lagi."
    ),
    "nik_wrong": lambda: _("NIK memuat tanda selain angka, jadi orang ini tidak dihitung. Perbaiki lalu kirim lagi."),
    "nik_impossible": lambda: _(
        "NIK %(shown)s memuat tanggal lahir yang tidak mungkin, jadi orang ini tidak dihitung. Perbaiki lalu "
        "kirim lagi."
    ),
    "not_living": lambda: _("Orang ini tercatat tidak lagi tinggal di sini atau sudah meninggal, jadi tidak dihitung."),
    "not_active": lambda: _("Peserta ini tidak aktif, jadi tidak dihitung."),
    "status_unknown": lambda: _(
        "Status peserta tidak dikenal, jadi orang ini tidak dihitung. Tulis Aktif atau Tidak aktif."
    ),
    "person_twice": lambda: _("NIK %(shown)s sudah ada di %(first)s, jadi hanya dihitung sekali."),
    "person_twice_elsewhere": lambda: _(
        "NIK %(shown)s sudah ada di %(first)s dengan desa, kategori, atau sumber dana lain. Yang pertama "
        "dihitung; hapus salah satunya lalu kirim lagi."
    ),
    "word_holds_number": lambda: _(
        "Kolom wilayah, kategori, atau sumber dana memuat nomor panjang, jadi orang ini tidak dihitung dan isinya "
        "tidak disimpan. Periksa apakah kolomnya tertukar."
    ),
    "person_code_unreadable": lambda: _(
        "Kode wilayahnya tidak terbaca, jadi orang ini tidak dihitung. Perbaiki lalu kirim lagi."
    ),
    "person_no_period": lambda: _("Periodenya tidak terbaca, jadi orang ini tidak dihitung. Tulis misalnya 12/2023."),
    "job_without_category": lambda: _(
        "Pekerjaannya tidak termasuk jenis pekerja yang dikenal, jadi orang ini tidak dihitung."
    ),
    "words_unknown": lambda: _(
        "Sebagian besar isi kolom wilayah atau kategori tidak dikenal, jadi daftar ini ditolak dan isinya tidak "
        "disimpan. Periksa pencocokan kolom."
    ),
}
