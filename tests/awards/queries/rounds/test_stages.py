import pytest

from awards.enums import RoundStage
from awards.queries.rounds.stages import timetable
from tests.awards.factories import an_edition
from tests.awards.rows import A_DAY, a_round
from tests.factories import A_MOMENT


@pytest.fixture
def timed(places, admin):
    return a_round(an_edition(admin), places["64"], admin, RoundStage.VERIFICATION)


def test_one_stage_is_open_by_its_dates(timed):
    now = timetable(timed, A_MOMENT)

    assert now.stage == RoundStage.VERIFICATION
    assert now.is_open(RoundStage.VERIFICATION, RoundStage.INTERVIEW)
    assert not now.is_open(RoundStage.NOMINATION)


def test_a_stage_closes_at_its_very_end_and_the_next_opens(timed):
    end = timetable(timed, A_MOMENT).open.closes_at

    assert timetable(timed, end).stage == RoundStage.NOMINEES


def test_before_the_first_and_after_the_last_no_stage_is_open(timed):
    assert timetable(timed, A_MOMENT - 100 * A_DAY).stage is None
    assert timetable(timed, A_MOMENT + 100 * A_DAY).stage is None


def test_a_stage_has_passed_when_it_closed_or_a_later_one_opened(timed):
    now = timetable(timed, A_MOMENT)

    assert now.has_passed(RoundStage.NOMINATION)
    assert not now.has_passed(RoundStage.VERIFICATION)
    assert not now.has_passed(RoundStage.INTERVIEW)
