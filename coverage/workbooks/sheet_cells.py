"""The cells of a worksheet as XML events: for what is not written in the usual form, and for all around the rows."""

import math
import re
from typing import Any

from coverage.workbooks.digits import are_in_text
from coverage.workbooks.limits import Refused, Spent, letters
from coverage.workbooks.strings import Strings
from coverage.workbooks.survey import PERCENT, UNCALCULATED, Survey

MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main ", "http://purl.oclc.org/ooxml/spreadsheetml/main ")
CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
INSIDE = {  # which element may stand in which, below sheetData
    "sheetData": {"row"}, "row": {"c", "extLst"}, "c": {"f", "v", "is", "extLst"}, "f": set(), "v": set(),
    "is": {"t", "r", "rPh", "phoneticPr"}, "r": {"t", "rPr"}, "rPh": {"t"}, "t": set(), "phoneticPr": set(),
}  # fmt: skip
TRUE = ("1", "true")
BLANKS = " \t\r\n"


class SheetCells:
    """What expat tells of a worksheet, gathered into its survey."""

    def __init__(
        self, survey: Survey, spent: Spent, strings: Strings, percents: frozenset[int], *, calculated: bool
    ) -> None:
        self.survey, self.spent, self.strings, self.limits = survey, spent, strings, spent.limits
        self.percents, self.calculated = percents, calculated
        self.path: list[str] = []
        self.row = self.column = self.widest = self.skipped = 0
        self.had_rows = False

    @property
    def is_between_rows(self) -> bool:
        return len(self.path) == 2 and self.path[1] == "sheetData"

    def to_row(self, row: int) -> None:
        """Go on after `row`, which was read elsewhere."""
        self.row = row
        if row > self.limits.rows:
            raise Refused("too_many_rows", sheet=self.survey.name, row=row, most=self.limits.rows)

    def refuse_what_is_not_plain(self, parser: Any) -> None:
        """Refuse comments, instructions and CDATA among the rows: readers disagree on them."""

        def refuse(*_: object) -> None:
            if len(self.path) > 1 and self.path[1] == "sheetData":
                raise self.not_plain()

        parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = refuse

    def not_plain(self) -> Refused:
        return Refused("not_plain", sheet=self.survey.name, row=self.row)

    def here(self, code: str, **more: str | int) -> Refused:
        return Refused(code, sheet=self.survey.name, row=self.row, column=letters(self.column), **more)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        space, local = next(((main, name[len(main) :]) for main in MAIN if name.startswith(main)), ("", name))
        self.path.append(local)
        depth = len(self.path)
        if depth == 1 and (local != "worksheet" or not space):
            raise self.not_plain()
        if depth == 2 and local == "sheetData":
            if self.had_rows:
                raise self.not_plain()
            self.had_rows = True
        elif depth > 2 and self.path[1] == "sheetData":
            self.inside(local, attributes, known=bool(space))
        elif space:
            self.around(local, attributes)

    def around(self, local: str, attributes: dict[str, str]) -> None:
        """Read what stands beside the rows: columns, merges, the default of rows."""
        if local == "col":
            hidden = attributes.get("hidden") in TRUE or attributes.get("width") in ("0", "0.0")
            first, last = number_of(attributes.get("min")), number_of(attributes.get("max"))
            if hidden and first and len(self.survey.hidden_columns) < self.limits.columns:
                self.survey.hidden_columns.append([first, max(first, last)])
        elif local == "sheetFormatPr" and attributes.get("zeroHeight") in TRUE:
            self.survey.hide_row(1, self.limits.rows)
        elif local == "mergeCell":
            found = RANGE.fullmatch(attributes.get("ref", ""))
            if len(self.survey.merges) >= self.limits.merges or not found:
                raise Refused("merges", sheet=self.survey.name, most=self.limits.merges)
            left, top, right, bottom = found.groups()
            self.survey.merges.append([int(top), column_number(left), int(bottom or top), column_number(right or left)])

    def inside(self, local: str, attributes: dict[str, str], *, known: bool) -> None:
        if self.skipped or local in ("extLst", "rPr") or (self.path[-2] == "r" and local == "rPr"):
            self.skipped += 1
            return
        if not known or local not in INSIDE.get(self.path[-2], ()):
            raise self.not_plain()
        if local == "row":
            self.start_row(attributes)
        elif local == "c":
            self.start_cell(attributes)
        elif local in ("f", "v", "is"):
            if local in self.parts:
                raise self.not_plain()
            self.parts[local] = ""
        elif local == "t":
            self.is_kept = any(key.endswith("space") and kept == "preserve" for key, kept in attributes.items())
            self.piece = ""

    def start_row(self, attributes: dict[str, str]) -> None:
        row = number_of(attributes["r"]) if "r" in attributes else self.row + 1
        if row <= self.row:
            raise Refused("rows_out_of_order", sheet=self.survey.name, row=row)
        self.to_row(row)
        self.column = 0
        height = attributes.get("ht", "")
        if attributes.get("hidden") in TRUE or (NUMBER.fullmatch(height) and float(height) == 0):
            self.survey.hide_row(row, row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        column = self.column + 1
        if "r" in attributes:
            place = CELL.fullmatch(attributes["r"])
            if not place or int(place[2]) != self.row or (found := column_number(place[1])) <= self.column:
                raise Refused("cells_out_of_order", sheet=self.survey.name, row=self.row, cell=attributes["r"])
            column = found
        self.column, self.type = column, attributes.get("t", "n")
        self.style = number_of(attributes.get("s", "0"))
        self.parts: dict[str, str] = {}
        self.spent.count_cells(1, sheet=self.survey.name)

    def text(self, text: str) -> None:
        if self.skipped or len(self.path) < 3 or self.path[1] != "sheetData":
            return
        local = self.path[-1]
        if local in ("v", "f"):
            if len(self.parts[local]) <= 10_000:
                self.parts[local] += text
        elif local == "t":
            if self.path[-2] != "rPh" and len(self.piece) <= 10_000:
                self.piece += text
        elif text.strip(BLANKS):
            raise self.not_plain()

    def ended(self, name: str) -> None:
        self.path.pop()
        if self.skipped:
            self.skipped -= 1
        elif len(self.path) > 2 and self.path[1] == "sheetData":
            if name.endswith(" t") and self.path[-1] != "rPh":
                self.parts["is"] += self.piece if self.is_kept else self.piece.strip(BLANKS)
            elif name.endswith(" c") and self.path[-1] == "row":
                self.end_cell()

    def end_cell(self) -> None:
        """Judge a cell as the reader of values will see it."""
        value, inline = self.parts.get("v", ""), self.parts.get("is")
        if (inline is not None) != (self.type == "inlineStr") and (inline is not None or value):
            raise self.here("damaged_cell")
        value = value if inline is None else inline
        if "f" in self.parts:
            self.survey.count_formula(self.column)
        never = "f" in self.parts and (not self.calculated or (value == "" and self.type != "str"))
        if self.type == "e" and value:
            self.survey.marks.of_errors(self.row, self.column, value)
        elif never:
            self.survey.marks.add(self.row, self.column, UNCALCULATED)
        if value:
            self.judge(value, marked=never)
        if value or never:
            self.check_column()
            self.survey.fill(self.row, self.column)
            self.check_marks()

    def judge(self, value: str, *, marked: bool) -> None:
        kind, length = self.type, 0
        self.survey.has_long_numbers = self.survey.has_long_numbers or are_in_text(value)
        if kind == "s":
            index = number_of(value)
            if not value.isdecimal() or index >= len(self.strings.lengths):
                raise self.here("damaged_cell")
            length = self.strings.lengths[index]
            self.survey.filled += length > 0
        elif kind in ("str", "inlineStr"):
            length = len(value)
            self.survey.filled += 1
        elif kind == "n":
            if not NUMBER.fullmatch(value) or not math.isfinite(float(value)):
                raise self.here("not_a_number", shown=value[:40])
            self.survey.filled += 1
            if self.style in self.percents and not marked:
                self.survey.marks.add(self.row, self.column, PERCENT)
        elif kind in ("b", "d"):
            if len(value) > 40 or (kind == "b" and value not in "01"):
                raise self.here("damaged_cell")
            self.survey.filled += 1
        elif kind != "e":
            raise self.here("damaged_cell")
        if length > self.limits.text:
            raise self.here("text_too_long", length=length, most=self.limits.text)
        self.survey.texts += length + 32

    def check_column(self) -> None:
        self.widest = max(self.widest, self.column)
        if self.column > self.limits.columns:
            raise self.here("too_many_columns", most=self.limits.columns)

    def check_marks(self) -> None:
        if len(self.survey.marks.kinds) > self.limits.marked:
            raise Refused("too_many_marked", sheet=self.survey.name, row=self.row, most=self.limits.marked)


def number_of(text: str | None) -> int:
    """Return a small whole number, or 0 where the text is none."""
    return int(text) if text and len(text) < 9 and text.isascii() and text.isdecimal() else 0


def column_number(name: str) -> int:
    """Return the number of a column: A is 1, AB is 28."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column
