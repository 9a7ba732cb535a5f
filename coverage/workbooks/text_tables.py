"""Tables that are plain text: which encoding, which separator, and the rows, all of them texts."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from coverage.workbooks.limits import Limits, Refused, letters
from coverage.workbooks.survey import Survey

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODINGS = ("utf-8", "cp1252")
SEPARATORS = (";", ",", "\t")
SAMPLE = 50
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
CHUNK = 1 << 20
SHEET = "CSV"
"""A name for the only table of a text, so that "Lembar CSV, baris 5" can be said of it. The name of the file would look
like that of a sheet, and like the district in which a sheet of that name lies."""


class TextTable:
    """A text file as one sheet. Rows are counted as a spreadsheet counts them: a text may hold line ends."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        """Raise Refused where the encoding, a quote, the size of a cell or of the table cannot be taken."""
        self.file, self.limits = file, limits
        csv.field_size_limit(1 << 17)
        self.encoding = encoding_of(file)
        self.separator, self.skips = self.separated()
        self.survey = Survey(SHEET, kind="text")
        for number, row in self.records():
            self.check(number, row)
            filled = len(row) - row.count("")
            if filled:
                self.survey.fill(number, len(row))
                self.survey.filled += filled
        if not self.survey.last_row:
            raise Refused("empty")

    def told(self) -> dict[str, object]:
        return {"encoding": self.encoding, "separator": self.separator}

    def check(self, number: int, row: list[str]) -> None:
        if number > self.limits.rows:
            raise Refused("too_many_rows", sheet="", row=number, most=self.limits.rows)
        if len(row) > self.limits.columns:
            raise Refused("too_many_columns", sheet="", row=number, column=letters(len(row)), most=self.limits.columns)
        for column, text in enumerate(row, start=1):
            if len(text) > self.limits.text:
                code = "open_quote" if "\n" in text or "\r" in text else "text_too_long"
                place: dict[str, Any] = {"sheet": "", "row": number, "column": letters(column)}
                raise Refused(code, length=len(text), most=self.limits.text, **place)

    def lines(self) -> Iterator[str]:
        self.file.seek(0)
        text = io.TextIOWrapper(io.BufferedReader(Unclosed(self.file), CHUNK), encoding=self.encoding, newline="")
        yield from islice(text, self.skips, None)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield all rows with their numbers, blank ones too."""
        number = 0
        try:
            for number, row in enumerate(csv.reader(self.lines(), delimiter=self.separator, strict=True), start=1):
                yield number, row
        except csv.Error as error:
            code = "open_quote" if "end of data" in str(error) or "limit" in str(error) else "quote"
            raise Refused(code, sheet="", row=number + 1, column="", length=0, most=self.limits.text) from error

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows that hold anything, blanks as None."""
        for number, row in self.records():
            if any(row):
                yield number, [text or None for text in row]

    def separated(self) -> tuple[str, int]:
        """Return the separator, and how many lines at the top only name it, as Excel's `sep=;` does."""
        self.skips = 0
        first = next(self.lines(), "").rstrip("\r\n")
        if first[:4].lower() == "sep=" and first[4:] in SEPARATORS:
            return first[4:], 1
        return max(SEPARATORS, key=self.regularity), 0

    def regularity(self, separator: str) -> tuple[int, int]:
        """Return how many of the first rows have the same width above one, and that width."""
        reader = csv.reader(self.lines(), delimiter=separator)
        try:
            widths = Counter(len(row) for row in islice(reader, SAMPLE) if len(row) > 1)
        except csv.Error:
            return (0, 0)
        return max(((many, width) for width, many in widths.items()), default=(0, 0))


class Unclosed(io.RawIOBase):
    """A view of a file that is not closed with its reader."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def encoding_of(file: BinaryIO) -> str:
    """Return the encoding in which the whole file is sound text; raise Refused where there is none."""
    file.seek(0)
    start = file.read(4096)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = (*unmarked_utf16(start), *ENCODINGS) if b"\0" in start else ENCODINGS
    for encoding in candidates:
        if is_text(file, encoding):
            return encoding
    raise Refused("encoding")


def unmarked_utf16(start: bytes) -> tuple[str, ...]:
    """Return the order of bytes that UTF-16 without a mark must have, judged by where its zeros stand."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def is_text(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            if CONTROL.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
