"""More time for one report: the office asks, the province answers, both see the whole exchange."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.extensions import ask_extension, decide_extension
from coverage.enums import ExtensionState
from coverage.errors import CoverageError
from coverage.forms.deadlines import AskForm, DecideForm
from coverage.models import Report
from coverage.views.report import read
from regions.queries.tree import time_zone


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extension(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show what was asked and answered, and ask for more time."""
    user, report = cast(User, request.user), read(request, code, period)
    form = AskForm(request.POST or None)
    if request.method == "POST":
        access.require(user, Ability.ASK_EXTENSION, report.region, now(), months.last_day(report.month))
        if form.is_valid():
            until = form.until(str(time_zone(report.region)))
            try:
                ask_extension(report=report, until=until, reason=form.cleaned_data["reason"], by=user, at=now())
                messages.success(request, _("Permintaan perpanjangan waktu sudah dikirim kepada verifikator provinsi."))
                return redirect("coverage:extension", code, period)
            except CoverageError as error:
                form.add_error(None, error.message)
    return extension_page(request, report, form=form)


@require_POST
@login_required
def decide(request: HttpRequest, code: str, period: str, extension: int) -> HttpResponse:
    """Grant or refuse more time."""
    user, report = cast(User, request.user), read(request, code, period)
    access.require(user, Ability.GRANT_EXTENSION, report.region, now(), months.last_day(report.month))
    asked, form = report.extensions.filter(pk=extension).first(), DecideForm(request.POST)
    if asked is None:
        raise Http404
    if form.is_valid():
        answer, is_granted = form.cleaned_data["answer"], form.is_granted
        try:
            decide_extension(extension=asked, is_granted=is_granted, answer=answer, by=user, at=now())
            messages.success(request, _("Keputusan atas perpanjangan waktu tersimpan."))
            return redirect("coverage:extension", code, period)
        except CoverageError as error:
            form.add_error(None, error.message)
    return extension_page(request, report, decide_form=form)


def extension_page(request: HttpRequest, report: Report, **forms: Any) -> HttpResponse:
    """Show the exchange about one report; `forms` are those that came back with something to correct."""
    user, at, on = cast(User, request.user), now(), months.last_day(report.month)
    asked = list(report.extensions.select_related("asked_by", "decided_by").order_by("-pk"))
    waiting = any(one.state == ExtensionState.ASKED for one in asked)
    may_ask = access.may(user, Ability.ASK_EXTENSION, report.region, at, on)
    page = {
        "report": report,
        "region": report.region,
        "zone": str(time_zone(report.region)),
        "asked": asked,
        "may_ask": may_ask and report.is_open and not waiting,
        "may_decide": access.may(user, Ability.GRANT_EXTENSION, report.region, at, on),
        "form": AskForm(),
        "decide_form": DecideForm(),
    }
    return render(request, "coverage/extension.html", page | forms)
