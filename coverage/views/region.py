"""The page of one region at `/wilayah/<code>/`, its JSON and its table."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage import months
from coverage.queries.region_page import RegionPage, region_page
from coverage.views.kept import by_code, kept
from coverage.views.parameters import NotFound, echo, month_in, scheme_in
from coverage.views.region_json import HEADER, region_json, region_rows
from paritrana import formatting
from paritrana.exports import table_answer
from regions.models import Placement
from regions.queries.lookup import code_on
from regions.queries.search import near_matches
from regions.queries.tree import standing_at


class Moved(Exception):
    """The region has another code on that day."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def page_for(request: HttpRequest, code: str) -> RegionPage:
    """Return the page that the address asks for; raise BadParameter, NotFound or Moved."""
    month = month_in(request.GET)
    scheme = scheme_in(request.GET)
    return region_page(standing_for(code, month), scheme=scheme, month=month, today=day_of(now()))


def standing_for(code: str, month: int | None) -> Placement:
    """Return where the region of that code stood in the month, or stands today; raise NotFound or Moved."""
    today = day_of(now())
    on = months.last_day(month) if month else today
    standing = standing_at(code, on)
    if standing is None:
        if new := code_on(code, on):
            raise Moved(new)
        raise NotFound(unknown(code, month), (hit.place for hit in near_matches(code, today)))
    return standing


def unknown(code: str, month: int | None) -> str:
    """Return the sentence about a code that no region has, or had at that month."""
    if month:
        told = _("Wilayah dengan kode “%(code)s” tidak ada dalam daftar wilayah pada %(month)s.")
        return told % {"code": echo(code), "month": formatting.month(month)}
    told = _("Wilayah dengan kode “%(code)s” tidak ada. Periksa kodenya, atau cari menurut nama.")
    return told % {"code": echo(code)}


def moved(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Send to the region's code of that day; the question stays."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse(f"coverage:{name}", args=[code]) + (f"?{query}" if query else ""))


@require_safe
@kept(by_code, "periode", "skema")
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Show one region of any level."""
    try:
        page = page_for(request, code)
    except Moved as elsewhere:
        return moved(request, "region", elsewhere.code)
    context = {"page": page, "place": page.place, "published": page.published, "today": day_of(now())}
    return render(request, "coverage/region.html", context)


@require_safe
@kept(by_code, "periode", "skema")
def region_as_json(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the same numbers as the page."""
    try:
        return JsonResponse(region_json(page_for(request, code)))
    except Moved as now:
        return moved(request, "region_json", now.code)


@require_safe
def region_as_table(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Answer with the same numbers as rows."""
    try:
        page = page_for(request, code)
    except Moved as now:
        return moved(request, f"region_{form}", now.code)
    name = f"wilayah-{page.place.code}-{months.iso(page.month) if page.month else 'kosong'}"
    return table_answer(form, name, HEADER, region_rows(page))
