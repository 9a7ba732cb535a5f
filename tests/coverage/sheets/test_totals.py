"""Printed totals held against sums, and levels mixed in one list."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.sheets.cells import cell
from coverage.sheets.counts import read_column
from coverage.sheets.totals import Placed, row_sums, sums, uppers
from tests.coverage.sheets.sheets import REGIONS, spot, table_of


def sums_of(rows):
    table = table_of(rows)
    readings = {
        column.index: read_column(cell(values, column.index) for _, values in table.body)
        for column in table.head.columns
        if column.role is not None and column.role.value in ("count", "sum")
    }
    return sums(table, readings, {}), row_sums(table, readings)


@pytest.mark.parametrize(
    ("total", "agrees", "lost_zeros"),
    [(7, True, False), ("7", True, False), (8, False, False), ("tujuh", False, False), ("0", False, False)],
)
def test_a_total_is_held_against_the_sum_of_its_rows(total, agrees, lost_zeros):
    (found,), _ = sums_of([["Desa", "Peserta"], ["Rangan", 3], ["Janju", "4"], ["JUMLAH", total]])

    assert (found.agrees, found.lost_zeros, found.summed, found.row) == (agrees, lost_zeros, 7, 4)
    assert (found.first_row, found.last_row, found.label) == (2, 3, "JUMLAH")


def test_a_total_that_lost_its_last_zeros_is_told_as_such():
    (found,), _ = sums_of([["Provinsi", "Peserta"], ["Aceh", "130.900"], ["Bali", "200.000"], ["Indonesia", "3.309"]])

    assert (found.printed, found.summed, found.agrees, found.lost_zeros) == (3309, 330900, False, True)


def test_subtotals_and_the_total_of_totals_are_each_held_against_their_own_rows():
    rows = [["Desa", "Peserta"], ["Rangan", 3], ["Jumlah", 3], ["Janju", 4], ["Lolo", 5], ["Jumlah", 9], ["TOTAL", 12]]

    found, _ = sums_of(rows)

    assert [(each.row, each.summed, each.agrees) for each in found] == [(3, 3, True), (6, 9, True), (7, 12, True)]


def test_a_total_of_rows_without_a_number_has_no_sum():
    (found,), _ = sums_of([["Desa", "Peserta"], ["Rangan", None], ["Jumlah", 0]])

    assert (found.summed, found.agrees) == (None, False)


def test_the_sum_of_a_row_is_held_against_its_counts():
    _, found = sums_of(
        [["Desa", "Petani", "Nelayan", "Jumlah"], ["Rangan", 1, 2, 3], ["Janju", 4, 5, 10], ["Lolo", 1, None, 1]]
    )

    assert [(each.row, each.printed, each.summed) for each in found] == [(3, 10, 9)]


# Mixed levels


def placed(*rows):
    return [Placed(number, spot(code).id, key, heads) for number, (code, key, heads) in enumerate(rows, 2)]


def test_a_list_of_nation_provinces_and_regencies_is_not_added_up_three_times():
    rows = placed(("ID", "k", 10), ("11", "k", 3), ("64", "k", 7), ("64.01", "k", 5), ("64.02", "k", 2))

    found = uppers(rows, REGIONS.above)

    assert [(each.row, each.printed, each.summed, each.children, each.agrees) for each in found] == [
        (2, 10, 10, 2, True),
        (4, 7, 7, 2, True),
    ]


def test_an_upper_row_that_differs_may_be_an_own_figure():
    (found,) = uppers(placed(("64.01", "k", 9), ("64.01.05", "k", 3)), REGIONS.above)

    assert (found.summed, found.agrees) == (3, False)


def test_another_month_or_category_is_no_part_of_the_sum():
    assert uppers(placed(("64.01", "a", 9), ("64.01.05", "b", 3)), REGIONS.above) == ()


def uppers_slowly(rows):
    found = []
    for upper in rows:
        below = [
            row
            for row in rows
            if row.key == upper.key
            and upper.region in REGIONS.above(row.region)
            and not any(
                other.key == row.key
                and other.region in REGIONS.above(row.region)
                and upper.region in REGIONS.above(other.region)
                for other in rows
            )
        ]
        if below:
            found.append((upper.row, sum(row.heads for row in below), len(below)))
    return found


@given(
    st.sets(st.tuples(st.sampled_from(sorted(REGIONS.by_code)), st.sampled_from("ab"))),
    st.randoms(use_true_random=False),
)
def test_any_mixture_of_levels_is_summed_as_by_hand(keys, chance: random.Random):
    rows = placed(*((code, key, chance.randint(0, 99)) for code, key in sorted(keys)))

    assert [(each.row, each.summed, each.children) for each in uppers(rows, REGIONS.above)] == uppers_slowly(rows)
