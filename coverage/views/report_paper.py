"""A month on paper and for other systems: a page to print, the same as PDF, and every cell as JSON with its digests."""

from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from coverage import months
from coverage.enums import ReportState, ReportStep
from coverage.models import Report
from coverage.queries.report_page import Event, report_page
from coverage.queries.report_paper import CELL_COLUMNS, cell_json, cell_rows, paper_of, sealed
from coverage.views.printing import pdf_answer
from coverage.views.report import read
from paritrana.exports import table_answer
from regions.queries.tree import time_zone


def told(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Return what the paper of a month says."""
    page = report_page(report, cast(User, request.user), now())
    return {"page": page, "report": report, "zone": page.zone.key, "paper": paper_of(report), "at": now()}


@require_safe
@login_required
def report_print(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show the month as it is printed from the browser."""
    return render(request, "coverage/report_print.html", told(request, read(request, code, period)))


@require_safe
@login_required
def report_pdf(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Answer with the month as PDF; where this machine can write none, send to the page that can be printed."""
    report = read(request, code, period)
    name = f"laporan-{report.region.code}-{months.iso(report.month)}.pdf"
    return pdf_answer(
        request, "coverage/paper/report.html", told(request, report), name, ("coverage:report_print", code, period)
    )


@require_safe
@login_required
def report_json(request: HttpRequest, code: str, period: str) -> JsonResponse:
    """Answer with every cell of the month, the steps of its sign-off, and the digests that prove them."""
    return JsonResponse(report_told(read(request, code, period)))


@require_safe
@login_required
def report_table(request: HttpRequest, code: str, period: str, form: str) -> HttpResponseBase:
    """Answer with every cell of the month in the columns of the format isian, so that it can be sent in again."""
    report = read(request, code, period)
    name = f"laporan-{report.region.code}-{months.iso(report.month)}"
    return table_answer(form, name, CELL_COLUMNS, cell_rows(report))


def report_told(report: Report) -> dict[str, Any]:
    """Return the shape that other systems rely on."""
    proof, paper, zone = sealed(report), paper_of(report), time_zone(report.region)
    before, entry = proof.before, proof.entry
    return {
        "code": report.region.code,
        "name": report.region.name,
        "period": months.iso(report.month),
        "state": report.state,
        "is_provisional": report.state != ReportState.PUBLISHED,
        "is_sample": report.is_sample,
        "publications": report.publications,
        "totals": {sheet.scheme.code: sheet.total for sheet in paper.sheets},
        "cells": [cell_json(cell) for cell in proof.cells],
        "cells_sha256": proof.digest,
        "previous_publication": {"at": before[0], "cells_sha256": before[1]} if before else None,
        "signatures": [event_json(event, zone) for event in paper.signatures],
        "audit": {"sequence": entry.sequence, "act": entry.act, "digest": entry.digest} if entry else None,
        "remark": _("Disahkan di portal ini; bukan tanda tangan elektronik tersertifikasi."),
    }


def event_json(event: Event, zone: str) -> dict[str, str]:
    """Return a step of the sign-off: who, for whom, when on the clock of the region."""
    at = event.at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return {"step": ReportStep(event.step).value, "by": event.by, "acting": event.acting, "at": at}
