"""Limited correction at `/laporan/<code>/<period>/koreksi/`: choose the cells, say why, and open just these."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.corrections import reopen_report
from coverage.enums import ReportState
from coverage.errors import CoverageError, StepRefused
from coverage.forms.corrections import CorrectionForm
from coverage.models import Payer, Report, WorkerCategory
from coverage.queries.corrections import choices_named, choices_of, copies_of
from coverage.views.report import read
from regions.queries.tree import time_zone


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correction(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show the cells of a month that can be opened, and open those that were chosen."""
    user, report = cast(User, request.user), read(request, code, period)
    access.require(user, Ability.REOPEN, report.region, now(), months.last_day(report.month))
    if request.method != "POST":
        return page(request, report, CorrectionForm(request.GET))
    form = CorrectionForm(request.POST)
    if request.POST.get("do") == "cari" or not form.is_valid():
        return page(request, report, form)
    try:
        cells, reason = form.chosen(), form.cleaned_data["reason"]
        reopen_report(report=report, cells=cells, reason=reason, by=user, at=now(), seen=form.version)
    except CoverageError as error:
        is_late = isinstance(error, StepRefused) and error.code in ("moved_on", "wrong_state")
        return page(request, read(request, code, period), form, error.message, 409 if is_late else 422)
    messages.success(request, _("Laporan dibuka untuk koreksi. Hanya isian yang dipilih dapat diubah."))
    return redirect("coverage:report", code, period)


def page(
    request: HttpRequest, report: Report, form: CorrectionForm, refused: str = "", status: int = 200
) -> HttpResponse:
    """Answer with what was looked for, what is chosen so far, and where the same numbers stand in later months."""
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    cells = form.chosen()
    chosen = choices_named(report, cells) if cells else []
    found = choices_of(report, asked.get("cari", ""), asked.get("kategori", ""), asked.get("sumber", ""))
    keys = {one.key for one in chosen}
    context = {
        "report": report,
        "region": report.region,
        "zone": str(time_zone(report.region)),
        "asked": asked,
        "chosen": chosen,
        "found": [one for one in found.rows if one.key not in keys],
        "total": found.total,
        "copies": copies_of(report, chosen),
        "categories": WorkerCategory.objects.on(months.last_day(report.month)).order_by("position", "code"),
        "payers": Payer.objects.order_by("position", "code"),
        "can_open": report.publications and report.state in (ReportState.PUBLISHED, ReportState.OPEN),
        "refused": refused,
    }
    return render(request, "coverage/correction.html", context, status=status)
