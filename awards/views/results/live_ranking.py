"""How a category stands before it is published, at `/penghargaan/putaran/<id>/peringkat/`: for who runs the round.

Points are shown only when all marks are final, but to administrators, who read them at any time; each look is noted.
"""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.models import User
from awards.access import may_in, round_for
from awards.actions.results.ranking_reading import note_ranking_read
from awards.arithmetic.contests import Unsound
from awards.forms.sandbox import SandboxForm
from awards.models import EntrantCategory, Round
from awards.queries.entrants.missing import lacking
from awards.queries.results.judging import Judged, judged
from awards.queries.results.live_ranking import live_ranking, tried
from awards.queries.settings.schemes import categories_of, criteria_of


def category_in(request: HttpRequest, categories: list[EntrantCategory]) -> EntrantCategory | None:
    """Return the category that the address asks for, else the first; raise Http404 for one that is not judged here."""
    code = request.GET.get("kategori")
    if code is None:
        return categories[0] if categories else None
    found = next((one for one in categories if one.code == code), None)
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def ranking(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a category stands, or what is missing before that may be shown."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.PUBLISH_RESULTS, number, at)
    categories = categories_of(round_)
    category = category_in(request, categories)
    page: dict[str, Any] = {"round": round_, "categories": categories, "category": category}
    criteria_set = criteria_of(round_, category) if category else None
    if category is None or criteria_set is None:
        return render(request, "awards/results/live_ranking.html", page)
    found = judged(round_, category, criteria_set)
    page["lacking"] = lacking(found)
    if page["lacking"].has_marks and not may_in(user, Ability.REOPEN_MARKS, round_, at):
        return render(request, "awards/results/live_ranking.html", page)
    note_ranking_read(round_=round_, category=category, by=user, at=at)
    return render(request, "awards/results/live_ranking.html", page | shown(request, round_, found))


def shown(request: HttpRequest, round_: Round, found: Judged) -> dict[str, Any]:
    """Return the ranking for the page, with what is tried out; or that marks or numbers cannot hold."""
    try:
        ranking = live_ranking(found)
    except Unsound as unsound:
        return {"unsound": sorted({fault.code for fault in unsound.faults})}
    form = SandboxForm(request.GET, ranking.leaves)
    page = {"ranking": ranking, "form": form, "names": found.names, "criteria": found.criteria}
    if form.is_asked and form.is_valid():
        page["tried"] = tried(ranking, form.weights())
    return page
