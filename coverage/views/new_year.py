"""Mulai tahun baru: what of the old year is carried over, each part ticked by the person."""

from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError, RightMissing
from accounts.models import User
from coverage.actions.new_year import Carried, begin_year
from coverage.errors import CoverageError
from coverage.forms.new_year import NewYearForm
from coverage.queries.deadlines import default_deadlines
from coverage.queries.new_year import NewYear, new_year
from coverage.views.parameters import year_in
from regions.enums import Level


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Propose what may be carried over, and do what was ticked."""
    user, at = cast(User, request.user), now()
    region = access.region_for(user, Ability.READ_DRAFT, code, at)
    if region.level not in (Level.PROVINCE, Level.REGENCY):
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    page = new_year(region, year_in(asked, at.year + 1), at)
    form = NewYearForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            carry(request, page, form)
            messages.success(request, _("Tahun %(year)s disiapkan.") % {"year": page.year})
            return redirect("coverage:first_steps")
        except RightMissing:
            raise
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    may = {
        "may_plan": access.may(user, Ability.SET_PLAN, region, at),
        "may_set": access.may(user, Ability.SET_DEADLINES, region, at),
    }
    return render(request, "coverage/new_year.html", {"region": region, "page": page, "form": form} | may)


def carry(request: HttpRequest, page: NewYear, form: NewYearForm) -> None:
    """Hand what was ticked to the action; who names deputies proves anew who he is."""
    user = cast(User, request.user)
    told, carried = form.cleaned_data, [Carried(one, until) for one, until in form.carried()]
    if carried:
        raise_if_reauthentication_required(request, app="account")
    begin_year(
        region=page.region,
        year=page.year,
        with_plan=told["plan"],
        due=default_deadlines(page.region, page.year) if told["deadlines"] and page.due else None,
        carried=carried,
        by=user,
        at=now(),
    )
