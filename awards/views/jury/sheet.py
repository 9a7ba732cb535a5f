"""One sheet: a juror's marks of one entry in one phase, saved as drafts, gone on from, and made final."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import AccountsError
from accounts.models import User
from awards.access import seat_for
from awards.actions.jury.marks import make_final, save_sheet
from awards.arithmetic.schemes import Phase
from awards.enums import MARKED_STATES
from awards.forms.marks import SheetForm
from awards.jury_errors import MarkRefused, MarksStale
from awards.models import Entry, MarkSheet, Seat
from awards.queries.jury.conflicts import is_recused
from awards.queries.jury.desk import next_entry
from awards.queries.jury.judged import JudgedCriteria, is_open, judged_by, phase_words, stage_words
from awards.queries.jury.sheet import Said, proofs_of, questions, said_in
from awards.queries.results.closed import is_opened_again
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import criteria_of
from awards.views.jury.desk import WORD_OF
from coverage.errors import CoverageError


@dataclass(frozen=True)
class Paper:
    """What the address names: the juror's seat, the entry, the phase, and the criteria."""

    seat: Seat
    entry: Entry
    phase: Phase
    judged: JudgedCriteria

    def sheet(self) -> MarkSheet | None:
        rows = MarkSheet.objects.filter(seat=self.seat, entry=self.entry, phase=self.phase)
        return rows.select_related("reopened_for").first()

    def contested(self) -> str:
        """Return the criterion for which an objection has opened the sheet again; empty where none has."""
        found = self.sheet()
        return found.reopened_for.criterion if found and found.reopened_for and is_opened_again(found) else ""

    @property
    def name(self) -> str:
        return "awards:sheet" if self.phase == Phase.DESK else "awards:interview_sheet"

    @property
    def address(self) -> str:
        return reverse(self.name, args=[self.seat.round_id, self.entry.pk])


def paper_for(user: User, number: int, entry: int, phase: Phase, at: datetime) -> Paper:
    """Return what a juror marks there; raise Http404, and PermissionDenied with the reason where he is recused."""
    seat = seat_for(user, number, at)
    rows = Entry.objects.select_related("category", "region", "firm").filter(round=seat.round, pk=entry)
    found = rows.filter(state__in=MARKED_STATES[phase]).first()
    if found is None:
        raise Http404
    found.round = seat.round
    if is_recused(seat, found):
        raise PermissionDenied(MarkRefused("recused", entry=found.name).message)
    held = criteria_of(seat.round, found.category)
    paper = Paper(seat, found, phase, judged_by(held)[phase] if held else ())
    contested = paper.contested()
    return replace(paper, judged=tuple(one for one in paper.judged if contested in ("", one.code)))


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the script asks, which keeps drafts: it reads no page."""
    return request.headers.get("Accept", "").startswith("application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheet(request: HttpRequest, number: int, entry: int, phase: Phase = Phase.DESK) -> HttpResponse:
    """Show a sheet; save it, go on to the next, or make it final."""
    user, at = cast(User, request.user), now()
    paper = paper_for(user, number, entry, phase, at)
    if request.method != "POST":
        return page(request, paper, at)
    form = SheetForm(request.POST, paper.judged)
    told: dict[str, Any] = {"seat": paper.seat, "entry": paper.entry, "phase": phase, "by": user, "at": at}
    act = request.POST.get("lalu", "")
    try:
        saved = save_sheet(given=form.given(), seen=form.seen, **told)
        if act == "final":
            saved = make_final(seen=saved.version, **told)
    except (CoverageError, AccountsError) as error:
        return refusal(request, paper, at, form, error)
    return done(request, paper, saved, act, at)


def refusal(
    request: HttpRequest, paper: Paper, at: datetime, form: SheetForm, error: CoverageError | AccountsError
) -> HttpResponse:
    """Answer with what was typed and why it was not stored, or not made final."""
    is_stale = isinstance(error, MarksStale)
    status = 409 if is_stale else 422
    if wants_json(request):
        found = paper.sheet()
        told = {"state": "stale" if is_stale else "refused", "message": error.message}
        return JsonResponse({**told, "version": found.version if found else 0}, status=status)
    return page(request, paper, at, status, form=form, refused=error.message, is_stale=is_stale)


def done(request: HttpRequest, paper: Paper, saved: MarkSheet, act: str, at: datetime) -> HttpResponse:
    """Say what was stored and go where the juror wanted to go."""
    if wants_json(request):
        return JsonResponse({"state": "saved", "version": saved.version})
    name = paper.entry.name
    if act == "final":
        messages.success(request, _("Nilai Anda untuk %(entry)s sudah final.") % {"entry": name})
    else:
        messages.success(request, _("Nilai untuk %(entry)s tersimpan, belum final.") % {"entry": name})
    if act in ("lanjut", "final"):
        following = next_entry(paper.seat, paper.phase, paper.entry.pk, at)
        if following is not None:
            return redirect(paper.name, paper.seat.round_id, following.pk)
        return redirect(f"{reverse('awards:desk', args=[paper.seat.round_id])}?tahap={WORD_OF[paper.phase]}")
    return redirect(paper.address)


def typed_over(held: dict[str, Said], form: SheetForm | None, is_stale: bool) -> dict[str, Said] | None:
    """Return what was typed; a criterion left blank in an older window takes nothing away that another one stored."""
    if form is None or not is_stale:
        return form.said if form else None
    return {code: held[code] if said == Said() else said for code, said in form.said.items()}


def page(
    request: HttpRequest, paper: Paper, at: datetime, status: int = 200, form: SheetForm | None = None, **more: Any
) -> HttpResponse:
    """Answer with the sheet: the juror's own marks, and nobody else's."""
    found = paper.sheet()
    held, is_declared = said_in(found, paper.judged), paper.seat.has_declared(paper.entry)
    is_final = found is not None and found.final_at is not None
    again = found.reopened_for if found and is_opened_again(found) else None
    is_now = again is not None or is_open(paper.phase, timetable(paper.seat.round, at))
    context = {
        "round": paper.seat.round,
        "entry": paper.entry,
        "sheet": found,
        "version": found.version if found else 0,
        "questions": questions(paper.judged, held, typed_over(held, form, bool(more.get("is_stale")))),
        "proofs": proofs_of(paper.entry),
        "phase": WORD_OF[paper.phase],
        "phase_words": phase_words(paper.phase),
        "stages": stage_words(paper.phase),
        "is_final": is_final,
        "again": again,
        "is_open": is_now,
        "is_declared": is_declared,
        "may_mark": is_now and is_declared and not is_final and bool(paper.judged),
    }
    return render(request, "awards/jury/sheet.html", context | more, status=status)
