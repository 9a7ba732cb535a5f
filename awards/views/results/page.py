"""Public results: all of a round at `/penghargaan/putaran/<id>/hasil/`, each at `/penghargaan/hasil/<id>/`.

Nothing is shown before a second person has approved and the embargo has passed; who runs the round sees a preview.
"""

from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.access import own_address
from accounts.models import User
from awards.access import may_in
from awards.models import Result, Round
from awards.queries.jury.visibility import sight_of
from awards.queries.results.page import ResultPage, document_of, result_page, table_of
from awards.queries.results.published import newer_public, newest_public, public_results, withdrawals
from awards.queries.results.winners import WINNERS_HEADER, winner_rows, winners_of
from awards.queries.rounds.own_ways import own_entries
from awards.queries.rounds.pages import NATIONAL, PROVINCIAL
from awards.views.twins import twin
from paritrana.exports import file_answer, table_answer


def round_of(number: int) -> Round:
    """Return a round for its public page; raise Http404."""
    found = Round.objects.select_related("edition__programme", "region").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def readable(request: HttpRequest, number: int) -> Result:
    """Return a result that the reader may see: public, or of a round that he helps to publish; else raise Http404."""
    at = now()
    rows = Result.objects.select_related(
        "round__edition__programme", "round__region", "category", "criteria_set", "snapshot", "closed_by"
    ).defer("bundle")  # fmt: skip
    found: Result | None = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    if public_results(at).filter(pk=number).exists() or may_preview(request, found, at):
        return found
    raise Http404


def may_preview(request: HttpRequest, result: Result, at: datetime) -> bool:
    """Tell whether the reader helps to publish a result and sees all marks that it was made of."""
    if not request.user.is_authenticated or not may_in(request.user, Ability.PUBLISH_RESULTS, result.round, at):
        return False
    return sight_of(request.user, result.round, at).sees_order


def page_of(request: HttpRequest, number: int) -> ResultPage:
    """Return the page of a result with the versions that the reader may open."""
    result, at = readable(request, number), now()
    versions = Result.objects.filter(round=result.round, category=result.category).defer("bundle")
    if not may_preview(request, result, at):
        versions = versions.filter(pk__in=public_results(at).values("pk"))
    return result_page(result, tuple(versions.order_by("version")), at)


@require_safe
def results(request: HttpRequest, number: int, form: str = "html") -> HttpResponseBase:
    """Show the winners of each category of a round that are public."""
    round_, at = round_of(number), now()
    withdrawn = list(withdrawals(round_))
    found = winners_of(newest_public(round_, at), withdrawn)
    if form != "html":
        about = {"round": round_.pk, "is_sample": round_.is_sample}
        return twin(form, f"hasil-putaran-{round_.pk}", WINNERS_HEADER, winner_rows(found), about)
    context = {"round": round_, "edition": round_.edition, "pages": found, "withdrawn": withdrawn}
    return render(request, "awards/results/results.html", context)


@require_safe
def result(request: HttpRequest, number: int) -> HttpResponse:
    """Show one result whole."""
    page, at = page_of(request, number), now()
    round_ = page.result.round
    context = {
        "page": page,
        "result": page.result,
        "round": round_,
        "kind": NATIONAL if round_.is_national else PROVINCIAL,
        "is_public": public_results(at).filter(pk=number).exists(),
        "newer": newer_public(page.result, at),
        "address": own_address(request.path),
        "may_audit": may_preview(request, page.result, at),
        "own": own_entries(cast(User, request.user), [place.row.entry for place in page.places], at),
    }
    return render(request, "awards/results/result.html", context)


@require_safe
def result_table(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Answer with the table of a result."""
    page = page_of(request, number)
    header, rows = table_of(page)
    return table_answer(form, f"hasil-{number}", header, rows)


@require_safe
def result_json(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with a result as a document."""
    return JsonResponse(document_of(page_of(request, number)), json_dumps_params={"ensure_ascii": False})


@require_safe
def bundle(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the bundle by which anyone recomputes the result."""
    found = readable(request, number)
    name = f"paket-hasil-{found.round.region.code}-{found.category.code}-{found.version}.zip"
    return file_answer(name, bytes(Result.objects.only("bundle").get(pk=number).bundle), "application/zip")
