"""What looks odd about counts, by a table that the script of the entry grid is held against too."""

import json
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage import cautions
from coverage.cautions import (
    Where,
    cautions_of_cell,
    cautions_of_levels,
    cautions_of_runs,
    cautions_of_target,
    cautions_of_total,
    usual_change,
)

CASES = json.loads(Path(__file__).with_name("caution_cases.json").read_text(encoding="utf-8"))
CELL = Where(1, 2, 3)
HEADS = st.one_of(st.none(), st.integers(0, 400))


def test_the_table_knows_the_constants():
    named = {name: getattr(cautions, name.upper()) for name in CASES["constants"]}

    assert {name: sorted(told) if isinstance(told, frozenset) else told for name, told in named.items()} == CASES[
        "constants"
    ]


@pytest.mark.parametrize("case", CASES["cells"], ids=str)
def test_a_cell_is_odd_by_the_table(case):
    assert [one.rule for one in cautions_of_cell(CELL, case["now"], case["earlier"])] == case["rules"]


@pytest.mark.parametrize("case", CASES["cells"], ids=str)
def test_what_the_script_is_told_of_the_months_before_is_by_the_table(case):
    told = usual_change(case["earlier"][-cautions.HISTORY :])

    assert (list(told) if told else None) == case["usual"]


@pytest.mark.parametrize("case", CASES["totals"], ids=str)
def test_a_total_is_odd_by_the_table(case):
    assert [one.rule for one in cautions_of_total(1, case["total"], case["before"], case["target"])] == case["rules"]


@pytest.mark.parametrize("case", CASES["targets"], ids=str)
def test_a_target_is_odd_by_the_table(case):
    assert [one.rule for one in cautions_of_target(1, case["target"], case["before"])] == case["rules"]


@pytest.mark.parametrize("case", CASES["levels"], ids=str)
def test_two_levels_are_odd_by_the_table(case):
    assert [one.rule for one in cautions_of_levels(CELL, case["own"], case["below"])] == case["rules"]


@pytest.mark.parametrize("case", CASES["runs"], ids=str)
def test_runs_are_shown_by_the_table(case):
    cells = [(Where(region), heads) for region, heads in enumerate(case["values"])]

    assert [[one.region_id, one.before] for one in cautions_of_runs(cells)] == case["runs"]


def test_a_caution_tells_where_what_and_since_when():
    [caution] = cautions_of_cell(CELL, 12, [200, 214])

    assert (caution.where, caution.now, caution.before, caution.about) == (CELL, 12, 214, "12")
    assert caution.needs_reason


def test_a_cell_that_no_longer_applies_falls_to_nothing():
    [caution] = cautions_of_cell(CELL, 0, [40], "tb")

    assert (caution.rule, caution.about) == ("fell", "tb")


@settings(max_examples=500)
@given(st.integers(0, 400), st.lists(HEADS, min_size=1, max_size=14))
def test_a_jump_is_what_the_slow_definition_says(now, earlier):
    last = earlier[-12:]
    changes = [b - a for a, b in pairwise(last) if a is not None and b is not None]
    before = last[-1]
    if not before:
        expected = False
    elif len(changes) < 3:
        expected = now - before > max(10, 2 * before)
    else:
        usual = median(changes)
        spread = median(abs(change - usual) for change in changes)
        expected = abs(now - before - usual) > max(5 * spread, 10, before / 4)
    is_fallen = before is not None and before - now >= 10 and (before - now) / before > 0.1

    found = {one.rule for one in cautions_of_cell(CELL, now, earlier)}

    assert found == ({"fell"} if is_fallen else {"jump"} if expected else set())


@given(st.integers(11, 400))
def test_one_wild_month_does_not_hide_the_next_one(wild):
    calm = [100] * 9

    assert [one.rule for one in cautions_of_cell(CELL, 200, [*calm, 100 + wild * 50, 100])] == ["jump"]
