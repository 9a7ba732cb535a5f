from dataclasses import replace
from decimal import Decimal, getcontext

import pytest
from hypothesis import given

from awards.arithmetic.scheme_faults import MOST_CRITERIA, MOST_STEPS, faults
from awards.arithmetic.schemes import Band, Combining, Direction, Fault, Kind, Level, Normalisation, Phase, Step
from tests.awards.contests import BANDS, a_scheme, computed, judged, levelled, schemes

NAN = Decimal("NaN")
FULL_DESK = {Phase.DESK: Decimal(100)}


def codes(*criteria, **more) -> list[str]:
    """Return the codes of what is wrong with a scheme."""
    return [fault.code for fault in faults(a_scheme(*criteria, **more))]


@given(schemes())
def test_a_sound_scheme_has_no_fault(scheme):
    assert faults(scheme) == []


def test_weights_of_95_are_refused_and_the_missing_5_named():  # T11
    found = faults(a_scheme(judged("a", "60"), judged("b", "35")))

    assert found == [
        Fault("weights_sum", {"phase": "desk", "parent": "", "sum": Decimal(95), "missing": Decimal(5)}),
    ]


def test_no_digit_of_a_weight_is_lost_on_a_caller_of_little_precision():
    before, getcontext().prec = getcontext().prec, 3
    try:
        found = codes(judged("a", "60.04"), judged("b", "39.99"))
    finally:
        getcontext().prec = before

    assert found == ["weights_sum"]


def test_children_sum_to_their_parent():
    found = faults(a_scheme(judged("a", "100"), judged("b", "70", parent="a"), judged("c", "40", parent="a")))

    assert found == [
        Fault("weights_sum", {"phase": "desk", "parent": "a", "sum": Decimal(110), "missing": Decimal(-10)}),
    ]


@pytest.mark.parametrize("weight", ["0", "-1", "101", "NaN", "Infinity"])
def test_a_weight_is_above_0_and_at_most_100(weight):
    assert codes(judged("a", weight)) == ["bad_weight"]


def test_a_tree_is_a_tree():
    assert codes(judged("a", "50"), judged("a", "50")) == ["doubled_code"]
    assert codes(judged("phase:a")) == ["bad_code"]
    assert codes(judged("a"), judged("b", "100", parent="z")) == ["unknown_parent"]
    assert codes(judged("a", parent="b"), judged("b", parent="a"), judged("c")) == ["circle", "circle"]
    assert codes(judged("a", parent="a"), judged("c")) == ["circle"]
    across = a_scheme(judged("a"), judged("b", phase=Phase.INTERVIEW, parent="a"))
    assert [fault.code for fault in faults(across)] == ["phase_differs"]


def test_a_scheme_is_read_by_people():
    many = tuple(judged(f"k{number}", "1") for number in range(MOST_CRITERIA + 1))
    steps = tuple(Step(Decimal(number), str(number)) for number in range(MOST_STEPS + 1))

    assert codes(*many) == ["too_many_criteria"]
    assert codes(judged(steps=steps)) == ["too_many_steps"]


def test_shares_sum_to_100_over_the_phases_there_are():
    scheme, nothing = a_scheme(judged()), Decimal(0)
    for shares, expected in [
        ({Phase.DESK: Decimal(60)}, [Fault("share_sum", {"sum": Decimal(60), "missing": Decimal(40)})]),
        ({Phase.DESK: Decimal(60), Phase.INTERVIEW: Decimal(40)}, [Fault("empty_phase", {"phase": "interview"})]),
        ({Phase.DESK: Decimal(-1)}, [Fault("bad_share", {"phase": "desk", "share": Decimal(-1)})]),
        ({**FULL_DESK, Phase.INTERVIEW: nothing}, []),
    ]:
        assert faults(replace(scheme, shares=shares)) == expected

    both = replace(a_scheme(judged(), judged("tanya", phase=Phase.INTERVIEW)), shares=FULL_DESK)
    assert faults(both) == [Fault("phase_without_share", {"phase": "interview"})]


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (judged(lowest=Decimal(5), highest=Decimal(5)), ["bad_scale"]),
        (judged(highest=Decimal(1001)), ["bad_scale"]),
        (judged(highest=NAN), ["bad_scale"]),
        (judged(steps=(Step(Decimal(80), "Baik"), Step(Decimal(50), "Cukup"))), ["steps_unordered"]),
        (judged(steps=(Step(Decimal(101), "Baik"),)), ["steps_unordered"]),
        (judged(only_steps=True), ["steps_empty"]),
        (computed(cap=Decimal(0)), ["bad_cap"]),
        (computed(cap=Decimal(120)), ["bad_cap"]),
        (computed(floor=Decimal(100)), ["bad_target"]),
        (computed(target=NAN), ["bad_target"]),
        (computed(direction=Direction.LOWER), ["bad_target"]),
        (computed(normalisation=Normalisation.BANDS), ["bands_empty"]),
        (computed(normalisation=Normalisation.BANDS, bands=BANDS[::-1]), ["bands_unordered"]),
        (computed(normalisation=Normalisation.BANDS, bands=BANDS, direction=Direction.LOWER), ["bands_unordered"]),
        (computed(normalisation=Normalisation.BANDS, bands=(Band(Decimal(1), Decimal(101)),)), ["bad_points"]),
        (computed(normalisation=Normalisation.BANDS, bands=(Band(NAN, Decimal(1)),)), ["bands_unordered"]),
        (replace(levelled(), levels=()), ["levels_empty"]),
        (replace(levelled(), levels=(Level("sk", "SK", Decimal(50)),) * 2), ["doubled_level"]),
        (replace(levelled(), levels=(Level("sk", "SK", Decimal(-1)),)), ["bad_points"]),
    ],
)
def test_a_leaf_says_how_its_points_come(criterion, expected):
    found = faults(a_scheme(criterion))

    assert [fault.code for fault in found] == expected
    assert found[0].parameters["criterion"] == criterion.code


def test_a_branch_needs_nothing_but_its_weight():
    branch = replace(judged("a"), kind=Kind.LEVELLED)

    assert codes(branch, judged("b", parent="a")) == []


@pytest.mark.parametrize(
    ("trimmed", "trim_from", "expected"), [(1, 3, []), (1, 2, ["trim_too_many"]), (0, 3, ["trim_too_many"]), (2, 5, [])]
)
def test_trimming_leaves_a_mark(trimmed, trim_from, expected):
    assert codes(judged(), combining=Combining.TRIMMED, trimmed=trimmed, trim_from=trim_from) == expected


def test_a_ladder_leads_somewhere():
    assert codes(judged(), computed("b"), ladder=("inovasi", "phase:desk", "measure:coverage")) == ["weights_sum"]
    for step in ("nowhere", "phase:interview", "measure:growth", "phase:", ""):
        assert codes(judged(), ladder=(step,)) == ["ladder_unknown"]
    assert codes(judged(), ladder=("inovasi", "inovasi")) == ["ladder_doubled"]


def test_a_formula_of_another_time_is_refused():
    assert codes(judged(), formula="award-0") == ["formula_unknown"]
