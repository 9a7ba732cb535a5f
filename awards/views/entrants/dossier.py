"""The dossier of an entry at `/penghargaan/peserta/<id>/`, and the decisions on it."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import abilities_about, as_known, compares, dossier_for, entry_for, may_in, reads_numbers
from awards.actions.entrants.entries import may_withdraw, withdraw_entry
from awards.actions.entrants.verification import refuse_entry, verify_entry
from awards.enums import GONE
from awards.forms.entries import DossierActForm
from awards.models import Entry
from awards.queries.entrants.dossier import dossier
from awards.queries.entrants.evidence import filing_stages, is_announced
from awards.queries.rounds.own_ways import sheet_way
from awards.queries.rounds.stages import timetable
from coverage.errors import CoverageError


@require_safe
@login_required
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show all that an entry is judged by; to a juror who steps aside its name and category alone."""
    found, is_whole = dossier_for(cast(User, request.user), number, now())
    if not is_whole:
        return render(request, "awards/entrants/dossier_closed.html", {"entry": found})
    return page(request, found)


def page(request: HttpRequest, found: Entry, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the dossier of an entry, and with the forms of what the person may do with it."""
    user, at = cast(User, request.user), now()
    abilities = abilities_about(user, found, at)
    tells = {"tells_shared": compares(user, found, at), "tells_frozen": reads_numbers(user, found.round, at)}
    told, times = dossier(found, at, **tells), timetable(found.round, at)
    context = {
        "dossier": told,
        "entry": as_known(user, found.round, [found], at)[0],
        "round": found.round,
        "page": told.page,
        "place": told.page.place if told.page else None,
        "published": told.page.published if told.page else None,
        "times": times,
        "runs": may_in(user, Ability.RUN_ROUNDS, found.round, at),
        "may_file": Ability.FILE_EVIDENCE in abilities,
        "is_open": found.state not in GONE and times.is_open(*filing_stages(found)),
        "is_public": is_announced(found, at),
        "may_withdraw": may_withdraw(found, user, at),
        "sheet": sheet_way(found, at) if {Ability.READ_DRAFT, Ability.RUN_ROUNDS} & abilities else None,
    }
    return render(request, "awards/entrants/dossier.html", context | more, status=status)


@require_POST
@login_required
def verify(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the documents are complete."""
    user, at = cast(User, request.user), now()
    found = entry_for(user, Ability.RUN_ROUNDS, number, at)
    told = _("Berkas %(name)s dinyatakan lengkap.")
    return decided(request, found, told, lambda seen, reason: verify_entry(entry=found, seen=seen, by=user, at=at))


@require_POST
@login_required
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Say why the entry does not meet the conditions."""
    user, at = cast(User, request.user), now()
    found = entry_for(user, Ability.RUN_ROUNDS, number, at)
    told = _("%(name)s dinyatakan tidak memenuhi syarat.")
    return decided(
        request, found, told, lambda seen, reason: refuse_entry(entry=found, seen=seen, reason=reason, by=user, at=at)
    )


@require_POST
@login_required
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take the entry out of its round."""
    user, at = cast(User, request.user), now()
    found = entry_for(user, Ability.FILE_EVIDENCE, number, at)
    told = _("%(name)s ditarik dari putaran ini.")
    return decided(
        request, found, told, lambda seen, reason: withdraw_entry(entry=found, seen=seen, reason=reason, by=user, at=at)
    )


def decided(request: HttpRequest, found: Entry, told: str, act: Callable[[int, str], object]) -> HttpResponse:
    """Take a decision on the version that was seen, and show the dossier, with what was refused where it was."""
    form = DossierActForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, refused=_("Muat ulang halaman, lalu ambil langkahnya lagi."))
    reason = form.cleaned_data["reason"]
    try:
        act(form.cleaned_data["seen"], reason)
    except (CoverageError, AccountsError) as error:
        return page(request, found, 422, refused=error.message, typed=reason)
    messages.success(request, told % {"name": found.name})
    return redirect("awards:entry", found.pk)
