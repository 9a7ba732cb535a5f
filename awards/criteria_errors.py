"""Why a set of criteria cannot be stored or a round not be opened by it, each fault of a scheme as a sentence."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from awards.arithmetic.schemes import Fault, Phase
from awards.enums import PHASES
from coverage.errors import CoverageError
from paritrana import formatting


class CriteriaRefused(CoverageError):
    """Criteria that cannot hold. `where` names the category, `names` the criteria by code."""

    def __init__(self, faults: Sequence[Fault], where: str = "", names: Mapping[str, str] | None = None) -> None:
        self.faults, self.where, self.names = tuple(faults), where, names or {}
        super().__init__(self.faults, where)

    @property
    def reasons(self) -> list[str]:
        """Each fault in words, without the category."""
        return [sentence(fault, self.names) for fault in self.faults]

    @property
    def message(self) -> str:
        told = " ".join(self.reasons)
        return f"{self.where}: {told}" if self.where else told


class CriteriaActRefused(CoverageError):
    """An act on criteria that cannot be: `code` says why, `name` the category."""

    def __init__(self, code: str, name: str) -> None:
        self.code, self.name = code, name
        super().__init__(code, name)

    @property
    def message(self) -> str:
        return ACTS[self.code]() % {"name": self.name}


ACTS = {
    "not_judged": lambda: _(
        "%(name)s tidak dinilai di putaran ini, jadi kriterianya tidak disimpan. Ubah kategorinya lebih dulu."
    ),
    "standing": lambda: _(
        "%(name)s sudah mempunyai kriteria, jadi kriteria contoh tidak diambil. Ubah kriteria yang ada."
    ),
    "none": lambda: _("Kriteria untuk %(name)s belum ada. Administrator mengisinya di pengaturan penghargaan."),
    "foreign": lambda: _(
        "Kriteria itu milik kategori lain atau putaran lain, jadi tidak dipakai untuk %(name)s. Pilih dari daftar."
    ),
    "changed": lambda: _(
        "Kriteria %(name)s baru saja disimpan orang lain. Tidak ada yang disimpan; isian Anda masih di bawah."
        " Bandingkan dengan versi yang terbaru, lalu simpan lagi."
    ),
}


def shown(number: object) -> str:
    """Return a number of a scheme as it is read here: "95", "12,5"."""
    return formatting.exact(number) if isinstance(number, Decimal) else str(number)


def sentence(fault: Fault, names: Mapping[str, str]) -> str:
    """Return a fault in words, with criteria by name."""
    told: dict[str, Any] = {key: shown(each) for key, each in fault.parameters.items()}
    for key in ("criterion", "parent"):
        if key in told:
            told[key] = names.get(told[key], told[key])
    if "phase" in told:
        told["phase"] = PHASES[Phase(told["phase"])]
    if fault.code == "weights_sum":
        return sum_sentence(fault, told)
    if fault.code == "share_sum":
        return SENTENCES["share_sum"]() % told
    return SENTENCES[fault.code]() % told


def sum_sentence(fault: Fault, told: dict[str, Any]) -> str:
    """Return what is missing to a sum of weights, or what is too much; the phase is named unless it is the desk's."""
    missing = Decimal(str(fault.parameters["missing"]))
    if fault.parameters["parent"]:
        return _("Bobot bagian dari %(parent)s berjumlah %(sum)s, berbeda %(missing)s dari bobotnya. Samakan.") % told
    where = _(" (%(phase)s)") % told if fault.parameters["phase"] != Phase.DESK else ""
    told["many"] = shown(abs(missing))
    told["where"] = where
    if missing > 0:
        return (
            _("Bobot kriteria%(where)s baru berjumlah %(sum)s. Tambahkan %(many)s agar putaran penilaian dapat dibuka.")
            % told
        )
    return _("Bobot kriteria%(where)s berjumlah %(sum)s. Kurangi %(many)s agar putaran penilaian dapat dibuka.") % told


SENTENCES = {
    "bad_code": lambda: _("Kode kriteria “%(criterion)s” tidak dapat dipakai. Pakai paling banyak 20 huruf dan angka."),
    "too_many_criteria": lambda: _("Kriteria paling banyak %(most)s; ini %(count)s. Gabungkan yang serupa."),
    "too_many_steps": lambda: _("%(criterion)s mempunyai %(count)s langkah; paling banyak %(most)s. Kurangi."),
    "doubled_code": lambda: _("Kriteria %(criterion)s ada dua kali. Beri nama yang berbeda atau hapus salah satunya."),
    "unknown_parent": lambda: _("%(criterion)s ditulis sebagai bagian dari kriteria yang tidak ada. Pilih lagi."),
    "phase_differs": lambda: _("%(criterion)s dan %(parent)s berada di tahap yang berbeda. Samakan tahapnya."),
    "circle": lambda: _("%(criterion)s menjadi bagian dari dirinya sendiri. Kosongkan salah satu “bagian dari”."),
    "bad_weight": lambda: _("Bobot %(criterion)s tidak dapat dipakai. Tulis angka di atas 0 sampai 100."),
    "bad_share": lambda: _("Bagian %(phase)s dalam nilai akhir tidak dapat dipakai. Tulis angka 0 sampai 100."),
    "share_sum": lambda: _("Bagian setiap tahap berjumlah %(sum)s, seharusnya 100. Ubah salah satunya."),
    "empty_phase": lambda: _("Tahap %(phase)s mendapat bagian nilai, tetapi tidak mempunyai kriteria. Tambahkan."),
    "phase_without_share": lambda: _("Tahap %(phase)s mempunyai kriteria, tetapi bagian nilainya 0. Isi bagiannya."),
    "levels_empty": lambda: _("%(criterion)s belum mempunyai tingkat. Tulis paling sedikit satu, misalnya Perda."),
    "doubled_level": lambda: _("%(criterion)s mempunyai dua tingkat yang sama. Hapus salah satunya."),
    "bad_points": lambda: _("Nilai sebuah tingkat atau rentang di %(criterion)s di luar 0 sampai 100. Perbaiki."),
    "bad_scale": lambda: _("Skala %(criterion)s terbalik: nilai terendah harus di bawah nilai tertinggi."),
    "steps_unordered": lambda: _(
        "Langkah skala %(criterion)s harus naik, dari %(lowest)s sampai %(highest)s. Urutkan lagi."
    ),
    "steps_empty": lambda: _("%(criterion)s hanya menerima langkah skala. Tulis paling sedikit dua langkah."),
    "bad_cap": lambda: _("Batas atas nilai %(criterion)s tidak dapat dipakai. Tulis angka di atas 0 sampai 100."),
    "bad_target": lambda: _("Batas bawah dan target %(criterion)s tidak searah dengan arah penilaiannya. Periksa."),
    "bands_empty": lambda: _("%(criterion)s belum mempunyai rentang. Tulis paling sedikit satu."),
    "bands_unordered": lambda: _("Rentang %(criterion)s tidak berurutan, atau nilainya tidak naik. Urutkan lagi."),
    "trim_too_many": lambda: _(
        "Membuang %(trimmed)s nilai tertinggi dan terendah mulai dari %(trim_from)s penilai tidak menyisakan nilai."
        " Kurangi yang dibuang."
    ),
    "ladder_unknown": lambda: _("Sebuah langkah pemecah nilai sama menunjuk kriteria yang tidak ada. Pilih lagi."),
    "ladder_doubled": lambda: _("Pemecah nilai sama memuat langkah yang sama dua kali. Hapus salah satunya."),
    "formula_unknown": lambda: _("Kriteria ini dibuat untuk rumus %(formula)s, yang tidak dikenal. Simpan ulang."),
}
