"""Conflicts of interest of a round: jurors declare; the secretariat asks to lift or uphold, an administrator agrees."""

from collections.abc import Callable
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
from awards.access import READERS, may_in, round_for, round_for_any, seat_for, seat_of
from awards.actions.jury.conflicts import LONGEST_NOTE, ask_lift, declare, lift
from awards.actions.jury.late_conflicts import back, uphold
from awards.enums import ConflictKind
from awards.forms.jury import declared_pairs
from awards.jury_errors import ConflictRefused
from awards.models import Conflict, Round
from awards.queries.jury.conflicts import conflicts_of, declarations
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conflicts(request: HttpRequest, number: int) -> HttpResponse:
    """Show the conflicts of a round (a juror's own to a juror), and take the declaration of a juror."""
    user, at = cast(User, request.user), now()
    if request.method != "POST":
        return page(request, round_for_any(user, READERS, number, at), at)
    seat = seat_for(user, number, at)
    ticked, note = request.POST.getlist("benturan"), request.POST.get("keterangan", "").strip()
    told = declared_pairs(ticked)
    try:
        if told is None:
            raise ConflictRefused("foreign")
        is_all = request.POST.get("selain_itu_tidak_ada") == "1"
        declare(seat=seat, told=told, note=note, is_all=is_all, by=user, at=at)
    except (CoverageError, AccountsError) as error:
        return page(request, seat.round, at, 422, refused=error.message, ticked=set(ticked), note=note)
    messages.success(request, _("Pernyataan Anda tersimpan."))
    return redirect("awards:conflicts", number)


@require_POST
@login_required
def ask(request: HttpRequest, number: int, conflict: int) -> HttpResponse:
    """Ask that a conflict be lifted."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    found, form = conflict_in(round_, conflict), ReasonForm(request.POST, prefix=f"cabut-{conflict}")
    if not form.is_valid():
        return page(request, round_, at, 422, typed={conflict: form})
    asked = {"conflict": found, "reason": form.cleaned_data["reason"], "by": user, "at": at}
    return answer(request, round_, at, lambda: ask_lift(**asked), _("Pencabutan diminta. Administrator memutuskannya."))


@require_POST
@login_required
def agree(request: HttpRequest, number: int, conflict: int) -> HttpResponse:
    """Agree that a conflict is lifted; who does so proves anew who he is (ten minutes)."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.LIFT_CONFLICTS, number, at)
    found = conflict_in(round_, conflict)
    raise_if_reauthentication_required(request, app="account")
    told = _("Benturan kepentingan dicabut. Penilai itu ikut menilai lagi bila tidak ada benturan lain.")
    return answer(request, round_, at, lambda: lift(conflict=found, by=user, at=at), told)


@require_POST
@login_required
def back_late(request: HttpRequest, number: int, conflict: int) -> HttpResponse:
    """Ask that a conflict that came late takes effect."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    found = conflict_in(round_, conflict)
    told = _("Permintaan tersimpan. Administrator yang memutuskan apakah benturan kepentingan ini berlaku.")
    return answer(request, round_, at, lambda: back(conflict=found, by=user, at=at), told)


@require_POST
@login_required
def uphold_late(request: HttpRequest, number: int, conflict: int) -> HttpResponse:
    """Agree that a conflict that came late takes effect; who does so proves anew who he is (ten minutes)."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.LIFT_CONFLICTS, number, at)
    found = conflict_in(round_, conflict)
    raise_if_reauthentication_required(request, app="account")
    told = _("Benturan kepentingan berlaku. Nilai penilai itu untuk peserta ini tidak dihitung lagi.")
    return answer(request, round_, at, lambda: uphold(conflict=found, by=user, at=at), told)


def conflict_in(round_: Round, number: int) -> Conflict:
    return get_object_or_404(Conflict, seat__round=round_, pk=number)


def answer(request: HttpRequest, round_: Round, at: datetime, act: Callable[[], object], told: str) -> HttpResponse:
    """Do an act and go back to the page, or show the page with the reason of the refusal."""
    try:
        act()
    except (CoverageError, AccountsError) as error:
        return page(request, round_, at, 422, refused=error.message)
    messages.success(request, told)
    return redirect("awards:conflicts", round_.pk)


def page(request: HttpRequest, round_: Round, at: datetime, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the page: to a juror what is his, to the secretariat and an administrator all."""
    user, typed = cast(User, request.user), more.pop("typed", {})
    seat = seat_of(user, round_)
    found = conflicts_of(round_, seat)
    context = {
        "round": round_,
        "seat": seat,
        "kinds": ConflictKind.choices,
        "entries": declarations(round_, seat, more.pop("ticked", set())) if seat else (),
        "rows": [(one, typed.get(one.pk) or ReasonForm(prefix=f"cabut-{one.pk}")) for one in found],
        "may_ask": may_in(user, Ability.RUN_ROUNDS, round_, at),
        "may_lift": may_in(user, Ability.LIFT_CONFLICTS, round_, at),
        "longest": LONGEST_NOTE,
    }
    return render(request, "awards/jury/conflicts.html", context | more, status=status)
