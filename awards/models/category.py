"""Who competes in an edition, and by which zones its national round is divided."""

from django.db import models
from django.db.models import Q

from awards.enums import EntrantKind
from awards.models.edition import LONGEST_NAME, Edition
from regions.models import Region


class EntrantCategory(models.Model):
    """A category of entrants in one edition: Pemerintah daerah, Badan usaha besar. Editions and provinces differ.

    `at_province` and `at_nation` tell in which rounds it is judged; where `province` is set, of the provinces' rounds
    in that one's alone. `needs_release` makes a published number of the data month a condition; `sector` and `size`
    narrow firms, empty for all. `promotes_to` is the national category in which its winners compete; where it is not
    set, kind, size and sector tell (`awards.queries.entrants.promotion`).
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="categories")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=EntrantKind)
    position = models.PositiveSmallIntegerField()
    at_province = models.BooleanField(default=True)
    at_nation = models.BooleanField(default=True)
    province = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    needs_release = models.BooleanField(default=False)
    sector = models.CharField(max_length=LONGEST_NAME, blank=True)
    size = models.CharField(max_length=6, blank=True)
    winners = models.PositiveSmallIntegerField(default=3)
    promotes_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="promoted_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="entrantcategory_once_an_edition"),
            models.CheckConstraint(
                condition=Q(province=None) | Q(at_province=True), name="entrantcategory_of_a_province_is_judged_there"
            ),
            models.CheckConstraint(
                condition=Q(promotes_to=None) | Q(at_province=True), name="entrantcategory_that_promotes_is_provincial"
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="entrantcategory_has_code_and_name"),
            models.CheckConstraint(condition=Q(at_province=True) | Q(at_nation=True), name="entrantcategory_is_judged"),
            models.CheckConstraint(condition=Q(winners__range=(1, 10)), name="entrantcategory_winners_in_range"),
        ]


class Zone(models.Model):
    """A group of provinces whose winners meet in one short list of the national round; membership is per edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="zones")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="zone_once_an_edition"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="zone_has_code_and_name"),
        ]


class ZoneProvince(models.Model):
    """A province in a zone; in one zone of an edition at most."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="provinces")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    province = models.ForeignKey(Region, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "province"], name="zoneprovince_in_one_zone"),
        ]


class CriteriaSet(models.Model):
    """By what the entries of a category are judged in rounds of one kind, as one version of a whole.

    `content` is a scheme as `awards.arithmetic.schemes` knows it. A set that marks were given by is frozen and never
    changes; what is decided otherwise later is the next version. `is_example` marks the one that the portal ships: no
    official weights are public.
    """

    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="criteria_sets")
    is_national = models.BooleanField()
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    is_example = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "is_national", "version"], name="criteriaset_version_once"),
        ]
