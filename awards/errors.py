"""What can be refused about awards, each with a sentence: what happened, where, what to do."""

from django.utils.translation import gettext as _

from coverage.errors import Sentences
from coverage.reference_errors import LineRefused


class EditionRefused(LineRefused):
    """A programme or an edition that cannot hold."""

    sentences: Sentences = LineRefused.sentences | {
        "programme": lambda: _(
            "Penghargaan “%(text)s” belum terdaftar. Tambahkan dulu di data acuan Penghargaan, lalu kirim lagi."
        ),
        "year": lambda: _("Tahun data “%(text)s” tidak dapat dipakai. Tulis tahun 2000 sampai 2099."),
        "lasts": lambda: _("%(text)s harus ditutup sesudah dibuka. Periksa kedua tanggalnya."),
        "category_used": lambda: _(
            "%(text)s sudah dipakai sebuah putaran penilaian, jadi hanya nama, urutan, dan tujuan pemenangnya yang "
            "dapat diubah."
        ),
        "judged_nowhere": lambda: _(
            "%(text)s belum dinilai di putaran mana pun. Pilih provinsi, nasional, atau keduanya."
        ),
        "winners": lambda: _("Banyaknya pemenang %(text)s harus 1 sampai 10. Tulis lagi angkanya."),
        "firms_only": lambda: _(
            "Sektor dan ukuran hanya berlaku untuk badan usaha. Kosongkan keduanya untuk %(text)s."
        ),
        "promotes_to": lambda: _(
            "Pemenang %(text)s hanya dapat masuk ke kategori nasional edisi ini yang pesertanya sejenis. Pilih "
            "kategori lain, atau biarkan menurut jenis dan ukurannya."
        ),
        "promoted_into": lambda: _(
            "Pemenang %(text)s masuk ke kategori ini, jadi kategori ini tetap nasional dan tidak dihapus. Ubah dulu "
            "tujuan pemenangnya."
        ),
        "zones_used": lambda: _(
            "Putaran nasional %(text)s sudah dibuka dengan zona yang sekarang, jadi zonanya tidak dapat diubah lagi."
        ),
        "zones_none": lambda: _(
            "Belum ada zona yang ditulis, jadi tidak ada yang disimpan. Tulis paling sedikit satu."
        ),
        "zone_empty": lambda: _("Zona %(text)s belum mempunyai provinsi. Pilih provinsinya atau hapus zonanya."),
        "zone_twice": lambda: _("Zona “%(text)s” ada dua kali. Beri nama yang berbeda."),
        "province_twice": lambda: _("Provinsi %(text)s berada di dua zona. Pilih satu zona untuk setiap provinsi."),
        "province_unknown": lambda: _("Provinsi %(text)s tidak ada dalam daftar wilayah. Pilih dari daftar."),
        "copied_onto_itself": lambda: _("%(text)s tidak dapat disalin ke dirinya sendiri. Pilih edisi lain."),
        "copied_over": lambda: _(
            "%(text)s sudah mempunyai kategori atau zona sendiri, jadi tidak ada yang disalin. Ubah yang sudah ada."
        ),
        "copied_nothing": lambda: _("%(text)s belum mempunyai kategori, jadi tidak ada yang dapat disalin."),
        "ceremony": lambda: _("Hari penyerahan %(text)s harus sesudah 31 Desember tahun datanya. Periksa tanggalnya."),
    }
