"""The targets of a region and year: proposed by who is graded, approved by the head, accepted by the level above."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage.actions.denominators import (
    Proposal,
    accept_denominator,
    approve_denominator,
    propose_denominators,
)
from coverage.errors import CoverageError
from coverage.forms.targets import ProposeForm
from coverage.models import Denominator
from coverage.queries.targets import targets_of
from coverage.queries.working_year import working_year
from coverage.views.parameters import year_in
from regions.models import Region
from regions.queries.tree import time_zone


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """Show all versions of a year, and propose a new one."""
    user, at = cast(User, request.user), timezone.now()
    is_proposal = request.method == "POST"
    ability = Ability.PROPOSE_TARGET if is_proposal else Ability.READ_DRAFT
    region = access.region_for(user, ability, code, at)
    year = year_in(request.POST if is_proposal else request.GET, working_year(region) or at.year)
    form = ProposeForm(request.POST or None, targets=targets_of(region, year))
    if is_proposal and form.is_valid():
        try:
            propose_denominators(proposals=[Proposal(**form.proposed())], by=user, at=at)
            messages.success(request, _("Target diusulkan. Berikutnya: disetujui pengesah, lalu diterima provinsi."))
            return redirect(address(region, year))
        except CoverageError as error:
            form.add_error(None, error.message)
    return targets_page(request, region, year, at, form)


@require_POST
@login_required
def approve(request: HttpRequest, code: str, target: int) -> HttpResponse:
    """Approve a proposed target as the head."""
    return step(request, code, target, Ability.APPROVE_TARGET, approve_denominator)


@require_POST
@login_required
def accept(request: HttpRequest, code: str, target: int) -> HttpResponse:
    """Accept an approved target as the level above; published months get a new version."""
    return step(request, code, target, Ability.ACCEPT_TARGET, accept_denominator)


def step(
    request: HttpRequest, code: str, target: int, ability: Ability, act: Callable[..., Denominator]
) -> HttpResponse:
    """Take one step with a target of the region; what was refused is told on the page."""
    user, at = cast(User, request.user), timezone.now()
    region = access.region_for(user, ability, code, at)
    row = Denominator.objects.filter(pk=target, region=region).first()
    if row is None:
        raise Http404
    try:
        row = act(denominator=row, by=user, at=at)
        told = _("Target %(year)s %(region)s: %(state)s.")
        messages.success(request, told % {"year": row.year, "region": region.name, "state": row.get_state_display()})
    except CoverageError as error:
        messages.error(request, error.message)
    return redirect(address(region, row.year))


def address(region: Region, year: int) -> str:
    return f"{reverse('coverage:targets', args=[region.code])}?tahun={year}"


def targets_page(request: HttpRequest, region: Region, year: int, at: datetime, form: ProposeForm) -> HttpResponse:
    """Show a region's year with what the person may do."""
    user = cast(User, request.user)
    may: dict[str, Any] = {
        name: access.may(user, ability, region, at)
        for name, ability in (
            ("may_propose", Ability.PROPOSE_TARGET),
            ("may_approve", Ability.APPROVE_TARGET),
            ("may_accept", Ability.ACCEPT_TARGET),
        )
    }
    page = {"region": region, "zone": str(time_zone(region)), "page": form.targets, "form": form} | may
    return render(request, "coverage/targets.html", page | {"years": (year - 1, year + 1)})
