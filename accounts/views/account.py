"""One's own account: password, second factor, where one is signed in."""

from typing import Any, cast

from allauth.account.views import PasswordChangeView
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import access
from accounts.abilities import Role
from accounts.actions.users import end_sessions
from accounts.enums import ROLE_LABELS
from accounts.models import User
from accounts.queries.sessions import open_sessions
from paritrana import formatting


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show what one may do where, and where one is signed in."""
    user, at = cast(User, request.user), timezone.now()
    roles = [
        {
            "label": ROLE_LABELS[Role(held.role)],
            "region": held.region,
            "until": held.until,
            "acting": held.get_acting_display(),
            "acting_for": held.acting_for,
        }
        for held in access.assignments(user, at)
    ]
    zone, open_now = access.clock_of(user, at), open_sessions(user, request.session.session_key, at)
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    page = {
        "roles": roles,
        "has_second_factor": Authenticator.Type.TOTP in kinds,
        "sessions": [
            (one, formatting.moment(one.began_at, zone), formatting.moment(one.seen_at, zone)) for one in open_now
        ],
    }
    return render(request, "accounts/account.html", page)


@require_POST
@login_required
def end_session(request: HttpRequest, name: str) -> HttpResponse:
    """End one of one's own sessions; this one is ended by signing out."""
    user, at = cast(User, request.user), timezone.now()
    found = [
        one.key for one in open_sessions(user, request.session.session_key, at) if one.name == name and not one.is_this
    ]
    if not found:
        raise Http404
    end_sessions(user=user, keys=found, by=user, at=at)
    messages.success(request, _("Sesi itu sudah diakhiri. Perangkatnya harus masuk lagi."))
    return redirect("account")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    user, at = cast(User, request.user), timezone.now()
    others = [one.key for one in open_sessions(user, request.session.session_key, at) if not one.is_this]
    ended = end_sessions(user=user, keys=others, by=user, at=at)
    if ended:
        messages.success(request, _("Semua sesi lain sudah diakhiri."))
    return redirect("account")


class ChangePassword(PasswordChangeView):
    """A new password, with its audit entry and the end of all other sessions in one transaction."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
        return response
