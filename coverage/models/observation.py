"""What someone printed or said of a region."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import StatedBy
from coverage.models.dimensions import Scheme, Segment, WorkerCategory
from coverage.models.report import month_constraint
from regions.enums import Level
from regions.models import Region


class ObservationQuerySet(models.QuerySet["Observation"]):
    def open_to_all(self) -> Self:
        """Keep what the public may read; what BPJS or a village states of a regency or a part of it is not.

        That is working material of a report: typed by who fills it in, checked by nobody, down to single workers. What
        came of it is published with the signed report.
        """
        compared = (StatedBy.BPJS, StatedBy.VILLAGE)
        return self.exclude(stated_by__in=compared, region__isnull=False, region__level__gte=Level.REGENCY)


class Observation(models.Model):
    """A number from another source (angka dari sumber lain), kept as it was stated. Never summed, never a figure.

    `area` is the area as the source names it where it is no region of ours (a BPJS area of several provinces).
    `typed_by` is who typed it in by hand; none where it came from a file or a table. `upload` is the number of the
    upload that it came with; an upload that is taken back takes it along.
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
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    upload = models.BigIntegerField(null=True)

    objects = ObservationQuerySet.as_manager()

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
        indexes = [
            models.Index(fields=["region", "scheme", "month"], name="observation_region_month"),
            models.Index(fields=["upload"], name="observation_upload", condition=Q(upload__isnull=False)),
        ]
