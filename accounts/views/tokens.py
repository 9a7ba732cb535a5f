"""Keys with which one's programs act: listed, made and shown once, revoked."""

from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.actions.tokens import Made, make_token, revoke_token
from accounts.errors import AccountsError
from accounts.forms import TokenForm
from accounts.models import User
from accounts.queries.tokens import tokens_of
from paritrana import formatting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's keys; make another, whose secret the answer shows, this once."""
    user, at = cast(User, request.user), timezone.now()
    form = TokenForm(request.POST or None)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="account")
        if form.is_valid():
            try:
                told = form.cleaned_data
                return shown_once(request, make_token(user=user, name=told["name"], days=told["days"], at=at))
            except AccountsError as error:
                form.add_error(None, error.message)
    zone = access.clock_of(user, at)
    listed = [
        {
            "token": token,
            "ends": formatting.moment(token.ends_at, zone),
            "used": formatting.moment(token.used_at, zone) if token.used_at else "",
            "is_over": token.ends_at <= at,
        }
        for token in tokens_of(user)
    ]
    return render(request, "accounts/tokens.html", {"form": form, "tokens": listed})


def shown_once(request: HttpRequest, made: Made) -> HttpResponse:
    """Answer the form that made a key with the key itself: no page that is merely opened ever shows it."""
    zone = access.clock_of(made.token.user, made.token.made_at)
    page = {"made": made, "ends": formatting.moment(made.token.ends_at, zone)}
    return render(request, "accounts/token_made.html", page)


@require_POST
@login_required
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Let one of one's keys let nobody in any more."""
    user, at = cast(User, request.user), timezone.now()
    found = next((one for one in tokens_of(user) if one.pk == token), None)
    if found is None:
        raise Http404
    raise_if_reauthentication_required(request, app="account")
    revoke_token(token=found, by=user, at=at)
    messages.success(
        request, _("Kunci %(name)s sudah dicabut. Program itu tidak dapat masuk lagi.") % {"name": found.name}
    )
    return redirect("tokens")
