"""Objections of an entrant to its own result: filed by its head, answered by the secretariat, read by nobody else."""

from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import entry_for, may_in, objection_for
from awards.actions.results.objections import answer_objection, file_objection, leaf_of, note_proof_read
from awards.arithmetic.schemes import listed
from awards.enums import RoundStage
from awards.evidence_files import ENDINGS, MEDIA_TYPES
from awards.forms.objections import AnswerForm, ObjectionForm
from awards.models import Entry, Objection, Result
from awards.queries.results.content import scheme_of
from awards.queries.rounds.stages import objections_until, timetable
from awards.views.results.page import readable
from coverage.errors import CoverageError
from paritrana.exports import file_answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def objections(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Show the objections of an entrant, and file one."""
    user = cast(User, request.user)
    found = objection_for(user, entry, now())
    result = readable(request, number)
    if request.method != "POST":
        return page(request, result, found)
    entry_for(user, Ability.NOMINATE, entry, now())
    form = ObjectionForm(request.POST, request.FILES, leaves=listed(scheme_of(result)))
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = file_objection(
                entry=found, criterion=told["kriteria"], text=told["isi"], proof=form.proof(), by=user, at=now()
            )
            messages.success(request, _("Sanggahan tercatat dengan nomor %(number)s.") % {"number": made.number})
            return redirect("awards:objections", number, entry)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, result, found, 422, form=form)


def objection_of(number: int) -> Objection:
    """Return an objection without its proof; raise Http404. What may be done with it is asked of its entry."""
    rows = Objection.objects.select_related("result__criteria_set", "result__round__region", "entry").defer("proof")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
@login_required
def answer(request: HttpRequest, objection: int) -> HttpResponse:
    """Answer an objection in writing."""
    found, user = objection_of(objection), cast(User, request.user)
    entry = entry_for(user, Ability.RUN_ROUNDS, found.entry_id, now())
    raise_if_reauthentication_required(request, app="account")
    form = AnswerForm(request.POST, leaf=leaf_of(found.result, found.criterion))
    if form.is_valid():
        told = form.cleaned_data
        try:
            answer_objection(
                objection=found, is_granted=told["keputusan"] == "kabul", answer=told["tanggapan"], raw=told["angka"],
                level=told["tingkat"], by=user, at=now(),
            )  # fmt: skip
            messages.success(
                request, _("Tanggapan atas sanggahan no. %(number)s tersimpan.") % {"number": found.number}
            )
            return redirect("awards:objections", found.result_id, found.entry_id)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return page(request, readable(request, found.result_id), entry, 422, answered={found.pk: form})


@require_safe
@login_required
def proof(request: HttpRequest, objection: int) -> HttpResponse:
    """Answer with the proof of an objection, as a file."""
    found = objection_of(objection)
    user, at = cast(User, request.user), now()
    objection_for(user, found.entry_id, at)
    if not found.proof_type:
        raise Http404
    note_proof_read(objection=found, by=user, at=at)
    ending = next(ENDINGS[kind] for kind, media_type in MEDIA_TYPES.items() if media_type == found.proof_type)
    content = bytes(Objection.objects.only("proof").get(pk=found.pk).proof or b"")
    return file_answer(f"bukti-sanggahan-{found.number}.{ending}", content, found.proof_type)


def page(request: HttpRequest, result: Result, entry: Entry, status: int = 200, **came_back: Any) -> HttpResponse:
    """Answer with the objections of an entry to a result; `came_back` are forms that have something to correct."""
    user, at = cast(User, request.user), now()
    times = timetable(result.round, at)
    answered = came_back.pop("answered", {})
    rows = Objection.objects.filter(round=result.round, entry=entry).select_related("filed_by", "answered_by", "result")
    lowest = listed(scheme_of(result))
    told = [
        (one, answered.get(one.pk) or AnswerForm(leaf=leaf_of(result, one.criterion)))
        for one in rows.defer("proof").order_by("number")
    ]
    context = {
        "result": result,
        "round": result.round,
        "entry": entry,
        "listed": told,
        "criteria": {leaf.code: leaf for leaf in lowest},
        "until": objections_until(result.round),
        "may_answer": may_in(user, Ability.RUN_ROUNDS, result.round, at),
        "may_file": access.may(user, Ability.NOMINATE, entry.region, at) and times.is_open(RoundStage.OBJECTION),
        "is_over": times.has_passed(RoundStage.OBJECTION),
        "form": ObjectionForm(leaves=lowest),
    }
    return render(request, "awards/results/objections.html", context | came_back, status=status)
