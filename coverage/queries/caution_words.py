"""The sentences of cautions: what looks odd, where, and what to do before the report is handed in."""

from django.utils.translation import gettext as _

from coverage.cautions import Caution, Rule
from paritrana import formatting

SENTENCES = {
    Rule.MONEY: lambda: _(
        "%(what)s di %(region)s berisi %(now)s, sama dengan besaran iuran dalam rupiah. Angka tetap tersimpan. "
        "Periksa apakah yang ditulis jumlah uang. Bila sudah benar, pilih alasannya sebelum laporan diajukan."
    ),
    Rule.FELL: lambda: _(
        "%(what)s di %(region)s turun dari %(before)s menjadi %(now)s. Angka tetap tersimpan. "
        "Pilih alasannya sebelum laporan diajukan."
    ),
    Rule.JUMP: lambda: _(
        "%(what)s di %(region)s berubah dari %(before)s menjadi %(now)s, jauh dari perubahan bulan-bulan sebelumnya. "
        "Angka tetap tersimpan. Pilih alasannya sebelum laporan diajukan."
    ),
    Rule.ABOVE_TARGET: lambda: _(
        "%(what)s di %(region)s berjumlah %(now)s, melampaui target %(before)s. Angka tetap tersimpan. "
        "Pilih alasannya sebelum laporan diajukan."
    ),
    Rule.BOTH_LEVELS: lambda: _(
        "%(what)s diisi %(now)s untuk %(region)s dan %(before)s untuk desa-desanya, lalu keduanya dijumlahkan. "
        "Angka tetap tersimpan. Kosongkan salah satunya bila pekerjanya sama; bila berbeda, pilih alasannya sebelum "
        "laporan diajukan."
    ),
    Rule.TARGET_MOVED: lambda: _(
        "Target %(region)s berubah dari %(before)s menjadi %(now)s, lebih dari 20 persen. "
        "Pilih alasannya sebelum laporan diajukan."
    ),
    Rule.REPEATED: lambda: _(
        "%(what)s berisi %(now)s di %(before)s desa/kelurahan berurutan, mulai dari %(region)s. "
        "Periksa apakah angka itu tersalin."
    ),
}


def caution_words(caution: Caution, region: str, category: str) -> str:
    """Return the sentence about a caution; `category` is empty for a region's total."""
    return SENTENCES[Rule(caution.rule)]() % {
        "what": category[:1].upper() + category[1:] if category else _("Pekerja terlindungi"),
        "region": region,
        "now": formatting.number(caution.now),
        "before": formatting.number(caution.before or 0),
    }
