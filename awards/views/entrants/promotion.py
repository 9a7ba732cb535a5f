"""Winners of the provinces at `…/promosi/`: who may go on to the national round, who did, and why others not yet."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import round_for
from awards.actions.entrants.promotion import promote_winners
from awards.entry_errors import PromotionRefused
from awards.models import Entry, Round
from awards.queries.entrants.promotion import by_province
from awards.queries.rounds.stages import timetable
from coverage.errors import CoverageError
from paritrana import formatting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def promotion(request: HttpRequest, number: int) -> HttpResponse:
    """Show the first places of the provinces, and bring those that were ticked to the national round."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    if request.method != "POST":
        return page(request, round_)
    try:
        made = promoted(request, round_)
    except (CoverageError, AccountsError) as error:
        return page(request, round_, refused=error.message)
    messages.success(request, _("%s juara pertama masuk ke putaran nasional.") % formatting.number(len(made)))
    return redirect("awards:promotion", round_.pk)


def promoted(request: HttpRequest, round_: Round) -> list[Entry]:
    """Bring the winners that were ticked; raise PromotionRefused where none was, or what was sent is no entry."""
    ticked = request.POST.getlist("entry")
    if not ticked:
        raise PromotionRefused("nobody")
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in ticked):
        raise PromotionRefused("moved")
    return promote_winners(round_=round_, by=cast(User, request.user), at=now(), chosen=[int(one) for one in ticked])


def page(request: HttpRequest, round_: Round, refused: str = "") -> HttpResponse:
    """Show the provinces with their first places; of a provincial round, that nobody is brought there."""
    at = now()
    provinces = by_province(round_, at) if round_.is_national else []
    context = {
        "round": round_,
        "provinces": provinces,
        "ready": sum(len(each.ready) for _one, outlooks in provinces for each in outlooks),
        "times": timetable(round_, at),
        "refused": refused,
    }
    return render(request, "awards/entrants/promotion.html", context, status=422 if refused else 200)
