from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from awards.arithmetic.contest_faults import faults
from awards.arithmetic.contests import Contest, Input, Mark, each_mark
from awards.arithmetic.schemes import Fault, Phase, Step
from awards.arithmetic.scoring import outcome
from tests.awards.contests import (
    LEVELS,
    WAIVED,
    a_contest,
    a_scheme,
    by_cell,
    computed,
    contests,
    judged,
    levelled,
    of_each_kind,
)


def codes(contest: Contest) -> list[str]:
    return [fault.code for fault in faults(contest)]


@given(contests())
def test_a_sound_contest_has_no_fault(contest):
    assert faults(contest) == []


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
    contest = of_each_kind()

    assert codes(replace(contest, marks=by_cell([*each_mark(contest), mark]))) == ["mark_unknown"]


def test_what_is_given_twice_is_named():
    contest = of_each_kind()

    assert codes(replace(contest, inputs=(*contest.inputs, contest.inputs[0]))) == ["input_twice"]
    assert codes(replace(contest, entries=(*contest.entries, "64.01"))) == ["entry_twice"]
    assert codes(replace(contest, jurors=(*contest.jurors, "J01"))) == ["juror_twice"]


def test_who_is_not_heard_gets_no_mark_in_the_interview():
    assert codes(of_each_kind(nominees=frozenset({"64.01"}))) == ["mark_unheard"] * 2
    assert faults(of_each_kind(nominees=frozenset({"64.01", "64.08", "x"}))) == [
        Fault("nominee_unknown", {"entry": "x"})
    ]


def test_recusals_and_inputs_of_strangers_are_named():
    assert codes(of_each_kind(recusals=frozenset({("J09", "64.01")}))) == ["recusal_unknown"]
    for given_input, code in [
        (Input("64.99", "b", Decimal(1)), "input_unknown"),
        (Input("64.01", "a", Decimal(1)), "input_unknown"),
        (Input("64.01", "c", level="inpres"), "level_unknown"),
        (Input("64.01", "b", Decimal("NaN")), "input_no_number"),
    ]:
        assert codes(of_each_kind(inputs=(given_input,))) == [code]


@pytest.mark.parametrize(
    "waived",
    [
        replace(WAIVED, raw=Decimal(0)),
        Input("64.01", "c", waiver="Belum punya Perda"),  # there is a level that says so
        Input("64.01", "c", level="sk", waiver="Belum punya Perda"),
    ],
)
def test_what_is_known_or_has_a_level_for_nothing_cannot_be_waived(waived):
    assert codes(of_each_kind(inputs=(waived,))) == ["waiver_of_known"]


def test_of_each_phase_something_must_apply():
    contest = a_contest(
        a_scheme(computed("b"), judged("d", phase=Phase.INTERVIEW)), {("x", "d"): [80]},
        inputs=(Input("x", "b", waiver="Kota tidak punya desa"),),
    )  # fmt: skip

    assert [(one.code, one.parameters) for one in faults(contest)] == [
        ("nothing_applies", {"entry": "x", "phase": Phase.DESK})
    ]


def test_levels_without_one_for_nothing_may_not_apply():
    criterion = replace(levelled("c"), levels=LEVELS[:3])
    scheme = a_scheme(judged("a", "60"), replace(criterion, weight=Decimal(40)))

    found = a_contest(scheme, {("64.01", "a"): [80]}, inputs=(Input("64.01", "c", waiver="Hanya mengikuti dua"),))

    assert codes(found) == []
    assert outcome(found).standings[0].total == Decimal(80)
