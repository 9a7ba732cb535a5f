"""Who cannot get in any more comes back through the browser of the head: reactivated, or without the lost code."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.actions.users import deactivate_user
from tests.accounts.people import NOBODY, PASSWORD, code_of, give_second_factor, sign_in, with_password
from tests.factories import A_MOMENT

PERSON = "/wilayah/64.01/orang/sari/"
WHY = "Telepon hilang, sudah datang sendiri"


@pytest.fixture
def head(client, hana) -> Client:
    """Hana, signed in with her password a moment ago."""
    with_password(hana)
    sign_in(client, "hana")
    return client


def test_a_head_lets_a_deactivated_person_in_again(head, sari, hana):
    with_password(sari)
    deactivate_user(user=sari, by=hana, at=A_MOMENT, reason=NOBODY)
    hers = Client()

    before = sign_in(hers, "sari").status_code
    page = head.get(PERSON).content.decode()
    short = head.post(f"{PERSON}aktifkan/", {"on-reason": "keliru"}).content.decode()
    answer = head.post(f"{PERSON}aktifkan/", {"on-reason": "Keliru dinonaktifkan"}, follow=True).content.decode()

    assert "Aktifkan lagi akun Sari" in page
    assert ("paling sedikit 10 huruf" in short, 'value="keliru"' in short) == (True, True)
    assert "Sari dapat masuk lagi." in answer
    assert "Nonaktifkan akun Sari" in answer
    assert (before, sign_in(hers, "sari").status_code) == (200, 302)


def test_who_lost_the_second_factor_signs_in_with_the_password_and_is_told_once_who_took_it_away(head, sari):
    secret = give_second_factor(with_password(sari))
    hers, again = Client(), Client()
    sign_in(hers, "sari")
    hers.post("/masuk/kode/", {"code": code_of(secret)})

    page = head.get(PERSON).content.decode()
    answer = head.post(f"{PERSON}hapus-kode/", {"factor-reason": WHY}, follow=True).content.decode()
    ended = hers.get("/akun/").status_code
    sign_in(again, "sari", PASSWORD)
    told = again.get("/akun/").content.decode()

    assert "Hapus kode verifikasi Sari" in page
    assert "Kode verifikasi Sari sudah dihapus." in answer
    assert "Hapus kode verifikasi Sari" not in head.get(PERSON).content.decode()
    assert ended == 302
    assert "Kode verifikasi Anda dihapus oleh Hana" in told
    assert "dihapus oleh Hana" not in again.get("/akun/").content.decode()


def test_on_the_own_page_there_is_no_button_and_the_address_refuses(head, hana):
    give_second_factor(hana)
    own = "/wilayah/64.01/orang/hana/"

    page = head.get(own).content.decode()
    asked = head.post(f"{own}hapus-kode/", {"factor-reason": WHY})

    assert "Kode verifikasi hilang" not in page
    assert "Kode verifikasi sendiri tidak dapat dihapus di sini." in asked.content.decode()
    assert Authenticator.objects.filter(user=hana).count() == 1


@pytest.mark.parametrize("act", ["aktifkan", "hapus-kode"])
def test_an_old_proof_is_asked_for_again_first(head, sari, hana, act, time_machine):
    give_second_factor(sari)
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=11))

    answer = head.post(f"{PERSON}{act}/", {"on-reason": WHY, "factor-reason": WHY})

    assert answer["Location"].startswith("/akun/konfirmasi/")
    assert Authenticator.objects.filter(user=sari).exists()


@pytest.mark.parametrize("act", ["aktifkan", "hapus-kode"])
def test_a_person_of_another_office_is_not_found(head, sari, places, act):
    assert head.post(f"/wilayah/64.01/orang/orang-lain/{act}/", {"factor-reason": WHY}).status_code == 404
