"""The brief (lembar ringkas) at `/wilayah/<code>/ringkas/`: one page for a leader, published or, in scope, live."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.access import day_of, own_address
from accounts.models import User
from coverage import months
from coverage.access import live_reports_for
from coverage.enums import ReportState
from coverage.queries.brief import Brief, brief_of
from coverage.queries.live_brief import live_brief, newest_month
from coverage.views.brief_text import LONGEST, text_of
from coverage.views.parameters import choice_in, month_in, scheme_in
from coverage.views.previews import Preview, preview_of
from coverage.views.region import Moved, moved, page_for, place_for

LIVE = {"terbit": False, "sementara": True}
"""The words by which an address asks for published or for live numbers."""


@require_safe
def brief(request: HttpRequest, code: str) -> HttpResponse:
    """Show the brief of a region of any level."""
    try:
        if choice_in(request.GET, "angka", LIVE, "terbit"):
            return live(request, code)
        page = page_for(request, code)
    except Moved as now:
        return moved(request, "brief", now.code)
    return shown(request, brief_of(page), preview_of(page, "brief"))


@login_required
def live(request: HttpRequest, code: str) -> HttpResponse:
    """Show the brief of live numbers to who may read the reports that hold them; once published, the published one."""
    user, at = cast(User, request.user), now()
    today = day_of(at)
    month, scheme = month_in(request.GET), scheme_in(request.GET)
    place = place_for(code, month, today)
    month = month or newest_month(place, today) or today.year * 100 + today.month
    reports = live_reports_for(user, place, month, at)
    if reports and all(report.state == ReportState.PUBLISHED for report in reports):
        question = f"?periode={months.iso(month)}&skema={scheme.code}"
        return redirect(reverse("coverage:brief", args=[place.code]) + question)
    return shown(request, live_brief(place, reports, scheme, month, at))


def shown(request: HttpRequest, brief: Brief, preview: Preview | None = None) -> HttpResponse:
    """Answer with a brief and its text to copy."""
    address = address_of(brief)
    context = {
        "brief": brief,
        "place": brief.place,
        "published": brief.published,
        "preview": preview,
        "address": address,
        "text": text_of(brief, address),
        "longest": LONGEST,
        "today": now(),
    }
    return render(request, "coverage/brief.html", context)


def address_of(brief: Brief) -> str:
    """Return the full address under which the same brief is found again."""
    asked = {"periode": months.iso(brief.month), "skema": brief.scheme.code} if brief.month else {}
    if brief.live:
        asked["angka"] = "sementara"
    question = "&".join(f"{name}={told}" for name, told in asked.items())
    return own_address(reverse("coverage:brief", args=[brief.place.code])) + (f"?{question}" if question else "")
