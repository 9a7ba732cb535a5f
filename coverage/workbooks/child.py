"""The process that reads an upload: started alone, without secrets, and unable to open anything once it reads.

`python -m coverage.workbooks.child ENDING LIMITS [SURVEYS]` takes the file on its standard input and writes messages to
its standard output: four bytes of length, then JSON. The first message is the list of sheets, or why there is none.
SURVEYS are those of an earlier reading of the same bytes, which then had passed all limits.
"""

import codecs
import gc
import json
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, BinaryIO

from coverage.workbooks import ods, xlsx
from coverage.workbooks.archive import Archive
from coverage.workbooks.beginning import Beginnings
from coverage.workbooks.bundles import members
from coverage.workbooks.cells import packed, packed_rows
from coverage.workbooks.kinds import kind_of
from coverage.workbooks.limits import Limits, Refused, Spent
from coverage.workbooks.survey import Survey, taken_over
from coverage.workbooks.text_tables import TextTable
from coverage.workbooks.values import Rows, Values

CELLS_OF_A_LOT = 10_000
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp437", "ascii", "latin-1")


@dataclass(frozen=True)
class Source:
    """A file that may be read: what it is, its sheets, and the rows of each, which come once and in their order."""

    kind: str
    surveys: Sequence[Survey]
    rows: Callable[[int], Rows]
    first_rows: Callable[[int, int], list[tuple[int, list[Any]]] | None] = lambda number, most: None
    more: dict[str, Any] = field(default_factory=dict)


def source_of(file: BinaryIO, ending: str, spent: Spent, known: list[dict[str, Any]] | None = None) -> Source:
    """Return a file as it can be read; raise Refused."""
    if known:
        surveys = taken_over(known)
        values = Values(file, surveys)
        return Source("xlsx", surveys, lambda number: values.rows(surveys[number], exact=True))
    if ending == ".zip" and kind_of(file, ending, spent.limits) == "zip":
        archive = Archive(file, spent)
        if xlsx.CONTENT_TYPES not in archive and ods.MIMETYPE not in archive:
            return bundle_of(archive, spent)
    return table_of(file, ending, spent)


def bundle_of(archive: Archive, spent: Spent) -> Source:
    """Return the sheets of all files in a zip; what all of them take together has the limits of one."""
    found = list(members(archive, lambda file, ending: table_of(file, ending, spent, is_member=True)))
    rows = [each for _, each in reversed(found)]
    return Source("zip", [survey for survey, _ in found], lambda _: rows.pop()())  # once and in order: a read file goes


def table_of(file: BinaryIO, ending: str, spent: Spent, *, is_member: bool = False) -> Source:
    """Return one table or workbook as it can be read; raise Refused.

    The reader of values of one of several files starts when its rows are asked for: else the texts of all files lay in
    memory at once.
    """
    if kind_of(file, ending, spent.limits) == "text":
        table = TextTable(file, spent.limits)
        return Source("text", [table.survey], lambda _: table.rows(), more=table.told())
    archive = Archive(file, spent)
    kind = "ods" if ods.MIMETYPE in archive else "xlsx"
    if kind == "xlsx" and (xlsx.CONTENT_TYPES not in archive or not has_workbook(archive)):
        raise Refused("not_a_workbook")
    if ending != f".{kind}":
        raise Refused("renamed", ending=f".{kind}")
    surveys = (ods if kind == "ods" else xlsx).surveyed(archive)
    values = cache(partial(Values, file, surveys))
    if not is_member:
        values()
    if kind == "ods":
        return Source(kind, surveys, lambda number: values().rows(surveys[number], exact=False))
    first_rows = Beginnings(archive, surveys).rows
    return Source(kind, surveys, lambda number: values().rows(surveys[number], exact=True), first_rows)


def messages(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """Yield the messages that tell a file: its sheets, its rows in lots, and that it ended; raise Refused."""
    spent = Spent(limits, file.seek(0, 2))
    source = source_of(file, ending, spent, json.loads(sys.argv[3]) if sys.argv[3:] else None)
    yield packed({"kind": source.kind, "sheets": [survey.told() for survey in source.surveys], **source.more})
    for number, survey in enumerate(source.surveys):
        yield from lots(number, source.rows(number), survey.last_column)
    yield packed({"ended": True})


def has_workbook(archive: Archive) -> bool:
    return xlsx.WORKBOOK in archive or "xl/workbook.bin" in archive


def lots(sheet: int, rows: Rows, width: int) -> Iterator[bytes]:
    """Yield rows in lots of some ten thousand cells."""
    numbers: list[int] = []
    cells: list[list[Any]] = []
    most = max(1, CELLS_OF_A_LOT // max(1, width))
    for number, row in rows:
        numbers.append(number)
        cells.append(row)
        if len(numbers) >= most:
            yield packed_rows(sheet, numbers, cells)
            numbers, cells = [], []
    if numbers:
        yield packed_rows(sheet, numbers, cells)


def told(refused: Refused) -> bytes:
    return packed({"refused": refused.code, "where": refused.where})


def answers(found: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the messages of a file; its refusal is one of them."""
    try:
        yield from found
    except Refused as refused:
        yield told(refused)
    except MemoryError:
        yield told(Refused("takes_too_much"))


def confine(limits: Limits) -> None:
    """Give up what reading does not need: memory and time without end, and any further file, socket or process."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)  # loaded now: later no module can be opened
    for kind, most in (
        (resource.RLIMIT_AS, limits.address_space),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(kind, (most, most))


def serve(telling: Callable[[BinaryIO, str, Limits], Iterator[bytes]]) -> int:
    """Tell the file on standard input; end with 0 where all was told, a refusal included."""
    gc.disable()  # rows hold no circles, and looking for some takes a sixth of the time
    ending, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    source, sink = os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
    confine(limits)
    for message in answers(telling(source, ending, limits)):
        sink.write(struct.pack(">I", len(message)) + message)
        sink.flush()  # who asks makes ready what the rows are held against, while the first of them is looked for
    return 0


if __name__ == "__main__":
    sys.exit(serve(messages))
