from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from awards.arithmetic.contests import (
    Contest,
    Input,
    Mark,
    Missing,
    counted,
    faults,
    in_points,
    left_out,
    missing,
    on_scale,
)
from awards.arithmetic.schemes import Fault, Phase, Step
from awards.arithmetic.scoring import outcome
from tests.awards.contests import LEVELS, a_contest, a_scheme, computed, contests, judged, levelled

SHORT = judged(lowest=Decimal(1), highest=Decimal(5))


def both(**more) -> Contest:
    """Return a contest of two entries, two jurors, and a criterion of each kind; all that is asked is there."""
    scheme = a_scheme(judged("a", "40"), computed("b", "40"), levelled("c", "20"), judged("d", phase=Phase.INTERVIEW))
    marks = {(entry, code): [70, 80] for entry in ("64.01", "64.08") for code in ("a", "d")}
    inputs = [Input(entry, "b", Decimal(50)) for entry in ("64.01", "64.08")]
    inputs += [Input(entry, "c", level="sk") for entry in ("64.01", "64.08")]
    return a_contest(scheme, marks, **{"inputs": tuple(inputs), **more})


def codes(contest: Contest) -> list[str]:
    return [fault.code for fault in faults(contest)]


@given(contests())
def test_a_sound_contest_has_no_fault(contest):
    assert faults(contest) == []


@given(contests(is_complete=True))
def test_nothing_is_missing_of_a_complete_contest(contest):
    assert missing(contest) == ()


@pytest.mark.parametrize("points", ["-0.01", "100.01", "NaN", "Infinity"])
def test_a_mark_outside_the_scale_is_named(points):
    found = faults(a_contest(a_scheme(judged()), {("64.01", "inovasi"): [points]}))

    assert [(fault.code, fault.parameters["juror"], str(fault.parameters["points"])) for fault in found] == [
        ("mark_outside", "J01", points),
    ]


def test_a_scale_may_have_only_its_steps():
    criterion = judged(only_steps=True, steps=(Step(Decimal(0), "Belum"), Step(Decimal(50), "Sudah")))

    assert codes(a_contest(a_scheme(criterion), {("64.01", "inovasi"): [50, 0]})) == []
    assert codes(a_contest(a_scheme(criterion), {("64.01", "inovasi"): [50, 51]})) == ["mark_outside"]


@pytest.mark.parametrize(
    "mark",
    [
        Mark("J09", "64.01", "a", Decimal(1)),
        Mark("J01", "64.99", "a", Decimal(1)),
        Mark("J01", "64.01", "b", Decimal(1)),
    ],
)
def test_marks_of_or_for_strangers_are_named(mark):
    contest = both()

    assert codes(replace(contest, marks=(*contest.marks, mark))) == ["mark_unknown"]


def test_what_is_given_twice_is_named():
    contest = both()

    assert codes(replace(contest, marks=(*contest.marks, contest.marks[0]))) == ["mark_twice"]
    assert codes(replace(contest, inputs=(*contest.inputs, contest.inputs[0]))) == ["input_twice"]
    assert codes(replace(contest, entries=(*contest.entries, "64.01"))) == ["entry_twice"]
    assert codes(replace(contest, jurors=(*contest.jurors, "J01"))) == ["juror_twice"]


def test_who_is_not_heard_gets_no_mark_in_the_interview():
    assert codes(both(nominees=frozenset({"64.01"}))) == ["mark_unheard"] * 2
    assert faults(both(nominees=frozenset({"64.01", "64.08", "x"}))) == [Fault("nominee_unknown", {"entry": "x"})]


def test_recusals_and_inputs_of_strangers_are_named():
    assert codes(both(recusals=frozenset({("J09", "64.01")}))) == ["recusal_unknown"]
    for given_input, code in [
        (Input("64.99", "b", Decimal(1)), "input_unknown"),
        (Input("64.01", "a", Decimal(1)), "input_unknown"),
        (Input("64.01", "c", level="inpres"), "level_unknown"),
        (Input("64.01", "b", Decimal("NaN")), "input_no_number"),
    ]:
        assert codes(both(inputs=(given_input,))) == [code]


def test_what_is_lacking_is_listed_and_recused_jurors_are_not_asked():
    contest = both(recusals=frozenset({("J02", "64.08")}))
    kept = tuple(mark for mark in contest.marks if mark.criterion != "a")
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
    contest = both(recusals=frozenset({("J02", "64.08")}))

    assert {(mark.juror, mark.entry) for mark in left_out(contest)} == {("J02", "64.08")}
    assert sorted(map(str, counted(contest) + left_out(contest))) == sorted(map(str, contest.marks))


def test_marks_become_points_and_back():
    marks = [Decimal(mark) for mark in ("1", "3", "4.5", "5")]

    points = [in_points(SHORT, mark) for mark in marks]

    assert points == [0, 50, Decimal("87.5"), 100]
    assert [on_scale(SHORT, each) for each in points] == marks


WAIVED = Input("64.01", "b", waiver="Kota tidak punya desa")


def test_what_does_not_apply_is_not_missing():
    contest = both(inputs=(WAIVED, Input("64.08", "b", Decimal(0))))

    assert Missing("64.01", "b") not in missing(contest)
    assert Missing("64.01", "c") in missing(contest)


@pytest.mark.parametrize(
    "waived",
    [
        replace(WAIVED, raw=Decimal(0)),
        Input("64.01", "c", waiver="Belum punya Perda"),  # there is a level that says so
        Input("64.01", "c", level="sk", waiver="Belum punya Perda"),
    ],
)
def test_what_is_known_or_has_a_level_for_nothing_cannot_be_waived(waived):
    assert codes(both(inputs=(waived,))) == ["waiver_of_known"]


def test_levels_without_one_for_nothing_may_not_apply():
    criterion = replace(levelled("c"), levels=LEVELS[:3])
    scheme = a_scheme(judged("a", "60"), replace(criterion, weight=Decimal(40)))

    found = a_contest(scheme, {("64.01", "a"): [80]}, inputs=(Input("64.01", "c", waiver="Hanya mengikuti dua"),))

    assert codes(found) == []
    assert outcome(found).standings[0].total == Decimal(80)


def test_of_each_phase_something_must_apply():
    contest = a_contest(
        a_scheme(computed("b"), judged("d", phase=Phase.INTERVIEW)), {("x", "d"): [80]},
        inputs=(Input("x", "b", waiver="Kota tidak punya desa"),),
    )  # fmt: skip

    assert [(one.code, one.parameters) for one in faults(contest)] == [
        ("nothing_applies", {"entry": "x", "phase": Phase.DESK})
    ]
