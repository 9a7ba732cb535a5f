"""Choices about regions: the levels of the tree, the kinds of region, the systems of codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Depth in the tree: the nation is 0, a village 4."""

    NATION = 0, _("nasional")
    PROVINCE = 1, _("provinsi")
    REGENCY = 2, _("kabupaten/kota")
    DISTRICT = 3, _("kecamatan")
    VILLAGE = 4, _("desa/kelurahan")

    @property
    def slug(self) -> str:
        """The English word that stands in JSON: "regency"."""
        return self.name.lower()

    @property
    def word(self) -> str:
        """The word by which an address names the level: "kabkota"; "" for the nation, which is no level to list."""
        return ("", "provinsi", "kabkota", "kecamatan", "desa")[self]


class Kind(models.TextChoices):
    """What a region is called by law; it follows from its code."""

    NATION = "negara", _("Negara")
    PROVINCE = "provinsi", _("Provinsi")
    REGENCY = "kabupaten", _("Kabupaten")
    CITY = "kota", _("Kota")
    DISTRICT = "kecamatan", _("Kecamatan")
    VILLAGE = "desa", _("Desa")
    URBAN_VILLAGE = "kelurahan", _("Kelurahan")
    CUSTOMARY_VILLAGE = "desa_adat", _("Desa adat")


class CodeSystem(models.TextChoices):
    """Who gave a code or name that is not the register's present one."""

    FORMER = "former", _("kode Kemendagri terdahulu")
    BPS = "bps", _("kode BPS")
    DJPK = "djpk", _("kode DJPK")
    NAME = "name", _("sebutan lain")


class TimeZone(models.TextChoices):
    """The three time zones of Indonesia."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"
