"""Roles of people at regions."""

from datetime import date
from typing import Self

from django.db import models

from accounts.abilities import Role
from accounts.enums import ROLE_LABELS, Acting
from accounts.models.user import User
from regions.models import Region


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on(self, day: date) -> Self:
        """Keep what holds on `day`; `until` is the last day, inclusive."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)


class Assignment(models.Model):
    """A role that a person holds at a region and all below it, from one day to another, both inclusive.

    A deputy (Plh., Plt., atas nama) holds it for someone else, `acting_for`, until a day, with the reason.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=2, choices=[(role.value, label) for role, label in ROLE_LABELS.items()])
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    acting = models.CharField(max_length=3, choices=Acting, blank=True)
    acting_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "region", "since"], name="assignment_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="assignment_lasts"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="assignment_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(acting="", acting_for=None)
                | (
                    ~models.Q(acting="")
                    & models.Q(acting_for__isnull=False, until__isnull=False)
                    & ~models.Q(reason="")
                ),
                name="assignment_acting_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(acting_for=None) | ~models.Q(acting_for=models.F("user")),
                name="assignment_acting_for_another",
            ),
        ]
