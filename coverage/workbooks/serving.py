"""How a reading process tells a file: unable to open anything once it reads, and in messages that are bounded.

A message is four bytes of length, then JSON. The first is the list of sheets, or why there is none.
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
from typing import Any, BinaryIO

from coverage.workbooks.cells import packed, packed_rows
from coverage.workbooks.limits import Limits, Refused
from coverage.workbooks.survey import Survey
from coverage.workbooks.values import Rows

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


def messages_of(source: Source) -> Iterator[bytes]:
    """Yield the messages that tell a file: its sheets, its rows in lots, and that it ended; raise Refused."""
    yield packed({"kind": source.kind, "sheets": [survey.told() for survey in source.surveys], **source.more})
    for number, survey in enumerate(source.surveys):
        yield from lots(number, source.rows(number), survey.last_column)
    yield packed({"ended": True})


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
