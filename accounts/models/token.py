"""Keys with which programs act for a person."""

from django.db import models
from django.db.models import F, Q

from accounts.models.assignment import Assignment
from accounts.models.user import User


class Token(models.Model):
    """A key with which a program acts for a person until a day; only the hash of its secret is kept.

    It holds those of the person's roles that it was made with, while they last: `assignments`. A role given later, or
    given anew after it ended, is not among them. `used_at` and `used_from` tell of the last use.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    assignments = models.ManyToManyField(Assignment, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    used_from = models.CharField(max_length=45, blank=True)
    window_began_at = models.DateTimeField(null=True)
    asked_in_window = models.PositiveIntegerField(default=0)
    """Requests since `window_began_at`, by which a program that asks too much is held."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="token_lasts_some_time"),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
        ]
