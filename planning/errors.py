"""What can be refused about planning, each with a sentence: what happened, where, what to do."""

from django.utils.translation import gettext as _

from coverage.errors import Sentences
from coverage.reference_errors import LineRefused


class RateRefused(LineRefused):
    """A contribution rate that cannot hold."""

    sentences: Sentences = {
        "whom": lambda: _(
            "Tarif iuran %(text)s harus menyebut kelompok atau jenis pekerja, salah satu saja. Kosongkan yang lain."
        ),
        "group": lambda: _("Kelompok “%(text)s” tidak dikenal. Tulis bpu atau pu, atau isi kolom jenis_pekerja."),
        "category": lambda: _(
            "Jenis pekerja “%(text)s” tidak dikenal. Tulis kode dari data acuan Jenis pekerja, misalnya transportasi."
        ),
        "payer": lambda: _(
            "Sumber dana “%(text)s” tidak dikenal. Tulis kode dari data acuan Sumber dana, atau kosongkan untuk semua."
        ),
        "programme": lambda: _("Program “%(text)s” tidak dikenal. Tulis JKK, JKM, JHT, JP, atau JKP."),
        "risk_class": lambda: _(
            "Kelas risiko “%(text)s” tidak dikenal. Tulis sangat_rendah, rendah, sedang, tinggi, atau sangat_tinggi."
        ),
        "risk_class_of": lambda: _(
            "Kelas risiko hanya berlaku bagi JKK dalam persen upah, bukan %(text)s. Kosongkan kolom kelas_risiko."
        ),
        "either": lambda: _(
            "Tarif iuran %(text)s harus berupa rupiah atau persen upah, salah satu saja. Kosongkan yang lain."
        ),
        "amount": lambda: _("Tarif Rp%(text)s tidak dapat dipakai. Tulis rupiah bulat dari 1 sampai 1.000.000.000."),
        "percent": lambda: _(
            "Tarif “%(text)s” persen upah tidak dapat dipakai. Tulis seperti 0,24: lebih dari 0, paling tinggi 100, "
            "paling banyak tiga angka di belakang koma."
        ),
        "month": lambda: _("Bulan “%(text)s” tidak dapat dibaca. Tulis tahun dan bulan, misalnya 2026-01."),
        "lasts": lambda: _("Tarif iuran %(text)s tidak boleh berakhir sebelum mulai. Periksa kolom mulai dan sampai."),
        "overlaps": lambda: _(
            "Tarif iuran %(text)s sudah ada untuk sebagian bulan itu. Akhiri dulu yang lama dengan kolom sampai, "
            "di baris sebelum tarif yang baru."
        ),
        "basis": lambda: _(
            "Dasar hukum “%(text)s” tidak dapat dipakai. Tulis 1 sampai 200 huruf, misalnya PP 44/2015."
        ),
    }
