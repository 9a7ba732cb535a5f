"""Conflicts of interest through the browser."""

import pytest
from django.test import Client

from awards.models import Conflict, Seat
from tests.accounts.people import PASSWORD, code_of, give_second_factor, signed_in, with_password
from tests.awards.desks import a_desk, finished
from tests.factories import A_MOMENT

WHY = "Saudaranya sudah pindah dari kantor itu"


@pytest.fixture
def desk(edition, places, citra, ayu, bayu, time_machine):
    time_machine.move_to(A_MOMENT, tick=False)
    found = a_desk(edition, places, citra, (ayu, bayu))
    Seat.objects.update(declared_at=None)
    return found


def address(desk, more=""):
    return f"/penghargaan/putaran/{desk.round.pk}/benturan/{more}"


def test_a_juror_declares_and_adds_later(desk, ayu, client):
    client.force_login(ayu)
    form = client.get(address(desk)).content.decode()
    done = client.post(address(desk), {"benturan": f"{desk.paser.pk}-family", "selain_itu_tidak_ada": "1"})
    page = client.get(address(desk)).content.decode()
    client.post(address(desk), {"benturan": f"{desk.kutim.pk}-sponsor", "selain_itu_tidak_ada": "1"})

    assert "berkeluarga dengan pimpinan peserta" in form
    assert (done.status_code, "Anda sudah menyatakannya" in page, "sudah tercatat" in page) == (302, True, True)
    assert list(Conflict.objects.order_by("pk").values_list("entry", "kind")) == [
        (desk.paser.pk, "family"), (desk.kutim.pk, "sponsor"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"benturan": "PASER-family"}, "Centang kalimat"),
        ({"benturan": "PASER-lain", "selain_itu_tidak_ada": "1"}, "bukan peserta putaran ini"),
        ({"benturan": "99999-family", "selain_itu_tidak_ada": "1"}, "bukan peserta putaran ini"),
        ({"benturan": "'; drop", "selain_itu_tidak_ada": "1"}, "bukan peserta putaran ini"),
        ({"keterangan": "x" * 501, "selain_itu_tidak_ada": "1"}, "paling panjang 500"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_ticked(desk, ayu, client, told, words):
    client.force_login(ayu)
    sent = {name: text.replace("PASER", str(desk.paser.pk)) for name, text in told.items()}

    answer = client.post(address(desk), sent)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Conflict.objects.count() == 0
    if told.get("benturan") == "PASER-family":
        assert f'value="{desk.paser.pk}-family" checked' in answer.content.decode()


@pytest.fixture
def conflict(desk):
    return Conflict.objects.create(
        seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT, note="Iparnya bupati"
    )


@pytest.fixture
def administrator(admin, desk):
    secret = give_second_factor(with_password(admin))
    client = Client()
    client.post("/masuk/", {"login": "admin", "password": PASSWORD})
    client.post("/masuk/kode/", {"code": code_of(secret, A_MOMENT)})
    return client


def test_the_secretariat_asks_and_an_administrator_agrees(desk, conflict, citra, administrator):
    secretariat = signed_in(citra)
    short = secretariat.post(address(desk, f"{conflict.pk}/cabut/"), {f"cabut-{conflict.pk}-reason": "keliru"})
    asked = secretariat.post(address(desk, f"{conflict.pk}/cabut/"), {f"cabut-{conflict.pk}-reason": WHY})
    alone = secretariat.post(address(desk, f"{conflict.pk}/setujui/"))
    shown = administrator.get(address(desk)).content.decode()
    agreed = administrator.post(address(desk, f"{conflict.pk}/setujui/"))
    again = administrator.post(address(desk, f"{conflict.pk}/setujui/"))

    assert [one.status_code for one in (short, asked, alone, agreed, again)] == [422, 302, 403, 302, 422]
    assert ("Setujui: Ayu ikut menilai Kabupaten Paser" in shown, WHY in shown) == (True, True)
    conflict.refresh_from_db()
    assert conflict.lifted_by.username == "admin"


def test_who_agrees_proves_anew_who_he_is(desk, conflict, citra, administrator, time_machine):
    signed_in(citra).post(address(desk, f"{conflict.pk}/cabut/"), {f"cabut-{conflict.pk}-reason": WHY})
    time_machine.shift(11 * 60)

    answer = administrator.post(address(desk, f"{conflict.pk}/setujui/"))

    assert answer["Location"].startswith("/akun/konfirmasi/")
    assert Conflict.objects.get().lifted_at is None


def test_a_juror_reads_his_own_conflicts_and_nobody_elses(desk, conflict, ayu, bayu, citra):
    found = ["Iparnya bupati" in signed_in(user).get(address(desk)).content.decode() for user in (ayu, bayu, citra)]

    assert found == [True, False, True]


def test_a_juror_lifts_nothing(desk, conflict, ayu):
    client = signed_in(ayu)

    for act in ("cabut", "setujui"):
        assert client.post(address(desk, f"{conflict.pk}/{act}/")).status_code == 403


def test_a_late_conflict_goes_the_way_of_two_people(desk, ayu, citra, administrator):
    Seat.objects.update(declared_at=A_MOMENT)
    finished(desk.one, desk.paser)
    late = Conflict.objects.create(
        seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT, is_late=True
    )

    shown = signed_in(citra).get(address(desk)).content.decode()
    early = administrator.post(address(desk, f"{late.pk}/berlakukan/"))
    asked = signed_in(citra).post(address(desk, f"{late.pk}/minta-berlaku/"))
    offered = administrator.get(address(desk)).content.decode()
    done = administrator.post(address(desk, f"{late.pk}/berlakukan/"))
    told = signed_in(ayu).get(address(desk)).content.decode()

    assert ("menunggu keputusan" in shown, "Minta agar nilai Ayu untuk Kabupaten Paser" in shown) == (True, True)
    assert (early.status_code, asked.status_code, done.status_code) == (422, 302, 302)
    assert "Setujui: nilai Ayu untuk Kabupaten Paser tidak dihitung" in offered
    assert "Diberlakukan Admin" in told
