"""Approval on paper at `/laporan/<code>/<period>/kertas/`: print, upload the signed scan, confirm that both agree."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.paper import LARGEST_SCAN, confirm_paper, print_report, upload_scan
from coverage.enums import ReportState
from coverage.errors import CoverageError
from coverage.forms.paper import ConfirmForm, PrintForm
from coverage.models import PaperApproval, Report
from coverage.queries.paper import prints_of
from coverage.queries.report_page import report_page
from coverage.queries.report_paper import paper_of
from coverage.views.printing import pdf_answer
from coverage.views.reconciliation import allowed
from coverage.views.report import read
from regions.queries.tree import time_zone

ENDING = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_approval(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show the prints of a month and where each stands, and print another."""
    if request.method != "POST":
        return page(request, read(request, code, period))
    report, form = allowed(request, code, period, Ability.PRINT_PAPER), PrintForm(request.POST)
    if not form.is_valid():
        return page(request, report, 422, refused=next(iter(form.errors.values()))[0])
    name, user = form.cleaned_data["signer_name"], cast(User, request.user)
    try:
        paper = print_report(report=report, signer_name=name, by=user, at=now())
    except CoverageError as error:
        return page(request, report, 422, refused=error.message, typed=name)
    return redirect("coverage:paper_sheet", code, period, paper.pk)


def page(request: HttpRequest, report: Report, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the prints of a report, and the forms of who may print or confirm.

    Only who prints sees the code: who confirms must read it on the scan.
    """
    user, at, on = cast(User, request.user), now(), months.last_day(report.month)
    is_checked = report.state == ReportState.CHECKED
    prints = access.may(user, Ability.PRINT_PAPER, report.region, at, on)
    context = {
        "report": report,
        "region": report.region,
        "zone": str(time_zone(report.region)),
        "prints": prints_of(report),
        "may_see_code": prints,
        "may_print": is_checked and prints,
        "may_confirm": is_checked and access.may(user, Ability.CONFIRM_PAPER, report.region, at, on),
        "may_open": access.may(user, Ability.READ_EVIDENCE, report.region, at, on),
    }
    return render(request, "coverage/paper_approval.html", context | more, status=status)


def found(report: Report, paper: int) -> PaperApproval:
    """Return the print of a report by its id, without the bytes of its scan; raise Http404."""
    row = report.paper_approvals.defer("scan").filter(pk=paper).select_related("report__region").first()
    if row is None:
        raise Http404
    return row


def told(request: HttpRequest, report: Report, paper: PaperApproval) -> dict[str, Any]:
    """Return what the sheet to be signed says: the report as it is printed, with the code and a place to sign."""
    page = report_page(report, cast(User, request.user), now())
    return {
        "page": page, "report": report, "zone": page.zone.key, "paper": paper_of(report), "at": now(), "print": paper,
    }  # fmt: skip


@require_safe
@login_required
def paper_sheet(request: HttpRequest, code: str, period: str, paper: int) -> HttpResponse:
    """Show the sheet to be signed as it is printed from the browser."""
    report = allowed(request, code, period, Ability.PRINT_PAPER)
    return render(request, "coverage/paper_sheet.html", told(request, report, valid(report, found(report, paper))))


@require_safe
@login_required
def paper_pdf(request: HttpRequest, code: str, period: str, paper: int) -> HttpResponse:
    """Answer with the sheet to be signed as PDF; where this machine can write none, send to the page."""
    report = allowed(request, code, period, Ability.PRINT_PAPER)
    context = told(request, report, valid(report, found(report, paper)))
    name = f"pengesahan-{report.region.code}-{months.iso(report.month)}-{paper}.pdf"
    return pdf_answer(
        request, "coverage/paper/approval.html", context, name, ("coverage:paper_sheet", code, period, paper)
    )


def valid(report: Report, paper: PaperApproval) -> PaperApproval:
    """Return a print whose code still holds; raise Http404, since other figures must not stand above its code."""
    if any(one.is_void for one in prints_of(report) if one.row.pk == paper.pk):
        raise Http404
    return paper


@require_POST
@login_required
def confirm(request: HttpRequest, code: str, period: str, paper: int) -> HttpResponse:
    """Sign in the name of the head: the code that was read on the scan is the code of the print."""
    report = allowed(request, code, period, Ability.CONFIRM_PAPER)
    row, form = found(report, paper), ConfirmForm(request.POST)
    if not form.is_valid():
        return page(request, report, 422, refused=next(iter(form.errors.values()))[0])
    try:
        confirm_paper(paper=row, code=form.cleaned_data["code"], by=cast(User, request.user), at=now())
    except CoverageError as error:
        return page(request, report, 422, refused=error.message)
    messages.success(request, _("Pengesahan di atas kertas diterima. Verifikator lain dapat menerbitkan laporan ini."))
    return redirect("coverage:report", code, period)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scan(request: HttpRequest, paper: int) -> HttpResponse:
    """Take the signed scan of a print, and give it to who may read evidence: as a file to keep, never to be shown."""
    row = PaperApproval.objects.filter(pk=paper).defer("scan").select_related("report__region").first()
    if row is None:
        raise Http404
    code, period = row.report.region.code, months.iso(row.report.month)
    if request.method == "POST":
        return uploaded(request, allowed(request, code, period, Ability.PRINT_PAPER), row)
    allowed(request, code, period, Ability.READ_EVIDENCE)
    if row.scan is None:
        raise Http404
    name = f"pengesahan-{code}-{period}-{row.pk}.{ENDING[row.scan_type]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(row.scan), content_type=row.scan_type, headers=headers)


def uploaded(request: HttpRequest, report: Report, row: PaperApproval) -> HttpResponse:
    """Keep the file that was sent; never more of it than may be kept."""
    file = request.FILES.get("scan")
    sent = file.read(LARGEST_SCAN + 1) if file else b""
    try:
        upload_scan(paper=row, scan=sent, by=cast(User, request.user), at=now())
    except CoverageError as error:
        return page(request, report, 422, refused=error.message)
    messages.success(request, _("Pindaian tersimpan. Verifikator provinsi dapat mencocokkan kodenya."))
    return redirect("coverage:paper_approval", report.region.code, months.iso(report.month))
