"""Reconciliation at `/laporan/<code>/<period>/pencocokan/`: what others say, what became of it, and its record."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.reconciliation import STATABLE, UNSIGNED, reconcile, state_number, take_village_number
from coverage.enums import ReasonCode, StatedBy
from coverage.errors import CoverageError
from coverage.forms.reconciliation import FindingsForm, StatementForm, looked_at
from coverage.models import Observation, Report, Scheme, WorkerCategory
from coverage.queries.minutes import minutes_of
from coverage.queries.reconciliation import UCJ, Standing, differences_of
from coverage.queries.report_places import places_of_report
from coverage.queries.settling import settleable
from coverage.views.parameters import page_in
from coverage.views.printing import pdf_answer
from coverage.views.report import read
from paritrana.exports import table_answer
from paritrana.paging import page_of, pages_for
from regions.enums import Level
from regions.queries.tree import time_zone

STATED_OF = (Level.REGENCY, Level.VILLAGE)
"""Whose numbers can be stated here: what is stated of a province is public, so nobody types it beside a report."""


def allowed(request: HttpRequest, code: str, period: str, ability: Ability) -> Report:
    """Return the report for who has the right to an act with it; raise Http404, PermissionDenied or RightMissing."""
    report = read(request, code, period)
    access.require(cast(User, request.user), ability, report.region, now(), months.last_day(report.month))
    return report


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reconciliation(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show the differences of a month, and settle those that were ticked."""
    if request.method != "POST":
        return page(request, read(request, code, period))
    report = allowed(request, code, period, Ability.RECONCILE)
    form = FindingsForm(request.POST)
    if not form.is_valid():
        return page(request, report, 422, findings=form)
    try:
        reconcile(report=report, findings=form.findings(), by=cast(User, request.user), at=now())
    except CoverageError as error:
        form.add_error(None, error.message)
        return page(request, report, 422, findings=form)
    messages.success(request, _("Hasil pencocokan tersimpan."))
    return redirect("coverage:reconciliation", code, period)


HEADER = (
    *("Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Menurut", "Sumber", "Laporan", "Sumber Lain", "Selisih"),
    *("Keadaan", "Alasan", "Angka yang Disepakati"),
)


@require_safe
@login_required
def reconciliation_table(request: HttpRequest, code: str, period: str, form: str) -> HttpResponseBase:
    """Answer with all differences of a month, those of every page."""
    report = read(request, code, period)
    name = f"pencocokan-{report.region.code}-{months.iso(report.month)}"
    return table_answer(form, name, HEADER, difference_rows(report))


def difference_rows(report: Report) -> Iterator[list[object]]:
    """Yield each difference as a row; no category is all workers."""
    words = {
        Standing.SAME: _("sama"),
        Standing.TOLERATED: _("dalam batas toleransi"),
        Standing.OPEN: _("belum dijelaskan"),
        Standing.EXPLAINED: _("sudah dijelaskan"),
        Standing.DISPUTED: _("belum disepakati"),
    }
    period, everyone = months.iso(report.month), _("Seluruh pekerja")
    for one in differences_of(report):
        about = [one.code, one.region, period, one.category or everyone, one.stated_by.label, one.source]
        reason = one.found.get_reason_display() if one.found else ""
        agreed = one.found.agreed if one.found else None
        yield [*about, one.ours, one.theirs, one.gap, words[one.standing], reason, agreed]


@require_POST
@login_required
def take_number(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Write what a village says into its cell; the village's number stays beside it."""
    report = allowed(request, code, period, Ability.EDIT_FIGURES)
    looked = looked_at(request.POST.get("take", ""))
    if looked is None or looked[2] != StatedBy.VILLAGE:
        return page(request, report, 422, refused=_("Halaman ini tidak utuh terkirim. Muat ulang, lalu pilih lagi."))
    region, category, _speaker, _ours, theirs = looked
    user = cast(User, request.user)
    try:
        take_village_number(report=report, region_id=region, category_id=category, theirs=theirs, by=user, at=now())
    except CoverageError as error:
        return page(request, report, 422, refused=error.message)
    messages.success(request, _("Angka desa sudah menjadi isian laporan. Pernyataan desa tetap tercatat."))
    return redirect("coverage:reconciliation", code, period)


@require_POST
@login_required
def statement(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Record a number that BPJS or a village states."""
    report = allowed(request, code, period, Ability.RECORD_OBSERVATIONS)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return page(request, report, 422, statement=form)
    try:
        state_number(report=report, stated=observation_of(report, form), by=cast(User, request.user), at=now())
    except CoverageError as error:
        form.add_error(None, error.message)
        return page(request, report, 422, statement=form)
    messages.success(request, _("Angka pembanding tersimpan. Angka laporan tidak berubah."))
    return redirect("coverage:reconciliation", code, period)


def observation_of(report: Report, form: StatementForm) -> Observation:
    """Return what the form states; raise Http404 where it names a region or category that the report does not hold."""
    told = form.cleaned_data
    place = places_of_report(report).filter(code=told["wilayah"], level__in=STATED_OF).select_related("region").first()
    categories = WorkerCategory.objects.on(months.last_day(report.month)).filter(scheme__code=UCJ)
    category = categories.filter(code=told["kategori"]).first()
    if place is None or (told["kategori"] and category is None):
        raise Http404
    return Observation(
        region=place.region,
        month=report.month,
        scheme=Scheme.objects.get(code=UCJ),
        category=category,
        enrolled=told["angka"],
        stated_by=told["menurut"],
        source=told["sumber"],
    )


def page(request: HttpRequest, report: Report, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with the differences of a report; `more` holds a form that came back, or a refusal."""
    user, at, on = cast(User, request.user), now(), months.last_day(report.month)
    found = sorted(differences_of(report), key=lambda one: not one.is_open)
    listed = page_of(found, page_in(request.GET, pages_for(len(found))))
    ticked = request.POST.getlist("difference")
    forms: list[Form] = [form for form in more.values() if isinstance(form, Form)]
    context = {
        "report": report,
        "region": report.region,
        "zone": str(time_zone(report.region)),
        "page": listed,
        "rows": [(one, one.sent in ticked, request.POST.get(f"agreed:{one.word}", "")) for one in listed.rows],
        "open": sum(one.is_open for one in found),
        "may_settle": access.may(user, Ability.RECONCILE, report.region, at, on) and report.state in UNSIGNED,
        "settleable": settleable(listed.rows, report, user, at),
        "may_take": access.may(user, Ability.EDIT_FIGURES, report.region, at, on) and report.is_open,
        "may_state": access.may(user, Ability.RECORD_OBSERVATIONS, report.region, at, on) and report.state in STATABLE,
        "reasons": ReasonCode.choices,
        "categories": WorkerCategory.objects.on(on).filter(scheme__code=UCJ).order_by("position", "code"),
        "places": places_of_report(report).filter(level__in=STATED_OF).order_by("code"),
        "wrong": [line for form in forms for lines in form.errors.values() for line in lines],
    }
    return render(request, "coverage/reconciliation.html", context | more, status=status)


def told(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Return what the record of the reconciliation says."""
    return {"minutes": minutes_of(report, now()), "report": report, "zone": str(time_zone(report.region))}


@require_safe
@login_required
def minutes(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Show the Berita Acara as it is printed from the browser."""
    return render(request, "coverage/minutes.html", told(request, read(request, code, period)))


@require_safe
@login_required
def minutes_pdf(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Answer with the Berita Acara as PDF; where this machine can write none, send to the page that can be printed."""
    report = read(request, code, period)
    name = f"berita-acara-rekonsiliasi-{report.region.code}-{months.iso(report.month)}.pdf"
    return pdf_answer(
        request, "coverage/paper/minutes.html", told(request, report), name, ("coverage:minutes", code, period)
    )
