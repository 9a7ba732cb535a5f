"""Cells of reference data come to one form before they are compared."""

import pytest

from coverage.reference_errors import ReferenceRefused
from coverage.resources.readers import day, number, other_name, yes_or_no


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
