"""The days of stages are those of the round's own clock; what is proposed skips weekends and holidays for Sanggahan."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.enums import STAGES, RoundStage
from awards.models import RoundWindow
from awards.queries.rounds.timetables import (
    Days,
    closing,
    days_of,
    opening,
    proposal,
    proposed,
    stored_days,
    working_days,
)
from coverage.models import Holiday
from tests.awards.rows import a_round

AUGUST = date(2025, 8, 1)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 17), ("Asia/Makassar", 16), ("Asia/Jayapura", 15)])
def test_a_stage_lasts_from_midnight_to_midnight_of_its_own_clock(zone, hour):
    days = Days(date(2025, 8, 1), date(2025, 8, 3))

    assert opening(days, zone) == datetime(2025, 7, 31, hour, tzinfo=UTC)
    assert closing(days, zone) == datetime(2025, 8, 3, hour, tzinfo=UTC)


@given(ZONES, DATES, st.integers(0, 40))
def test_days_are_read_back_from_their_instants(zone, first, more):
    days = Days(first, first).moved(more)

    assert days_of(RoundWindow(opens_at=opening(days, zone), closes_at=closing(days, zone)), zone) == days


@given(DATES, st.integers(1, 30), st.sets(DATES, max_size=5))
def test_working_days_are_counted_without_weekends_and_holidays(first, many, closed):
    found = working_days(first, many, closed)

    inside = [date.fromordinal(n) for n in range(found.first.toordinal(), found.last.toordinal() + 1)]
    assert len([day for day in inside if day.weekday() < 5 and day not in closed]) == many
    assert first <= found.first
    assert all(day.weekday() < 5 and day not in closed for day in (found.first, found.last))


@given(DATES, st.integers(0, 30))
def test_a_proposed_timetable_is_whole_and_its_stages_follow_each_other(first, objection_days):
    found = proposed(first, objection_days, set())

    assert list(found) == [stage for stage in STAGES if stage != RoundStage.OBJECTION or objection_days]
    ends = [(one.first, one.last) for one in found.values()]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_three_working_days_over_a_weekend_and_a_holiday():
    found = working_days(date(2025, 8, 15), 3, {date(2025, 8, 18)})  # a Friday; Monday is closed

    assert found == Days(date(2025, 8, 15), date(2025, 8, 20))


def test_the_proposal_knows_the_holidays_of_the_province_and_the_day_of_the_ceremony(edition, places):
    plain = proposal(edition, places["64"], AUGUST, 3)
    Holiday.objects.create(day=plain[RoundStage.OBJECTION].first, name="Hari jadi", province=places["64"])
    edition.ceremony_on = date(2026, 3, 9)

    told = proposal(edition, places["64"], AUGUST, 3)

    assert told[RoundStage.OBJECTION].first > plain[RoundStage.OBJECTION].first
    assert told[RoundStage.HANDOVER] == Days(date(2026, 3, 9), date(2026, 3, 9))
    assert proposal(edition, places["63"], AUGUST, 3)[RoundStage.OBJECTION] == plain[RoundStage.OBJECTION]


def test_a_ceremony_before_the_judging_ends_is_not_proposed(edition, places):
    edition.ceremony_on = date(2025, 8, 2)

    told = proposal(edition, places["64"], AUGUST, 0)

    assert RoundStage.OBJECTION not in told
    assert told[RoundStage.HANDOVER].first == date(2025, 9, 26)


def test_the_days_of_a_round_are_told_in_their_order(edition, places, citra):
    round_ = a_round(edition, places["64"], citra)

    assert list(stored_days(round_)) == list(STAGES)
