"""An uploaded workbook on its way back to its sender: his own rows, with what must be put right coloured and noted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.worksheet import Worksheet

from coverage.enums import RowStatus
from coverage.models import Upload
from coverage.queries.uploads.corrections import SHEET as FIRST_SHEET
from coverage.queries.uploads.corrections import line_of
from coverage.sheets.labels import label, parts
from coverage.workbooks.cells import Cell, Marked
from coverage.workbooks.reading import Workbook
from paritrana import formatting
from paritrana.spreadsheets import Book, Row, Shown

COLOURS = {RowStatus.REJECTED.value: "#FFC7CE", RowStatus.HELD.value: "#FFEB9C"}
KINDS = {"": {}, "day": {"num_format": "yyyy-mm-dd"}, "moment": {"num_format": "yyyy-mm-dd hh:mm"},
         "share": {"num_format": "0.##%"}}  # fmt: skip
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "told": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top"},
    **{kind: about for kind, about in KINDS.items() if kind},
    **{
        status + kind: {**about, "bg_color": colour, "border": 1}
        for status, colour in COLOURS.items()
        for kind, about in KINDS.items()
    },
}
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME, LONGEST_NOTE = 31, 400
MOST_NOTES, MOST_MERGES = 1_000, 1_000
"""Notes are drawings: a spreadsheet with tens of thousands opens in minutes. Colours and the list have no such end."""

MOST_COLUMNS = 200


@dataclass(frozen=True)
class Copied:
    """One sheet of the uploaded file: its name, its rows by their own numbers, and its joined cells.

    Rows come in the order of their numbers and are read once, when the workbook is written; joined cells are (top,
    left, bottom, right), all from 1.
    """

    name: str
    rows: Iterable[tuple[int, Sequence[Cell]]]
    merges: Sequence[tuple[int, ...]] = ()


@dataclass(frozen=True)
class Mark:
    """One rejected or held row of the upload: where it stands and what to do.

    `sheet` counts from 0 in the order of the file, `row` is the sheet's own number, `place` the column from 0 (None:
    the whole row), `column` its heading, `shown` what was written there. `message` says no place. `was` is the number
    of the row in the sender's file, where only some of its rows are given back.
    """

    sheet: int
    row: int
    status: str
    message: str
    place: int | None = None
    column: str = ""
    shown: str = ""
    was: int = 0


def copied_sheets(workbook: Workbook) -> list[Copied]:
    """Return the sheets of a file that is being read; their rows must be read in order and while it is open."""
    lots = workbook.lots()
    waiting = [next(lots, None)]

    def rows_of(number: int) -> Iterator[tuple[int, Sequence[Cell]]]:
        while (lot := waiting[0]) is not None and lot.sheet <= number:
            if lot.sheet == number:
                yield from zip(lot.numbers, lot.rows, strict=True)
            waiting[0] = next(lots, None)

    return [Copied(sheet.name, rows_of(number), sheet.merges) for number, sheet in enumerate(workbook.sheets)]


def marked_workbook(
    upload: Upload, sheets: Sequence[Copied], marks: Sequence[Mark], *, has_rows_alone: bool = False
) -> bytes:
    """Return a copy of the uploaded workbook with marked cells coloured and noted, and a first sheet that tells all.

    Cells hold what the reader found: texts stay texts, codes keep their zeros. A first sheet of an earlier round is
    left out. Sent again, the file is known as the correction of the upload by `corrected_upload`. `has_rows_alone` says
    that the sheets hold the marked rows only.
    """
    names = sheet_names([sheet.name for sheet in sheets])
    by_sheet: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet].append(mark)
    book = Book(STYLES)
    first = book.add(FIRST_SHEET, first_rows(upload, marks, names, has_rows_alone=has_rows_alone))
    first.set_column(0, 0, 6)
    first.set_column(1, 1, 120)
    left = MOST_NOTES
    for number, copied in enumerate(sheets):
        if copied.name != FIRST_SHEET:
            sheet = book.add(names[number], marked_rows(copied.rows, by_sheet[number]))
            sheet.set_column(0, MOST_COLUMNS - 1, 14)
            join(sheet, copied.merges)
            left -= note(sheet, by_sheet[number], left)
    return book.written()


def sheet_names(names: Sequence[str]) -> list[str]:
    """Return names that Excel takes, one for each: short, without its signs, no two alike and none like our own."""
    found: list[str] = []
    taken = {FIRST_SHEET.casefold()}
    for name in names:
        plain = shortened(NO_SHEET_NAME.sub("-", name).strip("' ")) or _("Lembar")
        numbered = (f"{plain[: LONGEST_NAME - 6]} ({number})" for number in count(2))
        chosen = next(each for each in chain([plain], numbered) if each.casefold() not in taken)
        taken.add(chosen.casefold())
        found.append(chosen)
    return found


def shortened(name: str) -> str:
    """Return a name as short as Excel wants it; of file and sheet the name of the file gives way."""
    *file, sheet = parts(name)
    end = label("", sheet) if file else ""
    return name[: LONGEST_NAME - len(end)].rstrip() + end if file and len(name) > LONGEST_NAME else name[:LONGEST_NAME]


def first_rows(upload: Upload, marks: Sequence[Mark], names: Sequence[str], *, has_rows_alone: bool) -> Iterator[Row]:
    """Yield the first sheet: what to do, by what the file is known again, and each mark in a line of its own.

    Lines are numbered and have no heading, so that no reader of tables, ours included, takes them for one.
    """
    counts = {status: formatting.number(sum(mark.status == status for mark in marks)) for status in COLOURS}
    told = (
        Shown(_("Perbaikan berkas %(name)s") % {"name": upload.file_name}, "title"),
        line_of(upload, has_rows_alone=has_rows_alone),
        _("Hanya baris yang perlu diperbaiki ada di sini; baris lain tidak perlu dikirim lagi.")
        if has_rows_alone
        else "",
        _("%(rejected)s baris ditolak, selnya merah muda. %(held)s baris perlu dipastikan, selnya kuning.") % counts,
        _("1. Perbaiki isinya di lembarnya. Apa yang harus dilakukan tertulis di catatan selnya dan di daftar ini."),
        _("2. Jangan memindahkan baris, mengganti judul kolom, atau menghapus lembar ini."),
        _("3. Simpan sebagai .xlsx, lalu unggah berkas ini lagi. Baris lain tidak perlu diubah."),
        "",
    )
    yield from ((number, [cell]) for number, cell in enumerate(told, start=1))
    for number, mark in enumerate(marks, start=1):
        yield len(told) + number, [Shown(number, "number"), Shown(line_about(mark, names), "told")]


def line_about(mark: Mark, names: Sequence[str]) -> str:
    """Return one mark in words: "Lembar Kuaro, baris 18, Peserta Aktif (tertulis “81,5”): …"."""
    parts = [_("Lembar %(sheet)s") % {"sheet": names[mark.sheet]}]
    if mark.row:
        parts.append(_("baris %(row)s") % {"row": mark.row})
    if mark.was and mark.was != mark.row:
        parts[-1] += " " + _("(baris %(row)s di berkas Anda)") % {"row": mark.was}
    if mark.column:
        parts.append(mark.column)
    written = " " + _("(tertulis “%(shown)s”)") % {"shown": mark.shown} if mark.shown else ""
    return f"{', '.join(parts)}{written}: {mark.message}"


def marked_rows(rows: Iterable[tuple[int, Sequence[Cell]]], marks: Sequence[Mark]) -> Iterator[Row]:
    """Yield the rows of a sheet in the order of their numbers, marked cells in their colour, blank rows too."""
    by_row: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_row[mark.row].append(mark)
    by_row.pop(0, None)
    waiting = sorted(by_row, reverse=True)
    for number, cells in rows:
        while waiting and waiting[-1] < number:
            blank = waiting.pop()
            yield blank, coloured([], by_row[blank])
        if waiting and waiting[-1] == number:
            waiting.pop()
        yield number, coloured(cells, by_row[number]) if number in by_row else map(shown, cells)
    for blank in reversed(waiting):
        yield blank, coloured([], by_row[blank])


def coloured(cells: Sequence[Cell], marks: Sequence[Mark]) -> list[object]:
    """Return the cells of a marked row; where a mark is about no column, all that hold something wear its colour."""
    width = max(len(cells), *(1 + (mark.place or 0) for mark in marks))
    padded = [*cells, *[None] * (width - len(cells))]
    styles: dict[int, str] = {}
    for mark in marks:
        if mark.place is None:
            filled = [place for place, cell in enumerate(padded) if cell is not None] or [0]
            styles = dict.fromkeys(filled, mark.status) | styles
        else:
            styles[mark.place] = mark.status
    return [shown(cell, styles.get(place, "")) for place, cell in enumerate(padded)]


def shown(cell: Cell, status: str = "") -> object:
    """Return a cell as it is written, in the colour of `status`; a formula without a result is blank."""
    kind = ""
    content: object = cell
    match cell:
        case Marked(kind="percent"):
            content, kind = float(cell.shown), "share"
        case Marked():
            content = cell.shown or None
        case datetime():
            kind = "moment"
        case date():
            kind = "day"
    return Shown(content, status + kind) if status or kind else content


def join(sheet: Worksheet, merges: Sequence[tuple[int, ...]]) -> None:
    """Join the cells that were joined: lines of a header are read by them."""
    for top, left, bottom, right in merges[:MOST_MERGES]:
        if (top, left) != (bottom, right):
            try:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            except OverlappingRange:
                continue


def note(sheet: Worksheet, marks: Sequence[Mark], most: int) -> int:
    """Write what to do as notes at up to `most` marked cells; return how many."""
    told: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in marks:
        if mark.row:
            told[mark.row - 1, mark.place or 0].append(mark.message)
    places = list(told)[:most]
    for place in places:
        text = "\n".join(dict.fromkeys(told[place]))[:LONGEST_NOTE]
        sheet.write_comment(*place, text, {"author": "Paritrana", "x_scale": 2, "y_scale": 1.5})
    return len(places)
