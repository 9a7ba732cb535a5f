"""The firms of a round's area at `…/badan-usaha/`: the list, one more, one changed."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import round_for
from awards.actions.entrants.firms import FirmTold, save_firm
from awards.entry_errors import EntryRefused
from awards.forms.entries import FirmForm
from awards.models import Firm, Round
from awards.queries.entrants.listing import firms_of
from awards.queries.rounds.areas import region_in
from awards.queries.rounds.stages import timetable
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firms(request: HttpRequest, number: int) -> HttpResponse:
    """Show the firms of the round's area, and keep another."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    form = FirmForm(request.POST or None)
    if request.method == "POST" and (answer := saved(request, round_, form)):
        return answer
    status = 422 if form.errors else 200
    page = {
        "round": round_,
        "firms": firms_of(round_, access.day_of(now())),
        "form": form,
        "times": timetable(round_, now()),
    }
    return render(request, "awards/entrants/firms.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firm(request: HttpRequest, number: int, firm: int) -> HttpResponse:
    """Show one firm as it is kept, and change it."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    known = {one.pk for one in firms_of(round_, access.day_of(now()))}
    row = get_object_or_404(Firm.objects.filter(pk__in=known).select_related("region"), pk=firm)
    told = {name: getattr(row, name) for name in ("npp", "name", "size", "sector", "contact")}
    form = FirmForm(request.POST or None, initial=told | {"region": row.region.code})
    form.fields["npp"].disabled = True  # it is what the firm is known by
    if request.method == "POST" and (answer := saved(request, round_, form)):
        return answer
    status = 422 if form.errors else 200
    page = {"round": round_, "firm": row, "form": form, "times": timetable(round_, now())}
    return render(request, "awards/entrants/firm.html", page, status=status)


def saved(request: HttpRequest, round_: Round, form: FirmForm) -> HttpResponse | None:
    """Keep the firm that was typed and return the way on; None where the form has something to correct."""
    if not form.is_valid():
        return None
    told, user, at = dict(form.cleaned_data), cast(User, request.user), now()
    code = told.pop("region")
    try:
        region = region_in(round_, code, access.day_of(at))
        if region is None:
            raise EntryRefused("region", text=code)
        kept = save_firm(told=FirmTold(**told), region=region, round_=round_, by=user, at=at)
    except (CoverageError, AccountsError) as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, _("Data %(name)s tersimpan.") % {"name": kept.name})
    return redirect("awards:firms", round_.pk)
