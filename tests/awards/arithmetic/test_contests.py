from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from awards.arithmetic.contests import (
    Contest,
    Input,
    Missing,
    counted,
    each_mark,
    in_points,
    left_out,
    missing,
    on_scale,
)
from awards.arithmetic.schemes import Phase
from tests.awards.contests import WAIVED, a_contest, a_scheme, contests, judged, of_each_kind

SHORT = judged(lowest=Decimal(1), highest=Decimal(5))


@given(contests(is_complete=True))
def test_nothing_is_missing_of_a_complete_contest(contest):
    assert missing(contest) == ()


def test_what_is_lacking_is_listed_and_recused_jurors_are_not_asked():
    contest = of_each_kind(recusals=frozenset({("J02", "64.08")}))
    kept = {cell: given for cell, given in contest.marks.items() if cell[1] != "a"}
    inputs = (Input("64.01", "b"), Input("64.08", "b", Decimal(0)), Input("64.01", "c", level="none"))

    found = missing(replace(contest, marks=kept, inputs=inputs))

    assert found == (
        Missing("64.01", "a", "J01"),
        Missing("64.01", "a", "J02"),
        Missing("64.01", "b"),
        Missing("64.08", "a", "J01"),
        Missing("64.08", "c"),
    )


def test_in_the_interview_only_nominees_are_asked_for():
    scheme = a_scheme(judged("a"), judged("d", phase=Phase.INTERVIEW))
    contest = Contest(scheme, ("64.01", "64.08"), ("J01",), nominees=frozenset({"64.08"}))

    assert missing(contest) == (
        Missing("64.01", "a", "J01"),
        Missing("64.08", "a", "J01"),
        Missing("64.08", "d", "J01"),
    )


def test_a_mark_that_nobody_may_give_is_lacking():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [70]}, recusals=frozenset({("J01", "64.01")}))

    assert missing(contest) == (Missing("64.01", "inovasi"),)


def test_marks_count_or_are_left_out():
    contest = of_each_kind(recusals=frozenset({("J02", "64.08")}))

    assert {(mark.juror, mark.entry) for mark in left_out(contest)} == {("J02", "64.08")}
    assert sorted(map(str, counted(contest) + left_out(contest))) == sorted(map(str, each_mark(contest)))


def test_marks_become_points_and_back():
    marks = [Decimal(mark) for mark in ("1", "3", "4.5", "5")]

    points = [in_points(SHORT, mark) for mark in marks]

    assert points == [0, 50, Decimal("87.5"), 100]
    assert [on_scale(SHORT, each) for each in points] == marks


def test_what_does_not_apply_is_not_missing():
    contest = of_each_kind(inputs=(WAIVED, Input("64.08", "b", Decimal(0))))

    assert Missing("64.01", "b") not in missing(contest)
    assert Missing("64.01", "c") in missing(contest)
