"""What waits for the person who is signed in, at `/kerja/`."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.models import User
from coverage.queries.first_steps import checklists
from coverage.queries.inbox import inbox_of
from coverage.queries.waiting import waiting_elsewhere


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the tasks of the person by group; each count is that of its list. First what an office still needs."""
    user, at = cast(User, request.user), now()
    unfinished = [one for one in checklists(user, at) if not one.is_done]
    inbox, elsewhere = inbox_of(user, at), waiting_elsewhere(user, at)
    told = {"inbox": inbox, "elsewhere": elsewhere, "total": inbox.total + len(elsewhere), "unfinished": unfinished}
    return render(request, "coverage/inbox.html", told)
