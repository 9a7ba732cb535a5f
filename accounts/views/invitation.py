"""Accept an invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.users import accept_invitation, open_invitation
from accounts.errors import InvitationSpent
from accounts.forms import InvitationForm


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose name and password; then they sign in like everyone."""
    at = timezone.now()
    try:
        form = InvitationForm(request.POST or None, user=open_invitation(token, at).user)
        if request.method == "POST" and form.is_valid():
            told = form.cleaned_data
            accept_invitation(token=token, name=told["name"], password=told["password1"], at=at)
            messages.success(request, _("Kata sandi sudah tersimpan. Masuk dengan nama pengguna dan kata sandi Anda."))
            return redirect("account_login")
        response = render(request, "accounts/invitation.html", {"form": form, "person": form.user})
    except InvitationSpent as error:
        page = {"title": _("Tautan tidak berlaku lagi"), "told": error.message}
        response = render(request, "accounts/refused.html", page, status=410)
    response["Referrer-Policy"] = "strict-origin"  # the address holds the secret; no-referrer would break the form
    return response
