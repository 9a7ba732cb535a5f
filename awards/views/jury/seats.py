"""The jury of a round: who sits in it by which decree; the secretariat appoints and lets go."""

from datetime import datetime
from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.forms import ReasonForm
from accounts.models import User
from awards.access import READERS, may_in, round_for, round_for_any, seat_of
from awards.actions.jury.seats import appoint, end_seat
from awards.enums import SeatRole
from awards.forms.jury import AppointForm
from awards.models import Round, Seat
from awards.queries.jury.seats import candidates, jury_of
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def jury(request: HttpRequest, number: int) -> HttpResponse:
    """Show the jury, and appoint a juror."""
    user, at = cast(User, request.user), now()
    if request.method != "POST":
        return page(request, round_for_any(user, READERS, number, at), at)
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    form = AppointForm(request.POST, people=candidates(round_, at))
    if form.is_valid():
        told = {**form.cleaned_data, "role": SeatRole(form.cleaned_data["role"])}
        try:
            seat = appoint(round_=round_, by=user, at=at, **told)
            messages.success(request, _("%(name)s sudah diangkat menjadi penilai.") % {"name": seat.user})
            return redirect("awards:jury", number)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, round_, at, 422, form=form)


@require_POST
@login_required
def end(request: HttpRequest, number: int, seat: int) -> HttpResponse:
    """End the seat of a juror, with a reason; who does so proves anew who he is (ten minutes)."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    found = get_object_or_404(Seat.objects.select_related("round__region", "user"), round=round_, pk=seat)
    raise_if_reauthentication_required(request, app="account")
    form = ReasonForm(request.POST, prefix=f"akhiri-{seat}")
    if form.is_valid():
        try:
            end_seat(seat=found, reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, _("Tugas %(name)s sebagai penilai sudah berakhir.") % {"name": found.user})
            return redirect("awards:jury", number)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, round_, at, 422, typed={seat: form})


def page(request: HttpRequest, round_: Round, at: datetime, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the jury; `typed` are forms that end a seat and came back with something to correct."""
    user, typed = cast(User, request.user), more.pop("typed", {})
    found, may_appoint = jury_of(round_), may_in(user, Ability.RUN_ROUNDS, round_, at)
    rows = [(seat, typed.get(seat.pk) or ReasonForm(prefix=f"akhiri-{seat.pk}")) for seat in found.seated]
    context = {
        "round": round_,
        "rows": rows,
        "ended": found.ended,
        "own_pseudonym": own.pseudonym if (own := seat_of(user, round_)) else "",
        "may_appoint": may_appoint,
        "form": AppointForm(people=candidates(round_, at)) if may_appoint else None,
    }
    return render(request, "awards/jury/jury.html", context | more, status=status)
