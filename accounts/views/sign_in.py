"""Sign in and out."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import client_address
from accounts.actions.sign_in import ADDRESS_WINDOW, Answer, Try, take_back, take_try
from accounts.models import SignInTries
from accounts.queries.people import is_username


class SignIn(LoginView):
    """The sign-in page. Each try is counted before its password is looked at."""

    attempt: Try | None = None
    held = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        username = request.POST.get("login", "").strip().lower()
        if username and request.POST.get("password"):
            self.attempt = Try(username, client_address(request))
            answer = take_try(attempt=self.attempt, at=timezone.now())
            if answer is Answer.FLOOD:
                return too_many(request)
            self.held = answer is Answer.HELD
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "held": self.held}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.attempt:
            take_back(attempt=self.attempt, at=timezone.now())
        response: HttpResponse = super().form_valid(form)
        return response


class SignOut(LogoutView):
    """Asks before signing out; what the browser has kept of typed figures goes with it."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer an address from which far too many sign-ins failed."""
    told = _("Dari alamat internet Anda terlalu banyak percobaan masuk yang gagal. Tunggu satu jam, lalu coba lagi.")
    page = {"title": _("Terlalu banyak percobaan masuk"), "told": told}
    response = render(request, "accounts/refused.html", page, status=429)
    response["Retry-After"] = str(int(ADDRESS_WINDOW.total_seconds()))
    return response


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """Answer a sign-in within a lock like any that failed: the form with its one text, so that a lock tells nothing."""
    return response


def name_kept(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return by what name axes keeps a try: that of a person, else a digest, since it may be a password or a NIK."""
    typed = str((credentials or {}).get("username") or "")
    return typed if is_username(typed) else Try(typed, "").digest(SignInTries.Scope.NAME)


def closed(request: HttpRequest) -> HttpResponse:
    """Stand for pages that allauth would have and the portal has not: sign-up, mail addresses, reset by mail."""
    raise Http404
