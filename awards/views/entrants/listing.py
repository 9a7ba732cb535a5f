"""The entrants of a round at `…/peserta/`: the secretariat's list, filtered, and as a table."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.models import User
from awards.access import may_in, round_for
from awards.enums import EntryState
from awards.models import Round
from awards.queries.entrants.evidence import proofs_until
from awards.queries.entrants.listing import HEADER, Entrants, entrants, table_rows, zone_names
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import categories_of
from coverage.views.parameters import choice_in
from paritrana.exports import table_answer


def filtered(request: HttpRequest, round_: Round) -> Entrants:
    """Return the entries that the address asks for; raise BadParameter."""
    codes = {"": "", **{one.code: one.code for one in categories_of(round_)}}
    states = {"": "", **{str(one): str(one) for one in EntryState}}
    zones = {"": "", **{one: one for one in zone_names(round_)}}
    return entrants(
        round_,
        now(),
        category=choice_in(request.GET, "kategori", codes, ""),
        state=choice_in(request.GET, "status", states, ""),
        zone=choice_in(request.GET, "zona", zones, ""),
        lacking=choice_in(request.GET, "bukti", {"": False, "kurang": True}, ""),
    )


@require_safe
@login_required
def entries(request: HttpRequest, number: int) -> HttpResponse:
    """Show who competes, how far each is, and what each lacks."""
    round_ = round_for(cast(User, request.user), Ability.READ_ROUNDS, number, now())
    page = {
        "round": round_,
        "may_run": may_in(cast(User, request.user), Ability.RUN_ROUNDS, round_, now()),
        "found": filtered(request, round_),
        "times": timetable(round_, now()),
        "until": proofs_until(round_),
        "states": EntryState.choices,
        "asked": {name: request.GET.get(name, "") for name in ("kategori", "status", "zona", "bukti")},
        "query": request.GET.urlencode(),
    }
    return render(request, "awards/entrants/entries.html", page)


@require_safe
@login_required
def entries_table(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Answer with the list as a file, as it is filtered."""
    round_ = round_for(cast(User, request.user), Ability.READ_ROUNDS, number, now())
    return table_answer(form, f"peserta-putaran-{round_.pk}", HEADER, table_rows(filtered(request, round_)))
