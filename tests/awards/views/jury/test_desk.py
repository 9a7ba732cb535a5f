"""The desk of a juror, and the progress that the secretariat sees."""

import re

import pytest

from awards.enums import RoundStage
from awards.models import Conflict, Entry, Seat
from tests.accounts.people import signed_in
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu, time_machine):
    time_machine.move_to(A_MOMENT, tick=False)
    return a_desk(edition, places, citra, (ayu, bayu))


def page(user, desk, more=""):
    answer = signed_in(user).get(f"/penghargaan/putaran/{desk.round.pk}/nilai/{more}")
    main = answer.content.decode().split("<main", 1)[-1]
    return answer.status_code, " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_juror_sees_how_far_he_is_with_each_entry(desk, ayu):
    finished(desk.one, desk.paser)
    saved(desk.one, desk.kutim)

    status, shown = page(ayu, desk)

    assert status == 200
    assert "1 dari 2 peserta sudah final" in shown
    assert "Kabupaten Kutai Timur 2 dari 2 kriteria, belum final" in shown


def test_entries_that_he_does_not_judge_are_named_and_not_linked(desk, ayu):
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    answer = signed_in(ayu).get(f"/penghargaan/putaran/{desk.round.pk}/nilai/").content.decode()

    assert f"/nilai/{desk.paser.pk}/" not in answer
    assert "Anda tidak ikut menilai:" in answer
    assert "0 dari 1 peserta" in answer


def test_he_is_told_to_declare_and_when_the_stage_is_closed(desk, ayu):
    Seat.objects.update(declared_at=None)
    moved_to(desk.round, RoundStage.PLENARY)

    _, shown = page(ayu, desk, "?tahap=berkas")

    assert "Nyatakan dulu benturan kepentingan Anda." in shown
    assert "Tahap itu tidak sedang dibuka." in shown


def test_the_phase_follows_the_stage_unless_one_is_asked_for(desk, ayu):
    Entry.objects.filter(pk=desk.paser.pk).update(state="nominee")
    moved_to(desk.round, RoundStage.INTERVIEW)

    assert "0 dari 1 peserta" in page(ayu, desk)[1]
    assert "0 dari 2 peserta" in page(ayu, desk, "?tahap=berkas")[1]
    assert page(ayu, desk, "?tahap=lain")[0] == 400


def test_the_secretariat_and_an_administrator_see_progress(desk, citra, ayu, admin):
    from tests.accounts.people import give_second_factor

    give_second_factor(admin)
    finished(desk.one, desk.paser)

    for user in (citra, admin):
        status, shown = page(user, desk)
        assert (status, "Ayu 1 2 0 Bayu 0 2 0" in shown) == (200, True)


def test_an_entry_with_a_withdrawn_state_leaves_the_desk(desk, ayu):
    Entry.objects.filter(pk=desk.paser.pk).update(state="withdrawn")

    assert "Kabupaten Paser" not in page(ayu, desk)[1]
