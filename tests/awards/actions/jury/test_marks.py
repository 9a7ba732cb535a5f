"""Marks are drafts until they are final; what cannot stand is refused whole, with the sentence that says why."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.abilities import Role
from accounts.errors import IdentityTyped
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.marks import make_final
from awards.actions.jury.reopening import reopen_marks
from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.jury_errors import MarkRefused, MarksStale
from awards.models import (
    Conflict,
    CriteriaSet,
    Entry,
    Evidence,
    Mark,
    MarkRevision,
    MarkSheet,
    Result,
    RoundCriteria,
    Seat,
)
from awards.queries.jury.judged import Given
from tests.awards.desks import WHOLE, a_desk, finished, saved
from tests.awards.rows import a_round, an_entry, moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu))


def held(sheet=None):
    rows = Mark.objects.filter(sheet=sheet) if sheet else Mark.objects.all()
    return {one.criterion: (one.points, one.note) for one in rows}


def refused(code, act, *told, **more):
    """Do an act that is refused with `code`, and see that nothing has changed."""
    before = (list(Mark.objects.values()), list(MarkSheet.objects.values()), MarkRevision.objects.count())
    with pytest.raises(MarkRefused) as error:
        act(*told, **more)
    after = (list(Mark.objects.values()), list(MarkSheet.objects.values()), MarkRevision.objects.count())
    assert (error.value.code, after) == (code, before)
    return error.value.message


def proof(entry, by, **more):
    told = {
        "criterion": "regulasi", "proof": "perda", "version": 1, "title": "Perda 3/2023", "issuer": "DPRD",
        "issued_on": A_MOMENT, "file_name": "perda.pdf", "media_type": "application/pdf", "size": 1, "digest": "0",
        "content": b"1", "filed_by": by, "filed_at": A_MOMENT,
    } | more  # fmt: skip
    return Evidence.objects.create(entry=entry, **told)


def test_a_draft_is_stored_with_its_history_and_freezes_the_criteria(desk, ayu):
    sheet = saved(desk.one, desk.paser, Given("inovasi", Decimal(40), "Baru dirintis"))

    assert (sheet.version, sheet.final_at, sheet.saved_at) == (1, None, A_MOMENT)
    assert held() == {"inovasi": (Decimal(40), "Baru dirintis")}
    assert list(MarkRevision.objects.values_list("criterion", "version", "points", "by")) == [
        ("inovasi", 1, Decimal(40), ayu.pk)
    ]
    assert CriteriaSet.objects.get().frozen_at == A_MOMENT


def test_a_later_save_changes_what_it_names_and_keeps_the_rest(desk):
    saved(desk.one, desk.paser)

    sheet = saved(desk.one, desk.paser, Given("inovasi", Decimal(100)), seen=1)

    assert sheet.version == 2
    assert held() == {"inovasi": (Decimal(100), ""), "regulasi": (Decimal("82.5"), "Perda 3/2023 berlaku")}
    assert list(MarkRevision.objects.order_by("pk").values_list("criterion", "version")) == [
        ("inovasi", 1), ("regulasi", 1), ("inovasi", 2),
    ]  # fmt: skip


def test_the_same_sent_twice_is_stored_once(desk):
    first = saved(desk.one, desk.paser)
    again = saved(desk.one, desk.paser)

    assert (again.pk, again.version, MarkRevision.objects.count()) == (first.pk, 1, 2)


def test_nothing_said_stores_nothing(desk):
    sheet = saved(desk.one, desk.paser, Given("inovasi", None))

    assert (sheet.pk, sheet.version, MarkSheet.objects.count()) == (None, 0, 0)
    assert CriteriaSet.objects.get().frozen_at is None


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_save_upon_an_older_version_is_refused_and_loses_nothing(desk, seen):
    saved(desk.one, desk.paser)
    saved(desk.one, desk.paser, Given("inovasi", Decimal(100)), seen=1)

    with pytest.raises(MarksStale, match="jendela lain pada 4 Agustus 2025 pukul 10\\.00 WITA"):
        saved(desk.one, desk.paser, Given("inovasi", Decimal(0)), seen=seen)

    assert held()["inovasi"] == (Decimal(100), "")


@pytest.mark.parametrize(
    ("criterion", "points", "code", "told"),
    [
        ("inovasi", "101", "scale", "101 di luar skala Inovasi, yaitu 0 sampai 100"),
        ("inovasi", "-1", "scale", "-1 di luar skala"),
        ("regulasi", "50.1234", "scale", "50,1234 di luar skala"),
        ("regulasi", "NaN", "scale", "NaN di luar skala"),
        ("regulasi", "Infinity", "scale", "Infinity di luar skala"),
        ("inovasi", "50", "step", "Pilih salah satu: 0, 40, 70 dan 100"),
        ("wawancara", "50", "criterion", "“wawancara” tidak dinilai"),
        ("cakupan", "50", "criterion", "“cakupan” tidak dinilai"),
    ],
)
def test_a_mark_off_the_scale_or_of_no_criterion_is_refused_with_all_that_came_with_it(
    desk, criterion, points, code, told
):
    bad = Given(criterion, Decimal(points))

    assert told in refused(code, saved, desk.one, desk.paser, Given("regulasi", Decimal(50)), bad)


@pytest.mark.parametrize("points", ["0", "100", "82.5", "0.001"])
def test_both_ends_of_the_scale_and_all_between_can_be_given(desk, points):
    saved(desk.one, desk.paser, Given("regulasi", Decimal(points)))

    assert held()["regulasi"][0] == Decimal(points)


def test_a_note_is_not_endless_and_names_no_person_by_number(desk):
    refused("note", saved, desk.one, desk.paser, Given("regulasi", None, "x" * 2_001))
    with pytest.raises(IdentityTyped):
        saved(desk.one, desk.paser, Given("regulasi", None, "NIK 6401010101010001"))

    assert held() == {}


def test_evidence_is_of_this_entry_and_stands(desk, sari):
    own = proof(desk.paser, sari)
    others = proof(desk.kutim, sari)
    gone = proof(desk.paser, sari, version=2, withdrawn_by=sari, withdrawn_at=A_MOMENT)

    for bad in (others.pk, gone.pk, 99_999):
        refused("evidence", saved, desk.one, desk.paser, Given("regulasi", Decimal(50), evidence=bad))
    saved(desk.one, desk.paser, Given("regulasi", Decimal(50), evidence=own.pk))

    assert Mark.objects.get().evidence == own


@pytest.mark.parametrize(
    "stage", [stage for stage in RoundStage if stage not in (RoundStage.VERIFICATION, RoundStage.NOMINEES)]
)
def test_papers_are_marked_while_they_are_verified_and_nominees_set_and_at_no_other_time(desk, stage):
    moved_to(desk.round, stage)

    told = refused("stage", saved, desk.one, desk.paser)
    assert "selama tahap Verifikasi berkas dan Penetapan nomine" in told


def test_interviews_are_marked_in_their_stage_and_of_nominees_alone(desk):
    Entry.objects.filter(pk=desk.paser.pk).update(state="nominee")
    refused("stage", saved, desk.one, desk.paser, phase=Phase.INTERVIEW)
    moved_to(desk.round, RoundStage.INTERVIEW)

    saved(desk.one, desk.paser, phase=Phase.INTERVIEW)

    assert held() == {"wawancara": (Decimal(90), "")}
    refused("not_judged", saved, desk.one, desk.kutim, phase=Phase.INTERVIEW)


@pytest.mark.parametrize("state", ["proposed", "refused", "withdrawn"])
def test_what_is_not_verified_is_not_marked(desk, state):
    Entry.objects.update(state=state)

    assert "Kabupaten Paser" in refused("not_judged", saved, desk.one, desk.paser)


def test_after_closing_nothing_is_marked_nor_opened_again(desk, citra, admin):
    final = finished(desk.one, desk.paser)
    Result.objects.create(
        round=desk.round, category=desk.paser.category, version=1, cause="first", formula="1", digest="0", bundle=b"1",
        criteria_set=CriteriaSet.objects.get(), closed_by=citra, closed_at=A_MOMENT,
    )  # fmt: skip

    assert "sudah ditutup" in refused("closed", saved, desk.one, desk.kutim)
    refused("closed", reopen_marks, sheet=final, reason="Nilai keliru ditulis", by=admin, at=A_MOMENT)


def test_an_entry_of_another_round_is_refused(desk, edition, places, citra):
    other = an_entry(a_round(edition, places["63"], citra), desk.paser.category, places["63.01"], citra)

    refused("foreign", saved, desk.one, other)


def test_a_recused_juror_marks_nothing_and_says_nothing_final(desk):
    saved(desk.one, desk.paser)
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    assert "tidak ikut menilai Kabupaten Paser" in refused("recused", saved, desk.one, desk.paser, seen=1)
    refused("recused", make_final, seat=desk.one, entry=desk.paser, phase=Phase.DESK, seen=1, by=desk.one.user,
            at=A_MOMENT)  # fmt: skip
    saved(desk.one, desk.kutim)


def test_what_records_tell_is_looked_up_before_the_first_mark_and_stays_noted(desk, ayu, places):
    Assignment.objects.create(user=ayu, role=Role.HEAD, region=places["64.01"], since="2023-01-01", granted_at=A_MOMENT)

    refused("recused", saved, desk.one, desk.paser)

    assert Conflict.objects.get().source == "detected"


def test_before_marking_a_juror_declares_and_again_for_entries_that_came_later(desk):
    Seat.objects.filter(pk=desk.one.pk).update(declared_at=None)
    assert "Nyatakan dulu benturan" in refused("undeclared", saved, desk.one, desk.paser)
    Seat.objects.filter(pk=desk.one.pk).update(declared_at=A_MOMENT - timedelta(seconds=1))

    refused("undeclared", saved, desk.one, desk.paser)


def test_only_the_juror_of_the_seat_marks_and_only_while_he_sits_and_holds_the_role(desk, bayu, citra, ayu):
    def save(by):
        from awards.actions.jury.marks import save_sheet

        save_sheet(
            seat=desk.one, entry=desk.paser, phase=Phase.DESK, given=WHOLE[Phase.DESK], seen=0, by=by, at=A_MOMENT
        )

    for other in (bayu, citra):
        refused("not_seated", save, other)
    Assignment.objects.filter(user=ayu).update(until="2024-12-31")
    refused("not_seated", save, ayu)
    Assignment.objects.filter(user=ayu).update(until=None)
    Seat.objects.update(ended_at=A_MOMENT)
    refused("not_seated", save, ayu)


def test_who_has_come_to_run_the_round_marks_no_longer(desk, ayu, places):
    Assignment.objects.create(
        user=ayu, role=Role.SECRETARY, region=places["64"], since="2024-01-01", granted_at=A_MOMENT
    )

    refused("two_offices", saved, desk.one, desk.paser)


def test_a_category_without_criteria_is_not_marked(desk):
    RoundCriteria.objects.all().delete()

    refused("no_criteria", saved, desk.one, desk.paser)


def test_final_marks_are_whole_and_founded(desk):
    last = {"seat": desk.one, "entry": desk.paser, "phase": Phase.DESK, "by": desk.one.user, "at": A_MOMENT}
    assert "Inovasi dan Kualitas regulasi belum dinilai" in refused("incomplete", make_final, seen=0, **last)
    saved(desk.one, desk.paser, Given("inovasi", Decimal(40)))
    assert ": Kualitas regulasi belum dinilai" in refused("incomplete", make_final, seen=1, **last)
    saved(desk.one, desk.paser, Given("regulasi", Decimal(40), "  "), seen=1)
    assert "Kualitas regulasi perlu catatan atau bukti" in refused("unfounded", make_final, seen=2, **last)


def test_a_link_to_evidence_founds_a_mark_as_a_note_does(desk, sari):
    own = proof(desk.paser, sari)

    sheet = finished(
        desk.one, desk.paser, Given("inovasi", Decimal(40)), Given("regulasi", Decimal(40), evidence=own.pk)
    )

    assert sheet.final_at == A_MOMENT


def test_final_marks_do_not_change_and_the_trail_tells_no_points(desk, ayu):
    sheet = finished(desk.one, desk.paser)

    assert "sudah final" in refused("final", saved, desk.one, desk.paser, Given("inovasi", Decimal(0)), seen=2)
    refused("final", make_final, seat=desk.one, entry=desk.paser, phase=Phase.DESK, seen=2, by=ayu, at=A_MOMENT)
    entry = AuditEntry.objects.get(act="marks_final")
    assert (entry.subject, entry.region_code) == (f"marks:{sheet.pk}", "")
    assert entry.new == {"round": desk.round.pk, "entry": desk.paser.pk, "phase": "desk", "marks": 2}


def test_final_upon_an_older_version_is_refused(desk, ayu):
    saved(desk.one, desk.paser)

    with pytest.raises(MarksStale):
        make_final(seat=desk.one, entry=desk.paser, phase=Phase.DESK, seen=0, by=ayu, at=A_MOMENT)

    assert MarkSheet.objects.get().final_at is None


def test_a_save_asks_the_database_as_often_for_one_mark_as_for_two(desk, django_assert_max_num_queries):
    saved(desk.one, desk.kutim)
    saved(desk.one, desk.paser)
    again = [Given("inovasi", Decimal(100)), Given("regulasi", Decimal(3), "lain")]

    with django_assert_max_num_queries(15):  # two of them the savepoint
        saved(desk.one, desk.paser, again[0], seen=1)
    with django_assert_max_num_queries(15):
        saved(desk.one, desk.kutim, *again, seen=1)
