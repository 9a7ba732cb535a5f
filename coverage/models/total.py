"""Sums of figures, kept so that no page has to add up sixteen million cells."""

from django.db import models

from coverage.enums import Axis
from coverage.models.denominator import Basis
from coverage.models.dimensions import Scheme
from regions.enums import Level
from regions.models import Region

AXES_BY_LEVEL: dict[int, tuple[Axis, ...]] = {
    Level.NATION: (Axis.TOTAL, Axis.SEGMENT, Axis.CATEGORY, Axis.PAYER),
    Level.PROVINCE: (Axis.TOTAL, Axis.SEGMENT, Axis.CATEGORY, Axis.PAYER),
    Level.REGENCY: (Axis.TOTAL, Axis.SEGMENT, Axis.CATEGORY, Axis.PAYER),
    Level.DISTRICT: (Axis.TOTAL, Axis.SEGMENT),
    Level.VILLAGE: (Axis.TOTAL,),
}
"""Which splits are kept at which level: those that may be public there. Finer ones are read from the cells."""


class Total(models.Model):
    """Heads of a region and all below it at the end of a month, along one axis.

    `filled` counts the cells that hold a number, 0 included: a total without any is "belum ada data", not 0.
    """

    month = models.PositiveIntegerField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", db_index=False)
    axis = models.PositiveSmallIntegerField(choices=Axis)
    member = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(choices=Level)
    enrolled = models.PositiveBigIntegerField()
    filled = models.PositiveIntegerField()

    class Meta:
        abstract = True


class LiveTotal(Total):
    """A sum as the cells stand now, up to the region of their report; never shown to the public."""

    pk = models.CompositePrimaryKey("month", "region", "scheme", "axis", "member")


class ReleasedTotal(Total):
    """A sum as it was last published, up to the nation; the newest release of the region in a form that sorts fast.

    On the axis TOTAL: the release, its version and denominators with the basis of each, villages that have joined
    (`adopted`), and how many of the expected regency reports it holds. On SEGMENT: the target of the segment.
    `is_hidden`: a small cell. All of it stands in the release too; here, a ranking reads nothing else.
    """

    pk = models.CompositePrimaryKey("month", "region", "scheme", "axis", "member")
    release = models.ForeignKey("coverage.Release", models.PROTECT, null=True, related_name="+", db_index=False)
    target = models.PositiveBigIntegerField(null=True)
    potential = models.PositiveBigIntegerField(null=True)
    adopted = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, db_default=1)
    is_sample = models.BooleanField(default=False, db_default=False)
    target_basis = models.ForeignKey(Basis, models.PROTECT, null=True, related_name="+", db_index=False)
    potential_basis = models.ForeignKey(Basis, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["level", "scheme", "month"], name="released_ranking", condition=models.Q(axis=Axis.TOTAL)
            ),
            models.Index(
                fields=["region", "scheme", "month"], name="released_trend", condition=models.Q(axis=Axis.TOTAL)
            ),
        ]
