"""Cells of reference data come to one form before they are compared."""

from datetime import UTC, date, datetime

import pytest

from coverage.reference_errors import SENTENCES, ReferenceRefused
from coverage.resources import cell_text, day, number, other_name, yes_or_no
from coverage.workbooks.cells import Marked


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (12, "12"), (" a ", "a"), (True, "ya"), (False, "tidak"), (date(2025, 8, 31), "2025-08-31"),
     (datetime(2025, 8, 31, 4, tzinfo=UTC), "2025-08-31"), (Marked("error", "#REF!"), "#REF!"), (12.5, "12.5")],
)  # fmt: skip
def test_a_cell_says_one_thing(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [(number, "81.436", "81436"), (day, "2025-08-31", "2025-08-31"), (yes_or_no, "Ya", "ya"),
     (yes_or_no, "0", "tidak"), (other_name, "Kab. Pasir", "kab pasir")],
)  # fmt: skip
def test_what_is_written_in_several_ways_is_read_in_one(read, text, told):
    assert read(text, "kolom") == told


@pytest.mark.parametrize(
    ("read", "text"), [(number, "tb"), (number, ""), (number, "-1"), (day, ""), (day, "31/8/2025"), (yes_or_no, ""),
                       (yes_or_no, "mungkin"), (other_name, "..."), (other_name, "a" * 121)]
)  # fmt: skip
def test_what_could_mean_several_things_is_refused(read, text):
    with pytest.raises(ReferenceRefused):
        read(text, "kolom")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_has_its_sentence(code):
    assert ReferenceRefused(code, "teks").message.endswith(".")
