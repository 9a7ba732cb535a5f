"""Mulai di sini: what each office still needs before its first month can be public."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.models import User
from coverage.queries.first_steps import checklists


@require_safe
@login_required
def first_steps(request: HttpRequest) -> HttpResponse:
    """Show the first steps of each office of the person."""
    return render(request, "coverage/first_steps.html", {"checklists": checklists(cast(User, request.user), now())})
