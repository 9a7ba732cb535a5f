from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from awards.arithmetic.contests import Input, each_mark
from awards.arithmetic.ranking import Rung, ranked
from awards.arithmetic.schemes import Combining, Direction, Phase
from awards.arithmetic.scoring import outcome
from tests.awards import oracles
from tests.awards.contests import a_contest, a_scheme, computed, contests, judged, with_mark


def places(contest, phase=None):
    """Return (entry, rank) in order."""
    return [(one.entry, one.rank) for one in ranked(contest.scheme, outcome(contest), phase)]


def tied(ladder=(), interview=(("64.01", 86), ("64.08", 88))):
    """Return a contest of two with equal totals: 60 % of the papers and 40 % of the interview."""
    scheme = a_scheme(judged("inovasi"), judged("tanya", phase=Phase.INTERVIEW), ladder=ladder)
    marks = {(entry, "tanya"): [mark] for entry, mark in interview}
    # 86 against 88 in the interview is 0.8 of the total, which 4/3 points of the papers would make up for
    papers = {("64.01", "inovasi"): ["80", "81", "83"], ("64.08", "inovasi"): ["79", "80", "81"]}
    return a_contest(scheme, {**papers, **marks})


@given(contests())
def test_ranks_are_those_of_plain_loops(contest):
    assert dict(places(contest)) == oracles.ranks(contest)


@given(contests(), st.data())
def test_a_better_mark_never_lowers_a_rank(contest, draw):
    assume(contest.marks)
    mark = draw.draw(st.sampled_from(list(each_mark(contest))))
    criterion = next(one for one in contest.scheme.criteria if one.code == mark.criterion)
    better = draw.draw(st.decimals(mark.points, criterion.highest, places=2))

    before, after = (dict(places(one))[mark.entry] for one in (contest, with_mark(contest, mark, better)))

    assert (before is None and after is None) or after <= before


@given(contests(is_complete=True), st.data())
def test_equal_inputs_share_a_rank(contest, draw):
    entry = draw.draw(st.sampled_from(contest.entries))
    contest = replace(
        contest,
        entries=(*contest.entries, "twin"),
        marks=contest.marks | {("twin", code): given for (one, code), given in contest.marks.items() if one == entry},
        inputs=contest.inputs + tuple(replace(one, entry="twin") for one in contest.inputs if one.entry == entry),
        recusals=contest.recusals | {(juror, "twin") for juror, other in contest.recusals if other == entry},
    )

    found = dict(places(contest))

    assert found["twin"] == found[entry]
    assert len(found) < 3 or found[entry] + 1 not in found.values()


def test_a_tie_is_broken_by_the_ladder_and_the_trace_tells_how():
    first, second = ranked(tied().scheme, outcome(tied()))
    contest = tied(ladder=("inovasi", "phase:interview"))

    by_papers = ranked(contest.scheme, outcome(contest))

    assert first.total == second.total == Decimal("83.2")
    assert (first.rank, second.rank) == (1, 1)
    assert [(one.entry, one.rank) for one in by_papers] == [("64.01", 1), ("64.08", 2)]
    assert by_papers[1].trace == (
        Rung("total", "64.01", first.total, first.total),
        Rung("inovasi", "64.01", Decimal("80"), by_papers[0].trace[1].own),
    )


def test_each_kind_of_step_breaks_ties():
    by_interview = tied(ladder=("phase:interview",))
    scheme = a_scheme(
        judged("inovasi", "50"), computed("hari", "50", floor=Decimal(30), target=Decimal(0), direction=Direction.LOWER,
        cap=Decimal(50)), ladder=("measure:coverage",),
    )  # fmt: skip
    capped = a_contest(
        scheme,
        {("64.01", "inovasi"): [80], ("64.08", "inovasi"): [80]},
        inputs=(Input("64.01", "hari", Decimal(9)), Input("64.08", "hari", Decimal(4))),
    )

    assert places(by_interview) == [("64.08", 1), ("64.01", 2)]
    assert places(capped) == [("64.08", 1), ("64.01", 2)]  # both at the cap; fewer days are better


def test_after_shared_ranks_the_next_is_skipped():
    marks = {
        ("a", "inovasi"): [70],
        ("b", "inovasi"): [90],
        ("c", "inovasi"): [80],
        ("d", "inovasi"): [80],
        ("e", "inovasi"): [None],
    }

    found = ranked(a_scheme(judged()), outcome(a_contest(a_scheme(judged()), marks)))

    assert [(one.entry, one.rank) for one in found] == [("b", 1), ("c", 2), ("d", 2), ("a", 4), ("e", None)]
    assert [[rung.against for rung in one.trace] for one in found] == [[], ["d"], ["c"], [], []]


def test_nominees_are_found_by_the_score_of_the_papers_alone():
    scheme = tied(ladder=("phase:interview", "inovasi")).scheme
    marks = {
        ("64.01", "inovasi"): [70],
        ("64.08", "inovasi"): [80],
        ("64.10", "inovasi"): [70],
        ("64.10", "tanya"): [90],
    }

    found = a_contest(scheme, marks)

    assert places(found, Phase.DESK) == [("64.08", 1), ("64.01", 2), ("64.10", 2)]
    assert places(found) == [("64.10", 1), ("64.01", None), ("64.08", None)]


def test_a_difference_behind_the_tenth_place_is_none():
    scheme = a_scheme(computed(target=Decimal(100)), combining=Combining.MEAN)
    inputs = (Input("a", "cakupan", Decimal("50.000000000001")), Input("b", "cakupan", Decimal(50)))

    assert places(a_contest(scheme, {}, inputs=inputs, entries=("a", "b"))) == [("a", 1), ("b", 1)]


def tied_three(*, third: Input, fewer: str = "70"):
    """Return three with equal totals of 70; the first has less of the number that parts ties, the second more."""
    scheme = a_scheme(judged("inovasi", "50"), computed("cakupan", "50"), ladder=("measure:coverage", "inovasi"))
    marks = {("a", "inovasi"): [80], ("b", "inovasi"): [fewer], ("c", "inovasi"): [70]}
    inputs = (Input("a", "cakupan", Decimal(60)), Input("b", "cakupan", Decimal(70)), third)
    return a_contest(scheme, marks, inputs=inputs)


def test_a_step_that_does_not_apply_to_one_of_the_tied_parts_none_of_them():
    all_have_it = tied_three(third=Input("c", "cakupan", Decimal(70)))
    one_has_not = tied_three(third=Input("c", "cakupan", waiver="Angka tahun lalu belum ada"))

    assert places(all_have_it) == [("b", 1), ("c", 1), ("a", 3)]
    assert places(one_has_not) == [("a", 1), ("b", 2), ("c", 2)]
    trace = ranked(one_has_not.scheme, outcome(one_has_not))[0].trace
    assert [rung.step for rung in trace] == ["total", "inovasi"]


def test_a_step_that_does_not_apply_to_one_with_another_total_parts_those_who_are_tied():
    contest = tied_three(third=Input("c", "cakupan", waiver="Angka tahun lalu belum ada"))
    ahead = replace(contest, marks={**contest.marks, ("c", "inovasi"): {"J01": Decimal(71)}})

    assert places(ahead) == [("c", 1), ("b", 2), ("a", 3)]
