"""All about one cell: as JSON and a part of a page for the grid, as a page of its own for who has no scripts."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts import access
from accounts.abilities import ABILITIES, Ability
from accounts.models import User
from coverage import months
from coverage.enums import ReasonCode
from coverage.models import Comment, Explanation, Payer, WorkerCategory
from coverage.queries.entry_cell import CellPanel, cell_panel
from coverage.views.entry_requests import month_of, not_signed_in, report_at
from coverage.views.entry_saving import cautions_json
from coverage.views.parameters import choice_in
from regions.queries.tree import time_zone

FORMS = {"json": "json", "html": "html", "halaman": "halaman"}


@require_safe
def cell(request: HttpRequest, code: str) -> HttpResponse:
    """Show one cell of a report; who is not signed in is sent to sign in where a page was asked for."""
    if request.GET.get("bentuk") == "halaman":
        return cell_page(request, code)
    return answered(request, code) if request.user.is_authenticated else not_signed_in()


@login_required
def cell_page(request: HttpRequest, code: str) -> HttpResponse:
    return answered(request, code)


def answered(request: HttpRequest, code: str) -> HttpResponse:
    """Answer in the form that is asked for."""
    user, at = cast(User, request.user), now()
    region = access.region_for(user, Ability.READ_DRAFT, code, at)
    form = choice_in(request.GET, "bentuk", FORMS, "json")
    report, place = report_at(region, month_of(request.GET.get("periode")))
    on = months.last_day(report.month)
    categories = {row.code: row for row in WorkerCategory.objects.on(on).order_by("position", "code")}
    payers = {row.code: row for row in Payer.objects.order_by("position", "code")}
    category = choice_in(request.GET, "kategori", categories, "")
    payer = choice_in(request.GET, "sumber", payers, "")
    panel = cell_panel(report=report, place=place, category=category, payer=payer, on=access.day_of(at))
    if form == "json":
        return JsonResponse(panel_json(panel))
    able = {able for role in access.roles_at(user, report.region, at, on) for able in ABILITIES[role]}
    context = shown(panel, request) | {
        "may_explain": report.is_open and Ability.EXPLAIN in able,
        "may_comment": Ability.COMMENT in able,
    }
    return render(request, f"coverage/{'_cell_panel' if form == 'html' else 'cell'}.html", context)


def shown(panel: CellPanel, request: HttpRequest) -> dict[str, Any]:
    """Return what the templates of a cell read."""
    return {
        "panel": panel,
        "code": panel.code,
        "zone": time_zone(panel.report.region),
        "reasons": ReasonCode.choices,
        "unsettled": [one for one in panel.cautions if not one.is_settled],
        "here": way_here(panel),
        "user": request.user,
    }


def way_here(panel: CellPanel) -> str:
    """Return the address of the cell's own page, to which forms lead back."""
    query = {
        "periode": months.iso(panel.report.month),
        "kategori": panel.category.code,
        "sumber": panel.payer.code,
        "bentuk": "halaman",
    }
    return f"{reverse('coverage:cell_panel', args=[panel.code])}?{urlencode(query)}"


def panel_json(panel: CellPanel) -> dict[str, Any]:
    """Return all about a cell as JSON. Moments are ISO 8601 with offset."""
    return {
        "id": panel.id,
        "region": panel.region,
        "category": panel.category.name,
        "payer": panel.payer.name,
        "enrolled": panel.enrolled,
        "not_applicable": panel.not_applicable,
        "version": panel.version,
        "until": panel.until.isoformat() if panel.until else None,
        "earlier": [
            {"period": months.iso(one.month), "enrolled": one.enrolled, "not_applicable": one.not_applicable,
             "state": one.state or None}
            for one in panel.earlier
        ],
        "year_ago": panel.year_ago.enrolled,
        "observations": [
            {"period": months.iso(one.month), "enrolled": one.enrolled, "stated_by": one.stated_by,
             "source": one.source}
            for one in panel.observations
        ],
        "cautions": [
            told | {"explanation": explanation_json(one.explanation)}
            for told, one in zip(cautions_json(list(panel.cautions)), panel.cautions, strict=True)
        ],
        "comments": [comment_json(one) for one in panel.comments],
        "revisions": [
            {"by": one.by, "at": one.at.isoformat(), "via": one.via, "reason": one.reason, "from": one.before,
             "from_not_applicable": one.before_not_applicable, "to": one.after,
             "to_not_applicable": one.after_not_applicable}
            for one in panel.written
        ],
        "owners": [{"username": one.username, "name": one.name, "role": one.role} for one in panel.owners],
    }  # fmt: skip


def explanation_json(one: Explanation | None) -> dict[str, Any] | None:
    if one is None:
        return None
    label = str(ReasonCode(one.reason).label)
    return {"reason": one.reason, "label": label, "note": one.note, "by": str(one.by), "at": one.at.isoformat()}


def comment_json(one: Comment) -> dict[str, Any]:
    """Return a comment with its answer, if there is one."""
    return {
        "id": one.pk,
        "text": one.text,
        "by": str(one.by),
        "at": one.at.isoformat(),
        "owner": str(one.owner),
        "answer": one.answer,
        "answered_by": str(one.answered_by) if one.answered_by else None,
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
    }
