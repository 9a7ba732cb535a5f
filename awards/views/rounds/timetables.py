"""Where a secretariat opens its round, sets the days of its stages and gives a stage more time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import keeps_awards, runs_rounds, timetable_for
from awards.actions.rounds.opening import open_round
from awards.actions.rounds.timetables import extend_stage, set_stages
from awards.enums import RoundStage
from awards.forms.rounds import ExtensionForm, SeenForm, StagesForm
from awards.models import Round
from awards.queries.rounds.pages import round_row
from awards.queries.rounds.timetables import proposal, stored_days
from awards.queries.settings.categories import behind
from awards.views.rounds.public import edition_or_404
from coverage.errors import CoverageError
from regions.models import Region

OBJECTION_DAYS = 3


def region_to_run(user: User, code: str, at: datetime) -> Region:
    """Return the region whose rounds `user` runs; raise OutOfReach or PermissionDenied."""
    found = Region.objects.filter(code=code).first()
    if found and runs_rounds(user, found, at):
        return found
    access.region_for(user, Ability.RUN_ROUNDS, code, at)
    raise PermissionDenied  # the nation's secretariat, of a province


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_one(request: HttpRequest, programme: str, year: int, code: str) -> HttpResponse:
    """Propose the timetable of a new round, and open it."""
    user, at = cast(User, request.user), now()
    region, edition = region_to_run(user, code, at), edition_or_404(programme, year)
    days = proposal(edition, region, access.day_of(at) + timedelta(days=1), OBJECTION_DAYS)
    typed = request.POST if request.method == "POST" else None
    form = StagesForm(typed, days=days)
    if form.is_valid():
        try:
            made = open_round(edition=edition, region=region, days=form.days(), by=user, at=at)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, getattr(error, "reasons", [error.message]))
        else:
            messages.success(request, _("Putaran %(name)s dibuka.") % {"name": region.name})
            return redirect("awards:round", made.pk)
    page = {"edition": edition, "region": region, "form": form}
    return render(request, "awards/rounds/open_round.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def timetable(request: HttpRequest, number: int) -> HttpResponse:
    """Show the days of a round's stages and set those to come."""
    user, at = cast(User, request.user), now()
    round_ = timetable_for(user, number, at)
    if request.method != "POST":
        return timetable_page(request, round_, at)
    form, seen = stages_form(round_, at, request.POST), SeenForm(request.POST)
    if form.is_valid() and seen.is_valid():
        try:
            set_stages(round_=round_, days=form.days(), seen=seen.cleaned_data["seen"], by=user, at=at)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Jadwal tersimpan."))
            return redirect("awards:timetable", round_.pk)
    return timetable_page(request, round_, at, form=form)


@require_POST
@login_required
def extend(request: HttpRequest, number: int) -> HttpResponse:
    """Give a stage more time, with a reason."""
    user, at = cast(User, request.user), now()
    round_ = timetable_for(user, number, at)
    form = ExtensionForm(request.POST, stages=extendable(round_, at))
    if form.is_valid():
        told = form.cleaned_data
        try:
            extend_stage(
                round_=round_, stage=RoundStage(told["stage"]), last=told["last"], reason=told["reason"],
                seen=told["seen"], by=user, at=at, move_later=told["move_later"],
            )  # fmt: skip
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Tahap %(name)s diperpanjang.") % {"name": RoundStage(told["stage"]).label})
            return redirect("awards:timetable", round_.pk)
    return timetable_page(request, round_, at, extension=form)


def extendable(round_: Round, at: datetime) -> Mapping[RoundStage, str]:
    """Return the stages that are not past, by name; the one that runs first."""
    return {row.stage: str(row.stage.label) for row in round_row(round_, at).stages if row.state != "past"}


def stages_form(round_: Round, at: datetime, typed: QueryDict | None = None) -> StagesForm:
    """Return the form of the stages that have not begun."""
    begun = [row.stage for row in round_row(round_, at).stages if row.state != "later"]
    return StagesForm(typed, days=stored_days(round_), begun=begun)


def timetable_page(request: HttpRequest, round_: Round, at: datetime, **forms: object) -> HttpResponse:
    """Show the timetable; `forms` are those that came back with something to correct."""
    page = {
        "round": round_,
        "edition": round_.edition,
        "row": round_row(round_, at),
        "form": stages_form(round_, at),
        "extension": ExtensionForm(stages=extendable(round_, at), initial={"seen": round_.version}),
        "behind": behind(round_) if keeps_awards(cast(User, request.user), at) else [],
    }
    return render(request, "awards/rounds/timetable.html", page | forms, status=422 if forms else 200)
