"""What can be refused about juries: seats, conflicts of interest, marks, interviews. Each with a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coverage.entry_errors import Told
from coverage.errors import Sentences


class SeatRefused(Told):
    """A juror who cannot be appointed or let go."""

    sentences: Sentences = {
        "not_a_juror": lambda: _(
            "%(name)s belum memegang peran penilai di %(region)s, jadi belum dapat diangkat. "
            "Minta administrator memberi perannya, lalu angkat lagi."
        ),
        "two_offices": lambda: _(
            "%(name)s termasuk sekretariat atau administrator putaran ini, jadi tidak dapat menilai di dalamnya. "
            "Angkat orang lain."
        ),
        "seated": lambda: _("%(name)s sudah menjadi penilai putaran ini. Tidak ada yang berubah."),
        "chair_taken": lambda: _("Ketua tim penilai sudah ada: %(name)s. Akhiri dulu tugasnya, atau pilih tugas lain."),
        "decree": lambda: _("Nomor SK pengangkatan belum ditulis. Tulis paling banyak 80 huruf."),
        "ended": lambda: _("Tugas %(name)s sudah berakhir. Tidak ada yang berubah."),
        "too_late": lambda: _(
            "Wawancara putaran ini sudah selesai, jadi %(name)s tidak dapat diangkat lagi menjadi penilai. "
            "Tidak ada yang berubah."
        ),
        "closed": lambda: _(
            "Hasil putaran ini sudah ditutup, jadi %(name)s tidak dapat diangkat lagi menjadi penilai. "
            "Tidak ada yang berubah."
        ),
        "whole_area": lambda: _(
            "%(name)s memegang jabatan yang meliputi seluruh %(region)s, jadi mempunyai benturan kepentingan dengan "
            "setiap peserta putaran ini. Angkat orang lain."
        ),
    }


class ConflictRefused(Told):
    """A conflict of interest that cannot be declared or lifted so."""

    sentences: Sentences = {
        "not_yours": lambda: _(
            "Benturan kepentingan dinyatakan oleh penilai sendiri selama masih bertugas. Tidak ada yang berubah."
        ),
        "foreign": lambda: _(
            "Peserta yang ditandai bukan peserta putaran ini. Tidak ada yang disimpan. Muat ulang halaman ini."
        ),
        "unsaid": lambda: _(
            "Pernyataan belum lengkap, jadi belum disimpan. Centang kalimat bahwa selain yang ditandai tidak ada "
            "benturan kepentingan."
        ),
        "note": lambda: _("Keterangan paling panjang %(most)s huruf. Persingkat, lalu simpan lagi."),
        "lifted": lambda: _("Benturan kepentingan ini sudah dicabut. Tidak ada yang berubah."),
        "asked": lambda: _(
            "Pencabutan ini sudah diminta oleh %(name)s. Administrator yang memutuskannya. Tidak ada yang berubah."
        ),
        "not_asked": lambda: _(
            "Pencabutan ini belum diminta sekretariat, jadi belum dapat disetujui. Tidak ada yang berubah."
        ),
        "juror": lambda: _(
            "Benturan kepentingan ini tentang Anda sendiri, jadi orang lain yang meminta dan menyetujui "
            "pencabutannya. Tidak ada yang berubah."
        ),
        "same_person": lambda: _(
            "Anda sendiri yang memintanya, jadi orang lain yang menyetujuinya. Tidak ada yang berubah."
        ),
        "closed": lambda: _(
            "Hasil kategori tempat %(entry)s bersaing sudah ditutup, jadi benturan kepentingan dengannya tidak dapat "
            "dicatat atau diubah lagi. Tidak ada yang disimpan. Yang keberatan mengajukan sanggahan."
        ),
        "in_effect": lambda: _("Benturan kepentingan ini sudah berlaku. Tidak ada yang berubah."),
        "backed": lambda: _(
            "%(name)s sudah meminta agar benturan kepentingan ini berlaku. Administrator yang memutuskannya. "
            "Tidak ada yang berubah."
        ),
        "not_backed": lambda: _(
            "Sekretariat belum meminta agar benturan kepentingan ini berlaku, jadi belum dapat disetujui. "
            "Tidak ada yang berubah."
        ),
    }


class MarkRefused(Told):
    """Marks that cannot be given, made final or opened again."""

    sentences: Sentences = {
        "not_seated": lambda: _(
            "Anda tidak bertugas sebagai penilai putaran ini, jadi nilai tidak disimpan. Hubungi sekretariat."
        ),
        "two_offices": lambda: _(
            "Anda juga sekretariat atau administrator putaran ini, jadi tidak dapat menilai. Nilai tidak disimpan."
        ),
        "foreign": lambda: _("Peserta ini tidak ada dalam putaran yang Anda nilai. Nilai tidak disimpan."),
        "stage": lambda: _(
            "Nilai %(phase)s hanya dapat diubah selama tahap %(stages)s. Tahap itu tidak sedang dibuka, jadi nilai "
            "untuk %(entry)s tidak disimpan. Sekretariat dapat memperpanjangnya dengan alasan."
        ),
        "beside": lambda: _(
            "Nilai %(entry)s dibuka lagi hanya untuk kriteria yang disanggah (sanggahan no. %(number)s). Kriteria lain "
            "tetap, dan tidak ada yang disimpan."
        ),
        "closed": lambda: _(
            "Penilaian untuk kategori tempat %(entry)s bersaing sudah ditutup, jadi nilainya tidak dapat diubah lagi. "
            "Nilai tidak disimpan."
        ),
        "not_judged": lambda: _("%(entry)s sedang %(state)s, jadi tidak dinilai pada %(phase)s. Nilai tidak disimpan."),
        "undeclared": lambda: _(
            "Nyatakan dulu benturan kepentingan Anda, juga bila tidak ada. Nilai untuk %(entry)s belum disimpan."
        ),
        "recused": lambda: _(
            "Anda tidak ikut menilai %(entry)s karena ada benturan kepentingan. Nilai tidak disimpan."
        ),
        "final": lambda: _(
            "Nilai Anda untuk %(entry)s sudah final, jadi tidak berubah. Administrator dapat membukanya lagi "
            "dengan alasan."
        ),
        "no_criteria": lambda: _(
            "Kriteria %(category)s untuk %(phase)s belum ditetapkan, jadi belum ada yang dapat dinilai. "
            "Hubungi sekretariat."
        ),
        "criteria_moved": lambda: _(
            "Kriteria %(category)s baru saja diganti, jadi nilai belum disimpan. Muat ulang halaman ini, lalu nilai "
            "menurut kriteria yang baru."
        ),
        "criterion": lambda: _(
            "Kriteria “%(criterion)s” tidak dinilai oleh penilai dalam putaran ini. Tidak ada nilai yang disimpan. "
            "Muat ulang halaman ini."
        ),
        "scale": lambda: _(
            "%(points)s di luar skala %(criterion)s, yaitu %(lowest)s sampai %(highest)s. "
            "Tidak ada nilai yang disimpan."
        ),
        "step": lambda: _(
            "%(points)s bukan tingkat pada skala %(criterion)s. Pilih salah satu: %(steps)s. "
            "Tidak ada nilai yang disimpan."
        ),
        "number": lambda: _(
            "“%(points)s” untuk %(criterion)s bukan angka, jadi tidak ada nilai yang disimpan. Tulis misalnya 75."
        ),
        "note": lambda: _(
            "Catatan %(criterion)s paling panjang %(most)s huruf. Persingkat, lalu simpan lagi. Belum ada yang "
            "disimpan."
        ),
        "evidence": lambda: _(
            "Bukti yang dipilih untuk %(criterion)s bukan bukti peserta ini. Tidak ada nilai yang disimpan. "
            "Pilih bukti lain."
        ),
        "incomplete": lambda: _(
            "Nilai untuk %(entry)s belum dapat dinyatakan final: %(missing)s belum dinilai. Nilai yang sudah ada "
            "tetap tersimpan."
        ),
        "unfounded": lambda: _(
            "Nilai untuk %(entry)s belum dapat dinyatakan final: %(missing)s perlu catatan atau bukti. Nilai yang "
            "sudah ada tetap tersimpan."
        ),
        "left": lambda: _(
            "Penilai yang memberi nilai ini sudah tidak bertugas, jadi tidak ada yang dapat membuatnya final lagi. "
            "Nilainya tetap dihitung. Tidak ada yang berubah."
        ),
        "conflict": lambda: _(
            "Penilai yang memberi nilai ini mempunyai benturan kepentingan dengan %(entry)s, jadi tidak dapat menilai "
            "lagi. Putuskan dulu benturan kepentingannya. Tidak ada yang berubah."
        ),
        "not_final": lambda: _("Nilai ini belum final, jadi tidak perlu dibuka lagi. Tidak ada yang berubah."),
    }


class MarksStale(Told):
    """A save upon an older version: the same juror saved in another window. Nothing was stored."""

    sentences: Sentences = {
        "stale": lambda: _(
            "Nilai untuk %(entry)s sudah Anda simpan dari jendela lain pada %(at)s. Isian di sini tidak hilang, "
            "tetapi belum disimpan. Pilih salah satu; yang lain tetap tercatat di riwayat."
        ),
    }


class InterviewRefused(Told):
    """An act of the interview tracker that cannot be."""

    sentences: Sentences = {
        "stage": lambda: _(
            "Wawancara dicatat selama tahap Wawancara, dan urutannya sejak Penetapan nomine. Tahap itu tidak sedang "
            "dibuka. Tidak ada yang berubah."
        ),
        "not_a_nominee": lambda: _("%(entry)s bukan nomine, jadi tidak diwawancarai. Tidak ada yang berubah."),
        "order": lambda: _(
            "Urutan wawancara harus memuat setiap nomor dari 1 sampai %(count)s tepat sekali. Belum ada yang disimpan."
        ),
        "begun_order": lambda: _("Wawancara sudah dimulai, jadi urutannya tidak diundi lagi. Tidak ada yang berubah."),
        "outside": lambda: _(
            "Waktu wawancara %(entry)s di luar tahap Wawancara putaran ini. Belum ada yang disimpan. Pilih hari di "
            "dalam tahap itu."
        ),
        "plan": lambda: _(
            "Jadwal belum lengkap: lamanya 1 sampai %(most)s menit, tempatnya paling banyak %(longest)s huruf. "
            "Belum ada yang disimpan."
        ),
        "begun": lambda: _("Wawancara %(entry)s sudah dimulai. Tidak ada yang berubah."),
        "not_begun": lambda: _("Wawancara %(entry)s belum dimulai. Tidak ada yang berubah."),
        "ended": lambda: _("Wawancara %(entry)s sudah selesai. Tidak ada yang berubah."),
        "no_order": lambda: _("%(entry)s belum mempunyai urutan wawancara. Tetapkan urutannya dulu."),
        "attendance": lambda: _(
            "Kehadiran pimpinan belum tercatat. Pilih hadir atau tidak hadir; bila tidak hadir, tulis jabatan yang "
            "mewakili."
        ),
        "question": lambda: _("Pertanyaan masih kosong atau lebih dari %(most)s huruf. Belum ada yang disimpan."),
        "recused": lambda: _("Anda tidak ikut menilai %(entry)s, jadi pertanyaan tidak disimpan."),
    }


def listed(words: Sequence[object]) -> str:
    """Return "a, b dan c"."""
    told = [str(word) for word in words]
    return told[0] if len(told) == 1 else _("%(first)s dan %(last)s") % {
        "first": ", ".join(told[:-1]), "last": told[-1]
    }  # fmt: skip
