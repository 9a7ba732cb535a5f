"""What can be refused about numbers, plenaries, results and objections of a round, each with a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from awards.arithmetic.contests import Missing
from coverage.entry_errors import Told
from coverage.errors import Sentences
from paritrana import formatting


class SnapshotRefused(Told):
    """Numbers that cannot be frozen; nothing was stored."""

    sentences: Sentences = {
        "no_criteria": lambda: _(
            "Kategori %(category)s belum punya kriteria di putaran ini, jadi angkanya belum dapat dibekukan. Tetapkan "
            "kriterianya dulu."
        ),
        "no_entries": lambda: _(
            "Kategori %(category)s belum punya peserta yang berkasnya lengkap, jadi belum ada angka untuk dibekukan."
        ),
        "unknown": lambda: _(
            "Halaman ini tidak utuh terkirim, atau peserta dan kriterianya berubah setelah dibuka. Tidak ada yang "
            "disimpan. Muat ulang, lalu kirim lagi."
        ),
        "level": lambda: _("Tingkat “%(level)s” tidak ada dalam kriteria %(criterion)s. Tidak ada yang disimpan."),
        "proof": lambda: _(
            "%(entry)s, %(criterion)s: pilih bukti dukung yang menunjukkannya. Tidak ada yang disimpan."
        ),
        "number": lambda: _(
            "%(entry)s, %(criterion)s: “%(text)s” bukan angka yang dapat dipakai. Tulis misalnya 1.250 atau 81,5."
        ),
        "waiver_reason": lambda: _(
            "%(entry)s, %(criterion)s: tulis mengapa kriteria ini tidak berlaku, 10 sampai 300 huruf. Tidak ada yang "
            "disimpan."
        ),
        "waiver_known": lambda: _(
            "%(entry)s, %(criterion)s: angkanya ada, jadi kriteria ini berlaku dan alasan “tidak berlaku” tidak dapat "
            "dipakai. Tidak ada yang disimpan. Periksa angkanya, lalu bekukan lagi tanpa alasan itu."
        ),
        "waiver_level": lambda: _(
            "%(entry)s, %(criterion)s: kriteria ini punya tingkat untuk yang belum ada buktinya, jadi selalu berlaku. "
            "Pilih tingkatnya. Tidak ada yang disimpan."
        ),
        "waiver_all": lambda: _(
            "%(entry)s: semua kriteria %(phase)s dinyatakan tidak berlaku, jadi tidak ada yang dapat dinilai. Sisakan "
            "paling sedikit satu. Tidak ada yang disimpan."
        ),
        "moved": lambda: _(
            "Angka %(category)s sudah dibekukan %(person)s sebagai versi ke-%(version)s setelah halaman ini dibuka. "
            "Isian Anda masih ada di bawah; bandingkan dengan versi itu, lalu bekukan lagi."
        ),
        "known": lambda: _(
            "Anda sudah membaca nilai tim penilai putaran ini, jadi angkanya tidak Anda bekukan. Tidak ada yang "
            "disimpan. Minta orang lain di sekretariat membekukannya, atau administrator setelah semua nilai final."
        ),
        "late": lambda: _(
            "Nilai tim penilai sudah terbuka bagi sekretariat, jadi angkanya tidak lagi dibekukan oleh sekretariat. "
            "Tidak ada yang disimpan. Minta administrator membekukannya; sekretariat tetap yang menutup penilaian."
        ),
        "waiting": lambda: _(
            "Sanggahan no. %(number)s sudah dikabulkan dan menunggu versi baru %(category)s, yang hanya boleh berbeda "
            "pada kriteria yang disanggah. Tidak ada yang disimpan. Tutup versi itu dulu."
        ),
        "closed": lambda: _(
            "Penilaian %(category)s sudah ditutup sebagai versi ke-%(version)s, jadi angkanya tidak dapat dibekukan "
            "lagi. Tidak ada yang disimpan. Angka yang keliru diperbaiki lewat sanggahan."
        ),
    }


class ClosingRefused(Told):
    """A category that cannot be closed now; nothing was stored."""

    sentences: Sentences = {
        "no_criteria": lambda: _(
            "Kategori %(category)s belum punya kriteria di putaran ini, jadi belum dapat ditutup."
        ),
        "too_early": lambda: _(
            "Penilaian %(category)s baru dapat ditutup setelah wawancara selesai dan rapat pleno dimulai. "
            "Tidak ada yang berubah."
        ),
        "closed": lambda: _(
            "Penilaian %(category)s sudah ditutup oleh %(person)s sebagai versi ke-%(version)s. Versi berikutnya "
            "hanya dapat dibuat karena kriteria yang baru atau sanggahan yang dikabulkan."
        ),
        "nobody": lambda: _(
            "Belum ada peserta %(category)s yang dapat diberi peringkat, jadi penilaian belum dapat ditutup. Tetapkan "
            "nominenya dulu."
        ),
        "unseen": lambda: _(
            "Setelah Anda membuka halaman ini, sanggahan atas %(category)s dikabulkan atau versinya ditutup, jadi "
            "alasan yang Anda tulis bukan untuk versi ini. Tidak ada yang ditutup. Periksa, lalu tutup lagi."
        ),
        "moved_on": lambda: _(
            "Nilai atau angka %(category)s berubah saat penutupan dihitung. Tidak ada yang ditutup. Periksa, lalu "
            "tutup lagi."
        ),
        "waiting": lambda: _(
            "Sanggahan no. %(number)s sudah dikabulkan dan menunggu versi baru %(category)s. Tidak ada yang ditutup. "
            "Muat ulang halaman, lalu tutup versi karena sanggahan itu dulu."
        ),
        "reason": lambda: _("Tulis alasan versi baru ini, paling sedikit 10 huruf. Alasannya tampil di halaman hasil."),
        "not_granted": lambda: _(
            "Sanggahan no. %(number)s tidak menunggu versi baru. Tidak ada yang berubah. Muat ulang halaman."
        ),
        "strayed": lambda: _(
            "Versi baru karena sanggahan no. %(number)s hanya boleh berbeda pada kriteria yang disanggah, padahal "
            "%(what)s %(category)s juga berbeda dari versi ke-%(version)s. Tidak ada yang ditutup. Kembalikan yang "
            "berubah itu dulu, lalu tutup lagi."
        ),
        "undecided": lambda: _(
            "Penilaian %(category)s belum dapat ditutup: benturan kepentingan %(person)s dengan %(entry)s belum "
            "diputuskan, padahal nilainya masih dihitung. Putuskan di halaman Benturan kepentingan, lalu tutup lagi."
        ),
        "unsound": lambda: _(
            "Nilai atau angka %(category)s ada yang tidak sesuai kriterianya (%(what)s). Perbaiki, lalu tutup lagi."
        ),
    }


class StillMissing(ClosingRefused):
    """A category that cannot be closed, since marks or inputs are missing: `missing` lists them."""

    sentences: Sentences = {
        "missing": lambda: _(
            "Penilaian %(category)s belum dapat ditutup: %(count)s nilai atau angka belum ada. Daftarnya ada di "
            "bawah. Nilai yang belum ada tidak dihitung 0. Angka dilengkapi, atau dinyatakan tidak berlaku, di halaman "
            "Angka yang dibekukan."
        )
    }

    def __init__(self, category: str, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__("missing", category=category, count=formatting.number(len(self.missing)))


class PlenaryRefused(Told):
    """Minutes that cannot be kept as they were sent; nothing was stored."""

    sentences: Sentences = {
        "too_early": lambda: _(
            "Rapat pleno baru dapat dicatat sejak tahap Rapat pleno dibuka. Tidak ada yang disimpan."
        ),
        "published": lambda: _(
            "Hasil %(category)s sudah terbit, jadi keputusan rapat pleno tidak dapat ditambah. Tidak ada yang disimpan."
        ),
        "place": lambda: _("Tulis tempat rapat pleno, paling banyak 80 huruf. Tidak ada yang disimpan."),
        "text": lambda: _("Tulis keputusannya, paling sedikit 10 huruf. Tidak ada yang disimpan."),
        "unknown": lambda: _(
            "Halaman ini tidak utuh terkirim, atau penilai dan pesertanya berubah. Muat ulang, lalu kirim lagi."
        ),
    }


class PublicationRefused(Told):
    """A result that cannot be published or withdrawn now; nothing changed."""

    sentences: Sentences = {
        "sk": lambda: _("Tulis nomor dan tanggal SK penetapan pemenang. Tidak ada yang berubah."),
        "sk_later": lambda: _("Tanggal SK penetapan pemenang belum tiba. Tidak ada yang berubah."),
        "asked": lambda: _("Penerbitan hasil %(category)s sudah diminta oleh %(person)s. Tidak ada yang berubah."),
        "too_early": lambda: _(
            "Hasil %(category)s baru dapat diterbitkan sejak tahap Pengumuman dibuka. Tidak ada yang berubah."
        ),
        "none": lambda: _("Tidak ada permintaan untuk %(category)s yang menunggu. Muat ulang halaman."),
        "moved": lambda: _(
            "Permintaan penerbitan %(category)s yang Anda lihat sudah dibatalkan, ditarik, atau diganti yang lain. "
            "Tidak ada yang berubah. Periksa nomor SK dan versinya di bawah, lalu ulangi."
        ),
        "own": lambda: _(
            "Anda yang meminta, jadi orang lain yang menyetujui: anggota sekretariat putaran ini yang lain, atau "
            "administrator. Tidak ada yang berubah."
        ),
        "old": lambda: _(
            "Ada penutupan %(category)s yang lebih baru daripada versi ke-%(version)s. Terbitkan versi yang terbaru."
        ),
    }


class ObjectionRefused(Told):
    """An objection, or an answer to one, that cannot be taken; nothing was stored."""

    sentences: Sentences = {
        "window": lambda: _("Sanggahan hanya diterima selama tahap Sanggahan dibuka. Tidak ada yang disimpan."),
        "none": lambda: _("Peserta ini tidak ada dalam hasil yang terbit, jadi tidak ada yang dapat disanggah."),
        "criterion": lambda: _("Pilih kriteria yang disanggah. Tidak ada yang disimpan."),
        "text": lambda: _("Tulis isi sanggahan, paling sedikit 20 huruf. Tidak ada yang disimpan."),
        "twice": lambda: _("Kriteria ini sudah disanggah untuk hasil ini: sanggahan no. %(number)s."),
        "party": lambda: _(
            "Anda yang mengajukan sanggahan no. %(number)s atau bertugas di wilayah pesertanya, jadi orang lain di "
            "sekretariat yang menanggapinya. Tidak ada yang berubah."
        ),
        "waiting": lambda: _(
            "Sanggahan no. %(number)s kategori ini sudah dikabulkan dan menunggu versi baru. Tutup versi itu dulu, "
            "lalu kabulkan yang ini. Tidak ada yang berubah."
        ),
        "answered": lambda: _("Sanggahan no. %(number)s sudah ditanggapi. Tidak ada yang berubah."),
        "correction": lambda: _(
            "Sanggahan atas angka atau tingkat yang dikabulkan memerlukan penggantinya. Isi angka atau pilih "
            "tingkatnya."
        ),
        "judged": lambda: _(
            "Kriteria ini dinilai tim penilai: kabulkan tanpa angka pengganti, lalu penilai menilai ulang peserta ini."
        ),
    }
