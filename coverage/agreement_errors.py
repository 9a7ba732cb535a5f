"""What can be refused while differences are reconciled and approval on paper is taken, each with a sentence."""

from django.utils.translation import gettext as _

from coverage.errors import OfReport, Sentences


class DifferenceRefused(OfReport):
    """A difference that cannot be settled in this way; nothing was stored."""

    sentences: Sentences = {
        "unsettled": lambda: _(
            "Laporan %(month)s %(region)s belum dapat disahkan karena %(count)s selisih dengan sumber lain belum "
            "dijelaskan. Yang pertama: %(first)s. Beri alasan atau tandai “belum disepakati” di halaman pencocokan "
            "angka."
        ),
        "gone": lambda: _(
            "Angka laporan %(month)s %(region)s atau angka pembandingnya berubah setelah Anda membuka halaman ini. "
            "Tidak ada yang disimpan. Periksa selisih yang baru, lalu pilih lagi."
        ),
        "nothing": lambda: _("Centang paling sedikit satu selisih. Belum ada yang disimpan."),
        "no_reason": lambda: _(
            "Pilih alasan selisihnya, atau tandai “belum disepakati”. Catatan wajib untuk alasan “lainnya”."
        ),
        "no_agreed": lambda: _(
            "Angka yang disepakati harus bilangan bulat tanpa koma, misalnya 1.250. Tidak ada yang disimpan."
        ),
        "second_person": lambda: _(
            "Selisih %(what)s, harus diselesaikan orang kedua karena angka pembandingnya dicatat dengan tangan oleh "
            "%(typist)s. Tidak ada yang disimpan. Yang dapat menyelesaikannya: %(people)s."
        ),
        "settled_by_typing": lambda: _(
            "Angka pembanding tidak disimpan, karena dengan angka itu selisih %(what)s, hilang tanpa alasan. "
            "Yang dapat menyelesaikan selisih itu: %(people)s. Bila angka yang dulu salah catat, minta alasan "
            "“koreksi” dan tulis angka yang benar sebagai angka yang disepakati."
        ),
        "not_taken": lambda: _(
            "Angka desa ini tidak dapat diambil begitu saja karena jenis pekerja atau sumber dananya lebih dari satu. "
            "Tulis angkanya di isian bulanan."
        ),
        "no_number": lambda: _(
            "Angka pembanding harus bilangan bulat tanpa koma, misalnya 1.250, dan sumbernya harus ditulis. "
            "Tidak ada yang disimpan."
        ),
    }


class PaperRefused(OfReport):
    """A step of the approval on paper that cannot be taken; nothing was stored."""

    sentences: Sentences = {
        "no_name": lambda: _("Tulis nama dan jabatan yang mengesahkan laporan %(month)s %(region)s di atas kertas."),
        "no_file": lambda: _(
            "Pindaian laporan %(month)s %(region)s harus berkas PDF, PNG, atau JPEG. Tidak ada yang disimpan. "
            "Pindai lembar yang sudah ditandatangani lalu unggah lagi."
        ),
        "too_large": lambda: _(
            "Pindaian laporan %(month)s %(region)s lebih besar dari 5 MB. Tidak ada yang disimpan. "
            "Pindai dengan resolusi lebih rendah lalu unggah lagi."
        ),
        "has_scan": lambda: _(
            "Pindaian untuk cetakan ini sudah ada. Tidak ada yang diganti. "
            "Bila keliru, kembalikan laporannya lalu cetak lagi."
        ),
        "void": lambda: _(
            "Kode cetakan ini tidak berlaku lagi karena laporan %(month)s %(region)s dikembalikan atau angkanya "
            "berubah sesudah dicetak. Minta pemeriksa mencetak dan meminta pengesahan sekali lagi."
        ),
        "no_scan": lambda: _(
            "Pindaian untuk cetakan ini belum diunggah. Minta pemeriksa mengunggah lembar yang sudah ditandatangani."
        ),
        "other_code": lambda: _(
            "Kode yang Anda baca pada pindaian tidak sama dengan kode cetakan laporan %(month)s %(region)s. "
            "Baca sekali lagi; bila memang berbeda, kembalikan laporannya dengan alasan itu."
        ),
    }
