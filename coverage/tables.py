"""Spreadsheets that leave the portal to be filled in and come back (format isian)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from coverage import months
from coverage.numbers import LARGEST
from coverage.queries.grid import Grid
from coverage.queries.spots import Spot
from paritrana import formatting

SHEET, HELP = "Data", "Petunjuk"
COLUMNS = (
    ("Kode Wilayah", 16), ("Nama Wilayah", 26), ("Kecamatan", 22), ("Periode", 10), ("Kategori", 44),
    ("Sumber Dana", 34), ("Bulan Lalu", 12), ("Peserta Aktif", 14),
)  # fmt: skip
"""Heads of the columns with their widths in characters. They are those that the import reads, and two to look at:
the district, and last month's number."""

ENTERED = len(COLUMNS) - 1
NOT_APPLICABLE = "tb"
SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ALLOWED = {"select_unlocked_cells": True, "format_columns": True, "autofilter": True}


def entry_format(grid: Grid) -> bytes:
    """Return the workbook with a row for each asked cell of the grid; only the column Peserta Aktif can be written.

    What is stored stands there already, so that a workbook that comes back unchanged changes nothing. Every text goes
    in as text, so that no name becomes a formula.
    """
    file = BytesIO()
    with xlsxwriter.Workbook(file, SETTINGS) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        heads = book.add_format({"num_format": "#,##0"})
        entered = book.add_format({"num_format": "#,##0", "locked": False, "border": 1, "bg_color": "#FFF8E1"})
        sheet = book.add_worksheet(SHEET)
        for column, (title, width) in enumerate(COLUMNS):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, width)
        last = 0
        for last, (texts, spot) in enumerate(lines(grid), start=1):
            write_line(sheet, last, texts, spot, heads, entered)
        finish(sheet, last)
        explain(book.add_worksheet(HELP), grid)
    return file.getvalue()


def lines(grid: Grid) -> Iterator[tuple[tuple[str, ...], Spot]]:
    """Yield the texts and the stored cell of each row, in the order of the grid."""
    districts = {place.id: place.name for place in grid.districts}
    for place, asked in grid.shown():
        names = (place.code, place.name, districts.get(place.parent or 0, ""))
        yield (*names, months.iso(grid.month), asked.category.name, asked.payer.name), grid.spot(place.id, asked)


def write_line(sheet: Worksheet, row: int, texts: tuple[str, ...], spot: Spot, heads: Any, entered: Any) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text)
    if spot.before is not None:
        sheet.write_number(row, ENTERED - 1, spot.before, heads)
    if spot.not_applicable:
        sheet.write_string(row, ENTERED, NOT_APPLICABLE, entered)
    elif spot.heads is None:
        sheet.write_blank(row, ENTERED, None, entered)
    else:
        sheet.write_number(row, ENTERED, spot.heads, entered)


def finish(sheet: Worksheet, last: int) -> None:
    """Lock all but the numbers, keep the header in sight, and let the spreadsheet refuse what the portal would."""
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), ENTERED)
    sheet.protect("", ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    cell = "H2"
    whole = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={LARGEST},{cell}=INT({cell}))"
    sheet.data_validation(
        1,
        ENTERED,
        max(last, 1),
        ENTERED,
        {
            "validate": "custom",
            "value": f'=OR({whole},LOWER({cell})="{NOT_APPLICABLE}")',
            "error_title": _("Belum dapat diterima"),
            "error_message": _("Tulis bilangan bulat 0 atau lebih, atau tb untuk tidak berlaku."),
        },
    )


def explain(sheet: Worksheet, grid: Grid) -> None:
    """Write what to do on a second sheet."""
    told = (
        _("Format isian %(region)s, %(month)s") % {"region": grid.place.full, "month": formatting.month(grid.month)},
        _("Isi hanya kolom Peserta Aktif pada lembar Data: pekerja yang aktif terlindungi pada akhir bulan."),
        _("0 berarti sudah diperiksa dan tidak ada. Kosong berarti belum diisi. tb berarti tidak berlaku."),
        _("Tulis jumlah orang saja. Jangan menulis nama, NIK, atau nomor kartu siapa pun di berkas ini."),
        _("Jangan mengubah kode, periode, kategori, dan sumber dana: dari situ angkanya dikenali kembali."),
    )
    sheet.set_column(0, 0, 110)
    for row, line in enumerate(told):
        sheet.write_string(row, 0, line)
