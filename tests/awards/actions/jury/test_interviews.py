"""Interviews: their order, when they were held, who came, and what the jury asks."""

from datetime import timedelta

import pytest

from accounts.errors import IdentityTyped, RightMissing
from accounts.models import AuditEntry
from awards.actions.jury.interviews import ask, begin, end, note_attendance, plan, set_order
from awards.enums import RoundStage
from awards.jury_errors import InterviewRefused
from awards.models import Conflict, Entry, Interview, Question
from tests.awards.desks import a_desk
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu), RoundStage.INTERVIEW, state="nominee")


@pytest.fixture
def ordered(desk, citra):
    set_order(round_=desk.round, order={desk.paser.pk: 2, desk.kutim.pk: 1}, by=citra, at=A_MOMENT)
    return desk


def refused(code, act, **told):
    before = list(Interview.objects.order_by("pk").values())
    with pytest.raises(InterviewRefused) as error:
        act(**told)
    assert (error.value.code, list(Interview.objects.order_by("pk").values())) == (code, before)
    assert error.value.message


def places():
    return dict(Interview.objects.values_list("entry", "position"))


def test_the_secretariat_sets_the_order_and_changes_it(ordered, citra):
    assert places() == {ordered.paser.pk: 2, ordered.kutim.pk: 1}
    set_order(round_=ordered.round, order={ordered.paser.pk: 1, ordered.kutim.pk: 2}, by=citra, at=A_MOMENT)
    assert places() == {ordered.paser.pk: 1, ordered.kutim.pk: 2}
    orders = [one.new["order"] for one in AuditEntry.objects.filter(act="interview_noted").order_by("sequence")]
    assert orders == [[ordered.kutim.pk, ordered.paser.pk], [ordered.paser.pk, ordered.kutim.pk]]


def test_no_region_reads_in_its_trail_whose_turn_comes_when(desk, citra):
    moved_to(desk.round, RoundStage.NOMINEES)
    set_order(round_=desk.round, order=None, by=citra, at=A_MOMENT)
    told = {"planned_at": A_MOMENT + timedelta(days=12), "minutes": 30, "venue": "Ruang Ruhui Rahayu"}
    plan(entry=desk.paser, by=citra, at=A_MOMENT, **told)
    moved_to(desk.round, RoundStage.INTERVIEW)
    set_order(round_=desk.round, order=None, by=citra, at=A_MOMENT)
    begin(entry=desk.paser, by=citra, at=A_MOMENT)

    noted = AuditEntry.objects.filter(act="interview_noted").order_by("sequence")

    assert [(sorted(one.new)[0], one.region_code) for one in noted] == [
        ("order", ""), ("minutes", ""), ("order", ""), ("began_at", "64.01"),
    ]  # fmt: skip


def test_an_order_is_drawn_of_all_nominees_until_the_first_has_begun(desk, citra):
    moved_to(desk.round, RoundStage.NOMINEES)
    set_order(round_=desk.round, order=None, by=citra, at=A_MOMENT)
    drawn = places()
    moved_to(desk.round, RoundStage.INTERVIEW)
    begin(entry=desk.paser, by=citra, at=A_MOMENT)

    assert sorted(drawn.values()) == [1, 2]
    refused("begun_order", set_order, round_=desk.round, order=None, by=citra, at=A_MOMENT)


@pytest.mark.parametrize(
    "order", [{}, {"p": 1}, {"p": 1, "k": 1}, {"p": 1, "k": 3}, {"p": 0, "k": 1}, {"p": 1, "x": 2}]
)
def test_an_order_names_each_place_once(desk, citra, order):
    known = {"p": desk.paser.pk, "k": desk.kutim.pk, "x": 99_999}

    refused("order", set_order, round_=desk.round, order={known[key]: place for key, place in order.items()},
            by=citra, at=A_MOMENT)  # fmt: skip


def test_an_interview_begins_and_ends_once(ordered, citra):
    told = {"entry": ordered.paser, "by": citra}
    refused("not_begun", end, **told, at=A_MOMENT)
    begin(**told, at=A_MOMENT)
    refused("begun", begin, **told, at=A_MOMENT)
    held = end(**told, at=A_MOMENT + timedelta(minutes=25))
    refused("ended", end, **told, at=A_MOMENT)

    assert (held.began_at, held.ended_at) == (A_MOMENT, A_MOMENT + timedelta(minutes=25))
    assert (held.noted_by, held.noted_at) == (citra, A_MOMENT + timedelta(minutes=25))


def test_attendance_is_a_fact_that_is_noted_and_can_be_put_right(ordered, citra):
    told = {"entry": ordered.paser, "by": citra, "at": A_MOMENT}
    for head, instead in ((None, ""), (False, "  "), (False, "x" * 121)):
        refused("attendance", note_attendance, head=head, instead=instead, **told)
    with pytest.raises(IdentityTyped):
        note_attendance(head=False, instead="NIK 6401010101010001", **told)
    note_attendance(head=False, instead="Sekretaris daerah", **told)

    held = note_attendance(head=True, instead="Sekretaris daerah", **told)

    assert (held.head_attended, held.attended_by) == (True, "")
    last = AuditEntry.objects.filter(act="interview_noted").order_by("-sequence")[0]
    assert last.old == {"head_attended": False, "attended_by": "Sekretaris daerah"}


def test_only_the_secretariat_notes_and_only_in_the_stage(ordered, ayu, admin, wati, citra):
    for other in (ayu, admin, wati):
        for act in (begin, end):
            with pytest.raises(RightMissing):
                act(entry=ordered.paser, by=other, at=A_MOMENT)
        with pytest.raises(RightMissing):
            set_order(round_=ordered.round, order=None, by=other, at=A_MOMENT)
    moved_to(ordered.round, RoundStage.PLENARY)
    refused("stage", begin, entry=ordered.paser, by=citra, at=A_MOMENT)
    refused("stage", set_order, round_=ordered.round, order=None, by=citra, at=A_MOMENT)


def test_who_has_no_place_or_is_no_nominee_is_not_interviewed(desk, citra):
    refused("no_order", begin, entry=desk.paser, by=citra, at=A_MOMENT)
    set_order(round_=desk.round, order=None, by=citra, at=A_MOMENT)
    Entry.objects.filter(pk=desk.paser.pk).update(state="withdrawn")

    refused("not_a_nominee", begin, entry=desk.paser, by=citra, at=A_MOMENT)


def test_a_juror_asks_what_is_to_be_asked(desk, ayu, bayu):
    told = {"seat": desk.one, "entry": desk.paser, "at": A_MOMENT}
    ask(text=" Apa rencana 2024? ", by=ayu, **told)
    for text in ("", "   ", "x" * 501):
        refused("question", ask, text=text, by=ayu, **told)
    refused("recused", ask, text="Apa?", by=bayu, **told)
    with pytest.raises(IdentityTyped):
        ask(text="NIK 6401010101010001", by=ayu, **told)
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)
    refused("recused", ask, text="Apa?", by=ayu, **told)
    Conflict.objects.all().delete()
    Entry.objects.update(state="verified")
    desk.paser.refresh_from_db()
    refused("not_a_nominee", ask, text="Apa?", by=ayu, **told)

    assert [one.text for one in Question.objects.all()] == ["Apa rencana 2024?"]


def planned(desk, by, **more):
    told = {"planned_at": A_MOMENT + timedelta(days=2), "minutes": 30, "venue": "Ruang Ruhui Rahayu"} | more
    return plan(entry=desk.paser, by=by, at=A_MOMENT, **told)


def test_the_secretariat_sets_when_and_where_before_it_begins(ordered, citra):
    moved_to(ordered.round, RoundStage.INTERVIEW)
    found = planned(ordered, citra)

    assert (found.planned_at, found.minutes, found.venue) == (
        A_MOMENT + timedelta(days=2), 30, "Ruang Ruhui Rahayu",
    )  # fmt: skip
    entry = AuditEntry.objects.filter(act="interview_noted").latest("sequence")
    assert (entry.old["planned_at"], entry.new["venue"]) == (None, "Ruang Ruhui Rahayu")
    begin(entry=ordered.paser, by=citra, at=A_MOMENT)
    refused("begun", planned, desk=ordered, by=citra)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"planned_at": A_MOMENT - timedelta(days=2)}, "outside"),
        ({"planned_at": A_MOMENT + timedelta(days=9)}, "outside"),
        ({"minutes": 0}, "plan"),
        ({"minutes": 481}, "plan"),
        ({"venue": "  "}, "plan"),
        ({"venue": "x" * 121}, "plan"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(ordered, citra, more, code):
    refused(code, planned, desk=ordered, by=citra, **more)


def test_nobody_else_plans(ordered, ayu, admin):
    for by in (ayu, admin):
        with pytest.raises(RightMissing):
            planned(ordered, by)
