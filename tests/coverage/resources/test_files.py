"""What a program of sheets keeps in a cell is read as the text that was meant."""

from datetime import UTC, date, datetime

import pytest

from coverage.resources.files import cell_text
from coverage.workbooks.cells import Marked


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (12, "12"), (" a ", "a"), (True, "ya"), (False, "tidak"), (date(2025, 8, 31), "2025-08-31"),
     (datetime(2025, 8, 31, 4, tzinfo=UTC), "2025-08-31"), (Marked("error", "#REF!"), "#REF!"), (12.5, "12.5")],
)  # fmt: skip
def test_a_cell_says_one_thing(cell, text):
    assert cell_text(cell) == text
