"""The running edition of the demonstration: documents are verified, and nine jurors may begin."""

import pytest

from awards.enums import EntryState, RoundStage
from awards.models import Entry, MarkSheet, Seat
from awards.queries.entrants.proofs import asked_proofs, missing_proofs
from awards.queries.rounds.stages import timetable
from awards.queries.rounds.timetables import stored_days
from tests.awards.actions.demonstration.conftest import STARTED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration of awards")]


def test_kaltim_verifies_documents_and_the_nation_comes_after(laid):
    kaltim, nation = laid.round("64", 2024), laid.round("ID", 2024)

    assert timetable(kaltim, STARTED).stage == RoundStage.VERIFICATION
    assert timetable(nation, STARTED).stage is None
    assert stored_days(nation)[RoundStage.NOMINATION].first > stored_days(kaltim)[RoundStage.HANDOVER].last


def test_nine_jurors_are_seated_and_each_begins_with_a_declaration(laid):
    seats = Seat.objects.filter(round=laid.round("64", 2024))

    assert sorted(seat.user.username for seat in seats) == [f"juri{number}.kaltim" for number in range(1, 10)]
    assert {seat.declared_at for seat in seats} == {None}
    assert MarkSheet.objects.filter(seat__in=seats).count() == 0


def test_most_entries_are_verified_and_two_lack_all_proofs(laid):
    kaltim = laid.round("64", 2024)
    entries = list(Entry.objects.filter(round=kaltim).select_related("region"))
    lacking = missing_proofs(entries, asked_proofs(kaltim))

    waiting = {one.region.code for one in entries if one.state == EntryState.PROPOSED}
    assert waiting == {"64.03", "64.09.04.2002"}
    assert {one.region.code for one in entries if lacking[one.pk]} == waiting
    assert len([one for one in entries if one.state == EntryState.VERIFIED]) == 14
