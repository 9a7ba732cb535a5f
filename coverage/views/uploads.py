"""The imports, at `/impor/`: a place to drop a file, and the uploads that were sent before."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.errors import AccountsError
from accounts.models import User
from coverage.access import refuse_who_imports_nowhere, uploads_for
from coverage.actions.uploads.bundling import as_one
from coverage.actions.uploads.receiving import Sending, largest_file, receive_upload
from coverage.enums import Via
from coverage.errors import CoverageError
from coverage.forms.uploads import SendForm
from coverage.jobs import work_on
from coverage.queries.deadlines import reporters_of
from coverage.queries.second_person import requests_for
from coverage.queries.uploads.listing import listed_uploads
from coverage.views.parameters import page_in
from coverage.workbooks.limits import MEGABYTE
from paritrana.paging import pages_for
from regions.enums import Level
from regions.models import Region

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def uploads(request: HttpRequest) -> HttpResponse:
    """Show where to send a file and what was sent; receive one."""
    refuse_who_imports_nowhere(cast(User, request.user), now())
    if request.method == "POST":
        return send(request)
    return show(request, SendForm(today=access.day_of(now())))


def send(request: HttpRequest) -> HttpResponse:
    """Receive what was sent, several files as one upload, and lead to its page, or say why not; a script gets JSON."""
    by, at = cast(User, request.user), now()
    form = SendForm(request.POST, request.FILES, today=access.day_of(at))
    if form.is_valid():
        files = form.cleaned_data["berkas"]
        try:
            with as_one(files, [file.name for file in files]) as (file, name):
                sending = Sending(**form.said())
                upload = receive_upload(file=file, name=name, sending=sending, by=by, at=at, via=Via.IMPORT)
            work_on.enqueue(upload.pk)
            return received(request, reverse("coverage:upload", args=[upload.pk]))
        except (CoverageError, AccountsError) as error:
            form.add_error("berkas", error.message)
    if is_script(request):
        told = [str(line) for lines in form.errors.values() for line in lines]
        return JsonResponse({"refused": told}, status=422)
    return show(request, form, 422)


def received(request: HttpRequest, address: str) -> HttpResponse:
    return JsonResponse({"address": address}, status=201) if is_script(request) else redirect(address)


def is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == JSON


def show(request: HttpRequest, form: SendForm, status: int = 200) -> HttpResponse:
    """Answer with the page of the imports."""
    user, at = cast(User, request.user), now()
    found = uploads_for(user, at)
    total = found.count()
    page = listed_uploads(found, page_in(request.GET, pages_for(total)), total)
    context: dict[str, Any] = {"form": form, "page": page, "zone": access.clock_of(user, at), "now": at}
    seat: Region | None = request.seat  # type: ignore[attr-defined]
    if seat is not None and seat.level == Level.PROVINCE:  # the format is that of a regency
        context["formats"] = [one for one in reporters_of(seat, access.day_of(at)) if one.level == Level.REGENCY]
    context |= {"requests": requests_for(user, at), "most": largest_file() // MEGABYTE}
    return render(request, "coverage/uploads.html", context, status=status)
