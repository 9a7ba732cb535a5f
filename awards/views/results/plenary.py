"""Plenaries of a round at `/penghargaan/putaran/<id>/pleno/`: meetings, decisions, and the Berita Acara Pleno."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import may_in, round_for
from awards.actions.results.plenary import hold_plenary, minute_decision
from awards.enums import RoundStage
from awards.forms.plenary import DecisionForm, PlenaryForm
from awards.models import Plenary, Round
from awards.queries.jury.visibility import sight_of
from awards.queries.results.plenary import entries_of, minutes_of, plenaries_of, seats_of
from awards.queries.results.published import is_public
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import categories_of
from coverage.errors import CoverageError
from coverage.views.parameters import choice_in
from coverage.views.printing import pdf_answer


def reached(request: HttpRequest, number: int, ability: Ability = Ability.PUBLISH_RESULTS) -> Round:
    return round_for(cast(User, request.user), ability, number, now())


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plenaries(request: HttpRequest, number: int) -> HttpResponse:
    """Show the plenaries of a round, and note that one was held."""
    if request.method != "POST":
        return page(request, reached(request, number))
    round_ = reached(request, number, Ability.RUN_ROUNDS)
    form = PlenaryForm(request.POST, seats=seats_of(round_))
    if form.is_valid():
        told = form.cleaned_data
        try:
            held = hold_plenary(
                round_=round_, held_at=form.held_at(round_.time_zone), place=told["tempat"], guests=told["tamu"],
                present=told["hadir"], by=cast(User, request.user), at=now(),
            )  # fmt: skip
            messages.success(request, _("Rapat pleno ke-%(number)s tercatat.") % {"number": held.number})
            return redirect("awards:plenaries", number)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, round_, 422, form=form)


@require_POST
@login_required
def decide(request: HttpRequest, number: int, meeting: int) -> HttpResponse:
    """Add a decision to the minutes of a plenary."""
    round_ = reached(request, number, Ability.RUN_ROUNDS)
    plenary = meeting_of(round_, meeting)
    form = DecisionForm(request.POST, choices=choices_of(round_))
    if form.is_valid():
        category, entry = form.about
        text, by = form.cleaned_data["keputusan"], cast(User, request.user)
        try:
            minute_decision(plenary=plenary, category=category, entry=entry, text=text, by=by, at=now())
            messages.success(request, _("Keputusan rapat pleno tercatat."))
            return redirect("awards:plenaries", number)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, round_, 422, decision_form=form)


def meeting_of(round_: Round, meeting: int) -> Plenary:
    """Return the plenary of that number; raise Http404 where there is none."""
    found = Plenary.objects.filter(round=round_, number=meeting).select_related("round__region", "noted_by").first()
    if found is None:
        raise Http404
    return found


def choices_of(round_: Round) -> list[Any]:
    return [(category, entries_of(round_, category)) for category in categories_of(round_)]


def page(request: HttpRequest, round_: Round, status: int = 200, **forms: Any) -> HttpResponse:
    """Answer with all plenaries; `forms` are those that came back with something to correct."""
    held = [minutes_of(plenary) for plenary in plenaries_of(round_)]
    user = cast(User, request.user)
    has_begun = timetable(round_, now()).has_passed(RoundStage.INTERVIEW)
    undecided = [one for one in choices_of(round_) if not is_public(round_, one[0], now())]
    context = {
        "round": round_,
        "held": held,
        "sees_order": sight_of(user, round_, now()).sees_order,
        "may_run": may_in(user, Ability.RUN_ROUNDS, round_, now()),
        "form": PlenaryForm(seats=seats_of(round_)) if has_begun else None,
        "decision_form": DecisionForm(choices=undecided) if undecided else None,
    }
    return render(request, "awards/results/plenary.html", context | forms, status=status)


def told(request: HttpRequest, number: int, meeting: int) -> dict[str, Any]:
    """Return what the Berita Acara says: as the last act left it, or the one that the address asks for (`versi`)."""
    round_ = reached(request, number)
    if not sight_of(cast(User, request.user), round_, now()).sees_order:
        raise PermissionDenied(
            _("Anda duduk dalam tim penilai putaran ini, jadi urutannya tampil setelah hasilnya terbit.")
        )
    last = minutes_of(meeting_of(round_, meeting))
    versions = {str(version): version for version in range(1, last.version + 1)}
    version = choice_in(request.GET, "versi", versions, str(last.version))
    return {"round": round_, "minutes": minutes_of(last.plenary, version), "last": last.version}


@require_safe
@login_required
def minutes(request: HttpRequest, number: int, meeting: int) -> HttpResponse:
    """Show the Berita Acara Pleno as it is printed from the browser."""
    return render(request, "awards/results/plenary_minutes.html", told(request, number, meeting))


@require_safe
@login_required
def minutes_pdf(request: HttpRequest, number: int, meeting: int) -> HttpResponse:
    """Answer with the Berita Acara Pleno as PDF, or with the page that can be printed."""
    context = told(request, number, meeting)
    name = f"berita-acara-pleno-{context['round'].region.code}-{meeting}.pdf"
    way = ("awards:plenary_minutes", number, meeting)
    return pdf_answer(request, "awards/results/paper/plenary_minutes.html", context, name, way)
