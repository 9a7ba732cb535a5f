from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.contests import Input, Unsound, each_mark
from awards.arithmetic.schemes import Band, Combining, Direction, Normalisation, Phase
from awards.arithmetic.scoring import combined, outcome, printed
from tests.awards import oracles
from tests.awards.contests import BANDS, a_contest, a_scheme, by_cell, computed, contests, judged, levelled


def points(criterion, raws: dict[str, str | None]) -> dict[str, Decimal | None]:
    """Return the points of raw numbers by entry."""
    inputs = tuple(Input(entry, criterion.code, None if raw is None else Decimal(raw)) for entry, raw in raws.items())
    contest = a_contest(a_scheme(criterion), {}, inputs=inputs, entries=tuple(raws))
    return {one.entry: one.scores[criterion.code].points for one in outcome(contest).standings}


@given(contests())
def test_totals_are_those_of_plain_loops(contest):
    found = {one.entry: one.total and Fraction(one.total) for one in outcome(contest).standings}

    assert found == oracles.totals(contest)


@given(contests(), st.randoms())
def test_the_order_of_jurors_entries_and_marks_is_irrelevant(contest, random):
    shuffled = {}
    for name in ("entries", "jurors", "inputs"):
        shuffled[name] = tuple(random.sample(getattr(contest, name), len(getattr(contest, name))))
    marks = list(each_mark(contest))
    shuffled["marks"] = by_cell(random.sample(marks, len(marks)))
    criteria = random.sample(contest.scheme.criteria, len(contest.scheme.criteria))

    found = outcome(replace(contest, **shuffled, scheme=replace(contest.scheme, criteria=tuple(criteria))))

    assert found == outcome(contest)


@given(contests(), st.integers(2, 9))
def test_weights_have_no_scale(contest, times):
    scheme = contest.scheme
    criteria = tuple(replace(one, weight=one.weight / times) for one in scheme.criteria)
    shares = {phase: share * times for phase, share in scheme.shares.items()}

    found = outcome(replace(contest, scheme=replace(scheme, criteria=criteria, shares=shares)))

    assert [one.total for one in found.standings] == [one.total for one in outcome(contest).standings]


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12), st.integers(1, 3))
def test_a_trimmed_mean_lies_between_the_marks_that_are_left(marks, trimmed):
    scheme = a_scheme(judged(), combining=Combining.TRIMMED, trimmed=trimmed, trim_from=2 * trimmed + 1)
    is_trimmed = len(marks) > 2 * trimmed
    kept = sorted(marks)[trimmed:-trimmed] if is_trimmed else marks

    found = combined(scheme, marks)

    assert min(kept) <= found <= max(kept)


def test_phases_join_by_share():
    scheme = a_scheme(judged("inovasi", "75"), judged("data", "25"), judged("tanya", phase=Phase.INTERVIEW))
    contest = a_contest(
        scheme, {("64.01", "inovasi"): [80, 90], ("64.01", "data"): [60, 70], ("64.01", "tanya"): [90, 95]}
    )

    (found,) = outcome(contest).standings

    assert found.phases == {Phase.DESK: Decimal("80"), Phase.INTERVIEW: Decimal("92.5")}
    assert found.total == Decimal("85")  # 80 * 60 % + 92.5 * 40 %
    assert (found.scores["inovasi"].points, found.scores["inovasi"].weighted) == (Decimal(85), Decimal("63.75"))
    score = found.scores["data"]
    assert (score.raw, score.lowest, score.highest, score.count) == (Decimal(65), Decimal(60), Decimal(70), 2)


def test_a_branch_is_the_mean_of_its_leaves():
    scheme = a_scheme(
        judged("komitmen", "40"),
        judged("anggaran", "30", parent="komitmen"),
        judged("regulasi", "10", parent="komitmen"),
        judged("inovasi", "60"),
    )
    contest = a_contest(
        scheme, {("64.01", code): [mark] for code, mark in [("anggaran", 80), ("regulasi", 40), ("inovasi", 50)]}
    )

    (found,) = outcome(contest).standings

    assert (found.scores["komitmen"].points, found.scores["komitmen"].weighted) == (Decimal(70), Decimal(28))
    assert found.total == Decimal(58)


def test_a_missing_mark_is_not_a_zero():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [80, None], ("64.08", "inovasi"): [None, None]})

    found = outcome(contest)

    assert [(one.entry, one.total) for one in found.standings] == [("64.01", Decimal(80)), ("64.08", None)]


def test_marks_of_a_recused_juror_do_not_count_and_are_told():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [80, 100]}, recusals=frozenset({("J02", "64.01")}))

    found = outcome(contest)

    assert found.standings[0].total == Decimal(80)
    assert [(mark.juror, mark.points) for mark in found.left_out] == [("J02", Decimal(100))]


def test_who_is_no_nominee_has_a_score_of_the_papers_and_no_total():
    scheme = a_scheme(judged(), judged("tanya", phase=Phase.INTERVIEW))
    marks = {("64.01", "inovasi"): [80], ("64.08", "inovasi"): [70], ("64.01", "tanya"): [90]}

    found = outcome(a_contest(scheme, marks, nominees=frozenset({"64.01"}))).standings

    assert [(one.entry, one.phases[Phase.DESK], one.total) for one in found] == [
        ("64.01", Decimal(80), Decimal(84)),
        ("64.08", Decimal(70), None),
    ]


def test_a_number_of_who_is_not_heard_is_no_best_and_no_worst():
    criterion = computed(phase=Phase.INTERVIEW, normalisation=Normalisation.MIN_MAX)
    inputs = tuple(Input(entry, "cakupan", Decimal(raw)) for entry, raw in (("a", 10), ("b", 20), ("c", 90)))
    contest = a_contest(a_scheme(criterion), {}, inputs=inputs, entries=("a", "b", "c"), nominees=frozenset("ab"))

    assert [one.total for one in outcome(contest).standings] == [0, 100, None]


def test_a_contest_that_cannot_hold_is_refused():
    with pytest.raises(Unsound) as refused:
        outcome(a_contest(a_scheme(judged()), {("64.01", "inovasi"): [101]}))

    assert [fault.code for fault in refused.value.faults] == ["mark_outside"]


def test_a_number_is_linear_from_floor_to_target_and_ends_at_the_cap():
    criterion = computed(floor=Decimal(20), target=Decimal(80), cap=Decimal(95))

    found = points(
        criterion, {"below": "10", "floor": "20", "half": "50", "target": "80", "beyond": "150.87", "none": None}
    )

    assert found == {"below": 0, "floor": 0, "half": 50, "target": 95, "beyond": 95, "none": None}


def test_a_target_below_the_floor_rewards_less():
    criterion = computed(floor=Decimal(30), target=Decimal(0), direction=Direction.LOWER)

    assert points(criterion, {"a": "0", "b": "15", "c": "45"}) == {"a": 100, "b": 50, "c": 0}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [(Direction.HIGHER, {"a": 0, "b": 50, "c": 100}), (Direction.LOWER, {"a": 100, "b": 50, "c": 0})],
)
def test_min_max_reaches_from_the_worst_to_the_best_of_the_contest(direction, expected):
    criterion = computed(normalisation=Normalisation.MIN_MAX, direction=direction)

    assert points(criterion, {"a": "10", "b": "20", "c": "30"}) == expected


@pytest.mark.parametrize("raws", [{"a": "7"}, {"a": "7", "b": "7.0"}, {"a": "7", "b": None}])
def test_min_max_of_equal_numbers_is_full_points_for_all(raws):
    found = points(computed(normalisation=Normalisation.MIN_MAX), raws)

    assert found == {entry: None if raw is None else 100 for entry, raw in raws.items()}


def test_bands_give_the_points_of_the_best_one_reached():
    higher = computed(normalisation=Normalisation.BANDS, bands=BANDS)
    late = (Band(Decimal(10), Decimal(40)), Band(Decimal(0), Decimal(100)))
    lower = computed(normalisation=Normalisation.BANDS, bands=late, direction=Direction.LOWER)

    assert points(higher, {"a": "29.99", "b": "30", "c": "74.99", "d": "75"}) == {"a": 0, "b": 25, "c": 50, "d": 100}
    assert points(lower, {"a": "0", "b": "3", "c": "10", "d": "11"}) == {"a": 100, "b": 40, "c": 40, "d": 0}


def test_levels_give_their_points():
    inputs = (Input("a", "regulasi", level="perda"), Input("b", "regulasi", level="sk"), Input("c", "regulasi"))
    contest = a_contest(a_scheme(levelled()), {}, inputs=inputs, entries=("a", "b", "c"))

    found = [(one.scores["regulasi"].level, one.total) for one in outcome(contest).standings]

    assert found == [("perda", Decimal(100)), ("sk", Decimal(50)), ("", None)]


def test_calibrated_marks_count_only_where_the_scheme_says_so():
    marks = {(f"64.{n:02}", "inovasi"): [50 + n, 70 + n] for n in range(1, 7)}
    marks["64.07", "inovasi"] = [60, None]
    plain, calibrated = (a_contest(a_scheme(judged(), adjusted=says), marks) for says in (False, True))

    assert outcome(plain).standings[-1].total == Decimal(60)
    assert outcome(calibrated).standings[-1].total > Decimal(75)  # its only juror is twenty points more severe


def test_a_score_is_printed_with_two_decimals_half_up():
    assert [printed(each) for each in (Decimal("0.125"), Decimal("87.994999"), Decimal(88), None)] == [
        "0.13", "87.99", "88.00", None,
    ]  # fmt: skip


def test_what_does_not_apply_leaves_its_weight_to_the_others_of_its_phase():
    scheme = a_scheme(
        computed("a", "50"), computed("b", "30"), judged("c", "20"), judged("tanya", phase=Phase.INTERVIEW)
    )
    inputs = (Input("x", "a", Decimal(80)), Input("x", "b", waiver="Kota tidak punya desa"))
    contest = a_contest(scheme, {("x", "c"): [10], ("x", "tanya"): [50]}, inputs=inputs)

    (found,) = outcome(contest).standings

    assert found.phases == {Phase.DESK: Decimal(60), Phase.INTERVIEW: Decimal(50)}  # (50 * 80 + 20 * 10) / 70
    assert found.total == Decimal(56)
    assert (found.scores["b"].applies, found.scores["b"].points, found.scores["b"].weighted) == (False, None, None)
    assert sum(found.scores[code].weighted for code in "ac") == Decimal(60)


@given(contests(is_complete=True))
def test_who_has_a_waiver_neither_gains_nor_loses_by_it(contest):
    """He has the total that he would have if he were in that criterion as good as in the others of its phase."""
    for one in contest.inputs:
        if one.waiver:
            found = next(each for each in outcome(contest).standings if each.entry == one.entry)
            leaf = next(each for each in contest.scheme.criteria if each.code == one.criterion)
            own = [each for each in contest.scheme.criteria if each.phase == leaf.phase]
            alike = sum(
                (found.scores[each.code].points if found.scores[each.code].applies else found.phases[leaf.phase])
                * each.weight
                for each in own
            )
            assert abs(alike / 100 - found.phases[leaf.phase]) < Decimal("1e-9")


def test_a_branch_none_of_whose_leaves_applies_does_not_apply():
    scheme = a_scheme(
        judged("komitmen", "40"), computed("desa", "30", parent="komitmen"), computed("dana", "10", parent="komitmen"),
        judged("inovasi", "60"),
    )  # fmt: skip
    first = (Input("x", "desa", waiver="Kota tidak punya desa"), Input("x", "dana", Decimal(20)))
    both = (first[0], Input("x", "dana", waiver="Belum ada anggaran desa"))

    one, none = (
        outcome(a_contest(scheme, {("x", "inovasi"): [90]}, inputs=inputs)).standings[0] for inputs in (first, both)
    )

    assert (one.scores["komitmen"].points, one.total) == (Decimal(20), Decimal(80))  # (10 * 20 + 60 * 90) / 70
    assert (none.scores["komitmen"].applies, none.scores["komitmen"].points, none.total) == (False, None, Decimal(90))


def test_who_has_a_waiver_is_no_best_and_no_worst():
    criterion = computed("b", "50", normalisation=Normalisation.MIN_MAX)
    inputs = (Input("x", "b", Decimal(10)), Input("y", "b", Decimal(20)), Input("z", "b", waiver="Belum berdiri"))
    marks = {(entry, "a"): [60] for entry in "xyz"}

    found = outcome(a_contest(a_scheme(judged("a", "50"), criterion), marks, inputs=inputs)).standings

    assert [one.total for one in found] == [30, 80, 60]
