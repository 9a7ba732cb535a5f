"""The public history of awards at `/penghargaan/riwayat/`: facts with their sources, and winners of this portal."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from awards.queries.rounds.history import HEADER, table_rows
from awards.queries.rounds.history import history as history_at
from awards.views.twins import twin


@require_safe
def history(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """Show what is known of earlier editions and who won."""
    found = history_at(now())
    if form != "html":
        return twin(form, "riwayat-penghargaan", HEADER, table_rows(found))
    return render(request, "awards/rounds/history.html", {"found": found, "has_sample": found.has_sample})
