"""Files as people send them, made with the program that most of them use, and sent by the ordinary actions."""

import io
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import xlsxwriter

from accounts.models import User
from coverage.actions.uploads.answers import answer_upload
from coverage.actions.uploads.reading import read_upload
from coverage.actions.uploads.receiving import Sending, receive_upload
from coverage.enums import Via
from coverage.models import StagedRow, Upload
from tests.accounts.people import signed_in
from tests.factories import A_MOMENT

TEMPLATE = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif"]
BUSUI, KASUNGAI, BATU_KAJANG = "64.01.01.2001", "64.01.01.2002", "64.01.01.2003"
GIVEN = {"month": 202507, "category": "petani", "payer": "apbd_kab"}
"""What a sender says of a file whose columns do not."""
Rows = Sequence[Sequence[Any]]


def a_row(code: str, enrolled: Any, name: str = "", category: str = "petani", payer: str = "apbd_kab") -> list[Any]:
    """Return a row of the portal's own format, July 2025."""
    return [code, name, "2025-07", category, payer, enrolled]


def a_workbook(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    """Return a workbook with these sheets; None leaves a cell out."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return written.getvalue()


def a_template(*rows: Sequence[Any], more: Sequence[str] = ()) -> bytes:
    """Return a workbook in the portal's own format."""
    return a_workbook({"Data": [[*TEMPLATE, *more], *rows]})


def received(content: bytes, by: User, name: str = "juli.xlsx", via: Via = Via.IMPORT, **sending: Any) -> Upload:
    """Send a file; it lies in a file without a name, as uploads do."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        return receive_upload(file=file, name=name, sending=Sending(**sending), by=by, at=A_MOMENT, via=via)


def sent(content: bytes, by: User, **more: Any) -> Upload:
    """Send a file and let it be read."""
    return read_upload(upload=received(content, by, **more), at=A_MOMENT)


def answered(upload: Upload, answers: Mapping[str, str], by: User | None = None) -> Upload:
    """Let its sender, or someone else, answer questions of an upload, and let it be read again."""
    upload = answer_upload(upload=upload, answers=answers, by=by or upload.by, at=A_MOMENT)
    return read_upload(upload=upload, at=A_MOMENT)


def given_back(upload: Upload, changes: Mapping[str, object]) -> bytes:
    """Return the marked workbook as its sender gets it, with cells of the sheet Data changed by hand."""
    marked = signed_in(upload.by).get(f"/impor/{upload.pk}/perbaikan.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(marked))
    for place, told in changes.items():
        book["Data"][place] = told
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def staged(upload: Upload) -> dict[int, tuple[str, str]]:
    """Return status and code of the rows of an upload by their numbers."""
    return {row.row_number: (row.status, row.code) for row in StagedRow.objects.filter(upload=upload)}


def counts(upload: Upload) -> dict[str, dict[str, int]]:
    """Return the counts of each sheet that are not 0."""
    return {
        sheet["name"]: {kind: count for kind, count in sheet["counts"].items() if count}
        for sheet in upload.found["sheets"]
    }


def asked(upload: Upload) -> list[str]:
    """Return the names of the questions of an upload."""
    return [question["id"] for question in upload.found["questions"]]
