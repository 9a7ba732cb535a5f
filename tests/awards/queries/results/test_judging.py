"""A category as the arithmetic takes it: final marks alone, standing recusals, the newest inputs, in six queries."""

from decimal import Decimal

import pytest

from awards.arithmetic.contests import Missing, missing
from awards.arithmetic.scoring import outcome
from awards.enums import EntryState, RoundStage
from awards.models import Conflict, Mark, Seat
from awards.queries.results.judging import judged, jurors_of
from awards.queries.settings.schemes import criteria_of
from tests.awards.rows import (
    a_firm,
    a_heard_scheme,
    a_round,
    a_seat,
    a_sheet,
    a_snapshot,
    an_entry,
    criteria_for,
)


@pytest.fixture
def round_(edition, places, citra, category):
    made = a_round(edition, places["64"], citra, RoundStage.PLENARY)
    criteria_for(made, category, citra)
    return made


@pytest.fixture
def seats(round_, ayu, bayu, citra):
    return [a_seat(round_, juror, citra) for juror in (ayu, bayu)]


def contest_of(round_, category):
    return judged(round_, category, criteria_of(round_, category)).contest


def a_conflict(seat, entry, at, **more):
    told = {"kind": "employer", "source": "declared", "found_at": at} | more
    return Conflict.objects.create(seat=seat, entry=entry, **told)


def test_a_category_comes_with_its_newest_inputs_final_marks_and_total(round_, category, paser, seats, citra):
    a_snapshot(round_, category, citra, {(paser, "cakupan"): Decimal(10)})
    newest = a_snapshot(round_, category, citra, {(paser, "cakupan"): Decimal(50), (paser, "regulasi"): "perda"})
    for seat, points in zip(seats, (60, 80), strict=True):
        a_sheet(seat, paser, {"inovasi": points})

    found = judged(round_, category, criteria_of(round_, category))

    assert found.snapshot_id == newest.pk
    assert found.names == {"64.01": "Kabupaten Paser"}
    assert missing(found.contest) == ()
    assert outcome(found.contest).standings[0].total == Decimal(68)  # 0.4 * 50 + 0.2 * 100 + 0.4 * 70


def test_marks_come_as_they_are_stored(round_, category, paser, bontang, seats):
    for seat, entry, points in zip(seats, (paser, bontang), ("33.333", "85.50"), strict=True):
        a_sheet(seat, entry, {"inovasi": Decimal(points), "kriteria lain": Decimal(1)})
    a_sheet(seats[0], bontang, {"inovasi": Decimal(0)})

    stored = {}
    for mark in Mark.objects.filter(criterion="inovasi").select_related("sheet__seat", "sheet__entry__region"):
        cell = mark.sheet.entry.region.code, mark.criterion
        stored.setdefault(cell, {})[mark.sheet.seat.pseudonym] = mark.points

    assert contest_of(round_, category).marks == stored
    assert {cell: len(given) for cell, given in stored.items()} == {("64.01", "inovasi"): 1, ("64.74", "inovasi"): 2}


def test_drafts_count_for_nothing(round_, category, paser, seats):
    a_sheet(seats[0], paser, {"inovasi": 60}, final_at=None)

    contest = contest_of(round_, category)

    assert contest.marks == {}
    assert Missing("64.01", "inovasi", "J01") in missing(contest)


def test_final_marks_of_who_left_the_jury_stay_and_no_more_is_expected_of_him(
    round_, category, paser, bontang, seats, at
):
    a_sheet(seats[1], paser, {"inovasi": 80})
    a_sheet(seats[1], bontang, {"inovasi": 10}, final_at=None)
    Seat.objects.filter(pk=seats[1].pk).update(ended_at=at)

    contest = contest_of(round_, category)

    assert contest.marks == {("64.01", "inovasi"): {"J02": 80}}
    assert (contest.jurors, contest.left) == (("J01", "J02"), {"J02"})
    owed = {(one.juror, one.entry) for one in missing(contest) if one.criterion == "inovasi"}
    assert owed == {("J01", "64.01"), ("J01", "64.74")}


def test_who_left_without_final_marks_is_as_if_he_had_never_come(round_, category, paser, seats, at):
    a_sheet(seats[1], paser, {"inovasi": 10}, final_at=None)
    Seat.objects.filter(pk=seats[1].pk).update(ended_at=at)

    assert contest_of(round_, category).jurors == ("J01",)


def test_a_late_conflict_keeps_no_marks_from_counting_until_it_is_upheld(
    round_, category, paser, seats, citra, admin, at
):
    a_sheet(seats[0], paser, {"inovasi": 60})
    late = a_conflict(seats[0], paser, at, is_late=True)
    before = judged(round_, category, criteria_of(round_, category))
    late.backed_by, late.upheld_by, late.upheld_at = citra, admin, at
    late.save()

    found = judged(round_, category, criteria_of(round_, category))

    assert (before.contest.recusals, [one.is_recused for one in before.conflicts]) == (frozenset(), [False])
    assert (found.contest.recusals, [one.is_recused for one in found.conflicts]) == ({("J01", "64.01")}, [True])


def test_a_conflict_recuses_until_it_is_lifted(round_, category, paser, bontang, seats, citra, admin, at):
    a_conflict(seats[0], paser, at)
    lifted = {"lift_asked_by": citra, "lifted_by": admin, "lifted_at": at}
    a_conflict(seats[0], paser, at, kind="family", **lifted)  # of two kinds one still stands
    a_conflict(seats[1], bontang, at, lift_asked_by=citra, lifted_by=admin, lifted_at=at)

    found = judged(round_, category, criteria_of(round_, category))

    assert found.contest.recusals == {("J01", "64.01")}
    assert [(one.juror, one.entry, one.is_recused) for one in found.conflicts] == [
        ("J01", "64.01", True), ("J02", "64.74", False),
    ]  # fmt: skip


def test_entries_that_are_not_judged_are_not_in_the_contest(round_, category, paser, bontang, seats):
    bontang.state = EntryState.WITHDRAWN
    bontang.save()
    a_sheet(seats[0], bontang, {"inovasi": 60})

    contest = contest_of(round_, category)

    assert (contest.entries, contest.marks) == (("64.01",), {})


def test_only_nominees_are_heard_where_there_is_an_interview(round_, category, paser, bontang, seats, citra):
    assert contest_of(round_, category).nominees is None
    criteria_for(round_, category, citra, a_heard_scheme())
    paser.state = EntryState.NOMINEE
    paser.save()
    for entry in (paser, bontang):
        a_sheet(seats[0], entry, {"wawancara": 60}, phase="interview")

    contest = contest_of(round_, category)

    assert contest.nominees == {"64.01"}
    assert contest.marks == {("64.01", "wawancara"): {"J01": 60}}


def test_codes_of_jurors_are_their_pseudonyms(round_, seats):
    seats[0].pseudonym = "J74"
    seats[0].save()

    assert [(code, seat.pk) for code, seat in jurors_of(round_).items()] == [
        ("J02", seats[1].pk), ("J74", seats[0].pk),
    ]  # fmt: skip


def test_a_firm_is_known_by_its_own_number_and_name(round_, category, places, citra):
    entry = an_entry(round_, category, places["64.01"], citra, firm=a_firm(places["64.01"]))

    found = judged(round_, category, criteria_of(round_, category))

    assert found.names == {f"BU-{entry.firm_id}": "PT Contoh Tambang"}


def test_three_entries_take_as_many_queries_as_one(
    round_, category, paser, places, seats, citra, django_assert_num_queries
):
    def laid(entries):
        a_snapshot(round_, category, citra, {(entry, "cakupan"): Decimal(50) for entry in entries})

    laid([paser])
    with django_assert_num_queries(6):
        contest_of(round_, category)

    others = [an_entry(round_, category, places[code], citra) for code in ("64.02", "64.08")]
    laid([paser, *others])
    for entry in others:
        a_sheet(seats[0], entry, {"inovasi": 60})
    with django_assert_num_queries(6):
        assert len(contest_of(round_, category).entries) == 3
