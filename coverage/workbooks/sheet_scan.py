"""One pass over the XML of a worksheet: its limits, and what the reader of values does not tell.

The reader drops error cells, formulas that were never reckoned, numbers of rows and what is hidden; it reads a sheet in
UTF-16 as empty and text in CDATA as nothing, and builds the whole block between the first and the last cell. So every
cell is seen here first. What cannot be meant in one way only is refused.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from coverage.workbooks.canonical import Finders, row_pattern
from coverage.workbooks.digits import may_be_in_markup
from coverage.workbooks.limits import Refused, Spent
from coverage.workbooks.sheet_cells import SheetCells, column_number
from coverage.workbooks.strings import Strings
from coverage.workbooks.survey import PERCENT, Survey
from coverage.workbooks.xml_guard import Guard

ROOT = re.compile(rb"<(?:([A-Za-z][A-Za-z0-9]*):)?worksheet[\s>]")
LONGEST_ROW = 1 << 18
LONGEST_BEGINNING = 1 << 18
LONGEST_HEAD = 4  # a mark of byte order and the first sign of `<?xml`
UNCOUNTED_TEXTS = 200 << 20  # below it, the longest text times the number of texts is count enough


class SheetScan:
    """The scan of one sheet, fed in pieces: rows of the usual form are matched in runs, all else goes to expat.

    Expat sees the part without those runs. A run may only be taken out right after `<sheetData>` or `</row>`, when
    expat stands between two rows, and never in a part that has comments or the like.
    """

    def __init__(
        self, survey: Survey, spent: Spent, strings: Strings, percents: frozenset[int], *, calculated: bool
    ) -> None:
        self.survey, self.spent, self.strings, self.limits = survey, spent, strings, spent.limits
        self.percents, self.calculated = percents, calculated
        self.cells = SheetCells(survey, spent, strings, percents, calculated=calculated)
        self.guard = Guard(spent, self.cells.started, self.cells.ended, self.cells.text)
        self.cells.refuse_what_is_not_plain(self.guard.parser)
        self.prefix, self.begun, self.plain, self.at_rest = b"", False, True, False
        self.width, self.tail, self.last = 16, b"", b""
        self.references = 0

    @cached_property
    def finders(self) -> Finders:
        return Finders(self.prefix, self.percents)

    @cached_property
    def boundary(self) -> "re.Pattern[bytes]":
        return re.compile(rb"</%(p)srow>|<%(p)ssheetData>" % {b"p": self.prefix})

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read the whole part into the survey; raise Refused with sheet, row and column where it cannot be taken."""
        beginning = b""
        for number, chunk in enumerate(chunks):
            self.feed(chunk)
            if number == 0:
                beginning = chunk[:LONGEST_BEGINNING]
            elif self.plain:
                self.survey.beginning = beginning
        self.pass_on(self.tail)
        self.guard.close()
        self.survey.check(self.limits)

    def feed(self, chunk: bytes) -> None:
        piece, place = self.tail + chunk, 0
        self.tail = b""
        if not self.begun:
            self.begin(piece)
        while place < len(piece):
            if self.is_between_rows:
                place = self.matched(piece, place)
            stop = self.boundary.search(piece, place)
            if stop is None:
                rest = piece[place:]
                if self.is_between_rows and len(rest) < LONGEST_ROW:
                    self.tail = rest
                else:
                    self.pass_on(rest)
                return
            self.pass_on(piece[place : stop.end()])
            self.at_rest, place = True, stop.end()

    def begin(self, piece: bytes) -> None:
        self.begun = True
        root = ROOT.search(piece)
        if root and root[1]:
            self.prefix = root[1] + b":"
        self.new_pattern()

    def new_pattern(self) -> None:
        self.pattern = row_pattern(self.prefix, self.width, self.limits.text, calculated=self.calculated)

    @property
    def is_between_rows(self) -> bool:
        return self.plain and self.at_rest and self.cells.is_between_rows and self.guard.depth == 2

    def pass_on(self, piece: bytes) -> None:
        """Let expat read what is not of the usual form."""
        if not piece:
            return
        markup, head = self.last + piece, 0 if self.last else LONGEST_HEAD
        if b"<!" in markup or markup.find(b"<?", head) >= 0:
            self.plain = False
        self.last, self.at_rest = piece[-1:], False
        self.guard.feed(piece)
        widest = min(self.cells.widest, self.limits.columns)
        if widest > self.width:
            self.width = min(2 * widest, self.limits.columns)
            self.new_pattern()

    def matched(self, piece: bytes, place: int) -> int:
        """Take the rows of the usual form that begin at `place`; return where they end."""
        start, match, fill, number = place, self.pattern.match, self.survey.fill, self.cells.row
        while found := match(piece, place):
            place, row = found.end(), int(found[1])
            if row <= number:
                raise Refused("rows_out_of_order", sheet=self.survey.name, row=row)
            number = row
            if (filled := found.lastindex or 1) > 1:
                fill(row, filled - 1)
        if place > start:
            self.cells.to_row(number)
            self.count(piece[start:place])
        return place

    def count(self, run: bytes) -> None:
        """Take note of what a run of rows of the usual form holds."""
        find, survey = self.finders, self.survey
        if not run.isascii():
            try:
                run.decode()
            except UnicodeDecodeError as error:
                raise Refused("damaged") from error
        survey.has_long_numbers = survey.has_long_numbers or may_be_in_markup(run)
        self.spent.count_cells(run.count(find.cell), sheet=survey.name)
        inline = run.count(find.inline)
        survey.filled += run.count(find.plain_value) + inline
        if inline or b't="str"' in run:
            survey.texts += len(run) // 2
        self.count_texts(run)
        if b' hidden="' in run:
            for row in map(int, find.hidden.findall(run)):
                survey.hide_row(row, row)
        if find.formula_start in run:
            for column in find.formula.findall(run):
                survey.count_formula(column_number(column.decode()))
        if find.has_percents:
            for column, row in find.percent.findall(run):
                survey.marks.add(int(row), column_number(column.decode()), PERCENT)
            self.cells.check_marks()

    def count_texts(self, run: bytes) -> None:
        """Add what the shared texts of a run take, at most; exactly where some are odd or the sum could matter."""
        strings, survey = self.strings, self.survey
        many = run.count(b' t="s"')
        self.references += many
        if not strings.has_odd and self.references * strings.longest < UNCOUNTED_TEXTS:
            survey.texts += many * strings.longest
            return
        try:
            lengths = [strings.lengths[int(index)] for index in self.finders.shared.findall(run)]
        except IndexError as error:
            raise Refused("damaged") from error
        survey.texts += sum(lengths) + 32 * len(lengths)
        survey.filled -= lengths.count(0)
        if lengths and max(lengths) > self.limits.text:
            self.refuse_long_text(run)

    def refuse_long_text(self, run: bytes) -> None:
        for column, row, index in self.finders.shared_cell.findall(run):
            length = self.strings.lengths[int(index)]
            if length > self.limits.text:
                place = {"sheet": self.survey.name, "row": int(row), "column": column.decode()}
                raise Refused("text_too_long", length=length, most=self.limits.text, **place)
