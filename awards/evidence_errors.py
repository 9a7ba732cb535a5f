"""What can be refused of proofs that entrants hand in, each with a sentence: what is wrong, what to do."""

from django.utils.translation import gettext as _

from coverage.entry_errors import Told
from coverage.errors import Sentences


class EvidenceRefused(Told):
    """A proof that cannot be kept as it was sent; nothing was stored."""

    sentences: Sentences = {
        "empty": lambda: _("Berkas ini kosong. Tidak ada yang disimpan. Pilih berkas yang berisi buktinya."),
        "too_large": lambda: _(
            "Berkas ini lebih besar dari %(most)s. Tidak ada yang disimpan. Pindai dengan resolusi lebih rendah, lalu "
            "unggah lagi."
        ),
        "entry_full": lambda: _(
            "Bukti dukung %(name)s sudah %(used)s dari paling banyak %(most)s, jadi berkas ini tidak muat. "
            "Tidak ada yang disimpan. Perkecil berkasnya, lalu unggah lagi."
        ),
        "day_full": lambda: _(
            "Anda sudah mengunggah %(used)s hari ini dari paling banyak %(most)s. Tidak ada yang disimpan. "
            "Unggah lagi sesudah %(until)s."
        ),
        "unknown": lambda: _(
            "Isi berkas ini bukan PDF, JPEG, PNG, atau XLSX, apa pun akhiran namanya. Tidak ada yang disimpan. "
            "Simpan buktinya sebagai PDF, lalu unggah lagi."
        ),
        "damaged": lambda: _(
            "Berkas %(kind)s ini rusak atau terpotong, jadi tidak disimpan. Buka di komputer Anda, simpan ulang, lalu "
            "unggah lagi."
        ),
        "encrypted": lambda: _(
            "PDF ini dilindungi kata sandi, jadi penilai tidak dapat membukanya. Tidak ada yang disimpan. "
            "Hapus kata sandinya atau cetak ulang sebagai PDF, lalu unggah lagi."
        ),
        "active": lambda: _(
            "PDF ini memuat program, tautan peluncur, formulir pengirim, atau lampiran (%(what)s), jadi tidak "
            "disimpan. Cetak ulang sebagai PDF, lalu unggah lagi."
        ),
        "unreadable": lambda: _(
            "Bagian dalam PDF ini tidak dapat diperiksa, jadi tidak disimpan. Cetak ulang sebagai PDF, lalu unggah "
            "lagi."
        ),
        "dimensions": lambda: _(
            "Gambar ini mengaku berukuran %(width)s × %(height)s titik, yang tidak mungkin atau terlalu besar. "
            "Tidak ada yang disimpan. Perkecil gambarnya, lalu unggah lagi."
        ),
        "two_in_one": lambda: _(
            "Berkas %(kind)s ini memuat berkas jenis lain di dalamnya, jadi tidak disimpan. Cetak ulang sebagai PDF, "
            "lalu unggah lagi."
        ),
        "persons": lambda: _(
            "Berkas ini memuat nomor kependudukan (NIK) atau daftar orang, yang tidak boleh disimpan di portal ini. "
            "Tidak ada yang disimpan. Hapus bagian itu, lalu unggah lagi."
        ),
        "proof": lambda: _(
            "Bukti yang dipilih tidak termasuk daftar bukti kategori ini. Muat ulang halaman, lalu pilih."
        ),
        "title": lambda: _("Tulis judul bukti, paling panjang 200 huruf."),
        "issuer": lambda: _("Tulis penerbit bukti, paling panjang 80 huruf, misalnya Bupati Paser."),
        "dates": lambda: _("Masa berlaku bukti berakhir sebelum tanggal terbitnya. Periksa kedua tanggal."),
        "future": lambda: _("Tanggal terbit bukti ada di masa depan. Periksa tanggalnya."),
        "amount": lambda: _("Jumlah uang harus antara 0 dan 9.999.999.999.999.999. Periksa lagi angkanya."),
        "same": lambda: _(
            "Berkas yang sama sudah tersimpan sebagai versi %(version)s bukti ini. Tidak ada yang berubah."
        ),
        "no_entry": lambda: _(
            "%(name)s sudah ditarik atau tidak memenuhi syarat, jadi bukti dukungnya tidak dapat diubah."
        ),
        "no_copy": lambda: _("Bukti ini tidak punya salinan untuk publik. Tidak ada yang berubah. Muat ulang halaman."),
        "withdrawn": lambda: _("Bukti ini sudah ditarik. Tidak ada yang berubah. Unggah versi baru bila diperlukan."),
    }
