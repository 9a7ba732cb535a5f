"""Tables as files that open rightly in a spreadsheet and run nothing there: Excel workbooks, and CSV for programs.

CSV is RFC 4180 in UTF-8 with a byte-order mark, without which Excel misreads "Kab. Ra'as" and its like. Both hold the
same rows; a workbook has headings in words, as people read it.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

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

Table = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""The name of a sheet or file (ASCII, ours), a header, and rows."""

HEADINGS = {
    "about": _("Isi"),
    "address": _("Alamat"),
    "adopted": _("Desa yang sudah ikut"),
    "adopted_percent": _("Persen desa yang sudah ikut"),
    "against": _("Dibandingkan dengan"),
    "approved_at": _("Disetujui pada"),
    "asked_at": _("Diminta pada"),
    "band": _("Pita warna"),
    "basis": _("Dasar hitung"),
    "bundle_sha256": _("SHA-256 paket hasil"),
    "cap": _("Nilai paling tinggi"),
    "category": _("Kategori"),
    "category_code": _("Kode kategori"),
    "cause": _("Sebab"),
    "closed_at": _("Ditutup pada"),
    "closes_at": _("Berakhir pada"),
    "code": _("Kode"),
    "column": _("Kolom"),
    "content": _("Keterangan"),
    "criteria_version": _("Versi kriteria"),
    "criterion": _("Kriteria"),
    "data_type": _("Tipe data"),
    "data_year": _("Tahun data"),
    "decree": _("Nomor SK"),
    "decree_date": _("Tanggal SK"),
    "denominator": _("Dihitung dari"),
    "direction": _("Arah"),
    "embargo_until": _("Tampil mulai"),
    "enrolled": _("Peserta aktif"),
    "entry": _("Kode peserta"),
    "example": _("Contoh"),
    "expected": _("Laporan yang ditunggu"),
    "fact": _("Yang diberitakan"),
    "figure_id": _("Nomor angka"),
    "first_day": _("Hari pertama"),
    "formula": _("Versi rumus"),
    "from_below": _("Karena wilayah di bawahnya"),
    "gap": _("Sisa"),
    "heading": _("Judul kolom dalam Excel"),
    "held_on": _("Tanggal"),
    "id_angka": _("Nomor angka"),
    "is_firm": _("Badan usaha"),
    "is_national": _("Putaran nasional"),
    "is_recused": _("Tidak ikut menilai"),
    "is_sample": _("Data contoh"),
    "is_winner": _("Juara"),
    "juror": _("Kode penilai"),
    "kind": _("Jenis"),
    "last_day": _("Hari terakhir"),
    "level": _("Tingkat"),
    "licence": _("Lisensi"),
    "list": _("Daftar"),
    "lower": _("Batas bawah"),
    "mark": _("Nilai"),
    "meaning": _("Arti"),
    "measure": _("Dihitung dari"),
    "name": _("Nama"),
    "new_enrolled": _("Peserta aktif menjadi"),
    "new_percent": _("Persen menjadi"),
    "new_target": _("Target menjadi"),
    "normalisation": _("Cara mengubah menjadi nilai"),
    "note": _("Keterangan"),
    "old_enrolled": _("Peserta aktif semula"),
    "old_percent": _("Persen semula"),
    "old_target": _("Target semula"),
    "other": _("Nilai lawan"),
    "own": _("Nilai sendiri"),
    "part_of": _("Bagian dari"),
    "percent": _("Persen"),
    "period": _("Periode"),
    "phase": _("Tahap penilaian"),
    "phase_share": _("Persen nilai akhir"),
    "place": _("Juara"),
    "points": _("Nilai"),
    "position": _("Urutan"),
    "potential": _("Potensi"),
    "potential_percent": _("Persen terhadap potensi"),
    "printed_percent": _("Persen tertulis"),
    "programme": _("Penghargaan"),
    "proofs": _("Bukti dukung"),
    "public_copies": _("Salinan bukti untuk publik"),
    "rank": _("Peringkat"),
    "raw": _("Angka dasar"),
    "reason": _("Alasan"),
    "region": _("Wilayah"),
    "region_code": _("Kode wilayah"),
    "released_at": _("Terbit pada"),
    "reported": _("Laporan yang masuk"),
    "result": _("Nomor hasil"),
    "scheme": _("Skema"),
    "segment": _("Segmen"),
    "sha256": _("SHA-256 berkas CSV"),
    "source": _("Sumber"),
    "stage": _("Kode tahap"),
    "stage_name": _("Tahap"),
    "state": _("Status"),
    "stated_by": _("Menurut"),
    "step": _("Langkah"),
    "superseded_by": _("Sudah diganti oleh"),
    "tile_column": _("Kolom petak"),
    "tile_row": _("Baris petak"),
    "title": _("Judul"),
    "total": _("Nilai akhir"),
    "type": _("Jenis benturan"),
    "unit": _("Satuan"),
    "upper": _("Batas atas"),
    "version": _("Versi"),
    "weight": _("Bobot"),
    "weighted": _("Sumbangan"),
    "withdrawn_at": _("Ditarik pada"),
    "withheld": _("Disamarkan"),
}
"""The words for column names that are English, or that say too little once their underscores are gone."""


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
    return workbook_of_all([(SHEET_NAME, header, rows)])


def workbook_of_all(tables: Iterable[Table]) -> bytes:
    """Return a workbook of one sheet a table, each as `workbook_of` makes its only one."""
    book = Book(STYLES)
    for name, header, rows in tables:
        add_table(book, name, header, rows)
    return book.written()


def zip_of_all(tables: Iterable[Table]) -> bytes:
    """Return an archive of one CSV file a table."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, header, rows in tables:
            archive.writestr(f"{name}.csv", "".join(csv_lines(header, rows)))
    return written.getvalue()


def lasting_workbook(header: Sequence[str], rows: Iterable[Sequence[object]], made_at: datetime) -> bytes:
    """Return a workbook whose bytes are the same whenever and wherever it is written.

    Its header is the names of the columns, which no translation changes; it says when it was made; and its parts are
    not packed, since packers of another version pack otherwise.
    """
    book = Book(STYLES, made_at)
    book.add(SHEET_NAME, sheet_rows(header, rows)).freeze_panes(1, 0)
    lasting = BytesIO()
    with ZipFile(BytesIO(book.written())) as packed, ZipFile(lasting, "w", ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(ZipInfo(name), packed.read(name))
    return lasting.getvalue()


def heading(head: str) -> str:
    """Return the word that stands above a column in a workbook."""
    return str(HEADINGS.get(head, "")) or head.replace("_", " ").capitalize() if head.islower() else head


def add_table(book: Book, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add a table to a workbook as a sheet."""
    rest = iter(rows)
    heads = [heading(head) for head in header]
    seen = list(islice(rest, LOOKED_AT))
    sheet = book.add(name, sheet_rows(heads, chain(seen, rest)))
    for column, head in enumerate(heads):
        longest = max((len(str(row[column])) for row in seen if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(len(head), longest) + 3, WIDEST))
    sheet.freeze_panes(1, 0)


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


def json_answer(told: Mapping[str, object], name: str, rows: Iterable[object]) -> StreamingHttpResponse:
    """Answer with an object of JSON whose last member is a long list, written row by row."""
    return StreamingHttpResponse(json_lines(told, name, rows), content_type="application/json")


def json_lines(told: Mapping[str, object], name: str, rows: Iterable[object]) -> Iterator[str]:
    """Yield the object line by line; its members first, then the list."""
    yield json.dumps(dict(told), ensure_ascii=False)[:-1] + (", " if told else "") + json.dumps(name) + ": ["
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def file_answer(name: str, body: bytes, content_type: str) -> HttpResponse:
    """Answer with a file to download; `name`, with its ending, is ASCII and ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
