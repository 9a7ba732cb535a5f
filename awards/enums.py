"""Choices of awards: who may enter, the stages of a round, what becomes of an entry, why a juror steps aside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.arithmetic.schemes import Combining, Direction, Kind, Measure, Normalisation, Phase


class EntrantKind(models.TextChoices):
    """What competes in a category: a region of one level, or a firm."""

    PROVINCE = "province", _("provinsi")
    REGENCY = "regency", _("kabupaten/kota")
    VILLAGE = "village", _("desa/kelurahan")
    FIRM = "firm", _("badan usaha")


class FirmSize(models.TextChoices):
    """The size of a firm, as the national categories divide them."""

    LARGE = "large", _("besar")
    MEDIUM = "medium", _("menengah")
    SMALL = "small", _("UMKM")


class RoundStage(models.TextChoices):
    """The stages of a round, in their order."""

    NOMINATION = "nomination", _("Pengusulan")
    VERIFICATION = "verification", _("Verifikasi berkas")
    NOMINEES = "nominees", _("Penetapan nomine")
    INTERVIEW = "interview", _("Wawancara")
    PLENARY = "plenary", _("Rapat pleno")
    WINNERS = "winners", _("Penetapan pemenang")
    ANNOUNCEMENT = "announcement", _("Pengumuman")
    OBJECTION = "objection", _("Sanggahan")
    HANDOVER = "handover", _("Penyerahan")


STAGES = tuple(RoundStage)
"""The stages in their order, by which a later one is told from an earlier one."""


class EntryOrigin(models.TextChoices):
    """How an entry came into a round."""

    REGION = "region", _("diusulkan wilayah")
    SECRETARIAT = "secretariat", _("diusulkan sekretariat")
    IMPORT = "import", _("dari berkas usulan")
    PROMOTION = "promotion", _("pemenang putaran provinsi")


class EntryState(models.TextChoices):
    """How far an entry has come."""

    PROPOSED = "proposed", _("diusulkan")
    VERIFIED = "verified", _("berkas lengkap")
    REFUSED = "refused", _("tidak memenuhi syarat")
    NOMINEE = "nominee", _("nomine")
    WITHDRAWN = "withdrawn", _("ditarik")


GONE = (EntryState.REFUSED, EntryState.WITHDRAWN)
"""Entries that compete no more."""

JUDGED = (EntryState.VERIFIED, EntryState.NOMINEE)
"""Entries that are marked: verified ones at the desk, nominees at the interview too."""


MARKED_STATES = {Phase.DESK: JUDGED, Phase.INTERVIEW: (EntryState.NOMINEE,)}
"""Which entries get marks in a phase."""
MARKED_DURING = {
    Phase.DESK: (RoundStage.VERIFICATION, RoundStage.NOMINEES),
    Phase.INTERVIEW: (RoundStage.INTERVIEW,),
}
"""The stages in which marks of a phase are given: papers are judged as soon as they are complete, until the nominees
are set; interviews while they are held."""
OTHERS_READ_FROM = {Phase.DESK: RoundStage.NOMINEES, Phase.INTERVIEW: RoundStage.PLENARY}
"""The stage from which a juror whose own marks of an entry are final reads those of the others: when the jury sits
together over them."""


class SeatRole(models.TextChoices):
    """An office in a jury."""

    CHAIR = "chair", _("ketua")
    SECRETARY = "secretary", _("sekretaris")
    MEMBER = "member", _("anggota")


class ConflictKind(models.TextChoices):
    """Why a juror does not judge an entry."""

    SAME_REGION = "same_region", _("berasal dari wilayah yang sama")
    EMPLOYER = "employer", _("bekerja pada peserta atau atasannya")
    SPONSOR = "sponsor", _("memberi atau menerima dukungan peserta")
    FAMILY = "family", _("berkeluarga dengan pimpinan peserta")
    SUPPLIES_DATA = "supplies_data", _("memasok data peserta")


class ConflictSource(models.TextChoices):
    """Whether a juror said so, or the portal found it in its own records."""

    DECLARED = "declared", _("dinyatakan penilai")
    DETECTED = "detected", _("ditemukan dari data portal")


# What the pure modules of criteria know by codes, as the screen names it

PHASES = {Phase.DESK: _("penilaian berkas"), Phase.INTERVIEW: _("wawancara")}
KINDS = {
    Kind.COMPUTED: _("dihitung dari angka"),
    Kind.LEVELLED: _("menurut tingkat yang dibuktikan"),
    Kind.JUDGED: _("dinilai tim penilai"),
}
MEASURES = {
    Measure.COVERAGE: _("UCJ terhadap target, dalam persen"),
    Measure.GROWTH: _("pertumbuhan pekerja terlindungi dalam setahun, dalam persen"),
    Measure.ADOPTION: _("desa yang sudah ikut, dalam persen"),
    Measure.TIMELINESS: _("laporan bulanan yang tepat waktu, dalam persen"),
    Measure.BUDGET_PER_WORKER: _("anggaran iuran per pekerja, dalam rupiah"),
    Measure.OTHER: _("angka dari bukti dukung"),
}
DIRECTIONS = {Direction.HIGHER: _("makin besar makin baik"), Direction.LOWER: _("makin kecil makin baik")}
NORMALISATIONS = {
    Normalisation.LINEAR: _("lurus dari batas bawah sampai target"),
    Normalisation.MIN_MAX: _("dibandingkan dengan peserta terendah dan tertinggi"),
    Normalisation.BANDS: _("menurut rentang"),
}
CONTEST_PARTS = {
    "scheme": _("kriteria"),
    "entries": _("peserta"),
    "nominees": _("nomine"),
    "jurors": _("tim penilai"),
    "recusals": _("penilai yang tidak ikut menilai"),
    "inputs": _("angka"),
    "marks": _("nilai"),
}
"""What two versions of a contest can differ in."""
COMBININGS = {
    Combining.MEAN: _("rata-rata semua penilai"),
    Combining.TRIMMED: _("rata-rata tanpa nilai tertinggi dan terendah"),
}


class ResultCause(models.TextChoices):
    """Why a category has this version of its result."""

    FIRST = "first", _("penutupan pertama")
    SCHEME = "scheme", _("versi kriteria yang baru")
    OBJECTION = "objection", _("sanggahan yang dikabulkan")
