"""One upload, at `/impor/<number>/`: its preview, what it asks, what became of it; and how far it has come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts import access
from accounts.models import User
from coverage.access import upload_for
from coverage.enums import WRITTEN_UPLOADS, RowStatus, UploadState, UploadUse
from coverage.models import Upload
from coverage.queries.later_edits import later_edits
from coverage.queries.second_person import ended_requests, seconding_of
from coverage.queries.uploads.chain import chain_of
from coverage.queries.uploads.context import words
from coverage.queries.uploads.corrections import has_rows_alone, is_given_back
from coverage.queries.uploads.effects import effects_of
from coverage.queries.uploads.lines import ON_A_PAGE, is_decidable, lines_of
from coverage.queries.uploads.missing import villages_left_out
from coverage.queries.uploads.page import progress_of, reports_written, seal_of, sheets_told
from coverage.queries.uploads.questions import Words, columns_lacking, layouts_of, open_questions, questions_asked
from coverage.queries.uploads.told import earlier_of, fits_a_workbook, total_of
from coverage.templatetags.imports import progress_words
from coverage.views.parameters import choice_in, page_in
from paritrana.paging import pages_for

SHOWN = {
    "perlu-dipastikan": RowStatus.HELD,
    "ditolak": RowStatus.REJECTED,
    "berubah": RowStatus.CHANGED,
    "baru": RowStatus.NEW,
    "tetap": RowStatus.UNCHANGED,
    "dilewati": RowStatus.IGNORED,
}
"""The rows that can be shown, by the word in the address, what needs a person first."""


@require_safe
@login_required
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Show where an upload stands and what can be done with it."""
    return show(request, upload_for(cast(User, request.user), number, now()))


@require_safe
@login_required
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """Answer how far an upload has come, for the script of its page."""
    found = progress_of(upload_for(cast(User, request.user), number, now()))
    told = {"state": found.state.value, "under_way": found.is_under_way, "rows": found.rows, "expected": found.expected}
    return JsonResponse(told | {"words": progress_words(found)})


def show(
    request: HttpRequest,
    upload: Upload,
    status: int = 200,
    asked: Mapping[str, str] | None = None,
    typed: Mapping[str, Mapping[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer with the page of an upload; `asked` says which rows to show, as the address does.

    `typed` is what was typed in rows, by their keys, and could not be taken; `more` tells of an act that was refused,
    `given` in it the answers that were sent with it, by the names of their fields.
    """
    user, at = cast(User, request.user), now()
    progress, counts = progress_of(upload), total_of(upload)
    context = {
        "upload": upload,
        "zone": access.clock_of(user, at),
        "is_mine": upload.by_id == user.pk,
        "given": {},
        "counts": counts,
        "progress": progress,
    }
    if not progress.is_under_way:
        context |= told(request.GET if asked is None else asked, upload, counts, typed or {})
        context |= state_told(upload, user, at)
    return render(request, "coverage/upload.html", context | more, status=status)


def told(
    asked: Mapping[str, str], upload: Upload, counts: Mapping[str, int], typed: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what was found in an upload: its sheets, and a page of its rows of one status."""
    first = next((word for word, status in SHOWN.items() if counts[status.value]), "baru")
    shown = choice_in(asked, "lihat", SHOWN, first)
    total = 0 if upload.state == UploadState.CANCELLED else counts[shown.value]
    page = lines_of(upload, shown, page_in(asked, pages_for(total, ON_A_PAGE)), total)
    return {
        "sheets": sheets_told(upload),
        "tabs": [(word, status.label, counts[status.value]) for word, status in SHOWN.items()],
        "shown": asked.get("lihat", first),
        "status": shown,
        "page": page,
        "lines": [(line, typed.get(line.key, {})) for line in page.rows],
        "can_fix": any(line.can_be_fixed for line in page.rows),
        "good": counts["new"] + counts["changed"] + counts["unchanged"],
        "effective": counts["new"] + counts["changed"],
        "bad": counts["rejected"] + counts["held"],
        "all": counts["read"] - counts["ignored"],
        "is_given_back": is_given_back(upload),
        "has_rows_alone": has_rows_alone(upload),
        "fits_a_workbook": fits_a_workbook(upload),
    }


def state_told(upload: Upload, user: User, at: datetime) -> dict[str, Any]:
    """Return what only belongs to the state of an upload: what it asks and would do, or what it wrote."""
    second = {"seconding": seconding_of(upload, user, at), "ended": ended_requests(upload)}
    if upload.state == UploadState.WAITING:
        return second | {
            "effects": effects_of(upload),
            "earlier": earlier_of(upload, user, at),
            "seal": seal_of(upload),
        }
    if is_decidable(upload):
        known = Words(*words())
        return second | {
            "is_decidable": True,
            "questions": questions_asked(upload, known),
            "asked": len(open_questions(upload)),
            "lacking": columns_lacking(upload),
            "layouts": layouts_of(upload),
            "known": known,
            "effects": effects_of(upload),
            "left_out": villages_left_out(upload),
            "earlier": earlier_of(upload, user, at),
            "seal": seal_of(upload),
        }
    if upload.state in WRITTEN_UPLOADS:
        chain = chain_of(upload.change) if upload.change else []
        is_undone = upload.state == UploadState.UNDONE
        return second | {
            "reports": reports_written(upload),
            "later": later_edits(chain) if chain else None,
            "turns": [(number % 2 == 1, change) for number, change in enumerate(chain) if number],
            "can_undo": not is_undone and (bool(chain) or upload.use == UploadUse.COMPARISON),
            "can_restore": is_undone and bool(chain),
            "seal": seal_of(upload),
        }
    return second | {"earlier": earlier_of(upload, user, at)}
