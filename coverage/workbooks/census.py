"""The process that looks for people in an upload before a byte of it is kept; it counts them, and forgets them.

`python -m coverage.workbooks.census ENDING LIMITS WORDS` answers like the reading process, in one message: what each
sheet is, and of lists of persons the counts. Numbers and names of persons never leave this process.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO, TypeGuard

from coverage.sheets.cells import Row, Value
from coverage.sheets.finding import SEARCHED, Head, find_head, lacks
from coverage.sheets.identities import identity_columns
from coverage.sheets.layouts import with_choices
from coverage.sheets.persons import Counted, PersonCounter
from coverage.sheets.roles import Role
from coverage.sheets.sieve import Sieve
from coverage.sheets.sifting import reason
from coverage.sheets.stored import layout_stored, meaning_from
from coverage.sheets.told import PERSON_KINDS
from coverage.sheets.vocabulary import Vocabulary, vocabulary
from coverage.workbooks.cells import packed
from coverage.workbooks.child import source_of
from coverage.workbooks.limits import Limits, Spent, letters
from coverage.workbooks.serving import serve
from coverage.workbooks.survey import Survey, handed_on
from coverage.workbooks.values import Rows

LOT = 5_000


def messages(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """Yield the one message about a file; raise Refused."""
    asked = json.loads(sys.argv[3])
    words = vocabulary(*([(code, name) for code, name in pairs] for pairs in asked["words"]))
    spent = Spent(limits, file.seek(0, 2), is_searching=True)
    source = source_of(file, ending, spent)
    census = Census(words, asked["chosen"])
    sheets = [
        (None if spent.has_numbers else census.of_counts(survey, source.first_rows(number, SEARCHED * 3) or ()))
        or census.of_sheet(number, survey, source.rows(number))
        for number, survey in enumerate(source.surveys)
    ]
    yield packed({
        "sheets": sheets, "counted": counted_told(census.result()), "has_numbers": spent.has_numbers,
        "surveys": handed_on(source.surveys) if source.kind == "xlsx" else None,
    })  # fmt: skip


class Census:
    """Goes through the sheets of one file. A person in two of its lists counts once."""

    def __init__(self, words: Vocabulary, chosen: dict[str, dict[str, Any]]) -> None:
        self.words, self.chosen = words, chosen
        self.counter: PersonCounter | None = None

    def of_counts(self, survey: Survey, first: Sequence[tuple[int, list[Any]]]) -> dict[str, Any] | None:
        """Return what a sheet is where its first rows and its survey tell that it holds no number of a person."""
        if survey.has_long_numbers or not first:
            return None
        if self.is_list(self.head_of(survey, [*plain(iter(first))])):
            return None
        return {"name": survey.name, "is_of_persons": False, "identities": ""}

    def head_of(self, survey: Survey, first: Sequence[Row]) -> Head | None:
        return find_head(first, self.words, [from_zero(merge) for merge in survey.merges])

    def is_list(self, head: Head | None) -> TypeGuard[Head]:
        return head is not None and head.layout.kind in PERSON_KINDS

    def of_sheet(self, number: int, survey: Survey, numbered: Rows) -> dict[str, Any]:
        """Return what a sheet is; its persons, if it lists any, are counted."""
        rows: Iterator[Row] = plain(numbered) if survey.marks.kinds else numbered
        first = list(islice(rows, SEARCHED * 3))
        head = self.head_of(survey, first)
        if not self.is_list(head):
            found = identity_columns(chain(first, rows))
            return {"name": survey.name, "is_of_persons": False, "identities": letters(found[0] + 1) if found else ""}
        chosen = {key: meaning_from(kept) for key, kept in self.chosen.get(head.layout.fingerprint, {}).items()}
        layout = with_choices(head.layout, chosen)
        below = chain(first[head.last + 1 :], rows)
        told = {"name": survey.name, "is_of_persons": True, "layout": layout_stored(layout)}
        if lacks(layout) or layout.first(Role.NIK) is None:
            return told | {"read": sum(1 for _ in below)}
        if self.counter is None:
            self.counter = PersonCounter(layout)
        self.counter.turn_to(layout, Passing(head))
        before = self.counter.read
        while lot := list(islice(below, LOT)):
            self.counter.add(lot, number)
        return told | {"read": self.counter.read - before}

    def result(self) -> Counted | None:
        return self.counter.result() if self.counter is not None else None


class Passing:
    """Tells why a row of a list is about no person: a heading again, a total, a note; "" where it may be."""

    def __init__(self, head: Head) -> None:
        self.sieve = Sieve(head)

    def __call__(self, values: Sequence[Value]) -> str:
        why = reason(values, self.sieve.mark(values), self.sieve, is_below_header=True)
        return f"skipped_{why.value}" if why else ""


def plain(rows: Rows) -> Iterator[Row]:
    """Yield rows with nothing in place of errors, percentages and formulas without a result."""
    for number, values in rows:
        yield number, [None if isinstance(value, dict) else value for value in values]


def from_zero(merge: Sequence[int]) -> tuple[int, int, int, int]:
    top, left, bottom, right = merge
    return top, left - 1, bottom, right - 1


def counted_told(counted: Counted | None) -> dict[str, Any] | None:
    """Return counts as they are sent."""
    if counted is None:
        return None
    return {
        "read": counted.read,
        "groups": [
            [*group.place, group.category, group.payer, group.period, group.year, heads, counted.first_rows[group]]
            for group, heads in counted.heads.items()
        ],
        "left": counted.left,
        "troubles": [
            [one.row, one.code, one.masked, one.sheet, one.first_row, one.first_sheet] for one in counted.troubles
        ],
    }


if __name__ == "__main__":
    sys.exit(serve(messages))
