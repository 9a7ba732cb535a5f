"""Tables as files that open rightly in a spreadsheet and run nothing there: Excel workbooks, and CSV for programs.

CSV is RFC 4180 in UTF-8 with a byte-order mark, without which Excel misreads "Kab. Ra'as" and its like. Both hold the
same rows; a workbook has headings in words, as people read it.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from paritrana.spreadsheets import MEDIA_TYPE as XLSX
from paritrana.spreadsheets import Book, Row, Shown

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
MEDIA_TYPE = "text/csv; charset=utf-8"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""By these a spreadsheet takes a text for a formula or a command (OWASP, CSV injection), full-width forms included."""

INSIDE_A_TEXT = re.compile(f'(?<=[;\\t\\r\\n])(?="*[{re.escape("".join(STARTS_A_FORMULA))}])')
"""Where a cell of its own would begin with a formula: an Indonesian Excel parts cells at semicolons, whatever quotes
stand around the whole."""

STYLES: Mapping[str, Mapping[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"},
    "count": {"num_format": "#,##0"},
    "share": {"num_format": "#,##0.00"},
}
WIDEST, LOOKED_AT = 60, 200
"""Signs of the widest column, and rows by which widths are found."""

SHEET_NAME = "Data"


class _Line:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: object) -> object:
    """Return what may stand in a cell: numbers as they are, None as "", a text that would be a formula behind a quote.

    A negative number stays a number; the text "-5" does not, since a text is whatever someone typed.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | Decimal):
        return str(cell)
    text = str(cell)
    guarded = INSIDE_A_TEXT.sub("'", text)
    return f"'{guarded}" if text.startswith(STARTS_A_FORMULA) else guarded


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of the file, the byte-order mark first; rows are read one by one, never all at once."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Answer with a table as a file to download, written row by row; `name`, without its ending, is ASCII and ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(csv_lines(header, rows), content_type=MEDIA_TYPE, headers=headers)


def table_answer(form: str, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponseBase:
    """Answer with a table as a file: `form` is "csv" or "xlsx"; `name`, without its ending, is ASCII and ours."""
    if form == "xlsx":
        return file_answer(f"{name}.xlsx", workbook_of(header, rows), XLSX)
    return csv_answer(name, header, rows)


def workbook_of(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet: the header stays in sight, texts are texts, numbers are numbers."""
    words, rest = headings(), iter(rows)
    heads = [words.get(head) or head.replace("_", " ").capitalize() if head.islower() else head for head in header]
    seen = list(islice(rest, LOOKED_AT))
    book = Book(STYLES)
    sheet = book.add(SHEET_NAME, sheet_rows(heads, chain(seen, rest)))
    for column, head in enumerate(heads):
        longest = max((len(str(row[column])) for row in seen if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(len(head), longest) + 3, WIDEST))
    sheet.freeze_panes(1, 0)
    return book.written()


def sheet_rows(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    """Yield the rows of the sheet, the header first."""
    yield 1, [Shown(head, "head") for head in heads]
    for number, row in enumerate(rows, start=2):
        yield number, map(styled, row)


def styled(cell: object) -> object:
    """Return a cell in the style of its kind; yes and no are 1 and 0, as in CSV."""
    if cell.__class__ is int:
        return Shown(cell, "count")
    if isinstance(cell, Decimal):
        return Shown(cell, "share")
    return int(cell) if isinstance(cell, bool) else cell


def headings() -> dict[str, str]:
    """Return the words for column names that are English, or that say too little once their underscores are gone."""
    return {
        "address": _("Alamat"),
        "about": _("Isi"),
        "basis": _("Dasar hitung"),
        "category": _("Kategori"),
        "code": _("Kode"),
        "denominator": _("Dihitung dari"),
        "enrolled": _("Peserta aktif"),
        "expected": _("Laporan yang ditunggu"),
        "figure_id": _("Nomor angka"),
        "from_below": _("Karena wilayah di bawahnya"),
        "id_angka": _("Nomor angka"),
        "is_sample": _("Data contoh"),
        "licence": _("Lisensi"),
        "list": _("Daftar"),
        "lower": _("Batas bawah"),
        "name": _("Nama"),
        "new_enrolled": _("Peserta aktif menjadi"),
        "new_percent": _("Persen menjadi"),
        "new_target": _("Target menjadi"),
        "note": _("Keterangan"),
        "old_enrolled": _("Peserta aktif semula"),
        "old_percent": _("Persen semula"),
        "old_target": _("Target semula"),
        "percent": _("Persen"),
        "period": _("Periode"),
        "potential": _("Potensi"),
        "printed_percent": _("Persen tertulis"),
        "reason": _("Alasan"),
        "released_at": _("Terbit pada"),
        "reported": _("Laporan yang masuk"),
        "scheme": _("Skema"),
        "segment": _("Segmen"),
        "source": _("Sumber"),
        "state": _("Status"),
        "stated_by": _("Menurut"),
        "title": _("Judul"),
        "upper": _("Batas atas"),
    }


def file_answer(name: str, body: bytes, content_type: str) -> HttpResponse:
    """Answer with a file to download; `name`, with its ending, is ASCII and ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
