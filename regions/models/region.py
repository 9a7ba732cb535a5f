"""Regions of Indonesia and their places in the tree through time."""

from datetime import date
from typing import Self

from django.db import models

from regions.enums import Kind, Level

BEGINNING = date(1945, 8, 17)  # the first register that we load holds from here on, for want of an older one
FOREVER = date(9999, 12, 31)


class RegisterVersion(models.Model):
    """One edition of the register of regions: from which day it holds, and from which file it was read."""

    valid_from = models.DateField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    region_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["valid_from", "sha256"], name="register_version_once")]


class Region(models.Model):
    """The nation, a province, regency, district or village, whatever its parent or code was over the years.

    `code`, `name` and `kind` are those of the newest register; what they were at a day is told by `Placement`.
    """

    code = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120)  # `regions.names.plain(name)`
    level = models.PositiveSmallIntegerField(choices=Level)
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__range=(0, 4)), name="region_level_in_range"),
            models.CheckConstraint(condition=~models.Q(code=""), name="region_code_not_empty"),
        ]
        indexes = [
            models.Index(fields=["level", "id"], name="region_level_id"),
            models.Index(fields=["search_name", "level"], name="region_search_name"),
        ]


def subtree(region: Region) -> models.Q:
    """Match the placements of `region` and of all below it; by the tree, never by the text of codes."""
    match region.level:
        case Level.NATION:
            return models.Q(pk__isnull=False)  # an empty Q() would vanish when joined by |
        case Level.PROVINCE:
            return models.Q(province=region)
        case Level.REGENCY:
            return models.Q(regency=region)
        case Level.DISTRICT:
            return models.Q(district=region)
        case _:
            return models.Q(region=region)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on(self, day: date) -> Self:
        """Keep the places that held on `day`: one for each region that existed then."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)

    def below(self, region: Region) -> Self:
        """Keep `region` itself and all that lay below it; by the tree, never by the text of codes."""
        return self.filter(subtree(region))


class Placement(models.Model):
    """The place of a region in the tree from one day (inclusive) to another (exclusive), with its code and name then.

    `province`, `regency` and `district` hold the ancestor of that level, or the region itself at that level.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="placements", db_index=False)
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(default=FOREVER)
    code = models.CharField(max_length=13)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Level)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey(Region, models.PROTECT, null=True, related_name="child_placements", db_index=False)
    province = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    regency = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    district = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "valid_from"], name="placement_once_a_day"),
            models.CheckConstraint(condition=models.Q(valid_to__gt=models.F("valid_from")), name="placement_lasts"),
            models.CheckConstraint(
                condition=models.Q(level=0, parent=None) | models.Q(level__gt=0, parent__isnull=False),
                name="placement_parent_unless_nation",
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="placement_code"),
            models.Index(fields=["parent"], name="placement_parent"),
            models.Index(fields=["regency", "level"], name="placement_regency"),
            models.Index(fields=["province", "level"], name="placement_province"),
            models.Index(fields=["level", "code"], name="placement_level_code"),
        ]
