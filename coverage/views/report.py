"""One month of one region, at `/laporan/<code>/<period>/`: its page, its history, and the steps of its sign-off."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.access import report_for
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.actions.sign_off import withdraw_report
from coverage.enums import ReasonCode
from coverage.errors import CoverageError, StepRefused
from coverage.forms.steps import StepForm
from coverage.models import Report, Scheme, WorkerCategory
from coverage.queries.agreement import agreement_of
from coverage.queries.quality import blank_cells, cautions_of
from coverage.queries.report_changes import history_of, moves_of
from coverage.queries.report_page import ReportPage, events_of, report_page
from coverage.queries.steps import CHECK, MOVES, PUBLISH, RETURN, SIGN, SUBMIT, WITHDRAW, Desk, Move
from coverage.views.parameters import page_in
from coverage.views.step_words import done_words

BLANKS_SHOWN = 24
CAUTIONS_SHOWN = 50
ACTIONS: Mapping[Move, Callable[..., object]] = {
    SUBMIT: submit_report,
    CHECK: check_report,
    SIGN: sign_report,
    PUBLISH: publish_report,
    RETURN: return_report,
    WITHDRAW: withdraw_report,
}
WITH_REASON = (SUBMIT, RETURN, WITHDRAW)


def read(request: HttpRequest, code: str, period: str) -> Report:
    """Return the report that the address names, if the person may read it; raise Http404 or PermissionDenied."""
    month = months.parse(period)
    if month is None:
        raise Http404
    return report_for(cast(User, request.user), code, month, now())


def show(request: HttpRequest, report: Report, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the page of a report; `more` tells of a step that was refused."""
    user, at = cast(User, request.user), now()
    page = report_page(report, user, at)
    context = {
        "page": page,
        "report": report,
        "zone": page.zone.key,
        **quality_of(report),
        "blanks": blank_cells(report, BLANKS_SHOWN),
        "agreement": agreement_of(report, user, at),
        "may_explain": report.is_open
        and access.may(user, Ability.EXPLAIN, report.region, at, months.last_day(report.month)),
        "moves": moves_of(report, Scheme.objects.order_by("position", "code")[0]),
    }
    return render(request, "coverage/report.html", context | more, status=status)


def quality_of(report: Report) -> dict[str, Any]:
    """Return what looks odd in a report: the first cautions that lack a reason, how many do, and the others."""
    cautions = cautions_of(report)
    unexplained = [one for one in cautions if not one.is_settled]
    return {
        "cautions": cautions,
        "unsettled": len(unexplained),
        "unexplained": unexplained[:CAUTIONS_SHOWN],
        "settled": [one for one in cautions if one.is_settled],
        "reasons": ReasonCode.choices,
    }


@require_safe
@login_required
def report(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show where a month stands, its numbers, and what can be done next."""
    return show(request, read(request, code, period))


@require_POST
@login_required
def take(request: HttpRequest, code: str, period: str, word: str) -> HttpResponse:
    """Take a step with a month; sent twice, it is done once and answered twice."""
    user, report, move = cast(User, request.user), read(request, code, period), MOVES[word]
    if not Desk(user, [report], now()).has_right(report, move):
        raise PermissionDenied
    form = StepForm(request.POST)
    if not form.is_valid():
        told = _(
            "Laporan ini berubah atau formulirnya tidak utuh. Belum ada yang berubah; tekan tombolnya sekali lagi."
        )
        return show(request, report, 422, refused=told, word=word, typed=request.POST.get("reason", ""))
    if already(report, move, user, form.cleaned_data["seen"]):
        return done(request, report, move)
    taken = reauthentication_required(take_now) if move is PUBLISH else take_now
    return cast(HttpResponse, taken(request, report, move, form))


def take_now(request: HttpRequest, report: Report, move: Move, form: StepForm) -> HttpResponse:
    """Call the action of a step and answer with where it led to, or with the page and the reason of a refusal."""
    typed = form.cleaned_data["reason"]
    note = {"reason": typed} if move in WITH_REASON else {}
    user = cast(User, request.user)
    try:
        ACTIONS[move](report=report, by=user, at=now(), seen=form.cleaned_data["seen"], **note)
    except CoverageError as error:
        fresh = read(request, report.region.code, months.iso(report.month))
        if already(fresh, move, user, form.cleaned_data["seen"]):
            return done(request, fresh, move)
        is_late = isinstance(error, StepRefused) and error.code in ("moved_on", "wrong_state")
        return show(request, fresh, 409 if is_late else 422, refused=error.message, word=move.word, typed=typed)
    return done(request, report, move)


def already(report: Report, move: Move, user: User, seen: int) -> bool:
    """Tell whether this very step was taken by this very person on what was shown: the button was pressed twice."""
    if report.version != seen + 1 or report.state in move.sources:
        return False
    last = events_of(report)[0]
    return last.step == move.step and last.by_id == user.pk


def done(request: HttpRequest, report: Report, move: Move) -> HttpResponse:
    """Say what was done and who is next, and go back to the page."""
    report = read(request, report.region.code, months.iso(report.month))
    page: ReportPage = report_page(report, cast(User, request.user), now())
    messages.success(request, done_words(page, move))
    answer = redirect("coverage:report", report.region.code, months.iso(report.month))
    answer.status_code = 303
    return answer


@require_safe
@login_required
def history(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show every change of every figure, of one village or category where asked."""
    report, asked = read(request, code, period), request.GET
    village, category = asked.get("desa", "")[:13], asked.get("jenis", "")[:30]
    found = history_of(report, village, category)
    page = page_in(asked, found.pages)
    if page > 1:
        found = history_of(report, village, category, page)
    context = {
        "page": report_page(report, cast(User, request.user), now()),
        "report": report,
        "history": found,
        "village": village,
        "category": category,
        "categories": WorkerCategory.objects.order_by("position", "code"),
    }
    return render(request, "coverage/report_history.html", context)
