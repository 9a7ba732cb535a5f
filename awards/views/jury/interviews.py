"""The interview tracker: order, timer, attendance, questions. Without scripts too: to begin and to end are acts."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import READERS, may_in, round_for, round_for_any, seat_for, seat_of
from awards.actions.jury.interviews import (
    LONGEST_OFFICE,
    LONGEST_QUESTION,
    ask,
    begin,
    end,
    note_attendance,
    plan,
    set_order,
)
from awards.enums import RoundStage
from awards.forms.jury import PlanForm
from awards.models import Entry, Interview, Round
from awards.queries.jury.interviews import Talk, talks_of
from awards.queries.rounds.stages import timetable
from coverage.errors import CoverageError

ATTENDANCE = {"hadir": True, "tidak": False}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interviews(request: HttpRequest, number: int) -> HttpResponse:
    """Show the interviews; draw or set their order."""
    user, at = cast(User, request.user), now()
    if request.method != "POST":
        return page(request, round_for_any(user, READERS, number, at), at)
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    order = None if request.POST.get("urutan") == "undi" else places_in(request.POST)
    return acted(request, round_, at, lambda: set_order(round_=round_, order=order, by=user, at=at),
                 _("Urutan wawancara tersimpan."))  # fmt: skip


def places_in(sent: Mapping[str, str]) -> dict[int, int]:
    """Return the place of each entry that was typed; what is no number is place 0, which no order has."""
    found = {}
    for name, text in sent.items():
        if match := re.fullmatch(r"tempat-([0-9]{1,12})", name, re.ASCII):
            found[int(match[1])] = int(text) if re.fullmatch(r"[0-9]{1,4}", text.strip(), re.ASCII) else 0
    return found


@require_POST
@login_required
def note(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Note when an interview is to be, that it begins or ends, or who attended."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    told: dict[str, Any] = {"entry": entry_in(round_, entry), "by": user, "at": at}
    act = request.POST.get("catat", "")
    if act == "jadwal":
        return planned(request, told["entry"], at)
    if act == "mulai":
        return acted(request, round_, at, lambda: begin(**told), _("Wawancara dimulai."))
    if act == "selesai":
        return acted(request, round_, at, lambda: end(**told), _("Wawancara selesai."))
    told |= {"head": ATTENDANCE.get(request.POST.get("pimpinan", "")), "instead": request.POST.get("diwakili", "")}
    return acted(request, round_, at, lambda: note_attendance(**told), _("Kehadiran tercatat."))


def planned(request: HttpRequest, entry: Entry, at: datetime) -> HttpResponse:
    """Store when and where an interview is to be, or show the page with what is wrong."""
    held = Interview.objects.filter(entry=entry).first() or Interview(entry=entry)
    round_, form = entry.round, PlanForm.about(entry.pk, held, entry.round.time_zone, request.POST)
    if not form.is_valid():
        return page(request, round_, at, 422, typed={entry.pk: form})
    told: dict[str, Any] = {"planned_at": form.planned_at(round_.time_zone), "by": cast(User, request.user), "at": at}
    told |= {name: form.cleaned_data[name] for name in ("minutes", "venue")}
    return acted(request, round_, at, lambda: plan(entry=entry, **told), _("Jadwal wawancara tersimpan."),
                 typed={entry.pk: form})  # fmt: skip


@require_POST
@login_required
def question(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Keep a juror's question."""
    user, at = cast(User, request.user), now()
    seat = seat_for(user, number, at)
    told: dict[str, Any] = {"seat": seat, "entry": entry_in(seat.round, entry), "by": user, "at": at}
    text = request.POST.get("pertanyaan", "")
    return acted(request, seat.round, at, lambda: ask(text=text, **told), _("Pertanyaan tersimpan."),
                 asked=(entry, text))  # fmt: skip


def entry_in(round_: Round, number: int) -> Entry:
    found = get_object_or_404(Entry.objects.select_related("region", "firm"), round=round_, pk=number)
    found.round = round_
    return found


def acted(
    request: HttpRequest, round_: Round, at: datetime, act: Callable[[], object], told: str, **typed: Any
) -> HttpResponse:
    """Do an act and go back to the page, or show the page with the reason of the refusal and what was typed."""
    try:
        act()
    except (CoverageError, AccountsError) as error:
        return page(request, round_, at, 422, refused=error.message, **typed)
    messages.success(request, told)
    return redirect("awards:interviews", round_.pk)


def plan_form(talk: Talk, round_: Round) -> PlanForm | None:
    held = talk.interview
    return PlanForm.about(talk.entry.pk, held, round_.time_zone) if held and not held.began_at else None


def page(request: HttpRequest, round_: Round, at: datetime, status: int = 200, **more: Any) -> HttpResponse:
    user, table = cast(User, request.user), timetable(round_, at)
    seat = seat_of(user, round_)
    may_run = may_in(user, Ability.RUN_ROUNDS, round_, at)
    talks, typed = talks_of(round_, seat), more.pop("typed", {})
    context = {
        "round": round_,
        "seat": seat,
        "talks": [(talk, typed.get(talk.entry.pk) or plan_form(talk, round_)) for talk in talks],
        "may_order": may_run and table.is_open(RoundStage.NOMINEES, RoundStage.INTERVIEW),
        "may_note": may_run and table.is_open(RoundStage.INTERVIEW),
        "may_ask": seat is not None and table.is_open(RoundStage.NOMINEES, RoundStage.INTERVIEW),
        "may_mark": seat is not None and table.is_open(RoundStage.INTERVIEW),
        "longest_question": LONGEST_QUESTION,
        "longest_office": LONGEST_OFFICE,
        "now": at,
    }
    return render(request, "awards/jury/interviews.html", context | more, status=status)
