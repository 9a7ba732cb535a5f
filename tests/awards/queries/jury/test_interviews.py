"""The interviews in their order, and to whom questions are shown."""

from datetime import timedelta

import pytest

from awards.actions.jury.interviews import ask, begin, end, set_order
from awards.enums import RoundStage
from awards.models import Conflict, Interview
from awards.queries.jury.interviews import talks_of
from tests.awards.desks import a_desk
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu), RoundStage.INTERVIEW, state="nominee")


def test_by_place_then_by_name_with_what_it_took(desk, citra):
    before = [talk.entry for talk in talks_of(desk.round, None)]
    set_order(round_=desk.round, order={desk.paser.pk: 2, desk.kutim.pk: 1}, by=citra, at=A_MOMENT)
    begin(entry=desk.kutim, by=citra, at=A_MOMENT)
    running = talks_of(desk.round, None)[0]
    end(entry=desk.kutim, by=citra, at=A_MOMENT + timedelta(minutes=25, seconds=59))
    done, waiting = talks_of(desk.round, None)

    assert before == [desk.kutim, desk.paser]
    assert (running.is_running, running.until, running.lasted) == (True, A_MOMENT + timedelta(minutes=20), None)
    assert (done.entry, done.is_running, done.lasted) == (desk.kutim, False, 25)
    assert (waiting.entry, waiting.is_running, waiting.until) == (desk.paser, False, None)
    Interview.objects.filter(entry=desk.paser).delete()
    assert talks_of(desk.round, None)[1].interview is None


def test_questions_are_for_jurors_who_judge_the_entry(desk, ayu):
    ask(seat=desk.one, entry=desk.paser, text="Apa rencana 2024?", by=ayu, at=A_MOMENT)
    Conflict.objects.create(seat=desk.other, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    found = {
        name: [(len(talk.questions), talk.is_judged) for talk in talks_of(desk.round, seat) if talk.entry == desk.paser]
        for name, seat in (("ayu", desk.one), ("bayu", desk.other), ("secretariat", None))
    }

    assert found == {"ayu": [(1, True)], "bayu": [(0, False)], "secretariat": [(0, False)]}
