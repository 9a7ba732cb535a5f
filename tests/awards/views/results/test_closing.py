"""The secretariat's page: close, ask, approve by another, withdraw; each with the password asked anew."""

import pytest
from django.test import Client

from accounts.abilities import Role
from awards.enums import RoundStage
from awards.models import MarkSheet, Publication, Result
from awards.queries.results.published import public_results
from tests.accounts.people import sign_in, with_password
from tests.awards.closings import a_judged_round
from tests.awards.rows import moved_to
from tests.factories import a_person

DECREE = {"nomor_sk": "100.3/K.5/2025", "tanggal_sk": "2025-08-04"}


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/penutupan/"


def signed_in(user) -> Client:
    with_password(user)
    client = Client()
    sign_in(client, user.username)
    return client


@pytest.fixture
def citras(citra):
    return signed_in(citra)


@pytest.fixture
def fajars(places):
    return signed_in(a_person("fajar", Role.SECRETARY, places["64"]))


def step(client, word, **told) -> int:
    return client.post(f"/penghargaan/hasil/{Result.objects.get().pk}/penerbitan/{word}/", told).status_code


def test_a_category_is_closed_asked_for_approved_by_another_and_withdrawn_by_two(
    judged_round, page, citras, fajars, at
):
    assert citras.post(f"{page}kabkota/").status_code == 302
    moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)

    assert step(citras, "minta", **DECREE) == 302
    assert step(citras, "setujui") == 422
    assert not public_results(at).exists()
    assert step(fajars, "setujui") == 302
    assert public_results(at).exists()

    assert step(citras, "minta-tarik", alasan="Nama pemenang keliru") == 302
    assert step(citras, "tarik") == 422
    assert step(fajars, "tarik") == 302
    assert not public_results(at).exists()


def test_what_lacks_is_listed_and_refuses_the_closing(page, citras):
    MarkSheet.objects.filter(seat__pseudonym="J01").update(final_at=None)

    answer = citras.post(f"{page}kabkota/")

    assert answer.status_code == 422
    assert "3 nilai atau angka belum ada" in answer.content.decode()
    assert "nilai Ayu" in answer.content.decode()
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"nomor_sk": ""}, {"tanggal_sk": "2025-08-05"}, {"tanggal_sk": "kemarin"}, {"embargo_jam": "09.00"},
        {"embargo_tanggal": "2025-08-09"},
    ],
)  # fmt: skip
def test_a_request_that_cannot_hold_comes_back(page, citras, told):
    citras.post(f"{page}kabkota/")

    assert step(citras, "minta", **(DECREE | told)) == 422
    assert not Publication.objects.exists()


def test_the_password_is_asked_anew_after_ten_minutes(page, citras, time_machine):
    time_machine.shift(11 * 60)

    answer = citras.post(f"{page}kabkota/")

    assert answer.status_code == 302
    assert answer.url.startswith("/akun/konfirmasi/")
    assert not Result.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("stranger", 404)])
def test_others_do_not_reach_it(page, who, status, request, citras):
    citras.post(f"{page}kabkota/")
    client = signed_in(request.getfixturevalue(who))

    assert {client.get(page).status_code, client.post(f"{page}kabkota/").status_code, step(client, "setujui")} == {
        status
    }


def test_what_is_not_there_is_not_found(page, citras):
    citras.post(f"{page}kabkota/")

    assert citras.post(f"{page}desa/").status_code == 404
    assert step(citras, "hapus") == step(citras, "setujui") == 404
