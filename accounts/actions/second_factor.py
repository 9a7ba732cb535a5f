"""A second factor that was lost: taken away by the office, and told to the person at the next sign-in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.actions.tokens import end_tokens
from accounts.actions.users import require_may_manage
from accounts.enums import Act
from accounts.errors import NoSecondFactor, OwnSecondFactor
from accounts.models import Session, User

TAKEN_AWAY = "taken_away"
"""Marks a second factor whose end is told by the act below, as done by another than its person."""


@transaction.atomic
def reset_second_factor(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Take away the second factor of someone who lost it, with its recovery codes, and end all sessions and keys.

    The password stays. Raise ReasonMissing, IdentityTyped, OwnSecondFactor, NoSecondFactor, and RightMissing where the
    person holds, held or will hold a role that `by` does not give.
    """
    refuse_bad_reason(reason)
    if user.pk == by.pk:
        raise OwnSecondFactor
    user = User.objects.select_for_update().get(pk=user.pk)
    role, region = require_may_manage(by, user, at)
    factors = list(Authenticator.objects.select_for_update().filter(user=user).order_by("pk"))
    if not factors:
        raise NoSecondFactor(str(user))
    for factor in factors:
        setattr(factor, TAKEN_AWAY, True)
        factor.delete()
    Session.objects.filter(user=user).delete()
    end_tokens(user=user, by=by, at=at)
    user.second_factor_reset_at, user.second_factor_reset_by = at, by
    user.save(update_fields=["second_factor_reset_at", "second_factor_reset_by"])
    audit.record(
        by=by,
        act=Act.SECOND_FACTOR_RESET,
        at=at,
        role=role,
        region_code=region.code,
        subject=f"user:{user.username}",
        old={"kinds": sorted(str(factor.type) for factor in factors)},
        reason=reason,
    )


@transaction.atomic
def take_reset_notice(user: User) -> tuple[User, datetime] | None:
    """Return who took the second factor away and when, once; None where nobody did since it was last told."""
    told = User.objects.select_for_update(of=("self",)).select_related("second_factor_reset_by").get(pk=user.pk)
    if told.second_factor_reset_by is None or told.second_factor_reset_at is None:
        return None
    by, at = told.second_factor_reset_by, told.second_factor_reset_at
    told.second_factor_reset_by = told.second_factor_reset_at = None
    told.save(update_fields=["second_factor_reset_at", "second_factor_reset_by"])
    return by, at
