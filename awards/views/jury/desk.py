"""The scoring desk: to a juror the entries in an order of his own, to the secretariat how far each juror is."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.models import User
from awards.access import READERS, round_for_any
from awards.arithmetic.schemes import Phase
from awards.models import Round, Seat
from awards.queries.jury.desk import desk_of, opened_again
from awards.queries.jury.judged import is_open, phase_at, phase_words, stage_words
from awards.queries.jury.progress import progress_of
from awards.queries.jury.visibility import Sight, sight_of
from awards.queries.rounds.stages import timetable
from coverage.views.parameters import choice_in

WORDS = {"berkas": Phase.DESK, "wawancara": Phase.INTERVIEW}
"""Phases as addresses name them."""
WORD_OF = {phase: word for word, phase in WORDS.items()}


def phase_in(query: Mapping[str, str], round_: Round, at: datetime) -> Phase:
    """Return `tahap`, the phase at hand where it is absent; raise BadParameter."""
    return choice_in(query, "tahap", WORDS, WORD_OF[phase_at(timetable(round_, at))])


@require_safe
@login_required
def desk(request: HttpRequest, number: int) -> HttpResponse:
    """Show what there is to mark, or how far the marking is, by what the person may see."""
    user, at = cast(User, request.user), now()
    round_ = round_for_any(user, READERS, number, at)
    phase, sight = phase_in(request.GET, round_, at), sight_of(user, round_, at)
    context = {
        "round": round_,
        "phase": WORD_OF[phase],
        "phase_words": phase_words(phase),
        "stages": stage_words(phase),
        "phases": [(word, phase_words(each), each == phase) for word, each in WORDS.items()],
        "is_open": is_open(phase, timetable(round_, at)),
    }
    if sight.seat_id is not None:
        seat = Seat.objects.select_related("round__edition", "round__region").get(pk=sight.seat_id)
        page = {"desk": desk_of(seat, phase, at), "again": opened_again(seat), "sight": sight}
        return render(request, "awards/jury/desk.html", context | page)
    return render(request, "awards/jury/progress.html", context | progress_in(round_, phase, sight))


def progress_in(round_: Round, phase: Phase, sight: Sight) -> dict[str, object]:
    """Return how far each juror is, for who may see it; never what was given."""
    return {
        "jurors": progress_of(round_, phase) if sight.sees_progress else (),
        "may_read": phase in sight.whole,
    }
