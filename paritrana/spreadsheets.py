"""Excel workbooks that leave the portal: texts stay texts, so that none becomes a formula, and numbers stay numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
UNKNOWN_TO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Shown(NamedTuple):
    """A cell in a style of its own, by the name of the style."""

    cell: Any
    style: str


Row = tuple[int, Iterable[Any]]
"""The number of a row in its sheet, from 1, and its cells from column A on; None is blank."""


class Book:
    """A workbook in the making: sheets of rows, in styles that are known by their names."""

    def __init__(self, styles: Mapping[str, Mapping[str, Any]], made_at: datetime | None = None) -> None:
        """Take the styles as XlsxWriter names their properties; `made_at` stands in the file, else the present."""
        self.file = BytesIO()
        self.book = xlsxwriter.Workbook(self.file, SETTINGS)
        if made_at:
            self.book.set_properties({"created": made_at.astimezone(UTC)})
        self.styles = {"": None, **{name: self.book.add_format(dict(about)) for name, about in styles.items()}}
        self.sheets: list[tuple[Worksheet, Iterable[Row], Sequence[str]]] = []

    def add(self, name: str, rows: Iterable[Row], columns: Sequence[str] = ()) -> Worksheet:
        """Add a sheet and return it as XlsxWriter knows it, for all that is no cell: widths, protection, notes.

        `rows` are read when the workbook is written, one by one, in the order of their numbers. `columns` are the
        styles of the columns from A on, "" for none: cells without a style of their own have that of their column, and
        blank ones are written only where there is one.
        """
        sheet = self.book.add_worksheet(name)
        self.sheets.append((sheet, rows, columns))
        return sheet

    def written(self) -> bytes:
        """Return the file; nothing can be added afterwards."""
        for sheet, rows, columns in self.sheets:
            formats = [self.styles[name] for name in columns]
            for number, cells in rows:
                for column, cell in enumerate(cells):
                    style = formats[column] if column < len(formats) else None
                    if isinstance(cell, Shown):
                        cell, style = cell.cell, self.styles[cell.style]
                    write(sheet, number - 1, column, cell, style)
        self.book.close()
        return self.file.getvalue()


def write(sheet: Worksheet, row: int, column: int, cell: object, style: Format | None) -> None:
    """Write one cell by what it is; what XML cannot hold of a text is shown as unreadable."""
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, style)  # without a style nothing is written
        case bool():
            sheet.write_boolean(row, column, cell, style)
        case int() | float() | Decimal():
            sheet.write_number(row, column, cell, style)
        case date():
            sheet.write_datetime(row, column, cell, style)
        case _:
            sheet.write_string(row, column, UNKNOWN_TO_XML.sub("\N{REPLACEMENT CHARACTER}", str(cell)), style)
