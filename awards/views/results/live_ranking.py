"""How a category stands before it is published, at `/penghargaan/putaran/<id>/peringkat/`: for who runs the round.

The one rule of `awards.queries.jury.visibility` decides whether points are shown here; each look at them is noted.
What takes longer to compute, and the sandbox, are shown by `awards.views.results.live_analysis`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.models import User
from awards.access import round_for
from awards.actions.results.ranking_reading import note_ranking_read
from awards.arithmetic.contests import Unsound
from awards.models import EntrantCategory, Round
from awards.queries.jury.visibility import sight_of
from awards.queries.results.judging import Judged, judged
from awards.queries.results.live_ranking import is_open_to, live_ranking
from awards.queries.results.missing import lacking
from awards.queries.settings.schemes import categories_of, criteria_of


@dataclass(frozen=True)
class Look:
    """What the address names: the round, its categories and the one that is looked at, as it is judged.

    `found` is None where no category is judged. `is_open`: the person may see its points now.
    """

    user: User
    round: Round
    categories: list[EntrantCategory]
    category: EntrantCategory | None
    found: Judged | None
    is_open: bool
    at: datetime

    def context(self) -> dict[str, Any]:
        told = {"round": self.round, "categories": self.categories, "category": self.category, "is_open": self.is_open}
        if self.found is None:
            return told
        return {**told, "lacking": lacking(self.found), "names": self.found.names, "criteria": self.found.criteria}


def look_of(request: HttpRequest, number: int) -> Look:
    """Return what is looked at; raise OutOfReach or PermissionDenied for who does not run the round."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.PUBLISH_RESULTS, number, at)
    categories = categories_of(round_)
    category = category_in(request, categories)
    criteria_set = criteria_of(round_, category) if category else None
    if category is None or criteria_set is None:
        return Look(user, round_, categories, category, None, False, at)
    found = judged(round_, category, criteria_set)
    is_open = is_open_to(sight_of(user, round_, at), found.contest.scheme)
    return Look(user, round_, categories, category, found, is_open, at)


def category_in(request: HttpRequest, categories: list[EntrantCategory]) -> EntrantCategory | None:
    """Return the category that the address asks for, else the first; raise Http404 for one that is not judged here."""
    code = request.GET.get("kategori")
    if code is None:
        return categories[0] if categories else None
    found = next((one for one in categories if one.code == code), None)
    if found is None:
        raise Http404
    return found


def answer(request: HttpRequest, look: Look, template: str, shown: Any) -> HttpResponse:
    """Answer with a page: with what `shown` returns of the points if they are open, and then the look is noted."""
    page = look.context()
    if look.found is not None and look.category is not None and look.is_open:
        note_ranking_read(round_=look.round, category=look.category, by=look.user, at=look.at)
        try:
            page |= shown(look.found)
        except Unsound as unsound:
            page["unsound"] = sorted({fault.code for fault in unsound.faults})
    return render(request, template, page)


@require_safe
@login_required
def ranking(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a category stands, or what is missing before that may be shown."""
    look = look_of(request, number)
    return answer(request, look, "awards/results/live_ranking.html", lambda found: {"ranking": live_ranking(found)})
