"""Spreadsheets that leave the portal to be filled in and come back (format isian), one or a ZIP of one per district."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.utils.text import slugify
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from coverage import months
from coverage.numbers import LARGEST
from coverage.queries.grid import Grid
from paritrana import formatting
from paritrana.spreadsheets import Book, Row, Shown

SHEET, HELP, CHOICES = "Data", "Petunjuk", "Pilihan"
COLUMNS = (
    ("Kode Wilayah", 16), ("Nama Wilayah", 26), ("Kecamatan", 22), ("Periode", 10), ("Kategori", 44),
    ("Sumber Dana", 34), ("Bulan Lalu", 12), ("Peserta Aktif", 14),
)  # fmt: skip
"""Heads of the columns with their widths in characters. They are those that the import reads, and two to look at:
the district, and last month's number."""

ENTERED = len(COLUMNS) - 1
EXTRA_ROWS = 30
"""Rows below the asked cells in which a cell can be named that the entry plan does not ask."""

NOT_APPLICABLE = "tb"
ALLOWED = {"select_unlocked_cells": True, "format_columns": True, "autofilter": True}
GROUPED = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"
"""1.250 as Indonesian writes it, in spreadsheets of every language: "#,##0" would show 1,250 in an English one."""

FILL: Mapping[str, Any] = {"border": 1, "bg_color": "#FFF8E1", "locked": False}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E8EEF4", "valign": "top"},
    "count": {"num_format": GROUPED},
    "entered": {**FILL, "num_format": GROUPED},
    "named": {**FILL, "num_format": "@"},  # as text: 2025-07 would become a day, a code could lose a zero
    "title": {"bold": True, "font_size": 14},
    "told": {"text_wrap": True, "valign": "top"},
}


def entry_format(grid: Grid, names: tuple[list[str], list[str]]) -> bytes:
    """Return the workbook with a row for each asked cell of the grid; only the column Peserta Aktif can be written.

    `names` are those of all categories and payers.

    What is stored stands there already, so that a workbook that comes back unchanged changes nothing. In the empty rows
    below, cells can be named that the plan does not ask, from drop-downs of the codes on the third sheet.
    """
    rows = list(asked_rows(grid))
    last = len(rows) + 1
    book = Book(STYLES)
    sheet = book.add(SHEET, [heads(), *rows, *extra_rows(last)], ["", "", "", "", "", "", "count", "entered"])
    finish(sheet, last)
    explain(book, grid)
    check_entries(sheet, last, offer_choices(book, grid, names), months.iso(grid.month))
    return book.written()


def entry_formats(grid: Grid, names: tuple[list[str], list[str]]) -> bytes:
    """Return a ZIP of a workbook for each part of the grid: what is asked of the regency itself, and each district."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as whole:  # a workbook is compressed already
        for part in grid.parts():
            with whole.open(file_name(part), "w") as sink:
                sink.write(entry_format(part, names))
    return file.getvalue()


def file_name(grid: Grid) -> str:
    """Return the name of a grid's file: "format-isian-64.01.01-batu-sopang-2025-07.xlsx"."""
    return f"format-isian-{grid.place.code}-{slugify(grid.place.short)}-{months.iso(grid.month)}.xlsx"


def heads() -> Row:
    return 1, [Shown(title, "head") for title, _width in COLUMNS]


def asked_rows(grid: Grid) -> Iterator[Row]:
    """Yield a row for each asked cell with what it holds and what it held last month, in the order of the grid."""
    districts = {place.id: place.name for place in grid.districts}
    period = months.iso(grid.month)
    names = {asked.pair: (asked.category.name, asked.payer.name) for asked in (*grid.own_pairs, *grid.pairs)}
    for number, (place, asked) in enumerate(grid.shown(), start=2):
        spot = grid.spot(place.id, asked)
        held = NOT_APPLICABLE if spot.not_applicable else spot.heads
        district = districts.get(place.parent or 0, "")
        yield number, (place.code, place.name, district, period, *names[asked.pair], spot.before, held)


def extra_rows(last: int) -> Iterator[Row]:
    """Yield the empty rows below row `last`: what names a cell can be written there, too."""
    named = Shown(None, "named")
    for number in range(last + 1, last + 1 + EXTRA_ROWS):
        yield number, (named, None, None, named, named, named, Shown(None, ""), None)


def finish(sheet: Worksheet, last: int) -> None:
    """Lock all but what is to be filled in, keep the header in sight, and fit the sheet to paper."""
    for column, (_title, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last + EXTRA_ROWS - 1, ENTERED)
    sheet.protect("", ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def check_entries(sheet: Worksheet, last: int, choices: dict[str, str], period: str) -> None:
    """Let the spreadsheet refuse what the portal would; one rule holds for a whole column, however long it is."""
    whole = f"AND(ISNUMBER(H2),H2>=0,H2<={LARGEST},H2=INT(H2))"
    rule = {
        "validate": "custom",
        "value": f'=OR({whole},LOWER(H2)="{NOT_APPLICABLE}")',
        "error_title": _("Belum dapat diterima"),
        "error_message": _("Tulis bilangan bulat 0 atau lebih, atau tb untuk tidak berlaku."),
    }
    end = last + EXTRA_ROWS
    sheet.data_validation(f"H2:H{end}", rule)
    for column, source in (*choices.items(), ("D", [period])):
        told = _("Pilih dari daftar. Pilihannya ada di lembar %(sheet)s.") % {"sheet": CHOICES}
        title = _("Tidak ada di daftar")
        listed = {"validate": "list", "source": source, "error_title": title, "error_message": told}
        sheet.data_validation(f"{column}{last + 1}:{column}{end}", listed)


def explain(book: Book, grid: Grid) -> None:
    """Add the sheet that says what to do."""
    title = _("Format isian %(region)s, %(month)s") % {
        "region": grid.place.full,
        "month": formatting.month(grid.month),
    }
    told = (
        _("1. Isi kolom Peserta Aktif pada lembar Data: pekerja yang aktif terlindungi pada akhir bulan."),
        _("2. 0 berarti sudah diperiksa dan tidak ada. Kosong berarti belum diisi. tb berarti tidak berlaku."),
        _("3. Tulis bilangan bulat, misalnya 1250 atau 1.250. Kolom Bulan Lalu hanya untuk dibandingkan."),
        _(
            "4. Jenis pekerja yang belum ada barisnya ditulis di baris kuning paling bawah: pilih kode wilayah,"
            " periode, kategori, dan sumber dana dari daftar, lalu isi jumlahnya."
        ),
        _("5. Kode, nama, periode, dan judul kolom terkunci: dari situ angkanya dikenali kembali."),
        _("6. Tulis jumlah orang saja. Jangan menulis nama, NIK, atau nomor kartu siapa pun di berkas ini."),
        _("7. Simpan sebagai .xlsx, lalu kirim ke kabupaten/kota atau unggah sendiri."),
    )
    lines = [(1, [Shown(title, "title")]), *((row, [Shown(line, "told")]) for row, line in enumerate(told, start=3))]
    sheet = book.add(HELP, lines)
    sheet.set_column(0, 0, 110)
    sheet.protect("")


def offer_choices(book: Book, grid: Grid, names: tuple[list[str], list[str]]) -> dict[str, str]:
    """Add the sheet of what can be chosen in the empty rows; return by column of the first sheet where it stands.

    Its rows are numbered, since the import would take a row of words alone for the head of a table.
    """
    places = [*([grid.place] if grid.place.id == grid.reporter.pk else []), *grid.villages]
    lists = {"A": [place.code for place in places], "E": names[0], "F": names[1]}
    lines = zip_longest(*lists.values(), (place.full for place in places))
    sheet = book.add(CHOICES, ((row, (row, *line)) for row, line in enumerate(lines, start=1)))
    for column, width in enumerate((6, 16, 44, 34, 30)):
        sheet.set_column(column, column, width)
    sheet.protect("")
    return {
        column: f"={CHOICES}!${there}$1:${there}${len(listed)}"
        for (column, listed), there in zip(lists.items(), "BCD", strict=True)
        if listed
    }
