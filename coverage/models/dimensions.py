"""By what figures are told apart: scheme, segment, worker category, payer; and the bands that colour percentages.

The rows come from migrations; DOMAIN facts behind them are told in docs/handbook.md.
"""

import re
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from regions.models import BEGINNING, FOREVER, Region

CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")
"""What an administrator may give a row of reference data as its code."""


class Scheme(models.Model):
    """A programme whose coverage is counted: UCJ (employment) or UHC (health). Never added, never compared."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()


class Segment(models.Model):
    """A part of a scheme that has targets of its own: formal & non-ASN, informal & rentan."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="segments")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="segment_code_once")]


class DatedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_to__gt=day)


class WorkerCategory(models.Model):
    """A kind of worker (jenis pekerja). Belongs to one scheme, so a figure needs no scheme of its own."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="categories")
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    is_vulnerable = models.BooleanField(default=False)  # counts for village adoption
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(default=FOREVER)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="category_lasts")]


class SegmentMapping(models.Model):
    """In which segment a category counts, in one province or everywhere, from one day to another; or in none.

    A changed mapping recounts live totals, never releases: a row is superseded, not edited, so that a released
    number can still be recounted with what was known when it was published.
    """

    category = models.ForeignKey(WorkerCategory, models.PROTECT, related_name="mappings")
    province = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(default=FOREVER)
    recorded_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="mapping_lasts")]


class Payer(models.Model):
    """Who pays the contribution (sumber dana)."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()


class Band(models.Model):
    """A range of percentages that shares a colour: lower bound included, upper bound excluded; none is open."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="bands")
    position = models.PositiveSmallIntegerField()
    lower = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    upper = models.DecimalField(max_digits=7, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="band_position_once"),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(upper__gt=F("lower")), name="band_is_a_range"
            ),
        ]
