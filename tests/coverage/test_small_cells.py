"""Small cells: laws on random tables, and the few ways in which a count is protected."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.small_cells import SMALL, Equation, Withheld, withheld
from tests.coverage.oracles import given_away

COUNTS = st.integers(0, 12)  # many small ones, many zeros
MORE = 400  # than any table adds up to
TABLES = st.lists(st.lists(COUNTS, min_size=1, max_size=4), min_size=1, max_size=4)


def table(rows: list[list[int]]) -> tuple[dict, list[Equation]]:
    """Return the counts and equations of a two-level table: cells (row, column), rows, and the whole."""
    counts: dict = {(r, c): count for r, row in enumerate(rows) for c, count in enumerate(row)}
    counts |= {("row", r): sum(row) for r, row in enumerate(rows)} | {"whole": sum(chain(*rows))}
    equations = [Equation(("row", r), tuple((r, c) for c in range(len(row)))) for r, row in enumerate(rows)]
    return counts, [*equations, Equation("whole", tuple(("row", r) for r in range(len(rows))))]


def possible(counts: dict, hidden: Withheld) -> dict:
    """Return what a reader can take each count for; one withheld beside a small one is no small one."""
    return {
        key: SMALL if key in hidden.small
        else range(min(count, 5), MORE) if key in hidden.every
        else [count]
        for key, count in counts.items()
    }  # fmt: skip


@given(TABLES)
@settings(max_examples=500)
def test_no_count_of_1_to_4_is_public_and_no_equation_gives_one_away(rows):
    counts, equations = table(rows)

    found = withheld(counts, equations)

    public = {key: count for key, count in counts.items() if key not in found.every}
    assert [key for key, count in public.items() if count in SMALL] == []
    for equation in equations:
        hidden = [key for key in equation.members if key in found.every]
        assert len(hidden) != 1
        if len(hidden) < len(equation.members):  # four times one, and four: nothing is left that could be withheld
            assert given_away(possible(counts, found), (equation.total, equation.parts)) == []


@given(TABLES)
@settings(max_examples=200)
def test_what_is_withheld_besides_is_none_of_the_small_ones_and_all_small_ones_are_named(rows):
    counts, equations = table(rows)

    found = withheld(counts, equations)

    assert found.small == {key for key, count in counts.items() if count in SMALL}
    assert not found.small & found.beside
    assert found.every <= set(counts)


@given(st.lists(st.lists(st.integers(5, 99), min_size=1, max_size=4), min_size=1, max_size=4))
def test_nothing_is_withheld_where_nothing_is_small(rows):
    assert withheld(*table(rows)).every == frozenset()


@given(TABLES)
def test_a_table_is_withheld_alike_each_time(rows):
    assert withheld(*table(rows)) == withheld(*table(rows))


@given(TABLES, st.data())
@settings(max_examples=200)
def test_what_is_public_already_stays_public_and_what_was_concealed_is_not_told_as_withheld_now(rows, data):
    counts, equations = table(rows)
    keys = sorted(counts, key=str)
    public = frozenset(data.draw(st.sets(st.sampled_from(keys))))
    concealed = frozenset(data.draw(st.sets(st.sampled_from(keys)))) - public

    found = withheld(counts, equations, public, concealed)

    assert not found.every & public
    assert not found.beside & concealed
    for equation in equations:  # either protected, or nothing is left that could be withheld
        hidden = [key for key in equation.members if key in found.every | concealed]
        left = [key for key in equation.members if key not in found.every | concealed | public]
        assert len(hidden) != 1 or left == []


def test_a_total_is_withheld_before_a_zero_which_says_that_there_is_nobody():
    counts, equation = {"a": 100, "b": 0, "whole": 100}, Equation("whole", ("a", "b"))

    found = withheld(counts, [equation], concealed=frozenset({"a"}))

    assert (found.small, found.beside) == (frozenset(), {"whole"})


@pytest.mark.parametrize(
    ("parts", "small", "beside"),
    [
        ({"a": 3, "b": 50, "c": 900}, "a", "b"),
        ({"a": 3, "b": 0, "c": 0}, ["a", "whole"], ""),
        ({"a": 3, "b": 0, "c": 60}, "a", "c"),
        ({"a": 1, "b": 3, "c": 70}, "ab", ""),
        ({"a": 1, "b": 1, "c": 70}, "ab", "c"),  # two small ones that add up to 2 are 1 and 1
        ({"a": 4, "b": 4, "c": 70}, "ab", "c"),  # and those of 8 are 4 and 4
        ({"a": 1, "b": 5, "c": 70}, "a", "bc"),  # 6 of a small one and one that is not can only be 1 and 5
        ({"a": 0, "b": 5, "c": 9}, "", ""),
    ],
)
def test_the_next_smallest_count_above_0_goes_with_a_small_one(parts, small, beside):
    counts = {**parts, "whole": sum(parts.values())}

    found = withheld(counts, [Equation("whole", tuple(parts))])

    assert (found.small, found.beside) == (frozenset(small), frozenset(beside))


def test_a_part_that_an_earlier_release_concealed_conceals_the_sum_as_long_as_it_is_the_only_one():
    counts, equation = {"new": 800, "old": 3, "whole": 803}, Equation("whole", ("new", "old"))

    alone = withheld(counts, [equation], frozenset({"new"}), frozenset({"old"}))
    with_another = withheld(
        counts | {"third": 2, "whole": 805},
        [Equation("whole", ("new", "old", "third"))],
        frozenset({"new"}),
        frozenset({"old", "third"}),
    )

    assert alone.beside == {"whole"}
    assert with_another.beside == frozenset()


def test_a_part_that_is_not_published_at_all_covers_one_that_is_withheld():
    found = withheld({"a": 3, "b": 50, "whole": 60}, [Equation("whole", ("a", "b", "never published"))])

    assert (found.small, found.beside) == ({"a"}, frozenset())
