"""Rows that wait for their meaning, packed or as they are."""

from datetime import date

import pytest

from coverage.actions.uploads.held import MANY, HeldRows
from coverage.actions.uploads.reading import Reading, rows_of
from coverage.sheets.cells import ErrorCell
from coverage.workbooks.cells import Marked
from coverage.workbooks.limits import Limits
from coverage.workbooks.reading import Workbook

CAME = [
    ([2, 5], [["Muara Samu", 7, None], ["Muara Samu", 1, True]]),
    ([9], [["Muara Samu", 1.5, date(2025, 1, 31), Marked("error", "#REF!"), Marked("percent", "0.125")]]),
]
TAKEN = [
    (2, ["Muara Samu", 7, None]),
    (5, ["Muara Samu", 1, True]),
    (9, ["Muara Samu", 1.5, date(2025, 1, 31), ErrorCell("#REF!"), "12,5%"]),
]


def held(*, is_packed: bool) -> HeldRows:
    rows, texts = HeldRows(is_packed=is_packed), {}
    for numbers, lot in CAME:
        rows.add(numbers, [["".join(row[0]), *row[1:]] for row in lot], texts)  # a text anew in each, as from JSON
    return rows


@pytest.mark.parametrize("is_packed", [True, False])
def test_rows_come_back_as_they_came_and_as_often_as_they_are_asked_for(is_packed):
    rows = held(is_packed=is_packed)

    for _ in range(2):
        assert [(number, list(values)) for number, values in rows.taken()] == TAKEN
    assert [[*map(type, values)] for _, values in rows.taken()] == [[*map(type, values)] for _, values in TAKEN]
    assert [*rows.numbers()] == [2, 5, 9]
    assert len(rows) == 3


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_text_that_many_rows_repeat_is_kept_once(is_packed):
    first, second, third = (values[0] for _, values in held(is_packed=is_packed).taken())

    assert first is second is third


@pytest.mark.parametrize(("filled", "is_packed"), [(MANY - 1, False), (MANY, True)])
def test_the_rows_of_a_file_with_very_many_cells_are_packed(filled, is_packed):
    counts = dict.fromkeys(("first_row", "last_row", "last_column", "errors", "uncalculated", "percents"), 1)
    lists = {name: [] for name in ("hidden_rows", "hidden_columns", "merges", "formulas", "notes")}
    sheet = {"name": "Data", "visibility": "visible", "kind": "table", "filled": filled, **counts, **lists}
    told = [
        {"kind": "xlsx", "sheets": [sheet, sheet | {"name": "Kosong", "filled": 0}]},
        {"sheet": 0, "numbers": [1], "rows": [["Muara Samu"]]},
        {"ended": True},
    ]

    first, second = rows_of(Workbook(iter(told), Limits()), Reading(), lambda rows, most: None)

    assert [first.is_packed, second.is_packed] == [is_packed, is_packed]
    assert [[*first.taken()], [*second.taken()]] == [[(1, ["Muara Samu"])], []]
