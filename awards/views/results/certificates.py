"""Letters and certificates as PDF, each with a QR code to the page of its result, once that is public."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.access import own_address
from awards.models import ResultRow
from awards.queries.results.published import newest_public, public_results, publication_of
from awards.views.results.own_sheet import entry_read
from coverage.views.printing import pdf_answer


def paper(request: HttpRequest, number: int, entry: int, name: str, *, for_winners: bool) -> HttpResponse:
    """Answer with a paper about an entry in a public result; raise Http404 where there is none."""
    found = entry_read(request, entry)
    result = public_results(now()).filter(pk=number).first()
    if result is not None and for_winners and result not in newest_public(result.round, now()):
        raise Http404  # who won by a version that another has replaced may have won nothing
    row = ResultRow.objects.filter(result=result, entry=found).first() if result else None
    if result is None or row is None or (for_winners and not row.is_winner):
        raise Http404
    page = ("awards:result", number)
    context: dict[str, Any] = {
        "row": row, "result": result, "round": result.round, "publication": publication_of(result),
        "address": own_address(reverse(page[0], args=[number])),
    }  # fmt: skip
    return pdf_answer(request, f"awards/results/paper/{name}.html", context, f"{name}-{number}-{entry}.pdf", page)


@require_safe
@login_required
def certificate(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Answer with the certificate of a winner."""
    return paper(request, number, entry, "certificate", for_winners=True)


@require_safe
@login_required
def letter(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Answer with the letter that tells an entrant its result."""
    return paper(request, number, entry, "letter", for_winners=False)
