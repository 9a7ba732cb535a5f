"""The page of objections: the head files, the secretariat answers, and nobody else reads a word of it."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.abilities import Role
from accounts.enums import Act
from accounts.models import AuditEntry
from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Objection, Publication
from tests.accounts.people import sign_in, with_password
from tests.awards.closings import a_judged_round
from tests.awards.entrants import a_pdf
from tests.awards.rows import moved_to
from tests.coverage.factories import staff_of
from tests.factories import a_person

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
    with_password(user)
    client = Client()
    sign_in(client, user.username)
    return client


def test_the_head_files_with_a_proof_and_the_secretariat_answers(page, bontang, citra):
    head, secretariat = signed_in(bontang["signs"]), signed_in(citra)
    proof = SimpleUploadedFile("perda.pdf", a_pdf())

    assert head.post(page, TOLD | {"bukti": proof}).status_code == 302
    objection = Objection.objects.get()
    assert secretariat.get(f"/penghargaan/sanggahan/{objection.pk}/bukti/").content == a_pdf()
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


def test_the_password_is_asked_anew_before_an_answer(page, bontang, citra, time_machine):
    signed_in(bontang["signs"]).post(page, TOLD)
    secretariat = signed_in(citra)
    time_machine.shift(11 * 60)

    answer = secretariat.post(f"/penghargaan/sanggahan/{Objection.objects.get().pk}/tanggapi/", ANSWER)

    assert (answer.status_code, answer.url.startswith("/akun/konfirmasi/")) == (302, True)
    assert Objection.objects.get().answered_at is None


def test_a_proof_of_five_megabytes_arrives_and_a_larger_one_comes_back_with_its_sentence(page, bontang):
    head = signed_in(bontang["signs"])
    rest = 5 * 2**20 - len(a_pdf(b"%\n"))
    whole, larger = (a_pdf(b"%" + b"x" * many + b"\n") for many in (rest, rest + 1))

    answer = head.post(page, TOLD | {"bukti": SimpleUploadedFile("perda.pdf", larger)})
    assert answer.status_code == 422
    assert "lebih besar dari 5 MB" in answer.content.decode()
    assert head.post(page, TOLD | {"bukti": SimpleUploadedFile("perda.pdf", whole)}).status_code == 302


def test_who_opens_a_proof_stands_in_the_trail(page, bontang, citra, places):
    signed_in(bontang["signs"]).post(page, TOLD | {"bukti": SimpleUploadedFile("perda.pdf", a_pdf())})
    proof = f"/penghargaan/sanggahan/{Objection.objects.get().pk}/bukti/"

    assert signed_in(citra).get(proof).status_code == 200
    assert AuditEntry.objects.get(act=Act.EVIDENCE_READ).user_name == "Citra"
    importer = a_person("gilang", Role.IMPORTER, places["64.74"])
    assert signed_in(importer).get(proof).status_code == signed_in(importer).get(page).status_code == 403


@pytest.mark.parametrize(("typed", "raw"), [("1.000.000.000.000", None), ("1e9", None), ("0,0000001", None),
                                            ("1.250,5", Decimal("1250.5"))])  # fmt: skip
def test_a_number_that_is_granted_is_typed_as_on_the_page_of_the_frozen_numbers(page, bontang, citra, typed, raw):
    signed_in(bontang["signs"]).post(page, TOLD | {"kriteria": "cakupan"})
    sent = {**ANSWER, "tingkat": "", "angka": typed}

    answer = signed_in(citra).post(f"/penghargaan/sanggahan/{Objection.objects.get().pk}/tanggapi/", sent)

    assert (answer.status_code, Objection.objects.get().raw) == (302 if raw else 422, raw)
    if raw is None:
        assert f"Angka “{typed[:20]}” tidak dapat dibaca." in answer.content.decode()


def test_an_answer_that_lacks_what_takes_the_place_comes_back(page, bontang, citra):
    signed_in(bontang["signs"]).post(page, TOLD)
    answer = f"/penghargaan/sanggahan/{Objection.objects.get().pk}/tanggapi/"

    came_back = signed_in(citra).post(answer, ANSWER | {"tingkat": ""})

    assert came_back.status_code == 422
    assert "memerlukan penggantinya" in came_back.content.decode()


def test_after_its_time_the_page_says_that_no_more_is_taken(judged_round, page, bontang):
    head = signed_in(bontang["signs"])
    assert "sudah lewat" not in head.get(page).content.decode()

    moved_to(judged_round.round, RoundStage.HANDOVER)

    text = head.get(page).content.decode()
    assert "Masa sanggahan hasil ini sudah lewat" in text
    assert "Ajukan sanggahan" not in text
