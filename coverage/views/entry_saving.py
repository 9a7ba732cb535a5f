"""What the entry grid sends: cells to save. Programs ask here, so every answer is JSON with a sentence."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from accounts import access
from accounts.abilities import Ability
from coverage.actions.entry import save_entries as save
from coverage.actions.entry_answers import EntryState, SavedEntries, as_json
from coverage.entry_errors import EntryRefused
from coverage.models import Report
from coverage.queries.plan import completeness_of
from coverage.queries.quality import StandingCaution, cautions_of_cells
from coverage.views.entry_requests import month_of, not_signed_in, report_at, sending_of, sent_object

STATUS_OF = {"key_reused": 422, "too_many": 413}
STANDING = (EntryState.SAVED, EntryState.SAME, EntryState.CONFLICT)


@require_POST
def save_entries(request: HttpRequest, code: str) -> HttpResponse:
    """Save cells; 409 where one was changed by someone else, with the whole answer all the same."""
    if not request.user.is_authenticated:
        return not_signed_in()
    user, at = request.user, now()
    region = access.region_for(user, Ability.EDIT_FIGURES, code, at)
    told = sent_object(request)
    key, sent = sending_of(told)
    report, _place = report_at(region, month_of(told.get("period")))
    try:
        saved = save(report=report, sent=sent, key=key, by=user, at=at)
    except EntryRefused as error:
        return JsonResponse({"message": error.message}, status=STATUS_OF[error.code])
    return JsonResponse(answer_of(saved, report), status=409 if saved.has_conflicts else 200)


def answer_of(saved: SavedEntries, report: Report) -> dict[str, Any]:
    """Return the answer to a sending: each cell, and how the report stands now."""
    standing = [cell.id for cell in saved.of_state(*STANDING)]
    odd = cautions_of_cells(report, standing) if standing else {}
    cells = as_json(saved)
    for cell in cells:
        total = f"{cell['id'].split('|')[0]}||"
        cell["cautions"] = cautions_json([*odd.get(cell["id"], ()), *odd.get(total, ())])
    report = Report.objects.get(pk=report.pk)
    filled = completeness_of([report])[report.pk]
    state = {"version": report.version, "state": report.state, "filled": filled.filled, "expected": filled.expected}
    return {"key": saved.key, "cells": cells, "report": state}


def cautions_json(found: list[StandingCaution]) -> list[dict[str, Any]]:
    """Return cautions as JSON; `of` tells whether the cell is meant or its region's total."""
    return [
        {
            "id": one.id,
            "rule": one.caution.rule,
            "message": one.sentence,
            "of": "cell" if one.category_code else "region",
            "explained": one.is_settled,
        }
        for one in found
    ]
