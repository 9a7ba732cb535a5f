"""Closing a category: computed once, frozen whole, refused with a list while anything lacks."""

import hashlib
import tomllib
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts.enums import Act
from accounts.errors import AppendOnly, RightMissing
from accounts.models import AuditEntry
from awards.actions.results import closing
from awards.actions.results.closing import SOFTWARE, close_round
from awards.arithmetic.contests import Missing
from awards.bundles import bundle as bundles
from awards.enums import EntryState, RoundStage
from awards.models import Conflict, Mark, Objection, Result, ResultRow
from awards.queries.results.closed import is_closed_for, newest_result
from awards.queries.results.content import kept
from awards.result_errors import ClosingRefused, StillMissing
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_heard_scheme, a_seat, a_sheet, a_snapshot, criteria_for, moved_to
from tests.house import ROOT

REASON = "Bobot inovasi diubah oleh panitia"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    """Paser, Kutai Timur and Bontang, marked by Ayu and Bayu: 92, 70 and 48."""
    return a_judged_round(edition, places, citra, [ayu, bayu])


def closed(judged_round, by, at, **more) -> Result:
    return close_round(round_=judged_round.round, category=judged_round.category, by=by, at=at, **more)


def refusal_of(judged_round, by, at, **more) -> ClosingRefused:
    before = Result.objects.count()
    with pytest.raises(ClosingRefused) as refused:
        closed(judged_round, by, at, **more)
    assert refused.value.message
    assert Result.objects.count() == before
    return refused.value


def test_closing_freezes_the_order_with_all_points_and_names_what_it_rests_on(judged_round, citra, at):
    result = closed(judged_round, citra, at)

    rows = list(ResultRow.objects.filter(result=result).order_by("position"))
    assert [(row.name, row.rank, row.total, row.is_winner) for row in rows] == [
        ("Kabupaten Paser", 1, Decimal(92), True),
        ("Kabupaten Kutai Timur", 2, Decimal(70), True),
        ("Kota Bontang", 3, Decimal(48), True),
    ]
    assert (result.version, result.cause, result.formula) == (1, "first", "award-1")
    assert (result.snapshot, result.criteria_set) == (judged_round.snapshot, judged_round.criteria_set)
    score = kept(rows[0]).standing.scores["inovasi"]
    assert (score.points, score.lowest, score.highest, score.count) == (Decimal(80), Decimal(70), Decimal(90), 2)


def test_the_trail_tells_neither_winners_nor_words_of_a_closing(judged_round, citra, at):
    first = closed(judged_round, citra, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    second = closed(judged_round, citra, at, reason="Paser menang karena bobot baru")

    told = list(AuditEntry.objects.filter(act=Act.RESULT_CLOSED).order_by("sequence"))
    assert [one.new for one in told] == [
        {"digest": result.digest, "cause": result.cause, "entries": 3} for result in (first, second)
    ]
    assert [one.reason for one in told] == ["", ""]


def test_the_bundle_of_a_result_verifies_to_the_same_order_and_names_no_juror(judged_round, citra, at):
    conflict = {"kind": "family", "source": "declared", "found_at": at}
    Conflict.objects.create(seat=judged_round.seats[0], entry=judged_round.entries[0], **conflict)
    result = closed(judged_round, citra, at)

    checked = bundles.verified(bytes(result.bundle))

    assert checked.is_sound
    assert [placed.entry for placed in checked.rankings["kabkota"]] == ["64.01", "64.08", "64.74"]
    assert hashlib.sha256(bytes(result.bundle)).hexdigest() == result.digest
    assert b'{"entry":"64.01","is_recused":true,"juror":"J01"}' in bytes(result.bundle)
    assert b"family" not in bytes(result.bundle)
    assert b"Ayu" not in bytes(result.bundle)
    assert b"Bayu" not in bytes(result.bundle)


def test_missing_marks_and_inputs_are_listed_and_nothing_is_closed(judged_round, citra, at):
    Mark.objects.filter(sheet__seat=judged_round.seats[0], sheet__entry=judged_round.entries[0]).delete()
    a_snapshot(judged_round.round, judged_round.category, citra, {})

    refused = refusal_of(judged_round, citra, at)

    assert isinstance(refused, StillMissing)
    assert Missing("64.01", "inovasi", "J01") in refused.missing
    assert len(refused.missing) == 7
    assert "7" in refused.message


def test_a_mark_of_a_draft_is_missing(judged_round, citra, at):
    sheet = judged_round.seats[0].sheets.first()
    sheet.final_at = None
    sheet.save()

    assert isinstance(refusal_of(judged_round, citra, at), StillMissing)


def test_recused_jurors_are_not_missed_and_their_marks_do_not_count(judged_round, citra, at):
    Conflict.objects.create(
        seat=judged_round.seats[0], entry=judged_round.entries[0], kind="employer", source="declared", found_at=at
    )

    row = closed(judged_round, citra, at).rows.get(position=1)

    assert kept(row).standing.scores["inovasi"].count == 1


def test_before_the_plenary_nothing_is_closed(judged_round, citra, at):
    moved_to(judged_round.round, RoundStage.INTERVIEW)

    assert refusal_of(judged_round, citra, at).code == "too_early"


def test_only_the_secretariat_of_the_round_closes(judged_round, ayu, admin, eko, at):
    for by in (ayu, admin, eko):
        with pytest.raises(RightMissing):
            closed(judged_round, by, at)


def test_without_criteria_or_nominees_there_is_nothing_to_close(judged_round, edition, citra, at):
    other = a_category(edition, "desa")
    with pytest.raises(ClosingRefused, match="belum punya kriteria"):
        close_round(round_=judged_round.round, category=other, by=citra, at=at)

    criteria_for(judged_round.round, judged_round.category, citra, a_heard_scheme())
    assert refusal_of(judged_round, citra, at).code == "nobody"


def test_a_closed_category_is_not_closed_again_without_a_cause(judged_round, citra, at):
    closed(judged_round, citra, at)

    refused = refusal_of(judged_round, citra, at)

    assert refused.code == "closed"
    assert "Citra" in refused.message


def test_a_later_scheme_makes_the_next_version_with_its_reason_and_both_bundles_verify(judged_round, citra, at):
    first = closed(judged_round, citra, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    assert refusal_of(judged_round, citra, at).code == "reason"

    second = closed(judged_round, citra, at, reason=REASON)

    assert (second.version, second.cause, second.reason) == (2, "scheme", REASON)
    assert newest_result(judged_round.round, judged_round.category) == second
    for result in (first, second):
        assert bundles.verified(bytes(Result.objects.get(pk=result.pk).bundle)).is_sound


def an_objection(judged_round, result, by, at, **more) -> Objection:
    told = {"number": 1, "criterion": "inovasi", "text": "Nilai keliru", "is_granted": True} | more
    answered = {"answered_by": by, "answered_at": at} if told["is_granted"] is not None else {}
    return Objection.objects.create(
        round=judged_round.round, result=result, entry=judged_round.entries[2], filed_by=by, filed_at=at,
        **answered, **told,
    )  # fmt: skip


def test_a_granted_objection_makes_the_next_version_once(judged_round, citra, at):
    result = closed(judged_round, citra, at)
    bontang = judged_round.entries[2]
    objection = an_objection(judged_round, result, citra, at)
    assert is_closed_for(bontang)
    Mark.objects.filter(sheet__entry=bontang).update(points=100)

    second = closed(judged_round, citra, at, reason="Sanggahan no. 1 dikabulkan", objection=objection)

    assert (second.cause, second.objection) == ("objection", objection)
    assert second.rows.get(entry=bontang).total == Decimal(68)
    assert result.rows.get(entry=bontang).total == Decimal(48)
    assert is_closed_for(bontang)
    assert refusal_of(judged_round, citra, at, reason=REASON, objection=objection).code == "not_granted"


@pytest.mark.parametrize("has_later_criteria", [True, False])
def test_while_a_granted_objection_waits_no_version_is_made_without_it(judged_round, citra, at, has_later_criteria):
    first = closed(judged_round, citra, at)
    objection = an_objection(judged_round, first, citra, at, is_granted=True)
    if has_later_criteria:
        criteria_for(judged_round.round, judged_round.category, citra)

    refused = refusal_of(judged_round, citra, at, reason="Bobot kriteria diubah")

    assert (refused.code, Result.objects.count()) == ("waiting", 1)
    assert refused.message.startswith(f"Sanggahan no. {objection.number} sudah dikabulkan dan menunggu versi baru")
    assert closed(judged_round, citra, at, reason="Sanggahan no. 1 dikabulkan", objection=objection).version == 2
    assert not has_later_criteria or closed(judged_round, citra, at, reason="Bobot kriteria diubah").version == 3


def test_an_objection_that_is_granted_while_a_version_is_computed_goes_first(judged_round, citra, at, monkeypatch):
    first = closed(judged_round, citra, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    computed = closing.computed

    def then_granted(found):
        an_objection(judged_round, first, citra, at, is_granted=True)
        return computed(found)

    monkeypatch.setattr(closing, "computed", then_granted)

    assert refusal_of(judged_round, citra, at, reason="Bobot kriteria diubah").code == "waiting"
    assert Result.objects.count() == 1


@pytest.mark.parametrize("is_granted", [None, False])
def test_an_objection_that_was_not_granted_makes_no_version(judged_round, citra, at, is_granted):
    result = closed(judged_round, citra, at)
    objection = an_objection(judged_round, result, citra, at, is_granted=is_granted)

    assert refusal_of(judged_round, citra, at, reason=REASON, objection=objection).code == "not_granted"


def test_what_changes_while_it_is_computed_is_not_closed(judged_round, citra, at, monkeypatch):
    computed = closing.computed

    def meanwhile(found):
        Mark.objects.filter(sheet__entry=judged_round.entries[0]).update(points=1)
        return computed(found)

    monkeypatch.setattr(closing, "computed", meanwhile)

    assert refusal_of(judged_round, citra, at).code == "moved_on"


def test_a_mark_that_cannot_hold_is_told(judged_round, citra, at):
    Mark.objects.filter(sheet__entry=judged_round.entries[0]).update(points=101)

    refused = refusal_of(judged_round, citra, at)

    assert (refused.code, refused.more["what"]) == ("unsound", "mark_outside")


def test_what_no_verifier_would_read_is_not_closed(judged_round, citra, at, monkeypatch):
    monkeypatch.setattr("awards.bundles.bundle.MOST_CELLS", 3)

    refused = refusal_of(judged_round, citra, at)

    assert refused.code == "unsound"
    assert not Result.objects.exists()


def test_who_shares_the_last_winning_place_wins_too(judged_round, citra, at):
    judged_round.category.winners = 2
    judged_round.category.save()
    second, fourth = judged_round.entries[1], judged_round.fourth(citra)
    for seat, points in zip(judged_round.seats, (80, 100), strict=True):
        a_sheet(seat, fourth, {"inovasi": points})
    same = {(fourth, criterion): told for (entry, criterion), told in judged_round.inputs.items() if entry == second}
    a_snapshot(judged_round.round, judged_round.category, citra, judged_round.inputs | same)

    rows = closed(judged_round, citra, at).rows.order_by("position")

    assert [(row.rank, row.is_winner) for row in rows] == [(1, True), (2, True), (2, True), (4, False)]


def test_a_result_is_never_changed(judged_round, citra, at):
    result = closed(judged_round, citra, at)
    with pytest.raises(AppendOnly):
        result.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        super(Result, result).save_base(force_update=True)
    with pytest.raises(AppendOnly):
        ResultRow.objects.all().update(rank=1)


def test_a_withdrawn_entry_has_no_place(judged_round, citra, at):
    judged_round.entries[0].state = EntryState.WITHDRAWN
    judged_round.entries[0].save()

    assert [row.name for row in closed(judged_round, citra, at).rows.order_by("position")] == [
        "Kabupaten Kutai Timur", "Kota Bontang",
    ]  # fmt: skip


def test_a_seat_that_is_filled_late_is_missed(judged_round, dewi, citra, at):
    a_seat(judged_round.round, dewi, citra)

    assert isinstance(refusal_of(judged_round, citra, at), StillMissing)


def test_the_software_is_named_as_the_project_is():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert f"{project['name']} {project['version']}" == SOFTWARE
