"""When a month must be in: deadlines of a province, holidays, and more time that was asked for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import ExtensionState
from coverage.models.report import Report, month_constraint, paired
from regions.models import Region

USER = settings.AUTH_USER_MODEL


class Holiday(models.Model):
    """A day on which offices are closed, in the whole country or in one province; no deadline falls on it."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    province = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "province"], name="holiday_of_province_once"),
            models.UniqueConstraint(fields=["day"], condition=Q(province=None), name="holiday_once"),
        ]


class Deadline(models.Model):
    """Until when the month's reports of a province's regencies must be submitted: an instant."""

    province = models.ForeignKey(Region, models.PROTECT, related_name="+")
    month = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    set_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "month"], name="deadline_once"),
            month_constraint("deadline"),
        ]


class Extension(models.Model):
    """More time for one report (perpanjangan waktu): asked for with a reason, granted or refused by the province.

    A granted one moves the report's own `due_at`; the deadline of the others stays.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=ExtensionState, default=ExtensionState.ASKED)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(state=ExtensionState.ASKED), name="extension_asked_once"
            ),
            models.CheckConstraint(condition=paired("decided"), name="extension_decided_paired"),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.ASKED, decided_by=None)
                | (~Q(state=ExtensionState.ASKED) & Q(decided_by__isnull=False)),
                name="extension_decided_by_someone",
            ),
        ]
