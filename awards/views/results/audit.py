"""The auditor's export of a closed result, at `/penghargaan/hasil/<id>/audit.xlsx` and `.zip`; each is noted."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.models import User
from awards.access import result_to_audit
from awards.actions.results.export_reading import note_export
from awards.queries.results.audit_export import tables_of
from paritrana.exports import file_answer, workbook_of_all, zip_of_all
from paritrana.spreadsheets import MEDIA_TYPE as XLSX


@require_safe
@login_required
def export(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Answer with all tables of a result: one workbook, or an archive of CSV files."""
    user, at = cast(User, request.user), now()
    result = result_to_audit(user, number, at)
    tables = [(one.name, one.header, one.rows) for one in tables_of(result)]
    if request.method != "HEAD":
        note_export(result=result, form=form, by=user, at=at)
    name = f"audit-hasil-{number}"
    if form == "xlsx":
        return file_answer(f"{name}.xlsx", workbook_of_all(tables), XLSX)
    return file_answer(f"{name}.zip", zip_of_all(tables), "application/zip")
