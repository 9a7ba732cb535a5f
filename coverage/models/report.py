"""The monthly report of a regency or province."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage import months
from coverage.enums import ReportState, ReportStep
from regions.models import Region

USER = settings.AUTH_USER_MODEL


def month_constraint(prefix: str) -> models.CheckConstraint:
    """Return the constraint that `month` is yyyymm with a real month."""
    ends: list[Any] = [year * 100 + month for year in (2000, 2100) for month in (1, 12)]
    allowed = Q(month__gte=ends[0], month__lte=ends[-1])
    real = models.ExpressionWrapper(models.F("month") % 100, output_field=models.IntegerField())
    return models.CheckConstraint(
        condition=allowed & models.lookups.GreaterThanOrEqual(real, 1) & models.lookups.LessThanOrEqual(real, 12),
        name=f"{prefix}_month_is_real",
    )


def paired(name: str) -> Q:
    """Match rows in which `<name>_by` and `<name>_at` are both set or both empty."""
    return Q(**{f"{name}_by": None, f"{name}_at": None}) | Q(
        **{f"{name}_by__isnull": False, f"{name}_at__isnull": False}
    )


class Report(models.Model):
    """One month of one regency with all below it, or of a province's own figures; all schemes together.

    While `publications` > 0 and the state is not PUBLISHED, the report is being corrected: the last release stays.
    `version` grows with each step and each write, for those who act on what they were shown.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="reports")
    month = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    due_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    publications = models.PositiveIntegerField(default=0)
    published_change = models.ForeignKey("coverage.Change", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)  # invented data of the demonstration
    submitted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "region"], name="report_once"),
            month_constraint("report"),
            models.CheckConstraint(condition=paired("submitted"), name="report_submitted_paired"),
            models.CheckConstraint(condition=paired("checked"), name="report_checked_paired"),
            models.CheckConstraint(condition=paired("signed"), name="report_signed_paired"),
            models.CheckConstraint(condition=paired("published"), name="report_published_paired"),
            models.CheckConstraint(condition=~Q(checked_by=models.F("signed_by")), name="report_checker_is_not_signer"),
            models.CheckConstraint(
                condition=~Q(submitted_by=models.F("checked_by")) & ~Q(submitted_by=models.F("signed_by")),
                name="report_submitter_neither_checks_nor_signs",
            ),
        ]

    @property
    def subject(self) -> str:
        """By which the entries of the trail that are about this report are found."""
        return f"report:{self.region.code}/{months.iso(self.month)}"

    @property
    def is_open(self) -> bool:
        return self.state == ReportState.OPEN

    @property
    def is_correcting(self) -> bool:
        return self.publications > 0 and self.state != ReportState.PUBLISHED


class ReportWriter(models.Model):
    """A person who wrote figures of a report, and therefore neither checks nor signs it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="writers")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user"], name="report_writer_once")]


class ReportEvent(models.Model):
    """One step in the life of a report: who, when, why. Never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="events")
    step = models.CharField(max_length=10, choices=ReportStep)
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    acting = models.CharField(max_length=200, blank=True)  # "Plh. Kepala Paser", where a deputy took the step
