"""Choices about coverage: states of a report, kinds of denominators, who states an observation, axes of totals."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where a monthly report stands. A return leads back to OPEN from any state before PUBLISHED."""

    OPEN = "open", _("sedang diisi")
    SUBMITTED = "submitted", _("menunggu pemeriksaan")
    CHECKED = "checked", _("menunggu pengesahan")
    SIGNED = "signed", _("sudah disahkan")
    PUBLISHED = "published", _("terbit")


class ReportStep(models.TextChoices):
    """What someone did with a report."""

    OPENED = "opened", _("dibuka")
    SUBMITTED = "submitted", _("diajukan")
    CHECKED = "checked", _("dinyatakan benar")
    SIGNED = "signed", _("disahkan")
    PUBLISHED = "published", _("diterbitkan")
    RETURNED = "returned", _("dikembalikan")
    REOPENED = "reopened", _("dibuka untuk koreksi")


class Via(models.TextChoices):
    """The way on which figures came in."""

    FORM = "form", _("isian bulanan")
    IMPORT = "import", _("impor berkas")
    API = "api", _("sambungan antarsistem")
    ADMIN = "admin", _("administrasi")
    COMMAND = "command", _("perintah di server")
    DEMO = "demo", _("data contoh")


class DenominatorKind(models.TextChoices):
    """The two denominators that the press mixes: workers to be covered this year, and all who could be covered."""

    TARGET = "target", _("target")
    POTENTIAL = "potential", _("potensi")


class DenominatorState(models.TextChoices):
    """Those who are graded propose; the head approves; the level above accepts. Only accepted ones count."""

    PROPOSED = "proposed", _("diusulkan")
    APPROVED = "approved", _("disetujui")
    ACCEPTED = "accepted", _("diterima")


class StatedBy(models.TextChoices):
    """Whose word an observation is."""

    PRESS = "press", _("menurut pemberitaan")
    BPJS = "bpjs", _("menurut BPJS Ketenagakerjaan")
    VILLAGE = "village", _("menurut desa")
    REGENCY = "regency", _("menurut kabupaten/kota")
    AGENCY = "agency", _("menurut instansi pemerintah")

    @property
    def party(self) -> str:
        """Return the other side where numbers are reconciled: BPJS, or the villages."""
        return str(_("BPJS Ketenagakerjaan") if self == StatedBy.BPJS else _("desa/kelurahan"))


class Axis(models.IntegerChoices):
    """Along what a total is split. `member` of a total is the id of the segment, category or payer; 0 where none."""

    TOTAL = 0, _("jumlah")
    SEGMENT = 1, _("segmen")
    CATEGORY = 2, _("jenis pekerja")
    PAYER = 3, _("sumber dana")


class ReleaseCause(models.TextChoices):
    """Why a release was made."""

    PUBLICATION = "publication", _("penerbitan laporan")
    CORRECTION = "correction", _("ralat laporan")
    BELOW = "below", _("penerbitan laporan di bawahnya")
    DENOMINATOR = "denominator", _("target atau potensi baru")


class AskedPer(models.TextChoices):
    """At which level the entry plan asks a category and payer."""

    VILLAGE = "village", _("per desa/kelurahan")
    REPORTER = "reporter", _("hanya di kabupaten/kota")


class ReasonCode(models.TextChoices):
    """Why a figure moved or looks odd and is right all the same; chosen by one tap."""

    PAYMENT_ENDED = "payment_ended", _("pembayaran berakhir")
    DIED = "died", _("meninggal")
    MOVED = "moved", _("pindah")
    OVER_AGE = "over_age", _("lewat usia")
    WAGE_EARNER = "wage_earner", _("menjadi penerima upah")
    CIVIL_SERVANT = "civil_servant", _("diangkat PPPK")
    DUPLICATES = "duplicates", _("data ganda dibersihkan")
    ARREARS = "arrears", _("menunggak")
    LATE_DATA = "late_data", _("data BPJS terlambat")
    CORRECTION = "correction", _("koreksi")
    OTHER = "other", _("lainnya")


class ExtensionState(models.TextChoices):
    """Where a request for more time stands."""

    ASKED = "asked", _("diminta")
    GRANTED = "granted", _("diberikan")
    REFUSED = "refused", _("ditolak")


class AgreementState(models.TextChoices):
    """How a difference between two sources ended."""

    EXPLAINED = "explained", _("sudah dijelaskan")
    DISPUTED = "disputed", _("belum disepakati")


class UploadUse(models.TextChoices):
    """What the numbers of an upload are taken for: cells of the report, or another's word beside them."""

    FIGURES = "figures", _("isian laporan")
    COMPARISON = "comparison", _("pembanding")


class UploadState(models.TextChoices):
    """How far an upload has come. Nothing is stored as a figure before APPLIED or PARTIAL."""

    QUEUED = "queued", _("menunggu dibaca")
    READING = "reading", _("sedang dibaca")
    ASKING = "asking", _("perlu jawaban")
    STAGED = "staged", _("pratinjau")
    WAITING = "waiting", _("menunggu orang kedua")
    APPLYING = "applying", _("sedang diterapkan")
    APPLIED = "applied", _("diterapkan")
    PARTIAL = "partial", _("diterapkan sebagian")
    REJECTED = "rejected", _("ditolak")
    CANCELLED = "cancelled", _("ditutup tanpa diterapkan")
    UNDONE = "undone", _("dibatalkan")


APPLIED_UPLOADS = (UploadState.APPLIED, UploadState.PARTIAL)
"""What they wrote holds."""

WRITTEN_UPLOADS = (*APPLIED_UPLOADS, UploadState.UNDONE)
"""They wrote once, whether or not that was taken back."""

UNDECIDED_UPLOADS = (
    *(UploadState.QUEUED, UploadState.READING, UploadState.ASKING, UploadState.STAGED),
    *(UploadState.WAITING, UploadState.APPLYING),
)
"""What becomes of them is still open: a worker or a person has to go on."""


class SecondAct(models.TextChoices):
    """What a second person is asked to do with an import."""

    APPLY = "apply", _("menerapkan impor")
    UNDO = "undo", _("membatalkan impor")
    RESTORE = "restore", _("memulihkan impor")


class SecondState(models.TextChoices):
    """Where a request to a second person stands."""

    ASKED = "asked", _("menunggu orang kedua")
    APPROVED = "approved", _("disetujui")
    REFUSED = "refused", _("ditolak")
    WITHDRAWN = "withdrawn", _("ditarik kembali")
    LAPSED = "lapsed", _("gugur")


class RowStatus(models.TextChoices):
    """What would become of one row of an upload, or became of it."""

    NEW = "new", _("baru")
    CHANGED = "changed", _("berubah")
    UNCHANGED = "unchanged", _("tetap")
    REJECTED = "rejected", _("ditolak")
    HELD = "held", _("perlu dipastikan")
    IGNORED = "ignored", _("dilewati")


GOOD_ROWS = (RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED)
"""Taken when an upload is applied."""

EFFECTIVE_ROWS = (RowStatus.NEW, RowStatus.CHANGED)
"""Change something when an upload is applied."""

BAD_ROWS = (RowStatus.REJECTED, RowStatus.HELD)
"""Left out unless someone puts them right."""
