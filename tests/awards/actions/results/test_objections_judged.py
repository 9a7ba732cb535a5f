"""A granted objection to what jurors mark: their sheets of that entry open again for that criterion alone."""

from decimal import Decimal

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.conflicts import find_in_round
from awards.actions.jury.marks import make_final, save_sheet
from awards.actions.jury.seats import end_seat
from awards.actions.results.closing import close_round
from awards.actions.results.objections import answer_objection
from awards.arithmetic.schemes import Criterion, Kind, Phase
from awards.bundles import bundle as bundles
from awards.enums import RoundStage
from awards.jury_errors import MarkRefused
from awards.models import Conflict, Mark, MarkRevision, MarkSheet, Objection, Result
from awards.queries.jury.desk import desk_of, opened_again
from awards.queries.jury.judged import Given
from awards.queries.jury.visibility import sight_of
from awards.result_errors import ClosingRefused, ObjectionRefused, StillMissing
from tests.awards.closings import JudgedRound
from tests.awards.rows import (
    a_category,
    a_round,
    a_scheme,
    a_seat,
    a_sheet,
    a_snapshot,
    an_entry,
    criteria_for,
    moved_to,
)
from tests.factories import a_person

ANSWER = "Nilai inovasi peserta ini ditinjau lagi oleh tim penilai"
WHY = "Sanggahan no. 1 dikabulkan"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, at):
    """Paser and Bontang, marked by Ayu and Bayu on two criteria while the documents were verified, in the plenary."""
    category = a_category(edition)
    round_ = a_round(edition, places["64"], citra, RoundStage.VERIFICATION)
    first, second, third = a_scheme().criteria
    more = Criterion("mutu", "Mutu", Decimal(10), phase=Phase.DESK, kind=Kind.JUDGED)
    third = Criterion("inovasi", "Inovasi", Decimal(30), phase=Phase.DESK, kind=Kind.JUDGED)
    criteria_set = criteria_for(round_, category, citra, a_scheme(criteria=(first, second, third, more)))
    entries = [an_entry(round_, category, places[code], citra) for code in ("64.01", "64.74")]
    seats = [a_seat(round_, juror, citra) for juror in (ayu, bayu)]
    for seat in seats:
        for entry in entries:
            given = [Given("inovasi", Decimal(50)), Given("mutu", Decimal(60))]
            told = {"seat": seat, "entry": entry, "phase": Phase.DESK, "by": seat.user, "at": at}
            saved = save_sheet(given=given, seen=0, **told)
            make_final(seen=saved.version, **told)
    inputs = {(entry, code): told for entry in entries for code, told in (("cakupan", Decimal(70)), ("regulasi", "sk"))}
    snapshot = a_snapshot(round_, category, citra, inputs)
    moved_to(round_, RoundStage.PLENARY)
    return JudgedRound(round_, category, criteria_set, snapshot, entries, seats, places, inputs)


@pytest.fixture
def objection(judged_round, citra, hana, at):
    """Bontang contests its marks for innovation, after the result is closed."""
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    moved_to(judged_round.round, RoundStage.OBJECTION)
    return Objection.objects.create(
        round=judged_round.round, number=1, result=result, entry=judged_round.entries[1], criterion="inovasi",
        text="Inovasi kami belum dilihat", filed_by=hana, filed_at=at,
    )  # fmt: skip


def granted(objection, by, at) -> Objection:
    return answer_objection(objection=objection, is_granted=True, answer=ANSWER, by=by, at=at)


def marked(seat, entry, at, points=90, criterion="inovasi", seen=None):
    """Let a juror mark a criterion of an entry, on the version of the sheet that stands."""
    seen = MarkSheet.objects.get(seat=seat, entry=entry).version if seen is None else seen
    given = [Given(criterion, Decimal(points))]
    return save_sheet(seat=seat, entry=entry, phase=Phase.DESK, given=given, seen=seen, by=seat.user, at=at)


def final_again(judged_round, at, points=90):
    for seat in judged_round.seats:
        entry = judged_round.entries[1]
        saved = marked(seat, entry, at, points)
        make_final(seat=seat, entry=entry, phase=Phase.DESK, seen=saved.version, by=seat.user, at=at)


def next_version(judged_round, objection, by, at) -> Result:
    told = {"round_": judged_round.round, "category": judged_round.category, "objection": objection}
    return close_round(by=by, at=at, reason=WHY, **told)


def refusal_of(act, *told) -> str:
    with pytest.raises(MarkRefused) as refused:
        act(*told)
    assert refused.value.message
    return refused.value.code


def test_granting_opens_the_sheets_of_that_entry_alone_and_the_desk_says_why(judged_round, objection, citra, at):
    paser, bontang = judged_round.entries
    assert refusal_of(marked, judged_round.seats[0], bontang, at) == "closed"

    granted(objection, citra, at)

    drafts = MarkSheet.objects.filter(final_at=None)
    assert {(one.entry, one.seat) for one in drafts} == {(bontang, seat) for seat in judged_round.seats}
    assert [mark.points for mark in Mark.objects.filter(sheet__in=drafts, criterion="inovasi")] == [50, 50]
    rows = {row.entry: row.objection for row in desk_of(judged_round.seats[0], Phase.DESK, at).rows}
    assert rows == {paser: 0, bontang: 1}
    assert [one.entry for one in opened_again(judged_round.seats[0])] == [bontang]
    assert AuditEntry.objects.filter(act=Act.MARKS_REOPENED, region_code="").count() == 2


def test_only_the_contested_criterion_of_that_entry_changes_and_what_it_was_stays(judged_round, objection, citra, at):
    granted(objection, citra, at)
    (ayu, _bayu), (paser, bontang) = judged_round.seats, judged_round.entries

    assert refusal_of(marked, ayu, paser, at) == "closed"
    assert refusal_of(lambda: marked(ayu, bontang, at, criterion="mutu")) == "beside"
    marked(ayu, bontang, at)

    points = MarkRevision.objects.filter(sheet__seat=ayu, sheet__entry=bontang, criterion="inovasi").order_by("version")
    assert [one.points for one in points] == [50, 90]


def test_the_next_version_waits_until_all_are_final_again_and_then_nothing_is_open(judged_round, objection, citra, at):
    granted(objection, citra, at)
    with pytest.raises(StillMissing):
        next_version(judged_round, objection, citra, at)
    final_again(judged_round, at)

    second = next_version(judged_round, objection, citra, at)

    first, bontang = objection.result, judged_round.entries[1]
    assert second.rows.get(entry=bontang).total - first.rows.get(entry=bontang).total == Decimal(12)
    assert second.rows.get(entry=judged_round.entries[0]).total == first.rows.get(entry=judged_round.entries[0]).total
    assert refusal_of(marked, judged_round.seats[0], bontang, at) == "closed"
    assert opened_again(judged_round.seats[0]) == []


def a_mark_of_another(judged_round, by, at):
    Mark.objects.filter(sheet__entry=judged_round.entries[0]).update(points=1)


def another_mark_of_the_entry(judged_round, by, at):
    Mark.objects.filter(sheet__entry=judged_round.entries[1], criterion="mutu").update(points=1)


def another_number(judged_round, by, at):
    inputs = judged_round.inputs | {(judged_round.entries[1], "cakupan"): Decimal(99)}
    a_snapshot(judged_round.round, judged_round.category, by, inputs)


def another_recusal(judged_round, by, at):
    told = {"kind": "family", "source": "declared", "found_at": at}
    Conflict.objects.create(seat=judged_round.seats[0], entry=judged_round.entries[0], **told)


def another_jury(judged_round, by, at):
    seat = a_seat(judged_round.round, a_person("penilai.lain"), by, ended_at=at)
    a_sheet(seat, judged_round.entries[0], {"inovasi": 70})


@pytest.mark.parametrize(
    ("change", "what"),
    [(a_mark_of_another, "nilai"), (another_mark_of_the_entry, "nilai"), (another_number, "angka"),
     (another_recusal, "tidak ikut menilai"), (another_jury, "tim penilai")],
)  # fmt: skip
def test_a_version_by_objection_differs_in_nothing_else(judged_round, objection, citra, at, change, what):
    granted(objection, citra, at)
    final_again(judged_round, at)
    change(judged_round, citra, at)

    with pytest.raises(ClosingRefused) as refused:
        next_version(judged_round, objection, citra, at)

    assert refused.value.code == "strayed"
    assert what in refused.value.message
    assert Result.objects.count() == 1


def test_a_later_scheme_is_not_mixed_into_it(judged_round, objection, citra, at):
    granted(objection, citra, at)
    final_again(judged_round, at)
    criteria_for(judged_round.round, judged_round.category, citra)

    assert next_version(judged_round, objection, citra, at).criteria_set == judged_round.criteria_set


def test_drafts_and_half_done_marks_stay_closed_to_the_secretariat(judged_round, objection, citra, admin, at):
    assert sight_of(citra, judged_round.round, at).sheets().count() == 4
    granted(objection, citra, at)
    saved = marked(judged_round.seats[0], judged_round.entries[1], at)
    make_final(
        seat=judged_round.seats[0], entry=judged_round.entries[1], phase=Phase.DESK, seen=saved.version,
        by=judged_round.seats[0].user, at=at,
    )  # fmt: skip

    seen = sight_of(citra, judged_round.round, at).sheets()
    assert {one.entry for one in seen} == {judged_round.entries[0]}
    assert sight_of(admin, judged_round.round, at).sheets().count() == 4


def test_an_answer_with_a_number_is_refused_where_jurors_mark(judged_round, objection, citra, at):
    with pytest.raises(ObjectionRefused) as refused:
        answer_objection(objection=objection, is_granted=True, answer=ANSWER, raw=Decimal(90), by=citra, at=at)

    assert refused.value.code == "judged"
    assert not MarkSheet.objects.filter(final_at=None).exists()


def test_who_leaves_without_marking_anew_leaves_the_mark_as_it_was_and_the_version_can_be_closed(
    judged_round, objection, citra, at
):
    granted(objection, citra, at)
    (ayu, bayu), bontang = judged_round.seats, judged_round.entries[1]
    marked(ayu, bontang, at, 5)
    saved = marked(bayu, bontang, at, 90)
    make_final(seat=bayu, entry=bontang, phase=Phase.DESK, seen=saved.version, by=bayu.user, at=at)

    end_seat(seat=ayu, reason="Pindah tugas ke Jakarta", by=citra, at=at)

    second = next_version(judged_round, objection, citra, at)
    marks = Mark.objects.filter(sheet__entry=bontang, criterion="inovasi").order_by("sheet__seat")
    assert [mark.points for mark in marks] == [50, 90]
    assert bundles.verified(bytes(second.bundle)).is_sound


def test_a_conflict_that_records_tell_of_meanwhile_leaves_the_mark_as_it_was(
    judged_round, objection, citra, places, at
):
    granted(objection, citra, at)
    ayu, bayu = judged_round.seats
    Assignment.objects.create(user=ayu.user, role=Role.CHECKER, region=places["64.74"], since=at.date(), granted_at=at)
    find_in_round(judged_round.round, at)
    saved = marked(bayu, judged_round.entries[1], at, 90)
    make_final(seat=bayu, entry=judged_round.entries[1], phase=Phase.DESK, seen=saved.version, by=bayu.user, at=at)

    assert Conflict.objects.get().is_late
    assert refusal_of(marked, ayu, judged_round.entries[1], at) == "closed"
    assert next_version(judged_round, objection, citra, at).version == 2


def test_who_is_recused_of_all_and_leaves_takes_nothing_along(judged_round, citra, hana, at):
    idle = a_seat(judged_round.round, a_person("penilai.lain"), citra)
    for entry in judged_round.entries:
        Conflict.objects.create(seat=idle, entry=entry, kind="family", source="declared", found_at=at)
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    objection = Objection.objects.create(
        round=judged_round.round, number=1, result=result, entry=judged_round.entries[1], criterion="inovasi",
        text="Inovasi kami belum dilihat", filed_by=hana, filed_at=at,
    )  # fmt: skip
    granted(objection, citra, at)
    final_again(judged_round, at)

    end_seat(seat=idle, reason="Pindah tugas ke Jakarta", by=citra, at=at)

    assert next_version(judged_round, objection, citra, at).version == 2


def test_numbers_frozen_since_the_result_do_not_stand_in_the_way(judged_round, objection, citra, at):
    another_number(judged_round, citra, at)  # as for criteria that came later

    granted(objection, citra, at)
    final_again(judged_round, at)

    assert next_version(judged_round, objection, citra, at).version == 2
