"""Proposals at `…/peserta/usul/` by the secretariat and at `…/usul/` by the head of a region."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import as_known, nominating_for, round_for
from awards.actions.entrants.entries import propose_entry
from awards.entry_errors import EntryRefused
from awards.enums import EntrantKind, EntryOrigin
from awards.forms.entries import NominateForm, ProposeForm
from awards.models import EntrantCategory, Firm, Round
from awards.queries.entrants.eligibility import Candidate
from awards.queries.entrants.listing import firms_of, proposed_of
from awards.queries.entrants.promotion import only_promoted
from awards.queries.rounds.areas import region_in
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import categories_of
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """Let the secretariat propose a region or a firm of the round's area."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    firms = {str(one.pk): one for one in firms_of(round_, access.day_of(at))}
    closed = only_promoted(round_)
    categories = [one for one in categories_of(round_) if one.pk not in closed]
    form = ProposeForm(request.POST or None, categories=categories, firms=list(firms.values()))
    if request.method == "POST" and form.is_valid():
        firm = firms.get(form.cleaned_data["firm"])
        if proposed(request, form, round_, EntryOrigin.SECRETARIAT, firm):
            return redirect("awards:entries", round_.pk)
    status = 422 if form.errors else 200
    page = {"round": round_, "form": form, "times": timetable(round_, at)}
    return render(request, "awards/entrants/entry_propose.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def nominate(request: HttpRequest, number: int) -> HttpResponse:
    """Let the head of a region propose it, and see what became of that."""
    user, at = cast(User, request.user), now()
    round_, regions = nominating_for(user, number, at)
    form = NominateForm(request.POST or None, categories=own_categories(round_), regions=regions)
    if request.method == "POST" and form.is_valid() and proposed(request, form, round_, EntryOrigin.REGION):
        return redirect("awards:nominate", round_.pk)
    page = {
        "round": round_,
        "form": form,
        "regions": regions,
        "times": timetable(round_, at),
        "entries": as_known(user, round_, proposed_of(round_, regions, access.day_of(at)), at),
    }
    return render(request, "awards/entrants/entry_nominate.html", page, status=422 if form.errors else 200)


def own_categories(round_: Round) -> list[EntrantCategory]:
    """Return the categories in which a region may propose itself."""
    known = [one for one in categories_of(round_) if one.kind != EntrantKind.FIRM]
    closed = only_promoted(round_)
    return [one for one in known if one.pk not in closed]


def proposed(
    request: HttpRequest, form: ProposeForm | NominateForm, round_: Round, origin: EntryOrigin, firm: Firm | None = None
) -> bool:
    """Store the proposal that was typed; False where the form has something to correct."""
    user, at = cast(User, request.user), now()
    category = next(one for one in categories_of(round_) if one.code == form.cleaned_data["category"])
    code = firm.region.code if firm else form.cleaned_data["region"]
    try:
        region = region_in(round_, code, access.day_of(at))
        if region is None:
            raise EntryRefused("region", text=code)
        candidate = Candidate(category, region, firm)
        propose_entry(round_=round_, candidate=candidate, origin=origin, by=user, at=at)
    except (CoverageError, AccountsError) as error:
        form.add_error(None, error.message)
        return False
    told = {"name": candidate.name, "category": category.name}
    messages.success(request, _("%(name)s diusulkan dalam kategori %(category)s.") % told)
    return True
