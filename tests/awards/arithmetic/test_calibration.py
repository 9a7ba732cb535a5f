from decimal import Decimal

import pytest
from hypothesis import given

from awards.arithmetic.calibration import FEWEST, adjusted, adjustments, disagreement, habits
from awards.arithmetic.contests import counted
from tests.awards.contests import a_contest, a_scheme, contests, judged


def marked(*rows: list, **more):
    """Return a contest of one criterion with a row of marks per entry."""
    marks = {(f"64.{number:02}", "inovasi"): row for number, row in enumerate(rows, start=1)}
    return a_contest(a_scheme(judged()), marks, **more)


def test_a_severe_juror_is_lenient_by_less_than_nothing():
    first, second = habits(marked([50, 60], [55, 65], [60, 70], [65, 75], [70, 80]))

    assert (first.sample, first.leniency, first.spread, first.agreement) == (5, -10, 1, 1)
    assert (second.leniency, second.agreement) == (10, 1)


def test_a_wide_juror_has_a_spread_above_one_and_may_disagree():
    first, second = habits(marked([40, 74], [50, 72], [60, 70], [70, 68], [80, 66]))

    assert (first.spread, first.agreement) == (5, -1)
    assert second.spread == Decimal("0.2")


def test_equal_marks_share_the_mean_of_their_ranks():
    first, _ = habits(marked([60, 60], [60, 70], [70, 70], [80, 80], [90, 90]))

    assert first.agreement == Decimal("0.9210526316")  # ranks 1.5 1.5 3 4 5 and 1 2.5 2.5 4 5: 8.75 / 9.5


def test_too_small_a_sample_describes_nobody_and_adjusts_nothing():
    rows = [[50, 60], [60, 70], [70, 80], [80, 90]]
    assert len(rows) == FEWEST - 1
    contest = marked(*rows, [70, None])

    assert [(one.sample, one.is_enough, one.leniency, one.spread, one.agreement) for one in habits(contest)] == [
        (4, False, None, None, None),
    ] * 2
    assert [one.adjusted for one in adjusted(contest)] == [one.mark.points for one in adjusted(contest)]


def test_a_juror_without_any_mark_is_listed():
    contest = marked([50], jurors=("J01", "J02"))

    assert [(one.juror, one.sample) for one in habits(contest)] == [("J01", 0), ("J02", 0)]


def test_one_mark_throughout_has_neither_spread_nor_agreement():
    flat, other = habits(marked(*[[70, mark] for mark in (50, 60, 70, 80, 90)]))

    assert (flat.leniency, flat.spread, flat.agreement) == (0, None, None)
    assert (other.spread, other.agreement) == (None, None)


def test_adjusted_marks_are_as_if_all_were_equally_lenient_and_wide():
    contest = marked([50, 60], [55, 65], [60, 70], [65, 75], [70, 80])

    by_juror = {one.mark.juror: [] for one in adjusted(contest)}
    for one in adjusted(contest):
        by_juror[one.mark.juror].append(one.adjusted)

    assert by_juror == {"J01": [60, 65, 70, 75, 80], "J02": [50, 55, 60, 65, 70]}  # each as the other would


def test_with_three_jurors_adjusted_marks_come_together():
    contest = marked(*[[mark, mark + 10, mark + 20] for mark in (30, 40, 50, 60, 70)])

    by_entry = {}
    for one in adjusted(contest):
        by_entry.setdefault(one.mark.entry, []).append(one.adjusted)

    assert all(max(row) - min(row) < 20 for row in by_entry.values())
    assert by_entry["64.03"][1] == 60


def test_one_mark_throughout_is_moved_and_not_stretched():
    contest = marked(*[[90, mark] for mark in (50, 60, 70, 80, 90)])

    found = adjustments(contest)["J01"]

    assert (found.own, found.others, found.ratio) == (90, 70, 1)


@given(contests(fewest_jurors=2))
def test_adjusted_marks_stay_on_their_scale_beside_those_that_were_given(contest):
    scale = {one.code: (one.lowest, one.highest) for one in contest.scheme.criteria}

    found = adjusted(contest)

    assert tuple(one.mark for one in found) == counted(contest)
    assert all(scale[one.mark.criterion][0] <= one.adjusted <= scale[one.mark.criterion][1] for one in found)


@given(contests(fewest_jurors=2))
def test_agreement_is_between_against_and_with(contest):
    known = [one.agreement for one in habits(contest) if one.agreement is not None]

    assert all(-1 <= each <= 1 for each in known)


def test_the_widest_apart_come_first_in_points():
    scheme = a_scheme(judged("a", "50"), judged("b", "50", lowest=Decimal(1), highest=Decimal(5)))
    marks = {("64.01", "a"): [60, 80], ("64.01", "b"): [3, 4], ("64.08", "a"): [60, None], ("64.08", "b"): [5, 5]}

    found = disagreement(a_contest(scheme, marks))

    assert [(one.entry, one.criterion, one.range, one.deviation, one.count) for one in found] == [
        ("64.01", "b", 25, Decimal("12.5"), 2),
        ("64.01", "a", 20, 10, 2),
        ("64.08", "b", 0, 0, 2),
    ]


@pytest.mark.parametrize("recused", [frozenset(), frozenset({("J03", f"64.{number:02}") for number in range(1, 6)})])
def test_marks_of_recused_jurors_describe_nobody(recused):
    contest = marked(*[[mark, mark, 0] for mark in (50, 60, 70, 80, 90)], recusals=recused)

    assert [one.sample for one in habits(contest)] == ([5, 5, 0] if recused else [5, 5, 5])
    assert habits(contest)[0].leniency == (0 if recused else 35)
