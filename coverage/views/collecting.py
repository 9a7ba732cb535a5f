"""Collecting a month from the villages: who has not sent, a spreadsheet to fill in, paper for each village."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.queries.collecting import Collection, collection_of
from coverage.queries.grid import Grid, bare_grid_of, newest_month
from coverage.queries.plan import names_in
from coverage.tables.entry_formats import entry_format, entry_formats, file_name
from coverage.views.parameters import NotFound, month_in
from paritrana import formatting
from paritrana.exports import file_answer
from paritrana.spreadsheets import MEDIA_TYPE
from regions.models import Region


def place_for(request: HttpRequest, code: str) -> tuple[Region, int]:
    """Return the region and the month that the address asks for, else the one that is to be filled next.

    Raise OutOfReach, PermissionDenied, BadParameter, NotFound.
    """
    region = access.region_for(cast(User, request.user), Ability.READ_DRAFT, code, now())
    month = month_in(request.GET) or newest_month(region)
    if month is None:
        told = _("%(region)s belum mempunyai laporan bulanan yang dibuka. Laporan dibuka oleh verifikator provinsi.")
        raise NotFound(told % {"region": region.name})
    return region, month


def nowhere(region: Region, month: int) -> NotFound:
    told = _("%(region)s tidak terletak di dalam satu kabupaten/kota pada %(month)s. Pilih kabupaten atau kotanya.")
    return NotFound(told % {"region": region.name, "month": formatting.month(month)})


def collection_for(request: HttpRequest, code: str) -> Collection:
    """Return the collection that the address asks for; raise as `place_for`."""
    region, month = place_for(request, code)
    found = collection_of(region, month)
    if found is None:
        raise nowhere(region, month)
    return found


def grid_for(request: HttpRequest, code: str) -> Grid:
    """Return the bare grid that the address asks for; raise as `place_for`."""
    region, month = place_for(request, code)
    found = bare_grid_of(region, month)
    if found is None:
        raise nowhere(region, month)
    return found


@require_safe
@login_required
def collecting(request: HttpRequest, code: str) -> HttpResponse:
    """Show which villages have sent the month and which have not, with a text to remind these."""
    return render(request, "coverage/collecting.html", {"collection": collection_for(request, code)})


@require_safe
@login_required
def village_forms(request: HttpRequest, code: str) -> HttpResponse:
    """Show a sheet of paper for each village, with last month's numbers, to print."""
    return render(request, "coverage/village_forms.html", {"collection": collection_for(request, code)})


@require_safe
@login_required
def entry_format_file(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the spreadsheet to fill in."""
    grid = grid_for(request, code)
    return file_answer(file_name(grid), entry_format(grid, names_in(grid.month)), MEDIA_TYPE)


@require_safe
@login_required
def entry_format_files(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with a ZIP of one spreadsheet for each district."""
    grid = grid_for(request, code)
    name = f"format-isian-{grid.place.code}-{months.iso(grid.month)}-per-kecamatan.zip"
    return file_answer(name, entry_formats(grid, names_in(grid.month)), "application/zip")
