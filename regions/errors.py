"""What can be refused about regions, each with a sentence for the user: what happened, where, what to do now."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paritrana.formatting import MONTHS

DAMAGES = {
    "gzip": gettext_lazy("Berkas rusak: kemasan gzip tidak dapat dibuka sampai akhir."),
    "too_large": gettext_lazy("Berkas terlalu besar: isinya lebih dari %(most)s MB."),
    "not_utf8": gettext_lazy("Huruf di baris ini bukan UTF-8."),
    "header": gettext_lazy("Kolom %(column)s harus ada satu kali di baris judul."),
    "row": gettext_lazy("Baris tidak dapat dibaca: tanda kutip tidak ditutup atau ada tanda yang tidak dikenal."),
    "row_length": gettext_lazy("Baris berisi %(found)s kolom, seharusnya %(expected)s."),
    "empty": gettext_lazy("Berkas tidak berisi satu wilayah pun."),
    "code": gettext_lazy("“%(found)s” bukan kode wilayah. Bentuknya 64, 64.01, 64.01.01, atau 64.01.01.2001."),
    "village_kind": gettext_lazy("Kode %(found)s tidak menunjukkan kelurahan (1), desa (2), atau desa adat (3)."),
    "no_name": gettext_lazy("Nama wilayah %(found)s kosong."),
    "name": gettext_lazy("Nama wilayah %(found)s lebih dari 120 huruf atau berisi tanda yang tidak dapat dicetak."),
    "twice": gettext_lazy("Kode %(found)s sudah ada di baris %(first)s."),
    "orphan": gettext_lazy(
        "Induk %(parent)s dari wilayah %(found)s tidak ada di berkas atau bukan satu tingkat di atasnya."
    ),
    "childless": gettext_lazy("Wilayah %(found)s %(name)s tidak mempunyai wilayah di bawahnya."),
    "previous_code": gettext_lazy("Kode terdahulu “%(found)s” dari wilayah %(code)s bukan kode setingkat."),
    "previous_unknown": gettext_lazy(
        "Kode terdahulu %(found)s dari wilayah %(code)s tidak ada di daftar yang berlaku."
    ),
    "previous_twice": gettext_lazy("Kode terdahulu %(found)s sudah dipakai wilayah %(first)s."),
    "code_taken": gettext_lazy("Kode %(found)s milik wilayah lain yang berakhir, jadi tidak dapat dipakai ulang."),
    "too_many_ended": gettext_lazy(
        "%(count)s wilayah akan berakhir, di antaranya %(found)s; paling banyak %(most)s dalam satu daftar."
    ),
    "zone": gettext_lazy("“%(found)s” bukan zona waktu Indonesia."),
    "system": gettext_lazy("“%(found)s” bukan jenis kode atau nama yang dikenal."),
}


class RegionsError(Exception):
    """A refusal; `message` is what the screen says."""

    @property
    def message(self) -> str:
        raise NotImplementedError


class RegisterDamaged(RegionsError):
    """A file is no register of regions, or contradicts itself or what stands; the load is refused as a whole."""

    def __init__(self, file: str, code: str, line: int, parameters: dict[str, str | int]) -> None:
        self.file, self.code, self.line, self.parameters = file, code, line, parameters
        super().__init__(file, code, line, parameters)

    @property
    def message(self) -> str:
        what = str(DAMAGES[self.code]) % self.parameters
        where = _("%(file)s, baris %(line)s") if self.line else "%(file)s"
        return _("%(where)s: %(what)s Tidak ada yang disimpan. Perbaiki berkas itu, lalu muat lagi.") % {
            "where": where % {"file": self.file, "line": self.line},
            "what": what,
        }


class RegisterNeedsDate(RegionsError):
    """A register moves, recodes or ends regions, but nobody said from which day."""

    def __init__(self, code: str, name: str) -> None:
        self.code, self.name = code, name
        super().__init__(code, name)

    @property
    def message(self) -> str:
        return _(
            "Daftar ini memindahkan, mengganti kode, atau mengakhiri wilayah, antara lain %(code)s %(name)s. Tidak ada "
            "yang disimpan. Sebutkan sejak tanggal berapa daftar berlaku, misalnya --on 2027-01-01."
        ) % {"code": self.code, "name": self.name}


class RegisterOutdated(RegionsError):
    """A register is to hold from a day on which a register already holds, or from before that."""

    def __init__(self, newest: date) -> None:
        self.newest = newest
        super().__init__(newest)

    @property
    def message(self) -> str:
        return _(
            "Daftar wilayah yang berlaku sejak %(day)s sudah dimuat, jadi daftar ini datang terlambat. Tidak ada yang "
            "disimpan. Sebutkan tanggal berlaku sesudah %(day)s."
        ) % {"day": f"{self.newest.day} {MONTHS[self.newest.month - 1]} {self.newest.year}"}
