"""A workbook of LibreOffice: one part holds all sheets, and a few bytes may stand for a million rows."""

from typing import Any

from coverage.workbooks.archive import Archive
from coverage.workbooks.limits import Refused, letters
from coverage.workbooks.survey import PERCENT, UNCALCULATED, Survey
from coverage.workbooks.xlsx import LONGEST_NAME, MOST_NOTES, skim
from coverage.workbooks.xml_guard import Guard, local

MIMETYPE, CONTENT, MANIFEST = "mimetype", "content.xml", "META-INF/manifest.xml"
SPREADSHEETS = (
    b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.oasis.opendocument.spreadsheet-template",
)  # fmt: skip
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
CELLS = {TABLE + "table-cell", TABLE + "covered-table-cell"}
HIDDEN = ("collapse", "filter")


def surveyed(archive: Archive) -> list[Survey]:
    """Return the survey of each sheet, in the order of the workbook; raise Refused where anything cannot be taken."""
    if archive.whole(MIMETYPE).strip() not in SPREADSHEETS:
        raise Refused("not_a_workbook")
    if MANIFEST in archive and b"encryption-data" in archive.whole(MANIFEST):
        raise Refused("encrypted")
    if any(name.startswith(("basic/", "scripts/")) for name in archive.names):
        raise Refused("macros")
    if CONTENT not in archive:
        raise Refused("part_missing", part=CONTENT)
    scan = ContentScan(archive)
    guard = Guard(archive.spent, scan.started, scan.ended, scan.text)
    guard.parser.CommentHandler = guard.parser.ProcessingInstructionHandler = scan.refuse
    guard.parser.StartCdataSectionHandler = scan.refuse
    for chunk in archive.chunks(CONTENT):
        guard.feed(chunk)
    guard.close()
    if not scan.sheets:
        raise Refused("no_sheets")
    if len({sheet.name.casefold() for sheet in scan.sheets}) < len(scan.sheets):
        raise Refused("not_plain_list")
    for sheet in scan.sheets:
        sheet.check(archive.limits)
    skim(archive, {MIMETYPE, CONTENT})
    return scan.sheets


class ContentScan:
    """What expat tells of content.xml, gathered into the surveys of its sheets."""

    def __init__(self, archive: Archive) -> None:
        self.spent, self.limits = archive.spent, archive.limits
        self.sheets: list[Survey] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.path: list[str] = []
        self.row = self.rows = self.column = self.columns = self.first_column = 0
        self.words = ""
        self.row_marks: list[tuple[int, str | None, str | None]] = []

    def refuse(self, *_: object) -> None:
        if self.sheets:
            raise Refused("not_plain", sheet=self.sheets[-1].name, row=self.row)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if name == TABLE + "table":
            self.start_sheet(attributes)
        elif local(name) == "style":
            self.style = next((text for key, text in attributes.items() if local(key) == "name"), "")
        elif local(name) == "table-properties" and attributes.get(TABLE + "display") == "false":
            self.hidden_styles.add(self.style)
        elif not self.sheets:
            return
        elif name == TABLE + "table-column":
            self.take_column(attributes)
        elif name == TABLE + "table-row":
            self.start_row(attributes)
        elif name in CELLS:
            self.start_cell(attributes)
        elif name == OFFICE + "annotation" and len(self.sheets[-1].notes) < MOST_NOTES:
            self.sheets[-1].notes.append(f"{letters(self.column)}{self.row}")

    def start_sheet(self, attributes: dict[str, str]) -> None:
        name = attributes.get(TABLE + "name", "")
        if self.path.count(TABLE + "table") > 1:
            raise Refused("not_plain_list")
        if not 0 < len(name) <= LONGEST_NAME:
            raise Refused("not_plain_list")
        hidden = attributes.get(TABLE + "style-name", "") in self.hidden_styles
        self.sheets.append(Survey(name, "hidden" if hidden else "visible"))
        if len(self.sheets) > self.limits.sheets:
            raise Refused("too_many_sheets", many=len(self.sheets), most=self.limits.sheets)
        self.row = self.rows = self.first_column = 0

    def take_column(self, attributes: dict[str, str]) -> None:
        first = self.first_column + 1
        self.first_column += self.repeated(attributes, "number-columns-repeated")
        hidden = self.sheets[-1].hidden_columns
        if attributes.get(TABLE + "visibility") in HIDDEN and len(hidden) < self.limits.columns:
            hidden.append([first, self.first_column])

    def repeated(self, attributes: dict[str, str], name: str) -> int:
        """Return how many times an element stands for itself; raise Refused where the number makes no sense."""
        text = attributes.get(TABLE + name, "1")
        if not (text.isascii() and text.isdecimal() and 0 < len(text) < 9 and int(text)):
            raise Refused("not_plain", sheet=self.sheets[-1].name, row=self.row)
        return int(text)

    def start_row(self, attributes: dict[str, str]) -> None:
        self.row += self.rows
        self.rows = self.repeated(attributes, "number-rows-repeated")
        if self.row == 0:
            self.row = 1
        self.column = self.columns = 0
        if attributes.get(TABLE + "visibility") in HIDDEN:
            self.sheets[-1].hide_row(self.row, min(self.row + self.rows - 1, self.limits.rows))

    def start_cell(self, attributes: dict[str, str]) -> None:
        if self.path[-2] != TABLE + "table-row" or not self.row:
            self.refuse()
        self.column = self.column + self.columns or 1
        self.columns = self.repeated(attributes, "number-columns-repeated")
        self.cell, self.words = attributes, ""
        sheet = self.sheets[-1]
        wide = self.repeated(attributes, "number-columns-spanned")
        high = self.repeated(attributes, "number-rows-spanned")
        if wide > 1 or high > 1:
            if len(sheet.merges) >= self.limits.merges:
                raise Refused("merges", sheet=sheet.name, most=self.limits.merges)
            sheet.merges.append([self.row, self.column, self.row + high - 1, self.column + wide - 1])

    def text(self, text: str) -> None:
        if self.sheets and len(self.words) <= self.limits.text and OFFICE + "annotation" not in self.path:
            self.words += text

    def ended(self, name: str) -> None:
        self.path.pop()
        if name in CELLS and self.sheets:
            self.end_cell(self.cell)
        elif name == TABLE + "table-row" and self.sheets:
            self.end_row()

    def end_cell(self, cell: dict[str, str]) -> None:
        sheet, kind = self.sheets[-1], cell.get(OFFICE + "value-type")
        self.spent.count_cells(1, sheet=sheet.name)
        formula, failed = TABLE + "formula" in cell, cell.get(ERROR_TYPE) == "error"
        if kind is None and not formula:
            return
        last_row, last = self.row + self.rows - 1, self.column + self.columns - 1
        here: dict[str, Any] = {"sheet": sheet.name, "row": self.row, "column": letters(self.column)}
        if last_row > self.limits.rows:
            raise Refused("too_many_rows", sheet=sheet.name, row=last_row, most=self.limits.rows)
        if last > self.limits.columns:
            raise Refused("too_many_columns", most=self.limits.columns, **here)
        words = cell.get(OFFICE + "string-value", self.words) if kind == "string" else ""
        if len(words) > self.limits.text:
            raise Refused("text_too_long", length=len(words), most=self.limits.text, **here)
        many = self.columns * self.rows
        if many > 1:
            self.spent.count_cells(many - 1, sheet=sheet.name)
        sheet.texts += (len(words.encode()) + 32) * many
        self.fill(sheet, last_row, last)
        self.mark(sheet, kind, words, formula=formula, failed=failed)

    def fill(self, sheet: Survey, last_row: int, last: int) -> None:
        sheet.filled += self.columns * self.rows
        sheet.fill(self.row, last)
        sheet.last_row = max(sheet.last_row, last_row)

    def mark(self, sheet: Survey, kind: str | None, words: str, *, formula: bool, failed: bool) -> None:
        """Mark each cell that this one stands for, where it failed, was never reckoned, or is a percentage."""
        if formula:
            sheet.count_formula(self.column, self.columns * self.rows)
        if failed or kind in (None, "percentage"):
            word = words if failed else None
            self.row_marks += [(column, word, kind) for column in range(self.column, self.column + self.columns)]

    def end_row(self) -> None:
        """Put the marks of a row into the survey, once for each row that it stands for."""
        marks = self.sheets[-1].marks
        if len(marks.kinds) + len(self.row_marks) * self.rows > self.limits.marked:
            raise Refused("too_many_marked", sheet=self.sheets[-1].name, row=self.row, most=self.limits.marked)
        if not self.row_marks:
            return
        for row in range(self.row, self.row + self.rows):
            for column, words, kind in self.row_marks:
                if words is not None:
                    marks.of_errors(row, column, words)
                else:
                    marks.add(row, column, UNCALCULATED if kind is None else PERCENT)
        self.row_marks = []
