"""Denominators: targets and potentials."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coverage.enums import DenominatorKind, DenominatorState
from coverage.models.dimensions import Scheme, Segment
from coverage.models.report import paired
from regions.models import Region

USER = settings.AUTH_USER_MODEL


class Basis(models.Model):
    """Who issues a denominator, and how it is made: percentages are comparable where both are the same."""

    issuer = models.CharField(max_length=120)
    method = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "method"], name="basis_once")]


class DenominatorQuerySet(models.QuerySet["Denominator"]):
    def accepted(self) -> Self:
        return self.filter(state=DenominatorState.ACCEPTED)


class Denominator(models.Model):
    """How many workers a percentage is of: the target or the potential of a region and year, whole or of one segment.

    Given as persons, or as percent of a named potential (`base`), from which persons are derived, rounded up.
    A version is never edited: a new one holds from its `effective_month` (yyyymm) on. Never the sum of its children.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=DenominatorKind)
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField()
    effective_month = models.PositiveIntegerField()
    persons = models.PositiveBigIntegerField()
    percent_of_base = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    issuer = models.CharField(max_length=120)
    legal_basis = models.TextField(blank=True)
    document = models.TextField(blank=True)  # where the decree or table can be read
    method = models.CharField(max_length=200)
    as_of = models.DateField()
    is_sample = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=DenominatorState, default=DenominatorState.PROPOSED)
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    objects = DenominatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "scheme", "kind", "segment", "version"],
                name="denominator_of_segment_once",
                condition=Q(segment__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["region", "year", "scheme", "kind", "version"],
                name="denominator_whole_once",
                condition=Q(segment=None),
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="denominator_year_is_real"),
            models.CheckConstraint(
                condition=Q(effective_month__gte=F("year") * 100 + 1, effective_month__lte=F("year") * 100 + 12),
                name="denominator_effective_in_its_year",
            ),
            models.CheckConstraint(condition=Q(persons__lte=1_000_000_000), name="denominator_persons_in_range"),
            models.CheckConstraint(
                condition=Q(base=None, percent_of_base=None)
                | Q(base__isnull=False, percent_of_base__isnull=False, percent_of_base__gt=0),
                name="denominator_percent_with_base",
            ),
            models.CheckConstraint(condition=paired("approved"), name="denominator_approved_paired"),
            models.CheckConstraint(condition=paired("accepted"), name="denominator_accepted_paired"),
            models.CheckConstraint(
                condition=~Q(state=DenominatorState.ACCEPTED) | Q(accepted_by__isnull=False),
                name="denominator_accepted_by_someone",
            ),
        ]
