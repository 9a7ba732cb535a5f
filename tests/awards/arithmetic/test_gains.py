from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from awards.arithmetic.contests import Input, each_mark
from awards.arithmetic.gains import Gain, better_points, would_have_gained
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import Kind, Normalisation, Phase
from awards.arithmetic.scoring import outcome
from tests.awards.contests import BANDS, a_contest, a_scheme, by_cell, computed, contests, judged, levelled


def of_each_kind(**second):
    """Return a contest of two in which the second lacks six points of the total."""
    scheme = a_scheme(
        judged("a", "25", lowest=Decimal(1), highest=Decimal(5)),
        computed("b", "25", target=Decimal(80)),
        levelled("c", "25"),
        computed("d", "25", normalisation=Normalisation.BANDS, bands=BANDS),
    )
    inputs = [Input("x", "b", Decimal(72)), Input("x", "c", level="perkada"), Input("x", "d", Decimal(60))]
    inputs += [Input("y", "b", Decimal(72)), Input("y", "c", level="sk"), Input("y", "d", Decimal(60))]
    return a_contest(scheme, {("x", "a"): [4], ("y", "a"): [4]}, inputs=tuple(inputs))


def test_each_kind_says_what_would_have_sufficed():
    contest = of_each_kind()

    found = would_have_gained(contest.scheme, outcome(contest), "y")

    assert found == (
        Gain("a", Decimal(75), Decimal(100), raw=Decimal(5)),
        Gain("c", Decimal(50), Decimal(75), level="perkada"),
        Gain("d", Decimal(50), Decimal(100), raw=Decimal(75)),
    )  # b could give ten points more and no 25


def test_a_number_is_told_as_it_is_measured():
    scheme = a_scheme(computed("b", target=Decimal(80)))
    inputs = (Input("x", "b", Decimal(60)), Input("y", "b", Decimal(59)))
    contest = a_contest(scheme, {}, inputs=inputs, entries=("x", "y"))

    found = would_have_gained(scheme, outcome(contest), "y")

    assert found == (Gain("b", Decimal("73.75"), Decimal(75), raw=Decimal(60)),)


def test_the_first_and_who_has_no_total_lack_nothing():
    scheme = a_scheme(judged())
    contest = a_contest(scheme, {("x", "inovasi"): [80], ("y", "inovasi"): [80], ("z", "inovasi"): [None]})

    assert [would_have_gained(scheme, outcome(contest), entry) for entry in "xyz"] == [(), (), ()]


def test_min_max_tells_points_and_no_number():
    scheme = a_scheme(computed("b", normalisation=Normalisation.MIN_MAX), ladder=("measure:coverage",))
    inputs = tuple(Input(entry, "b", Decimal(raw)) for entry, raw in (("x", 60), ("y", 50), ("z", 40)))
    contest = a_contest(scheme, {}, inputs=inputs, entries=("x", "y", "z"))

    found = would_have_gained(scheme, outcome(contest), "z")

    assert found == (Gain("b", Decimal(0), Decimal("50.01")),)  # with equal points the ladder would read the number


def test_with_min_max_the_ladder_reads_the_number_as_it_is():
    scheme = a_scheme(
        judged("a", "50"), computed("b", "50", normalisation=Normalisation.MIN_MAX), ladder=("measure:coverage",)
    )
    inputs = tuple(Input(entry, "b", Decimal(raw)) for entry, raw in (("u", 0), ("x", 40), ("y", 50), ("z", 100)))
    contest = a_contest(
        scheme, {(entry, "a"): [mark] for entry, mark in zip("xyzu", (100, 60, 0, 0), strict=True)}, inputs=inputs
    )

    found = would_have_gained(scheme, outcome(contest), "y")

    assert found[-1] == Gain("b", Decimal(50), Decimal(80))  # equal totals of 70, and 50 is more than 40


def test_no_gain_lies_beyond_a_cap():
    scheme = a_scheme(judged("a", "50"), computed("b", "50", cap=Decimal(90)))
    inputs = (Input("x", "b", Decimal(85)), Input("y", "b", Decimal(85)))
    contest = a_contest(scheme, {("x", "a"): [90], ("y", "a"): [80]}, inputs=inputs)

    found = would_have_gained(scheme, outcome(contest), "y")

    assert [one.criterion for one in found] == ["a"]


def test_a_whole_group_of_equals_is_passed():
    scheme = a_scheme(judged())
    marks = {("x", "inovasi"): [90], ("y", "inovasi"): [80], ("z", "inovasi"): [80], ("u", "inovasi"): [70]}
    contest = a_contest(scheme, marks)

    assert would_have_gained(scheme, outcome(contest), "u") == (Gain("inovasi", Decimal(70), Decimal(80), Decimal(80)),)


@given(contests(is_complete=True), st.data())
def test_a_gain_gains_a_place_and_a_hundredth_less_does_not(contest, draw):
    contest = replace(
        contest, recusals=frozenset(), jurors=("J01",),
        marks=by_cell(one for one in each_mark(contest) if one.juror == "J01"),
    )  # fmt: skip
    entry = draw.draw(st.sampled_from(contest.entries))
    gains = [
        one for one in would_have_gained(contest.scheme, outcome(contest), entry) if one.raw is not None or one.level
    ]
    assume(gains)
    gain = draw.draw(st.sampled_from(gains))
    leaf = next(one for one in contest.scheme.criteria if one.code == gain.criterion)
    better = list(better_points(leaf, gain.points))
    before = rank(contest, entry)

    assert rank(given_instead(contest, leaf, entry, gain.raw, gain.level), entry) < before
    assert gain.needed in better
    if leaf.kind == Kind.JUDGED and gain.needed - Decimal("0.01") > gain.points:
        less = gain.raw - Decimal("0.01") * (leaf.highest - leaf.lowest) / 100
        assert rank(given_instead(contest, leaf, entry, less, ""), entry) == before


def rank(contest, entry: str) -> int:
    return next(one.rank for one in ranked(contest.scheme, outcome(contest)) if one.entry == entry)


def given_instead(contest, leaf, entry: str, raw, level: str):
    """Return the contest in which an entry had another number, level or mark on a leaf."""

    def here(one) -> bool:
        return (one.entry, one.criterion) == (entry, leaf.code)

    if leaf.kind == Kind.JUDGED:
        return replace(contest, marks={**contest.marks, (entry, leaf.code): {"J01": raw}})
    inputs = tuple(replace(one, raw=raw, level=level) if here(one) else one for one in contest.inputs)
    return replace(contest, inputs=inputs)


def test_the_interview_of_a_phase_counts_by_its_share():
    scheme = a_scheme(judged("a"), judged("d", phase=Phase.INTERVIEW))
    marks = {("x", "a"): [80], ("x", "d"): [80], ("y", "a"): [80], ("y", "d"): [79]}
    contest = a_contest(scheme, marks)

    found = would_have_gained(scheme, outcome(contest), "y")

    assert [(one.criterion, one.needed) for one in found] == [("a", Decimal("80.67")), ("d", Decimal(80))]


def test_of_what_does_not_apply_nothing_is_gained_and_the_others_weigh_more():
    scheme = a_scheme(judged("a", "50"), computed("b", "50"))
    inputs = (Input("x", "b", Decimal(80)), Input("y", "b", waiver="Kota tidak punya desa"))
    contest = a_contest(scheme, {("x", "a"): [80], ("y", "a"): [70]}, inputs=inputs)

    found = would_have_gained(scheme, outcome(contest), "y")

    assert found == (Gain("a", Decimal(70), Decimal(80), Decimal(80)),)  # with half the weight it would have been 90


def test_a_tie_with_whom_a_step_does_not_apply_to_is_decided_by_the_next():
    scheme = a_scheme(judged("a", "50"), computed("b", "50"), ladder=("measure:coverage", "a"))
    inputs = (Input("x", "b", waiver="Angka tahun lalu belum ada"), Input("y", "b", Decimal(60)))
    contest = a_contest(scheme, {("x", "a"): [70], ("y", "a"): [70]}, inputs=inputs)

    found = would_have_gained(scheme, outcome(contest), "y")

    assert [(one.criterion, one.needed) for one in found] == [("a", Decimal(80)), ("b", Decimal(70))]
