"""An entrant's own sheet at `/penghargaan/hasil/<id>/lembar/<entry>/`: for its officials once the result is public."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.models import User
from awards.access import entry_for
from awards.models import Entry
from awards.queries.results.own_sheet import own_sheet
from awards.queries.results.published import newer_public, newest_public, public_results
from awards.views.results.page import readable


def entry_read(request: HttpRequest, number: int) -> Entry:
    """Return an entry for offices of its region and for who runs its round; raise OutOfReach or PermissionDenied."""
    user, at = cast(User, request.user), now()
    try:
        return entry_for(user, Ability.READ_DRAFT, number, at)
    except PermissionDenied:
        return entry_for(user, Ability.RUN_ROUNDS, number, at)


@require_safe
@login_required
def sheet(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Show what an entrant reads of its own result."""
    found = entry_read(request, entry)
    result = readable(request, number)
    told = own_sheet(result, found)
    if told is None:
        raise Http404
    page = {
        "sheet": told,
        "result": result,
        "round": result.round,
        "is_public": public_results(now()).filter(pk=number).exists(),
        "newer": newer_public(result, now()),
        "is_certified": told.row.is_winner and result in newest_public(result.round, now()),
    }
    return render(request, "awards/results/own_sheet.html", page)
