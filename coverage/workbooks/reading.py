"""Open an uploaded file: another process reads it under limits, and only plain values come back."""

import json
import os
import select
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.cells import Cell, are_rows, unpacked
from coverage.workbooks.limits import MEGABYTE, Limits

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = [sys.executable, "-E", "-s", "-m"]
READER, AGAIN, CENSUS = "coverage.workbooks.child", "coverage.workbooks.known", "coverage.workbooks.census"
LONGEST_MESSAGE = 64 * MEGABYTE
LONGEST_ENDING = 12
GRACE = 2  # seconds between the last word of a process and its end
WORDS = {"name", "visibility", "kind"}
COUNTS = {"first_row", "last_row", "last_column", "filled", "errors", "uncalculated", "percents"}
LISTS = {"hidden_rows": 2, "hidden_columns": 2, "merges": 4, "formulas": 2}


@dataclass(frozen=True)
class Sheet:
    """One sheet of an uploaded file. Rows and columns count from 1; A is column 1.

    `kind` is table, chart (no cells) or text; `visibility` visible, hidden or very_hidden. `hidden_rows` and
    `hidden_columns` are (first, last), `merges` (top, left, bottom, right), `formulas` (column, how many), `notes`
    cells with a comment such as "B7". `errors`, `uncalculated` and `percents` count cells that come as Marked.
    """

    name: str
    visibility: str
    kind: str
    first_row: int
    last_row: int
    last_column: int
    filled: int
    errors: int
    uncalculated: int
    percents: int
    hidden_rows: tuple[tuple[int, ...], ...]
    hidden_columns: tuple[tuple[int, ...], ...]
    merges: tuple[tuple[int, ...], ...]
    formulas: tuple[tuple[int, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Lot:
    """Some rows of one sheet: the sheet's own numbers, and the cells of each from column A on, blanks as None."""

    sheet: int
    numbers: list[int]
    rows: list[list[Cell]]


class Workbook:
    """A file that is being read. `kind` is xlsx, ods, text, or or zip (several files as one); a text tells
    its `encoding` and `separator`."""

    def __init__(self, messages: Iterator[Any], limits: Limits) -> None:
        self.messages, self.limits = messages, limits
        head = next(messages)
        if not isinstance(head, dict) or head.get("kind") not in ("xlsx", "ods", "text", "zip"):
            raise WorkbookRefused("reader_failed")
        self.kind: str = head["kind"]
        self.encoding, self.separator = str(head.get("encoding", "")), str(head.get("separator", ""))
        sheets = head.get("sheets")
        if type(sheets) is not list or not 0 < len(sheets) <= limits.sheets:
            raise WorkbookRefused("reader_failed")
        self.sheets = tuple(sheet_of(told) for told in sheets)

    def lots(self) -> Iterator[Lot]:
        """Yield the rows that hold anything, once, sheet by sheet, in order.

        Raise WorkbookRefused where reading fails on the way: what was taken before must then be dropped.
        """
        for message in self.messages:
            if message == {"ended": True}:
                return
            if not isinstance(message, dict) or {*message} != {"sheet", "numbers", "rows"}:
                break
            sheet, numbers, rows = message["sheet"], message["numbers"], message["rows"]
            if type(sheet) is not int or not 0 <= sheet < len(self.sheets):
                break
            if not are_rows(numbers, rows, self.limits.columns):
                break
            yield Lot(sheet, numbers, rows)
        raise WorkbookRefused("reader_failed")

    def rows(self) -> Iterator[tuple[Sheet, int, list[Cell]]]:
        """Yield each row that holds anything with its sheet and number; raise as `lots` does."""
        for lot in self.lots():
            sheet = self.sheets[lot.sheet]
            for number, cells in zip(lot.numbers, lot.rows, strict=True):
                yield sheet, number, cells


@contextmanager
def opened(
    file: BinaryIO, name: str, limits: Limits | None = None, surveys: list[dict[str, Any]] | None = None
) -> Iterator[Workbook]:
    """Open a file for reading; `file` needs a descriptor and no name, `name` is what its sender called it.

    All limits are checked before this returns: what is refused later is a process that died. The place in `file` is
    moved. `surveys` are what the census of the same bytes handed on: they passed the limits then, and are not looked at
    again. Raise WorkbookRefused with what is wrong, where, and what to do.
    """
    limits = limits or Limits()
    asked = (AGAIN, file, name, limits, json.dumps(surveys)) if surveys else (READER, file, name, limits)
    with process(*asked) as messages:
        yield Workbook(messages, limits)


@contextmanager
def process(module: str, file: BinaryIO, name: str, limits: Limits, *more: str) -> Iterator[Iterator[Any]]:
    """Start a reading process over the file and give its messages; it ends with the block, come what may."""
    command = [*PYTHON, module, ending_of(name), json.dumps(asdict(limits)), *more]
    started = subprocess.Popen(  # noqa: S603 - our own interpreter and module; no shell
        command, stdin=file.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={}
    )
    try:
        yield received(started, limits)
    finally:
        with suppress(ProcessLookupError):
            started.kill()
        started.wait()
        if started.stdout:
            started.stdout.close()


def ending_of(name: str) -> str:
    """Return the end of a file's name from its last point; the rest stays here, since all users see arguments."""
    ending = Path(name.replace("\0", "")).suffix.lower()
    return ending if ending.isascii() and len(ending) <= LONGEST_ENDING else ""


def received(process: "subprocess.Popen[bytes]", limits: Limits) -> Iterator[Any]:
    """Yield what the reading process sends; raise WorkbookRefused where it refuses, dies, hangs or speaks nonsense."""
    source = process.stdout.fileno() if process.stdout else -1
    while True:
        head = exactly(source, 4, limits.silence)
        size = struct.unpack(">I", head)[0] if len(head) == 4 else 4
        if not 0 < size <= LONGEST_MESSAGE:
            raise WorkbookRefused("reader_failed")
        sent = exactly(source, size, limits.silence)
        if len(sent) < size:
            raise WorkbookRefused("takes_too_much" if was_stopped(process) else "reader_failed")
        try:
            message = unpacked(sent)
        except ValueError as error:
            raise WorkbookRefused("reader_failed") from error
        if isinstance(message, dict) and "refused" in message:
            raise WorkbookRefused.of(message)
        yield message


def was_stopped(process: "subprocess.Popen[bytes]") -> bool:
    """Tell whether a process that says no more was stopped for what it took, or hangs."""
    try:
        return process.wait(GRACE) < 0
    except subprocess.TimeoutExpired:
        return True


def exactly(source: int, size: int, silence: int) -> bytes:
    """Return `size` bytes, or fewer where the process ended or was silent for `silence` seconds."""
    pieces: list[bytes] = []
    left = size
    while left:
        ready, _, _ = select.select([source], [], [], silence)
        piece = os.read(source, min(left, MEGABYTE)) if ready else b""
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def sheet_of(told: Any) -> Sheet:
    """Return the sheet that the reading process told of; raise WorkbookRefused where that is not one."""
    if not isinstance(told, dict) or {*told} != WORDS | COUNTS | {*LISTS} | {"notes"}:
        raise WorkbookRefused("reader_failed")
    words = all(isinstance(told[key], str) and len(told[key]) <= 200 for key in WORDS)
    counts = all(type(told[key]) is int for key in COUNTS)
    if not words or not counts or type(told["notes"]) is not list:
        raise WorkbookRefused("reader_failed")
    lists: dict[str, Any] = {key: tuples(told[key], size) for key, size in LISTS.items()}
    lists["notes"] = tuple(str(note)[:20] for note in told["notes"])
    return Sheet(**told | lists)


def tuples(told: Any, size: int) -> tuple[tuple[int, ...], ...]:
    if type(told) is not list or not all(
        type(ints) is list and len(ints) == size and {*map(type, ints)} == {int} for ints in told
    ):
        raise WorkbookRefused("reader_failed")
    return tuple(tuple(ints) for ints in told)
