"""Typing without a network: the worker of the browser, and the frame of the grid that it keeps. Neither has figures."""

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

WORKER = "entry/worker.js"
MODULES = (
    "cautions.js", "conflicts.js", "grid.js", "keys.js", "main.js", "numbers.js", "panel.js", "paste.js", "phone.js",
    "sender.js", "sheet.js", "status.js", "store.js", "summary.js", "table.js", "tools.js", "words.js",
)  # fmt: skip
"""The scripts of the grid: fetched together at first, kept together for typing without a network."""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the worker at the root of the site, since a worker answers only for what lies below its address."""
    found = finders.find(WORKER)
    if not found:
        raise Http404
    with open(str(found), "rb") as file:
        response = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    """Show the grid's frame, the same for everyone."""
    return render(request, "coverage/entry_shell.html", {"modules": MODULES})
