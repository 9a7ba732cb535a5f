"""How far an entry is, as its own region may know it: no further than its documents until nominees are told."""

from datetime import timedelta

import pytest

from awards.enums import EntryState, RoundStage
from awards.models import Entry
from awards.queries.rounds.nominees import are_told, as_told, public_nominees, region_in_trail
from awards.queries.rounds.stages import timetable
from tests.awards.entrants import WHY
from tests.awards.rows import a_category, a_round, an_entry
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.NOMINEES)


@pytest.fixture
def ends(kaltim):
    return kaltim.windows.get(stage=RoundStage.NOMINEES).closes_at


@pytest.fixture
def paser(kaltim, edition, places, citra) -> Entry:
    return an_entry(kaltim, a_category(edition), places["64.01"], citra, state=EntryState.NOMINEE, why=WHY)


@pytest.mark.parametrize(
    ("state", "told"),
    [("proposed", ("proposed", WHY)), ("verified", ("verified", "")), ("nominee", ("verified", "")),
     ("refused", ("refused", WHY)), ("withdrawn", ("withdrawn", WHY))],
)  # fmt: skip
def test_until_nominees_are_told_complete_documents_are_all_that_is_known(kaltim, paser, ends, state, told):
    paser.state = state

    shown = as_told(paser, timetable(kaltim, A_MOMENT))
    later = as_told(paser, timetable(kaltim, ends))

    assert (shown.state, shown.why) == told
    assert (later.state, later.why) == (paser.state, paser.why) == (state, WHY)


def test_the_region_its_trail_and_the_public_are_told_in_the_same_moment(kaltim, paser, ends):
    for at, is_told in ((ends - timedelta(microseconds=1), False), (ends, True)):
        table = timetable(kaltim, at)

        assert are_told(table) == public_nominees(kaltim, at).is_told == is_told
        assert (as_told(paser, table).state == EntryState.NOMINEE) == is_told
        assert (region_in_trail(paser, at) == "64.01") == is_told
