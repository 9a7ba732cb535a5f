"""What someone printed or said of a region."""

from django.db import models
from django.db.models import Q

from coverage.enums import StatedBy
from coverage.models.dimensions import Scheme, Segment, WorkerCategory
from coverage.models.report import month_constraint
from regions.models import Region


class Observation(models.Model):
    """A number from another source (angka dari sumber lain), kept as it was stated. Never summed, never a figure.

    `area` is the area as the source names it where it is no region of ours (a BPJS area of several provinces).
    """

    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=120, blank=True)
    month = models.PositiveIntegerField()
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(WorkerCategory, models.PROTECT, null=True, related_name="+")
    enrolled = models.PositiveBigIntegerField(null=True)
    target = models.PositiveBigIntegerField(null=True)
    potential = models.PositiveBigIntegerField(null=True)
    printed_percent = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    stated_by = models.CharField(max_length=10, choices=StatedBy)
    source = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            month_constraint("observation"),
            models.CheckConstraint(
                condition=Q(region__isnull=False) | ~Q(area=""), name="observation_has_region_or_area"
            ),
            models.CheckConstraint(
                condition=Q(enrolled__isnull=False)
                | Q(target__isnull=False)
                | Q(potential__isnull=False)
                | Q(printed_percent__isnull=False),
                name="observation_states_something",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="observation_has_source"),
        ]
        indexes = [models.Index(fields=["region", "scheme", "month"], name="observation_region_month")]
