"""What can be refused about deadlines, holidays, more time, and beginning a new year, each with a sentence."""

from django.utils.translation import gettext as _

from coverage.errors import CoverageError, OfReport, Sentences


class DeadlineRefused(CoverageError):
    """Deadlines or holidays that cannot be set; `code` says why, `more` what its sentence names."""

    def __init__(self, code: str, province: str, **more: object) -> None:
        self.code, self.province, self.more = code, province, more
        super().__init__(code, province)

    @property
    def message(self) -> str:
        return DEADLINE_SENTENCES[self.code]() % {"province": self.province, **self.more}


DEADLINE_SENTENCES = {
    "no_province": lambda: _(
        "Batas waktu ditetapkan per provinsi; %(province)s bukan provinsi. Tidak ada yang berubah. "
        "Buka halaman provinsinya."
    ),
    "year": lambda: _("Tahun %(year)s di %(province)s tidak dapat dibuka. Tulis tahun antara 2000 dan 2100."),
    "months": lambda: _(
        "Batas waktu %(province)s harus lengkap untuk 12 bulan tahun %(year)s. Tidak ada yang disimpan. "
        "Isi tanggal setiap bulan."
    ),
    "before_the_end": lambda: _(
        "Batas waktu %(month)s di %(province)s jatuh sebelum bulan itu berakhir. Tidak ada yang disimpan. "
        "Tulis tanggal sesudah akhir bulan."
    ),
    "holiday_twice": lambda: _(
        "Tanggal %(day)s sudah tercatat sebagai hari libur di %(province)s. Tidak ada yang berubah."
    ),
    "holiday_name": lambda: _(
        "Hari libur %(day)s di %(province)s belum diberi nama. Tulis namanya, misalnya Hari Jadi provinsi."
    ),
}


class ExtensionRefused(OfReport):
    """More time that cannot be asked for or decided on; `code` says why."""

    sentences: Sentences = {
        "not_open": lambda: _(
            "Laporan %(month)s %(region)s sudah diajukan, jadi tidak memerlukan perpanjangan waktu. Tidak ada yang "
            "berubah."
        ),
        "too_early": lambda: _(
            "Perpanjangan laporan %(month)s %(region)s harus berakhir sesudah batas waktu sekarang dan sesudah hari "
            "ini. Tulis tanggal yang lebih kemudian."
        ),
        "reason_missing": lambda: _(
            "Tulis alasan perpanjangan laporan %(month)s %(region)s, paling sedikit 10 huruf, agar provinsi dapat "
            "memutuskannya."
        ),
        "answer_missing": lambda: _(
            "Tulis alasan penolakan untuk laporan %(month)s %(region)s, paling sedikit 10 huruf, agar yang meminta "
            "tahu apa yang perlu dilakukan."
        ),
        "asked_already": lambda: _(
            "Perpanjangan laporan %(month)s %(region)s sudah diminta dan belum dijawab. Tidak ada yang berubah. "
            "Tunggu keputusan verifikator provinsi."
        ),
        "decided": lambda: _(
            "Permintaan perpanjangan laporan %(month)s %(region)s sudah diputuskan. Tidak ada yang berubah. "
            "Muat ulang halaman untuk melihat keputusannya."
        ),
        "own_request": lambda: _(
            "Permintaan perpanjangan laporan %(month)s %(region)s Anda ajukan sendiri, jadi harus diputuskan orang "
            "lain."
        ),
    }
