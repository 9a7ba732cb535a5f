"""Who is a nominee of a round, at `/penghargaan/putaran/<id>/nomine/`, once the stage Penetapan nomine is over."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from awards.queries.rounds.nominees import HEADER, public_nominees, table_rows
from awards.views.results.page import round_of
from awards.views.twins import twin


@require_safe
def nominees(request: HttpRequest, number: int, form: str = "html") -> HttpResponseBase:
    """Show the nominees of a round, with the redacted copies of their proofs."""
    round_ = round_of(number)
    found = public_nominees(round_, now())
    if form != "html":
        about = {"round": round_.pk, "is_told": found.is_told, "is_sample": round_.is_sample}
        return twin(form, f"nomine-putaran-{round_.pk}", HEADER, table_rows(found), about)
    context = {"round": round_, "edition": round_.edition, "found": found}
    return render(request, "awards/rounds/nominees.html", context)
