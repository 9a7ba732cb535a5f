"""Nominees at `…/peserta/nomine/`: from whom they are named, and the set of a category at once."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import round_for
from awards.actions.entrants.verification import name_nominees
from awards.actions.results.ranking_reading import note_ranking_read
from awards.entry_errors import EntryRefused
from awards.enums import EntryState
from awards.models import EntrantCategory, Entry, Round
from awards.queries.entrants.nominees import Field, Standing, ZoneList, fields_of
from awards.queries.jury.visibility import sight_of
from awards.queries.rounds.stages import timetable
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def nominees(request: HttpRequest, number: int) -> HttpResponse:
    """Show from whom nominees are named, and name those of a category."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    if request.method != "POST":
        return page(request, round_)
    category = get_object_or_404(round_.edition.categories, code=request.POST.get("category", "")[:20])
    try:
        many = named(request, round_, category)
    except (CoverageError, AccountsError) as error:
        return page(request, round_, refused=error.message, category=category)
    told = {"many": many, "category": category.name}
    messages.success(request, _("%(many)s nomine ditetapkan untuk kategori %(category)s.") % told)
    return redirect("awards:nominees", round_.pk)


def named(request: HttpRequest, round_: Round, category: EntrantCategory) -> int:
    """Name the set that was ticked; each tick tells the entry and the version that was shown."""
    ticked = [told.partition(":")[::2] for told in request.POST.getlist("entry")]
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for pair in ticked for part in pair):
        raise EntryRefused("foreign", category=category.name)
    return name_nominees(
        round_=round_, category=category, chosen={int(entry): int(seen) for entry, seen in ticked},
        reason=request.POST.get("reason", ""), deviation=request.POST.get("deviation", ""),
        by=cast(User, request.user), at=now(),
    )  # fmt: skip


def box_of(entry: Entry) -> str:
    """Return what the tick box of an entry sends: the entry and the version that is shown."""
    return f"{entry.pk}:{entry.version}"


def is_ticked(request: HttpRequest, entry: Entry, was_sent: bool) -> bool:
    """Tell whether a box is ticked: as it was sent, else where the entry is a nominee."""
    return box_of(entry) in request.POST.getlist("entry") if was_sent else entry.state == EntryState.NOMINEE


def boxed(
    request: HttpRequest, field: Field, was_sent: bool
) -> list[tuple[ZoneList, list[tuple[Standing, str, bool]]]]:
    """Return the zone lists of a category, each entry with its box and whether that is ticked."""
    return [
        (zone, [(one, box_of(one.entry), is_ticked(request, one.entry, was_sent)) for one in zone.standings])
        for zone in field.zones
    ]


def page(
    request: HttpRequest, round_: Round, refused: str = "", category: EntrantCategory | None = None
) -> HttpResponse:
    """Show the entries from whom nominees are named; where a set was refused, as it was ticked."""
    user, at = cast(User, request.user), now()
    fields = fields_of(round_, sight_of(user, round_, at))
    for one in fields:
        if one.is_ordered:
            note_ranking_read(round_=round_, category=one.category, by=user, at=at)
    context = {
        "round": round_,
        "fields": [(one, boxed(request, one, one.category == category)) for one in fields],
        "times": timetable(round_, at),
        "refused": refused,
        "category": category,
        "typed": {name: request.POST.get(name, "") for name in ("reason", "deviation")},
    }
    return render(request, "awards/entrants/nominees.html", context, status=422 if refused else 200)
