"""Choices about planning: for whom a contribution rate holds, for which programme, and at which risk of the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerGroup(models.TextChoices):
    """The two ways of being insured by the law: paid by an employer, or working on one's own account."""

    PU = "pu", _("penerima upah")
    BPU = "bpu", _("bukan penerima upah")


class InsuranceProgramme(models.TextChoices):
    """What a contribution buys; written as everyone says it, in capitals."""

    JKK = "JKK", _("Jaminan Kecelakaan Kerja")
    JKM = "JKM", _("Jaminan Kematian")
    JHT = "JHT", _("Jaminan Hari Tua")
    JP = "JP", _("Jaminan Pensiun")
    JKP = "JKP", _("Jaminan Kehilangan Pekerjaan")


class RiskClass(models.TextChoices):
    """How dangerous the work of an employer is: by it the contribution to JKK is told apart (PP 44/2015)."""

    VERY_LOW = "sangat_rendah", _("sangat rendah")
    LOW = "rendah", _("rendah")
    MEDIUM = "sedang", _("sedang")
    HIGH = "tinggi", _("tinggi")
    VERY_HIGH = "sangat_tinggi", _("sangat tinggi")
