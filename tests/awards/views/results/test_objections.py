"""The page of objections: the head files, the secretariat answers, and nobody else reads a word of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Objection, Publication
from tests.awards.closings import a_judged_round
from tests.awards.rows import moved_to
from tests.coverage.factories import staff_of

TOLD = {"kriteria": "regulasi", "isi": "Perda kami terbit pada Maret 2023 dan belum dihitung"}
ANSWER = {"keputusan": "kabul", "tanggapan": "Perda itu berlaku, jadi dihitung", "tingkat": "perda"}


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round, citra, admin, at):
    made = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    Publication.objects.create(
        result=made, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )
    moved_to(judged_round.round, RoundStage.OBJECTION)
    return f"/penghargaan/hasil/{made.pk}/lembar/{judged_round.entries[2].pk}/sanggahan/"


@pytest.fixture
def bontang(places):
    return staff_of(places["64.74"])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_head_files_with_a_proof_and_the_secretariat_answers(page, bontang, citra):
    head, secretariat = signed_in(bontang["signs"]), signed_in(citra)
    proof = SimpleUploadedFile("perda.pdf", b"%PDF-1.7 perda")

    assert head.post(page, TOLD | {"bukti": proof}).status_code == 302
    objection = Objection.objects.get()
    assert secretariat.get(f"/penghargaan/sanggahan/{objection.pk}/bukti/").content == b"%PDF-1.7 perda"
    assert secretariat.post(f"/penghargaan/sanggahan/{objection.pk}/tanggapi/", ANSWER).status_code == 302

    text = head.get(page).content.decode()
    assert "Dikabulkan." in text
    assert "Perda itu berlaku, jadi dihitung" in text


@pytest.mark.parametrize("told", [{"kriteria": ""}, {"isi": "pendek"}, {"kriteria": "lain"}])
def test_what_cannot_be_filed_comes_back(page, bontang, told):
    assert signed_in(bontang["signs"]).post(page, TOLD | told).status_code == 422
    assert not Objection.objects.exists()


def test_who_may_not_file_or_answer_is_refused_and_others_find_nothing(page, places, bontang, citra, ayu, dewi):
    signed_in(bontang["signs"]).post(page, TOLD)
    answer = f"/penghargaan/sanggahan/{Objection.objects.get().pk}/tanggapi/"
    proof = answer.replace("tanggapi", "bukti")
    neighbour = staff_of(places["64.01"])["signs"]

    asked = {
        name: (signed_in(user).get(page).status_code, signed_in(user).post(page, TOLD).status_code,
               signed_in(user).post(answer, ANSWER).status_code, signed_in(user).get(proof).status_code)
        for name, user in (("enterer", bontang["enters"]), ("neighbour", neighbour), ("juror", ayu), ("national", dewi),
                           ("head", bontang["signs"]))
    }  # fmt: skip

    assert asked == {
        "enterer": (200, 403, 403, 404), "neighbour": (404, 404, 404, 404), "juror": (403, 403, 403, 403),
        "national": (404, 404, 404, 404), "head": (200, 422, 403, 404),
    }  # fmt: skip
    assert Objection.objects.get().answered_at is None


def test_an_answer_that_lacks_what_takes_the_place_comes_back(page, bontang, citra):
    signed_in(bontang["signs"]).post(page, TOLD)
    answer = f"/penghargaan/sanggahan/{Objection.objects.get().pk}/tanggapi/"

    came_back = signed_in(citra).post(answer, ANSWER | {"tingkat": ""})

    assert came_back.status_code == 422
    assert "memerlukan penggantinya" in came_back.content.decode()
