"""Best and worst below a region: who may stand in them, in which order, and never twice."""

import pytest

from coverage.enums import DenominatorKind
from coverage.queries.children import Child
from coverage.queries.comparison import comparison
from coverage.queries.published import Shown


def a_child(number: int, enrolled: int | None = 10, target: int | None = 100, **more) -> Child:
    shown = more.pop("shown", Shown.NONE if enrolled is None else Shown.YES)
    told = {"reported": 1, "expected": 1, "target_basis": 1, "figure_id": f"f{number}", **more}
    return Child(f"64.{number:02}", f"Kabupaten {number}", "kabupaten", 2, enrolled, target, shown=shown, **told)


def codes(rows) -> list[str]:
    return [row.code for row in rows]


def test_ten_and_more_give_five_of_each_the_highest_and_the_lowest_first():
    found = comparison(a_child(number, number) for number in range(1, 13))

    assert codes(found.best) == ["64.12", "64.11", "64.10", "64.09", "64.08"]
    assert codes(found.worst) == ["64.01", "64.02", "64.03", "64.04", "64.05"]
    assert (found.among, found.below, found.kind) == (12, 12, DenominatorKind.TARGET)


@pytest.mark.parametrize("many", range(12))
def test_fewer_give_fewer_rows_and_none_stands_in_both_lists(many):
    found = comparison(a_child(number, number) for number in range(many))

    both = codes(found.best) + codes(found.worst)
    assert len(both) == len(set(both)) == min(many, 10)
    assert len(found.best) - len(found.worst) in (0, 1)


def test_what_may_not_be_ranked_stands_in_no_list():
    found = comparison(
        [
            a_child(1, 50),
            a_child(2, None),
            a_child(3, None, shown=Shown.SMALL),
            a_child(4, None, shown=Shown.WITHHELD),
            a_child(5, 50, None),
            a_child(6, 50, reported=1, expected=2),
            a_child(7, 50, 0),
        ]
    )

    assert (codes(found.best), codes(found.worst), found.among, found.below) == (["64.01"], [], 1, 7)


def test_equal_ratios_share_a_rank_and_stand_in_the_order_of_codes():
    found = comparison([a_child(3, 1, 3), a_child(1, 2, 6), a_child(2, 1, 2), a_child(4, 1, 4)])

    assert [(row.rank, row.code) for row in found.best] == [(1, "64.02"), (2, "64.01")]
    assert [(row.rank, row.code) for row in found.worst] == [(4, "64.04"), (2, "64.03")]


def test_ranks_go_by_the_unrounded_ratio():
    found = comparison([a_child(1, 49_999, 100_001), a_child(2, 50_000, 100_003)])

    assert (codes(found.best), codes(found.worst)) == (["64.02"], ["64.01"])
    assert f"{found.best[0].percent:.2f}" == f"{found.worst[0].percent:.2f}"


def test_where_none_has_a_target_potentials_are_compared():
    found = comparison([a_child(1, 10, None, potential=20), a_child(2, 10, None, potential=40)])

    assert (found.kind, codes(found.best), found.best[0].denominator) == (DenominatorKind.POTENTIAL, ["64.01"], 20)


def test_a_target_keeps_potentials_out_of_the_same_list():
    found = comparison([a_child(1, 10, 100), a_child(2, 10, None, potential=20)])

    assert (found.kind, codes(found.best), codes(found.worst)) == (DenominatorKind.TARGET, ["64.01"], [])


def test_who_counts_otherwise_than_most_is_marked():
    found = comparison([a_child(1, 9), a_child(2, 8), a_child(3, 7, target_basis=2)])

    assert [(row.code, row.is_comparable) for row in found.best + found.worst] == [
        ("64.01", True), ("64.02", True), ("64.03", False),
    ]  # fmt: skip


def test_of_a_region_without_anything_below_nothing_is_compared():
    found = comparison([])

    assert (found.best, found.worst, found.among, found.below) == ((), (), 0, 0)
