"""The second factor: switched on, and with it ten recovery codes, shown this once and by no later page."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User


def unused_codes(user: User) -> list[str]:
    """Return the recovery codes that are left; raise Http404 for who has none."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if kept is None:
        raise Http404
    return list(kept.wrap().get_unused_codes())


def new_codes(request: HttpRequest) -> HttpResponse:
    """Answer the form that made the codes with the codes themselves: no page that is merely opened ever shows them."""
    codes = unused_codes(cast(User, request.user))
    return render(request, "mfa/recovery_codes/index.html", {"unused_codes": codes, "can_view_codes": True})


class ActivateSecondFactor(ActivateTOTPView):
    """Shows the secret as a picture and takes the first code of the app."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return new_codes(self.request) if self.did_generate_recovery_codes else response


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Replaces the recovery codes, whose paper may be lost."""

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        return new_codes(self.request)


@require_safe
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Tell how many recovery codes are left."""
    page = {"unused_codes": unused_codes(cast(User, request.user)), "can_view_codes": False}
    return render(request, "mfa/recovery_codes/index.html", page)
