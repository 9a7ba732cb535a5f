"""What waits in the award for one person: the right things for each, with their deadlines, in few queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import access
from accounts.abilities import Role
from accounts.models import Assignment
from awards.access import may_freeze
from awards.actions.results.closing import close_round
from awards.arithmetic.schemes import Criterion, Kind, Phase
from awards.enums import RoundStage
from awards.models import Conflict, Mark, MarkSheet, Objection, Publication, RoundCriteria, Seat
from awards.queries.waiting import waiting_for
from tests.awards.closings import a_judged_round
from tests.awards.entrants import a_criteria_set
from tests.awards.evidence_rows import a_proof
from tests.awards.rows import (
    a_category,
    a_round,
    a_scheme,
    a_seat,
    a_sheet,
    a_snapshot,
    an_entry,
    criteria_for,
    judged_by,
    moved_to,
)

STATED = Criterion("posyandu", "Posyandu", Decimal(40), kind=Kind.COMPUTED, phase=Phase.DESK)


def told(user, at) -> list[tuple[str, str]]:
    return [(one.title, one.address) for one in waiting_for(user, at)]


def asked(user, at) -> int:
    access.assignments(user, at)
    with CaptureQueriesContext(connection) as queries:
        waiting_for(user, at)
    return len(queries)


@pytest.fixture
def preparing(edition, places, citra):
    """A round whose papers are verified, with Paser in it as a proposal."""
    round_, category = a_round(edition, places["64"], citra, RoundStage.VERIFICATION), a_category(edition)
    held = a_criteria_set(category, citra)
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=held, at=held.made_at)
    return round_, an_entry(round_, category, places["64.01"], citra, state="proposed")


@pytest.fixture
def result(edition, places, citra, ayu, bayu, at):
    judged = a_judged_round(edition, places, citra, [ayu, bayu])
    return close_round(round_=judged.round, category=judged.category, by=citra, at=at)


def published(result, by, second, at) -> Publication:
    return Publication.objects.create(
        result=result, sk_number="100.3/K.5/2025", sk_on=at.date(), asked_by=by, asked_at=at, approved_by=second,
        approved_at=at if second else None,
    )  # fmt: skip


def test_the_secretariat_of_the_round_alone_is_told_which_papers_to_check(preparing, citra, eko, stranger, at):
    round_, _entry = preparing

    [one] = waiting_for(citra, at)

    assert one.title == "1 peserta perlu diperiksa berkasnya"
    assert one.address == f"/penghargaan/putaran/{round_.pk}/peserta/"
    assert one.due_at == at + timedelta(days=9, minutes=-1)
    assert told(eko, at) == told(stranger, at) == []
    assert asked(citra, at) <= 6


def test_an_office_is_told_which_proofs_its_own_region_lacks_until_they_are_there(preparing, sari, hana, citra, at):
    _round, entry = preparing

    assert told(hana, at) == [("Kabupaten Paser: 1 bukti dukung belum ada", f"/penghargaan/peserta/{entry.pk}/")]
    assert waiting_for(hana, at)[0].due_at == at + timedelta(days=9, minutes=-1)
    assert asked(hana, at) <= 6
    a_proof(entry, citra)
    assert told(hana, at) == []


def test_after_verification_nothing_is_asked_for_any_more(preparing, hana, citra, at):
    moved_to(preparing[0], RoundStage.INTERVIEW)

    assert told(hana, at) == told(citra, at) == []


def test_a_juror_is_told_of_the_declaration_and_of_what_is_not_marked(edition, places, citra, ayu, at):
    round_, category = a_round(edition, places["64"], citra, RoundStage.VERIFICATION), a_category(edition)
    judged_by(round_, category, citra)
    entries = [an_entry(round_, category, places[code], citra) for code in ("64.01", "64.08", "64.74")]
    seat = a_seat(round_, ayu, citra, declared_at=None)
    Conflict.objects.create(seat=seat, entry=entries[0], kind="family", source="declared", found_at=at)
    a_sheet(seat, entries[1], {"inovasi": 70})

    first = told(ayu, at)

    assert first == [
        ("Pernyataan benturan kepentingan belum dibuat", f"/penghargaan/putaran/{round_.pk}/benturan/"),
        ("1 peserta belum selesai dinilai, penilaian berkas", f"/penghargaan/putaran/{round_.pk}/nilai/"),
    ]
    assert asked(ayu, at) <= 6
    a_sheet(seat, entries[2], {"inovasi": 70})
    seat.declared_at = at
    seat.save()
    assert told(ayu, at) == []


def test_a_publication_waits_for_another_person_than_who_asked(result, citra, admin, at):
    assert told(admin, at) == []
    published(result, citra, None, at)

    title = "Penerbitan hasil Pemerintah kabupaten/kota menunggu orang kedua"
    assert told(admin, at) == [(title, f"/penghargaan/putaran/{result.round_id}/penutupan/")]
    assert title not in dict(told(citra, at))
    assert asked(admin, at) <= 6


def test_who_sits_in_a_jury_is_told_nothing_as_an_administrator_or_as_its_secretariat(result, citra, admin, hana, at):
    published(result, citra, None, at)
    entry = result.rows.first().entry
    seat = Seat.objects.filter(round=result.round).first()
    Conflict.objects.create(
        seat=seat, entry=entry, kind="family", source="declared", found_at=at, lift_why="Bukan keluarga",
        lift_asked_by=citra, lift_asked_at=at,
    )  # fmt: skip
    Objection.objects.create(
        round=result.round, number=1, result=result, entry=entry, criterion="inovasi", text="Keliru", filed_by=hana,
        filed_at=at,
    )  # fmt: skip
    assert (len(told(admin, at)), len(told(citra, at))) == (2, 1)

    for one in (admin, citra):
        a_seat(result.round, one, citra)

    assert told(admin, at) == told(citra, at) == []


@pytest.fixture
def late(edition, places, citra, ayu, bayu):
    """A round in its plenary of which no number was frozen in time: three entries, two numbers of each."""
    judged = a_judged_round(edition, places, citra, [ayu, bayu])
    judged.snapshot.inputs.all().delete()
    judged.snapshot.delete()
    return judged


def test_numbers_that_nobody_froze_in_time_wait_for_an_administrator_until_they_are_frozen(late, citra, admin, eko, at):
    page = f"/penghargaan/putaran/{late.round.pk}/angka/{late.category.code}/"

    assert told(admin, at) == [("6 angka Pemerintah kabupaten/kota perlu dibekukan", page)]
    assert may_freeze(admin, late.round, at)
    assert told(citra, at) == told(eko, at) == []
    assert asked(admin, at) <= 6
    some = {key: one for key, one in late.inputs.items() if key[1] == "cakupan"}
    a_snapshot(late.round, late.category, citra, some)
    assert [title for title, _ in told(admin, at)] == ["3 angka Pemerintah kabupaten/kota perlu dibekukan"]
    a_snapshot(late.round, late.category, citra, late.inputs)
    assert told(admin, at) == []


def test_as_long_as_the_secretariat_freezes_no_administrator_is_asked(late, citra, admin, ayu, at):
    moved_to(late.round, RoundStage.NOMINEES)
    assert [title for title, _ in told(admin, at)] == ["6 angka Pemerintah kabupaten/kota perlu dibekukan"]  # all final

    sheet = MarkSheet.objects.filter(seat__user=ayu)[0]
    MarkSheet.objects.filter(pk=sheet.pk).update(final_at=None)
    assert not may_freeze(admin, late.round, at)
    assert told(admin, at) == []

    Mark.objects.filter(sheet=sheet).delete()
    sheet.delete()
    assert not may_freeze(admin, late.round, at)
    assert told(admin, at) == []


def test_an_administrator_who_judges_or_runs_the_round_is_not_asked(late, citra, admin, places, at):
    office = Assignment.objects.create(
        user=admin, role=Role.SECRETARY, region=places["64"], since=date(2020, 1, 1), granted_at=at
    )
    assert (may_freeze(admin, late.round, at), told(admin, at)) == (False, [])
    office.delete()

    a_seat(late.round, admin, citra)
    assert (may_freeze(admin, late.round, at), told(admin, at)) == (False, [])


def test_what_cannot_be_frozen_now_waits_for_nobody(late, citra, admin, hana, at):
    a_snapshot(late.round, late.category, citra, late.inputs)
    result = close_round(round_=late.round, category=late.category, by=citra, at=at)
    assert told(admin, at) == []

    criteria_for(late.round, late.category, citra, a_scheme(criteria=(*a_scheme().criteria[:2], STATED)))
    assert [title for title, _ in told(admin, at)] == ["3 angka Pemerintah kabupaten/kota perlu dibekukan"]
    Objection.objects.create(
        round=late.round, number=1, result=result, entry=late.entries[0], criterion="inovasi", text="Keliru",
        filed_by=hana, filed_at=at, is_granted=True, answered_by=citra, answered_at=at,
    )  # fmt: skip
    assert told(admin, at) == []


def test_a_round_that_is_over_asks_for_no_numbers(late, admin, at):
    assert told(admin, at + timedelta(days=400)) == []


def test_numbers_of_three_rounds_take_as_many_queries_as_those_of_one(late, edition, places, citra, admin, at):
    one = asked(admin, at)
    for code in ("63", "ID"):
        round_, category = (
            a_round(edition, places[code], citra, RoundStage.PLENARY),
            a_category(edition, f"k{code}".lower()),
        )
        criteria_for(round_, category, citra)
        an_entry(round_, category, places["63.01"], citra)

    assert len(told(admin, at)) == 3
    assert asked(admin, at) == one


def test_lifting_a_conflict_waits_for_an_administrator(result, citra, admin, ayu, at):
    entry = result.rows.order_by("position")[0].entry
    seat = result.round.seats.get(user=ayu)
    Conflict.objects.create(
        seat=seat, entry=entry, kind="family", source="declared", found_at=at, lift_why="Sudah bukan keluarga",
        lift_asked_by=citra, lift_asked_at=at,
    )  # fmt: skip

    assert [title for title, _ in told(admin, at)] == ["Keputusan atas benturan kepentingan menunggu persetujuan"]


def test_an_objection_is_told_to_the_secretariat_with_its_deadline(result, citra, hana, at):
    moved_to(result.round, RoundStage.OBJECTION)
    entry, due = result.rows.order_by("position")[0].entry, at + timedelta(days=9, minutes=-1)
    Objection.objects.create(
        round=result.round, number=1, result=result, entry=entry, criterion="inovasi", text="Nilai inovasi keliru",
        filed_by=hana, filed_at=at,
    )  # fmt: skip

    [one] = waiting_for(citra, at)

    assert (one.title, one.due_at) == ("Sanggahan no. 1 perlu ditanggapi", due)


def test_the_own_sheet_is_told_only_once_it_is_public_and_with_the_end_of_objections(result, citra, admin, hana, at):
    moved_to(result.round, RoundStage.OBJECTION)
    entry = result.rows.get(entry__region__code="64.01").entry
    assert told(hana, at) == []
    published(result, citra, admin, at)

    [one] = waiting_for(hana, at)

    assert one.title == "Lembar nilai Kabupaten Paser terbit; sanggahan masih dapat diajukan"
    assert one.address == f"/penghargaan/hasil/{result.pk}/lembar/{entry.pk}/"
    assert one.due_at == at + timedelta(days=9, minutes=-1)
    assert asked(hana, at) <= 6


def test_the_page_of_tasks_shows_them(client, preparing, hana, at, time_machine):
    time_machine.move_to(at, tick=False)
    client.force_login(hana)

    page = client.get("/kerja/").content.decode()

    assert "Kabupaten Paser: 1 bukti dukung belum ada" in page
    assert "Batas waktu:" in page
    assert "1 hal menunggu Anda" in page
