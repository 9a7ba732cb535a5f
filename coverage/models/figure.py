"""Figures, the cells of reports, and every value that they ever had."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import Via
from coverage.models.dimensions import Payer, WorkerCategory
from coverage.models.report import month_constraint
from regions.models import Region

LARGEST_COUNT = 1_000_000_000


class Figure(models.Model):
    """Active participants (workers) of one category and payer in one region at the end of one month.

    Four different things: a number; 0; "tidak berlaku" (`not_applicable`); blank (no row, or a row emptied again).
    The report is the one of the regency (or province) that the region lay in at that month.
    """

    month = models.PositiveIntegerField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    category = models.ForeignKey(WorkerCategory, models.PROTECT, related_name="+", db_index=False)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+", db_index=False)
    enrolled = models.PositiveIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    funded_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "region", "category", "payer"], name="figure_once"),
            month_constraint("figure"),
            models.CheckConstraint(
                condition=Q(enrolled=None) | Q(enrolled__range=(0, LARGEST_COUNT)), name="figure_enrolled_in_range"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(enrolled=None), name="figure_not_applicable_has_no_number"
            ),
        ]


class Change(models.Model):
    """One act that wrote figures: who, when, on which way, why; `undoes` is the act it took back. Never changed."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    via = models.CharField(max_length=10, choices=Via)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")


class Revision(models.Model):
    """What a change made of one figure; the version before it holds the value before. Never changed."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="revisions", db_index=False)
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="revisions", db_index=False)
    version = models.PositiveIntegerField()
    enrolled = models.PositiveIntegerField(null=True)
    not_applicable = models.BooleanField()
    funded_until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure", "version"], name="revision_once")]
        indexes = [models.Index(fields=["change"], name="revision_change")]
