"""Odd and hostile files, each with what must come of it: the rows that are read, or the code of the refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.coverage.workbooks.factory import with_parts

Rows = list[tuple[int, list[Any]]]
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Case:
    """A file: `told` is a part of the sentence (where, above all), `rows` what is read if it is not refused."""

    name: str
    file: str
    make: Callable[[], bytes]
    code: str = ""
    told: str = ""
    rows: Rows | None = None


def refused(name: str, code: str, make: Callable[[], bytes], told: str = "", file: str = "data.xlsx") -> Case:
    return Case(name, file, make, code=code, told=told)


def read(name: str, make: Callable[[], bytes], rows: Rows, file: str = "data.xlsx") -> Case:
    return Case(name, file, make, rows=rows)


def a_sheet(xml: str | bytes) -> bytes:
    return with_parts({SHEET: xml})
