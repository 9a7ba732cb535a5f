"""Files about one upload: its rows as a table, the workbook to correct, the file as it was sent."""

import tempfile
from collections.abc import Sequence
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts import access
from accounts.abilities import Role
from accounts.models import User
from coverage.access import upload_for
from coverage.models import Upload
from coverage.queries.uploads.corrections import has_rows_alone, is_given_back, kept_rows
from coverage.queries.uploads.lines import marks_of, said_of_rows
from coverage.queries.uploads.told import fits_a_workbook
from coverage.tables.marked_rows import rows_alone
from coverage.tables.marked_workbooks import Copied, Mark, copied_sheets, marked_workbook
from coverage.tables.upload_tables import HEADER, upload_rows
from coverage.workbooks.reading import opened
from paritrana.exports import file_answer, table_answer
from paritrana.spreadsheets import MEDIA_TYPE as XLSX

ANY = "application/octet-stream"


@require_safe
@login_required
def rows(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Answer with all rows of an upload and what became of each, as a workbook or CSV; many rows are CSV alone."""
    upload = upload_for(cast(User, request.user), number, now())
    if form == "xlsx" and not fits_a_workbook(upload):
        raise Http404
    sheets = [sheet["name"] for sheet in upload.found.get("sheets", ())]
    said = said_of_rows(upload)
    return table_answer(form, f"impor-{upload.pk}-baris", HEADER, upload_rows(upload, sheets, said))


@require_safe
@login_required
def corrections(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the sender's own workbook, what must be put right coloured and noted."""
    upload = with_original(request, number)
    marks = [Mark(*one) for one in marks_of(upload)] if is_given_back(upload) else []
    if not marks:
        raise Http404
    with tempfile.TemporaryFile() as file:
        file.write(cast(bytes, upload.original))
        file.seek(0)
        upload.original = None  # not twice in memory
        with opened(file, upload.file_name) as book:
            content = given_back(upload, copied_sheets(book), marks)
    return file_answer(f"impor-{upload.pk}-perbaikan.xlsx", content, XLSX)


def given_back(upload: Upload, sheets: Sequence[Copied], marks: Sequence[Mark]) -> bytes:
    """Return the workbook to correct: a copy of the whole, or of a very large one the bad rows alone."""
    if not has_rows_alone(upload):
        return marked_workbook(upload, sheets, marks)
    alone, moved = rows_alone(sheets, marks, kept_rows(upload))
    return marked_workbook(upload, alone, moved, has_rows_alone=True)


@require_safe
@login_required
def original(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the file as it was sent, under a name of ours."""
    upload = with_original(request, number)
    ending = upload.file_name.rpartition(".")[2].lower()
    kept = ending if ending in ("xlsx", "ods", "csv", "txt", "tsv", "zip") else "bin"
    return file_answer(f"impor-{upload.pk}.{kept}", bytes(cast(bytes, upload.original)), ANY)


def with_original(request: HttpRequest, number: int) -> Upload:
    """Return an upload with its file, for who sent it and administrators; raise Http404 where it is not kept."""
    user, at = cast(User, request.user), now()
    upload = upload_for(user, number, at)
    is_administrator = any(held.role == Role.ADMINISTRATOR for held in access.assignments(user, at))
    if upload.original is None or not (upload.by_id == user.pk or is_administrator):
        raise Http404
    return upload
