from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from awards.arithmetic.calibration import adjustments
from awards.arithmetic.contests import Input, Unsound
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import Kind, Phase, Step
from awards.arithmetic.scoring import outcome
from awards.arithmetic.sensitivity import choices, margins, weight_moves, what_if
from tests.awards.contests import a_contest, a_scheme, computed, contests, judged, with_mark, with_weight

PLACES = 3
NEAR = Decimal("0.0001")


def order(contest, result) -> list[str]:
    return [one.entry for one in ranked(contest.scheme, result) if one.rank is not None]


def two_criteria(**marks):
    """Return a contest of two criteria, 60 and 40, with one mark each per entry."""
    scheme = a_scheme(judged("a", "60"), judged("b", "40"))
    given_marks = {(entry, code): [mark] for entry, row in marks.items() for code, mark in zip("ab", row, strict=True)}
    return a_contest(scheme, given_marks)


def test_a_what_if_is_the_outcome_with_other_weights():
    contest = two_criteria(x=(90, 50), y=(70, 80))

    found = what_if(contest, {"a": Decimal(1), "b": Decimal(1)})

    assert [one.total for one in outcome(contest).standings] == [74, 74]
    assert [one.total for one in found.standings] == [70, 75]


def test_a_what_if_may_turn_to_one_phase_alone():
    scheme = a_scheme(judged("a"), judged("d", phase=Phase.INTERVIEW))
    contest = a_contest(scheme, {("x", "a"): [60], ("x", "d"): [90]})

    (found,) = what_if(contest, {}, {Phase.INTERVIEW: Decimal(1)}).standings

    assert found.total == 90


def test_a_what_if_in_which_nothing_weighs_has_no_total():
    (found,) = what_if(two_criteria(x=(90, 50)), {"a": Decimal(0), "b": Decimal(0)}).standings

    assert found.total is None


@pytest.mark.parametrize(
    ("weights", "shares", "code"),
    [
        ({"z": Decimal(1)}, None, "weight_unknown"),
        ({"a": Decimal(-1)}, None, "bad_weight"),
        ({"a": Decimal("NaN")}, None, "bad_weight"),
        ({}, {Phase.DESK: Decimal(-1)}, "bad_share"),
    ],
)
def test_a_what_if_with_no_weights_at_all_is_refused(weights, shares, code):
    with pytest.raises(Unsound) as refused:
        what_if(two_criteria(x=(90, 50)), weights, shares)

    assert [fault.code for fault in refused.value.faults] == [code]


def test_the_weight_at_which_two_meet_is_computed():
    contest = two_criteria(x=(90, 50), y=(70, 74), z=(10, 10))

    a, b = weight_moves(contest.scheme, outcome(contest))

    # x - y = 20 w - 24 (100 - w) = 0 at w = 54.54...; z meets neither
    assert (a.criterion, a.weight, a.up) == ("a", 60, None)
    assert (a.down.weight, a.down.ahead, a.down.behind) == (Decimal("54.5454545455"), "x", "y")
    assert (b.up.weight, b.down) == (Decimal("45.4545454545"), None)


def test_of_a_lone_criterion_no_weight_can_move():
    contest = a_contest(a_scheme(judged()), {("x", "inovasi"): [1], ("y", "inovasi"): [2]})

    (found,) = weight_moves(contest.scheme, outcome(contest))

    assert (found.weight, found.up, found.down) == (100, None, None)


@given(contests(is_complete=True), st.data())
def test_places_change_where_weights_say_and_not_before(contest, draw):
    result = outcome(contest)
    totals = [one.total for one in result.standings]
    desk = [one for one in contest.scheme.criteria if one.phase == Phase.DESK]
    assume(len(desk) > 1 and len(set(totals)) == len(totals))  # the ladder parts equal totals in its own way
    moves = [one for one in weight_moves(contest.scheme, result, PLACES) if one.criterion != "hadir"]
    move = draw.draw(st.sampled_from(moves))
    low, high = (side.weight if side else end for side, end in ((move.down, Decimal(0)), (move.up, Decimal(100))))

    def first_places(weight: Decimal) -> list[str]:
        return order(contest, what_if(contest, with_weight(contest, move.criterion, weight)))[:PLACES]

    now = order(contest, result)[:PLACES]
    assert [first_places(weight) for weight in (low + NEAR, high - NEAR) if low < weight < high] in (
        [now, now],
        [now],
        [],
    )
    assert not move.up or high + NEAR > 100 or first_places(high + NEAR) != now
    assert not move.down or low < NEAR or first_places(low - NEAR) != now


def test_the_one_mark_that_had_to_move_least_is_found():
    scheme = a_scheme(judged("a", "60"), judged("b", "40"))
    marks = {("x", "a"): [80, 80], ("x", "b"): [70, 70], ("y", "a"): [80, 79], ("y", "b"): [70, 70]}

    contest = a_contest(scheme, marks)
    (found,) = margins(contest, outcome(contest))

    assert (found.ahead, found.behind, found.gap) == ("x", "y", Decimal("0.3"))
    assert (found.easiest.mark.entry, found.easiest.mark.criterion, found.easiest.mark.juror) == ("x", "a", "J01")
    assert found.easiest.needed == Decimal("78.99")  # half a point of 60 % is more than the gap from the next hundredth


@given(contests(is_complete=True, fewest_jurors=2), st.booleans())
def test_the_easiest_mark_changes_two_places_and_the_next_does_not(contest, only_steps):
    if only_steps:
        steps = {5: range(1, 6), 100: range(0, 101, 5)}
        criteria = tuple(
            replace(
                one, only_steps=True, steps=tuple(Step(Decimal(mark), str(mark)) for mark in steps[int(one.highest)])
            )
            if one.kind == Kind.JUDGED
            else one
            for one in contest.scheme.criteria
        )
        contest = replace(contest, scheme=replace(contest.scheme, criteria=criteria))
    by_code = {one.code: one for one in contest.scheme.criteria}

    def gap(changed, margin) -> Decimal:
        totals = {one.entry: one.total for one in outcome(changed).standings}
        return totals[margin.behind] - totals[margin.ahead]

    for margin in margins(contest, outcome(contest)):
        assert gap(contest, margin) == -margin.gap
        if margin.easiest:
            mark, needed = margin.easiest.mark, margin.easiest.needed
            grid = choices(by_code[mark.criterion])
            nearer = grid[grid.index(needed) + (1 if needed < mark.points else -1)]
            assert gap(with_mark(contest, mark, needed), margin) > 0
            assert gap(with_mark(contest, mark, nearer), margin) <= 0


def test_where_no_one_mark_can_none_is_told():
    contest = a_contest(a_scheme(judged()), {("x", "inovasi"): [100] * 5, ("y", "inovasi"): [0] * 5})

    (found,) = margins(contest, outcome(contest))

    assert (found.gap, found.easiest) == (100, None)


def test_with_calibrated_marks_the_calibration_is_held():
    marks = {(f"64.{n:02}", "inovasi"): [50 + 3 * n, 80 - n, 60 + n * n] for n in range(1, 7)}
    contest = a_contest(a_scheme(judged(), adjusted=True), marks)
    result = outcome(contest)
    by_juror = adjustments(contest)

    found = margins(contest, result, 1)[0]

    mark = found.easiest.mark
    side = 1 if mark.entry == found.behind else -1
    as_given, enough, too_little = (
        by_juror[mark.juror].applied(judged(), points)
        for points in (mark.points, found.easiest.needed, found.easiest.needed - side * Decimal("0.01"))
    )
    assert side * (enough - as_given) / 3 > found.gap >= side * (too_little - as_given) / 3


def test_choices_are_hundredths_of_the_scale():
    found = choices(judged(lowest=Decimal("0.995"), highest=Decimal("1.029")))

    assert found == (1, Decimal("1.01"), Decimal("1.02"))


def test_where_something_does_not_apply_two_meet_on_a_curve():
    scheme = a_scheme(judged("a", "40"), judged("b", "40"), computed("c", "20"))
    marks = {("x", "a"): [80], ("x", "b"): [60], ("y", "a"): [50], ("y", "b"): [84]}
    inputs = (Input("x", "c", Decimal(60)), Input("y", "c", waiver="Kota tidak punya desa"))
    contest = a_contest(scheme, marks, inputs=inputs)

    a, b, c = weight_moves(contest.scheme, outcome(contest))

    def gap(code, weight) -> Decimal:
        totals = [one.total for one in what_if(contest, with_weight(contest, code, weight)).standings]
        return totals[0] - totals[1]

    for move in (a, b, c):
        for side, sign in ((move.up, 1), (move.down, -1)):
            if side:
                assert abs(gap(move.criterion, side.weight)) < Decimal("1e-8")
                assert gap(move.criterion, side.weight + sign * NEAR) * gap(move.criterion, move.weight) < 0
    assert [bool(one.up or one.down) for one in (a, b, c)] == [True, True, True]
    assert c.up.weight == 30  # 70 - 0.1 w = 67, which no weight of c moves
