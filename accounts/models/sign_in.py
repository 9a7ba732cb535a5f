"""How often a sign-in was tried."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInTries(models.Model):
    """Sign-ins that were tried and not yet found right, counted before the password is looked at.

    Counting first is what keeps the limits when hundreds of guesses arrive at once. Names and addresses are kept only
    as digests: what is typed into a field for names may be a password.
    """

    class Scope(models.TextChoices):
        PAIR = "pair", _("nama dan alamat")
        NAME = "name", _("nama")
        ADDRESS = "address", _("alamat")
        KNOWN = "known", _("alamat yang dikenal")  # the person has signed in from there before
        TOKEN = "token", _("alamat, dengan kunci program")

    scope = models.CharField(max_length=8, choices=Scope)
    digest = models.CharField(max_length=64)
    tries = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "digest"], name="sign_in_tries_once"),
            models.CheckConstraint(
                condition=models.Q(scope__in=["pair", "name", "address", "known", "token"]),
                name="sign_in_tries_scope_is_known",
            ),
        ]
