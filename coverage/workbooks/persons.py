"""Ask the census of an uploaded file: whether it lists persons, and how many, without seeing one of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from coverage.sheets.layouts import Layout
from coverage.sheets.persons import Counted, Group, Trouble
from coverage.sheets.places import Written
from coverage.sheets.stored import layout_from
from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import Limits
from coverage.workbooks.reading import CENSUS, process

Pairs = Sequence[tuple[str, str]]
PLACE = 6
"""The code and the names by which a row tells its place."""


@dataclass(frozen=True)
class PersonSheet:
    """One sheet: whether it lists persons, how many rows it has, and how it is laid out, if it does.

    `identities` names of any other sheet the first column where a cell holds what may be a NIK, "" where none does.
    """

    name: str
    is_of_persons: bool
    identities: str = ""
    read: int = 0
    layout: Layout | None = None


@dataclass(frozen=True)
class Census:
    """What was found in a file. `counted` is None where it lists nobody that could be counted.

    `surveys` are handed on to the next reading of the same bytes; None where that must look at all of them again.
    `has_numbers`: somewhere in its parts stands what may be a NIK, in a cell or beside the cells.
    """

    sheets: tuple[PersonSheet, ...]
    counted: Counted | None
    surveys: list[dict[str, Any]] | None = None
    has_numbers: bool = False

    @property
    def is_of_persons(self) -> bool:
        return any(sheet.is_of_persons for sheet in self.sheets)


def census(
    file: BinaryIO,
    name: str,
    words: tuple[Pairs, Pairs],
    chosen: Mapping[str, Mapping[str, Any]],
    limits: Limits | None = None,
) -> Census:
    """Return whom a file lists. `words` are codes and names of categories and payers; `chosen` what the sender decided
    about columns, by fingerprint. Raise WorkbookRefused.
    """
    asked = json.dumps({"words": words, "chosen": chosen})
    with process(CENSUS, file, name, limits or Limits(), asked) as messages:
        told = next(messages)
    try:
        return census_of(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkbookRefused("reader_failed") from error


def census_of(told: dict[str, Any]) -> Census:
    sheets = tuple(
        PersonSheet(
            str(one["name"]),
            bool(one["is_of_persons"]),
            str(one.get("identities", "")),
            int(one.get("read", 0)),
            layout_from(one["layout"]) if "layout" in one else None,
        )
        for one in told["sheets"]
    )
    counted = counted_of(told["counted"]) if told["counted"] else None
    return Census(sheets, counted, told["surveys"], bool(told["has_numbers"]))


def counted_of(told: dict[str, Any]) -> Counted:
    groups = [
        (Group(Written(*one[:PLACE]), *one[PLACE : PLACE + 4]), int(one[-2]), int(one[-1])) for one in told["groups"]
    ]
    return Counted(
        read=int(told["read"]),
        heads={group: heads for group, heads, _ in groups},
        first_rows={group: row for group, _, row in groups},
        left={str(code): int(count) for code, count in told["left"].items()},
        troubles=tuple(Trouble(*one) for one in told["troubles"]),
    )
