"""The year of a province: deadlines of its twelve months and holidays, set by the province, read by its regencies."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage.actions.deadlines import add_holiday, remove_holiday, set_deadlines
from coverage.errors import CoverageError
from coverage.forms.deadlines import HolidayForm, YearForm
from coverage.models import Holiday
from coverage.queries.deadlines import due_year, province_of
from coverage.views.parameters import year_in
from regions.enums import Level
from regions.models import Region


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def deadlines(request: HttpRequest, code: str) -> HttpResponse:
    """Show the deadlines of a year; set them and open what is to be reported."""
    user, at = cast(User, request.user), timezone.now()
    if request.method == "POST":
        return save(request, access.region_for(user, Ability.SET_DEADLINES, code, at), at)
    region = access.region_above_for(user, Ability.READ_DRAFT, code, at)
    year = year_in(request.GET, at.year)
    if region.level != Level.PROVINCE:
        province = province_of(region, access.day_of(at))
        if province is None:
            raise Http404
        return redirect(f"{reverse('coverage:deadlines', args=[province.code])}?tahun={year}")
    return deadlines_page(request, region, year, at)


def save(request: HttpRequest, region: Region, at: datetime) -> HttpResponse:
    """Set the deadlines that were typed, or show them again with what is wrong."""
    year = year_in(request.POST, at.year)
    form = YearForm(request.POST, year=due_year(region, year))
    if form.is_valid():
        try:
            opened = set_deadlines(province=region, year=year, due=form.due(), by=cast(User, request.user), at=at)
            told = _("Batas waktu %(year)s tersimpan. %(opened)s laporan dibuka.")
            messages.success(request, told % {"year": year, "opened": opened})
            return redirect(f"{reverse('coverage:deadlines', args=[region.code])}?tahun={year}")
        except CoverageError as error:
            form.add_error(None, error.message)
    return deadlines_page(request, region, year, at, form=form)


@require_POST
@login_required
def holiday(request: HttpRequest, code: str) -> HttpResponse:
    """Note a holiday of the province."""
    user, at = cast(User, request.user), timezone.now()
    region, form = access.region_for(user, Ability.SET_DEADLINES, code, at), HolidayForm(request.POST)
    if form.is_valid():
        try:
            added = add_holiday(province=region, by=user, at=at, **form.cleaned_data)
            messages.success(request, _("Hari libur tercatat. Batas waktu yang sudah ditetapkan tidak bergeser."))
            return redirect(f"{reverse('coverage:deadlines', args=[region.code])}?tahun={added.day.year}")
        except CoverageError as error:
            form.add_error(None, error.message)
    return deadlines_page(request, region, year_in(request.POST, at.year), at, holiday_form=form)


@require_POST
@login_required
def no_holiday(request: HttpRequest, code: str, holiday: int) -> HttpResponse:
    """Take one of the province's own holidays away."""
    user, at = cast(User, request.user), timezone.now()
    region = access.region_for(user, Ability.SET_DEADLINES, code, at)
    found = Holiday.objects.filter(pk=holiday, province=region).first()
    if found is None:
        raise Http404
    remove_holiday(holiday=found, by=user, at=at)
    messages.success(request, _("Hari libur dihapus. Batas waktu yang sudah ditetapkan tidak bergeser."))
    return redirect(f"{reverse('coverage:deadlines', args=[region.code])}?tahun={found.day.year}")


def deadlines_page(request: HttpRequest, region: Region, year: int, at: datetime, **forms: Any) -> HttpResponse:
    """Show a province's year; `forms` are those that came back with something to correct."""
    if region.level != Level.PROVINCE:
        raise Http404
    due = due_year(region, year)
    page = {
        "region": region,
        "due": due,
        "may_set": access.may(cast(User, request.user), Ability.SET_DEADLINES, region, at),
        "form": YearForm(year=due),
        "holiday_form": HolidayForm(),
        "years": (year - 1, year + 1),
    }
    return render(request, "coverage/deadlines.html", page | forms)
