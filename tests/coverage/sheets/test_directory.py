"""Regions of a day by code, by name below a region, by other names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.sheets.directory import DISTRICT, REGENCY, VILLAGE
from regions.names import plain
from tests.coverage.sheets.sheets import REGIONS, spot


def codes(spots):
    return [each.code for each in spots]


def test_regions_above_one_are_told_nearest_first():
    assert [REGIONS.by_id[each].code for each in REGIONS.above(spot("64.01.05.2005").id)] == [
        "64.01.05",
        "64.01",
        "64",
        "ID",
    ]
    assert REGIONS.above(spot("ID").id) == ()


@pytest.mark.parametrize(
    ("text", "within", "level", "found"),
    [
        ("Kuaro", "64.01", DISTRICT, ["64.01.05"]),
        ("KEC. KUARO", "64.01", DISTRICT, ["64.01.05"]),
        ("Kuaro", "64.02", DISTRICT, []),
        ("harapan  baru", "64.01", VILLAGE, ["64.01.05.2004", "64.01.08.2001"]),
        ("HarapanBaru", "64.01.05", VILLAGE, ["64.01.05.2004"]),
        ("Paser", None, REGENCY, ["64.01"]),
        ("Kota Paser", None, REGENCY, []),
        ("Bontang", "64", REGENCY, ["64.74"]),
        ("Kukar", None, REGENCY, ["64.02"]),
        ("Kukar", "11", REGENCY, []),
        ("Kota Bangun", "64.02", DISTRICT, ["64.02.12"]),
        ("Kelurahan Rangan", "64.01", VILLAGE, []),
        ("", "64.01", VILLAGE, []),
    ],
)
def test_a_name_is_looked_for_below_a_region(text, within, level, found):
    assert codes(REGIONS.named(text, spot(within) if within else None, level)) == found


@given(
    st.sampled_from(sorted(REGIONS.by_code)),
    st.sampled_from([str.upper, str.lower, str.title, lambda text: f" {text}. "]),
)
def test_every_region_is_found_by_its_name_in_any_spelling(code, spelt):
    region = spot(code)
    by_hand = {
        each.code
        for each in REGIONS.by_id.values()
        if each.level == region.level and plain(each.name) == plain(region.name)
    }

    found = REGIONS.named(spelt(region.name), None, region.level)

    assert region.level == 0 or by_hand <= set(codes(found))
    assert REGIONS.is_called(region, spelt(region.name)) is True


@pytest.mark.parametrize(
    ("code", "text", "verdict"),
    [
        ("64.01", "Kab. Paser", True),
        ("64.01", "paser", True),
        ("64.01", "Kota Paser", False),
        ("64.01", "Pasir", None),
        ("64.02", "kukar", True),
        ("64.02", "Kutai Barat", False),
        ("64.01.05.2005", "Kelurahan Rangan", None),
        ("64.01.05.2005", "", None),
        ("64.01.05.2005", "Janju", False),
    ],
)
def test_a_region_is_called_so_or_nearly_or_not_at_all(code, text, verdict):
    assert REGIONS.is_called(spot(code), text) is verdict
