"""People who come back: let in again after a deactivation, or after the second factor was lost."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.second_factor import reset_second_factor
from accounts.actions.users import reactivate_user
from accounts.errors import AccountsError
from accounts.forms import ReasonForm
from accounts.models import User
from accounts.views.people import add_refusal, managed, person_in, person_page


@require_POST
@login_required
def reactivate(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Let a deactivated person in again."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found, form = person_in(request, region, username, at), ReasonForm(request.POST, prefix="on")
    if form.is_valid():
        try:
            reactivate_user(user=found.user, reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, _("%(person)s dapat masuk lagi.") % {"person": found.user})
            return redirect("person", region.code, username)
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, on_form=form)


@require_POST
@login_required
def no_second_factor(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Take away the second factor of someone who lost it."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found, form = person_in(request, region, username, at), ReasonForm(request.POST, prefix="factor")
    if form.is_valid():
        try:
            reset_second_factor(user=found.user, reason=form.cleaned_data["reason"], by=user, at=at)
            told = _("Kode verifikasi %(person)s sudah dihapus. Ia masuk dengan kata sandi saja, lalu diberi tahu.")
            messages.success(request, told % {"person": found.user})
            return redirect("person", region.code, username)
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, factor_form=form)
