"""What jurors mark, and when."""

from decimal import Decimal

import pytest

from awards.arithmetic.schemes import Criterion, Kind, Phase
from awards.enums import RoundStage
from awards.queries.jury.judged import (
    has_step,
    is_open,
    is_over,
    judged_by,
    judged_in,
    phase_at,
    phase_words,
    stage_words,
)
from awards.queries.rounds.stages import timetable
from tests.awards.rows import A_DAY, JUDGED_BY, a_category, a_round, a_scale
from tests.awards.rows import judged_by as laid
from tests.factories import A_MOMENT


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra)


def test_leaves_that_jurors_mark_by_phase_in_the_order_of_the_set(round_, edition, citra):
    branch = Criterion("mutu", "Mutu", Decimal(50), Phase.DESK, Kind.JUDGED)
    computed = Criterion("cakupan", "Cakupan", Decimal(50), Phase.DESK, Kind.COMPUTED)
    leaf = a_scale("z_mutu", weight=100, parent="mutu")
    category = a_category(edition)
    made = laid(round_, category, citra, (computed, branch, leaf, *JUDGED_BY))

    found = judged_by(made)

    assert [one.code for one in found[Phase.DESK]] == ["z_mutu", "inovasi", "regulasi"]
    assert [one.code for one in found[Phase.INTERVIEW]] == ["wawancara"]
    assert judged_in(round_) == {category.pk: found}


def test_a_step_is_known_by_its_mark():
    assert (has_step(a_scale(), Decimal("70.0")), has_step(a_scale(), Decimal(71))) == (True, False)


def test_the_phase_at_hand_is_the_interview_from_its_first_day_on(round_):
    begin = timetable(round_, A_MOMENT).windows[3].opens_at

    found = [phase_at(timetable(round_, at)) for at in (A_MOMENT, begin - A_DAY, begin, begin + 90 * A_DAY)]

    assert found == [Phase.DESK, Phase.DESK, Phase.INTERVIEW, Phase.INTERVIEW]


@pytest.mark.parametrize(
    ("stage", "opened", "over"),
    [
        (RoundStage.NOMINATION, (False, False), (False, False)),
        (RoundStage.VERIFICATION, (True, False), (False, False)),
        (RoundStage.NOMINEES, (True, False), (False, False)),
        (RoundStage.INTERVIEW, (False, True), (True, False)),
        (RoundStage.PLENARY, (False, False), (True, True)),
    ],
)
def test_papers_are_marked_in_two_stages_and_interviews_in_one(edition, places, citra, stage, opened, over):
    table = timetable(a_round(edition, places["64"], citra, stage), A_MOMENT)

    assert tuple(is_open(phase, table) for phase in Phase) == opened
    assert tuple(is_over(phase, table) for phase in Phase) == over


def test_words():
    assert stage_words(Phase.DESK) == "Verifikasi berkas dan Penetapan nomine"
    assert (stage_words(Phase.INTERVIEW), phase_words(Phase.INTERVIEW)) == ("Wawancara", "wawancara")
