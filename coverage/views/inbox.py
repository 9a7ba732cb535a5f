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


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the tasks of the person by group; each count is that of its list. First what an office still needs."""
    user, at = cast(User, request.user), now()
    unfinished = [one for one in checklists(user, at) if not one.is_done]
    return render(request, "coverage/inbox.html", {"inbox": inbox_of(user, at), "unfinished": unfinished})
