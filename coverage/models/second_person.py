"""Requests that a second person applies, takes back or restores an import, where one person alone may not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coverage.enums import SecondAct, SecondState
from coverage.models.upload import Upload

USER = settings.AUTH_USER_MODEL

BY_SOMEONE = [SecondState.APPROVED, SecondState.REFUSED, SecondState.WITHDRAWN]


class SecondRequest(models.Model):
    """Someone asks that another person applies an upload, takes it back or restores it, after looking at it too.

    `about` holds the months that made it necessary, as [month, what is judged by it]; `partly` is of applying, `reason`
    of taking back and restoring. Who asked can withdraw it, and nobody else; who approves or refuses it is another
    person. It lapses, by nobody, where what it asks for was done without it or can no longer be done.
    """

    upload = models.ForeignKey(Upload, models.PROTECT, related_name="second_requests")
    act = models.CharField(max_length=10, choices=SecondAct)
    state = models.CharField(max_length=10, choices=SecondState, default=SecondState.ASKED)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    about = models.JSONField()
    partly = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["upload"], condition=Q(state=SecondState.ASKED), name="secondrequest_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(state=SecondState.ASKED, answered_by=None, answered_at=None)
                | Q(state=SecondState.LAPSED, answered_by=None, answered_at__isnull=False)
                | Q(state__in=BY_SOMEONE, answered_by__isnull=False, answered_at__isnull=False),
                name="secondrequest_answered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SecondState.APPROVED, SecondState.REFUSED]) | ~Q(answered_by=F("asked_by")),
                name="secondrequest_answered_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=SecondState.WITHDRAWN) | Q(answered_by=F("asked_by")),
                name="secondrequest_withdrawn_by_who_asked",
            ),
        ]
