"""Reasons for what looks odd, comments on cells and their answers: from forms, and from programs as JSON."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.remarks import answer_comment, comment_on_cell, explain_cautions
from coverage.entry_errors import RemarkRefused
from coverage.enums import ReasonCode
from coverage.errors import CoverageError
from coverage.models import Comment, Report
from coverage.queries.entry_cell import cell_named, likely_owner
from coverage.queries.quality import cautions_of_cells
from coverage.views.entry_cell import comment_json
from coverage.views.entry_requests import Fields, month_of, not_signed_in, report_at, sends_json
from coverage.views.entry_saving import cautions_json
from coverage.views.parameters import choice_in
from regions.models import Placement


@require_POST
def explain_cells(request: HttpRequest, code: str) -> HttpResponse:
    """Give one reason for what looks odd about one cell or a selection."""
    if not request.user.is_authenticated:
        return signed_out(request)
    user, at = request.user, now()
    region = access.region_for(user, Ability.EXPLAIN, code, at)
    fields = Fields(request)
    report, _place = report_at(region, month_of(fields.one("periode")))
    reason = choice_in({"alasan": fields.one("alasan")}, "alasan", {row.value: row for row in ReasonCode}, "")
    cells, rules = fields.many("sel"), fields.many("aturan") or None
    try:
        given = explain_cautions(
            report=report, cells=cells, rules=rules, reason=reason, note=fields.one("keterangan"), by=user, at=at
        )
    except CoverageError as error:
        return refused(request, code, error)
    odd = cautions_of_cells(report, cells) if sends_json(request) else {}
    told = {name: cautions_json(list(found)) for name, found in odd.items()}
    return done(request, code, report, _("Alasan tersimpan."), {"explained": len(given), "cautions": told})


@require_POST
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """Ask or remark something about a cell."""
    if not request.user.is_authenticated:
        return signed_out(request)
    user, at = request.user, now()
    region = access.region_for(user, Ability.COMMENT, code, at)
    fields = Fields(request)
    report, _place = report_at(region, month_of(fields.one("periode")))
    try:
        written = commented(report, fields, user, at)
    except CoverageError as error:
        return refused(request, code, error)
    sentence = _("Catatan tersimpan. %(name)s dapat menjawabnya.") % {"name": written.owner}
    return done(request, code, report, sentence, comment_json(written))


def commented(report: Report, fields: Fields, user: User, at: datetime) -> Comment:
    """Write the comment; who is asked is the one named, else who last wrote the cell. Raise RemarkRefused."""
    [name] = fields.many("sel")[:1] or [""]
    cell = cell_named(report, name)
    if cell is None:
        raise RemarkRefused("cell_unknown", cell=name[:40])
    named = fields.one("untuk")
    owner = User.objects.filter(username=named).first() if named else None
    owner = owner or (None if named else likely_owner(report, cell, user, access.day_of(at)))
    if owner is None:
        raise RemarkRefused("owner_out_of_reach", name=named[:40] or _("Penerima"), region=report.region.name)
    return comment_on_cell(report=report, cell=cell, text=fields.one("catatan"), owner=owner, by=user, at=at)


@require_POST
def answer(request: HttpRequest, code: str, comment_id: int) -> HttpResponse:
    """Answer a comment, which closes it."""
    if not request.user.is_authenticated:
        return signed_out(request)
    user, at = request.user, now()
    region = access.region_for(user, Ability.COMMENT, code, at)
    found = Comment.objects.filter(pk=comment_id).select_related("report__region").first()
    if found is None or not is_inside(region.pk, found.report):
        raise Http404
    try:
        found = answer_comment(comment=found, text=Fields(request).one("jawaban"), by=user, at=at)
    except CoverageError as error:
        return refused(request, code, error)
    return done(request, code, found.report, _("Jawaban tersimpan."), comment_json(found))


def is_inside(region: int, report: Report) -> bool:
    """Tell whether the region is that of the report or lies in it."""
    on = months.last_day(report.month)
    places = Placement.objects.on(on).below(report.region)
    return region == report.region_id or places.filter(region=region).exists()


def signed_out(request: HttpRequest) -> HttpResponse:
    return not_signed_in() if sends_json(request) else redirect_to_login(request.get_full_path())


def refused(request: HttpRequest, code: str, error: CoverageError) -> HttpResponse:
    """Answer with the sentence, and to a form with all that was typed, ready to be sent again (422)."""
    if sends_json(request):
        return JsonResponse({"message": error.message}, status=422)
    hidden = [
        (name, text)
        for name in request.POST
        if name not in ("keterangan", "catatan", "jawaban", "alasan", "csrfmiddlewaretoken")
        for text in request.POST.getlist(name)
    ]
    context = {"error": error, "hidden": hidden, "typed": request.POST, "reasons": ReasonCode.choices, "code": code}
    return render(request, "coverage/remark.html", context | {"back": way_back(request, code)}, status=422)


def done(request: HttpRequest, code: str, report: Report, sentence: str, told: dict[str, Any]) -> HttpResponse:
    """Answer a program with JSON; send a form back to where it came from."""
    if sends_json(request):
        return JsonResponse({"message": sentence} | told)
    messages.success(request, sentence)
    return HttpResponseRedirect(way_back(request, report.region.code))


def way_back(request: HttpRequest, code: str) -> str:
    """Return where a form leads on to: a page of this portal, or that of the region."""
    onward = request.POST.get("lanjut", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/"):
        return onward
    return reverse("coverage:region", args=[code])
