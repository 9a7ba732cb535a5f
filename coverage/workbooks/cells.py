"""What a cell may hold once it is read, and its form between the two processes: JSON, which can carry nothing else."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from coverage.workbooks.survey import ERROR, ERRORS, PERCENT, UNCALCULATED

EXACT = float(2**53)
KINDS = {"error", "uncalculated", "percent", "time", "unreadable"}
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell that is not a plain value. `shown` is what a person sees there, or would see.

    `kind` is error ("#REF!"), uncalculated (a formula without a result), percent (1 is shown as 100 %), time (a time of
    day or a span) or unreadable (infinite numbers, text with control characters).
    """

    kind: str
    shown: str


Cell = str | int | float | bool | date | datetime | Marked | None
PLAIN = {str, int, float, bool, type(None), date, datetime, Marked}


def marked(kind: int, cell: Any) -> Any:
    """Return the wire form of a cell that the survey marked."""
    if kind == PERCENT:
        return {"percent": f"{cell:.15g}"} if type(cell) in (int, float) else cell
    return {"uncalculated": ""} if kind == UNCALCULATED else {"error": ERRORS[kind - ERROR]}


def plain(row: list[Any]) -> list[Any]:
    """Return the cells of a row with whole numbers as int and blanks as None."""
    return [
        cell or None
        if (kind := cell.__class__) is str
        else int(cell)
        if kind is float and -EXACT < cell < EXACT and cell.is_integer()
        else cell
        for cell in row
    ]


def told(thing: Any) -> dict[str, str]:
    """Return the wire form of what JSON does not know."""
    if isinstance(thing, datetime):
        return {"moment": thing.isoformat()} if thing.time() != time() else {"day": thing.date().isoformat()}
    if isinstance(thing, date):
        return {"day": thing.isoformat()}
    if isinstance(thing, time | timedelta):
        return {"time": str(thing)}
    raise TypeError(type(thing).__name__)


def is_sound(text: str) -> bool:
    """Tell whether a text can be stored and shown: no control characters but line ends and tabs, no half signs."""
    return not any(
        (sign < " " and sign not in "\t\n\r") or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"
        or sign in "\ufffe\uffff"
        for sign in text
    )  # fmt: skip


def sound(cell: Any) -> Any:
    """Return a cell, or in its place that it cannot be read."""
    if isinstance(cell, str) and not is_sound(cell):
        return {"unreadable": "".join(sign if is_sound(sign) else "\ufffd" for sign in cell)}
    if isinstance(cell, float) and not -1e308 < cell < 1e308:
        return {"unreadable": str(cell)}
    return cell


def packed(message: dict[str, Any]) -> bytes:
    """Return a message as it is sent."""
    return json.dumps(message, default=told, allow_nan=False, separators=(",", ":")).encode("ascii")


def packed_rows(sheet: int, numbers: list[int], rows: list[list[Any]]) -> bytes:
    """Return a lot of rows as it is sent, odd cells replaced."""
    lot = {"sheet": sheet, "numbers": numbers, "rows": rows}
    try:
        sent = packed(lot)
        if b"\\u" not in sent and b"\x7f" not in sent:
            return sent
    except ValueError:
        pass
    lot["rows"] = [[sound(cell) for cell in row] for row in rows]
    return packed(lot)


def unpacked(sent: bytes) -> Any:
    """Return a message that the reading process sent; raise ValueError where it is not one it may send."""
    try:
        return json.loads(sent, object_hook=taken, parse_constant=refused)
    except RecursionError as error:
        raise ValueError("nested") from error


def refused(constant: str) -> float:
    raise ValueError(constant)


def taken(thing: dict[str, Any]) -> Any:
    """Return the cell or message that a JSON object stands for."""
    if len(thing) != 1:
        return thing
    (kind, shown), *_ = thing.items()
    if not isinstance(shown, str):
        return thing
    if kind == "day":
        return date.fromisoformat(shown)
    if kind == "moment":
        return datetime.fromisoformat(shown)  # as the sheet says it: without a zone
    if kind in KINDS and len(shown) <= LONGEST:
        return Marked(kind, shown)
    return thing


def are_rows(numbers: Any, rows: Any, width: int) -> bool:
    """Tell whether what came is a lot of rows: ascending numbers, each with a list of plain cells."""
    if type(numbers) is not list or type(rows) is not list or len(numbers) != len(rows):
        return False
    if {*map(type, numbers)} - {int} or {*map(type, rows)} - {list} or numbers != sorted({*numbers}):
        return False
    cells: Iterable[Any] = chain.from_iterable(rows)
    return {*map(type, cells)} <= PLAIN and max(map(len, rows), default=0) <= width
