"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Store and return a user; without `password` nobody can sign in as this user."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person, never an office: roles come from assignments, so nobody has to share an account."""

    username = models.CharField(
        _("nama pengguna"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", _("Pakai huruf kecil, angka, titik, atau garis."))],
    )
    name = models.CharField(_("nama"), max_length=120)
    email = models.EmailField(_("alamat surel"), blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(null=True)
    second_factor_reset_at = models.DateTimeField(null=True)
    second_factor_reset_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    """Who took a lost second factor away, until the person has been told of it at the next sign-in."""

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_once_whatever_the_case"),
            models.CheckConstraint(condition=~models.Q(username=""), name="user_username_not_empty"),
            models.CheckConstraint(
                condition=models.Q(second_factor_reset_at=None, second_factor_reset_by=None)
                | models.Q(second_factor_reset_at__isnull=False, second_factor_reset_by__isnull=False),
                name="user_second_factor_reset_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class Invitation(models.Model):
    """A one-use link with which an invited person sets the password; only the hash of its token is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="invitation_lasts_some_time"
            )
        ]
