"""The page of one's keys."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions.tokens import make_token
from accounts.models import Token
from tests.accounts.people import NEW, PASSWORD, sign_in, with_password

FORM = {"name": "OpenSID Janju", "days": "90"}


@pytest.fixture
def here(sari, time_machine, at) -> Client:
    """Sari's browser, just signed in."""
    time_machine.move_to(at, tick=False)
    client = Client()
    sign_in(client, "sari")
    return client


def test_a_key_is_shown_once_and_listed_by_name(here, sari):
    shown = here.post("/akun/kunci/", FORM).content.decode()
    listed = here.get("/akun/kunci/").content.decode()

    secret = re.search(r"paritrana_[\w-]{43}", shown)
    assert secret is not None
    assert secret[0] not in listed
    assert "OpenSID Janju" in listed
    assert "Berlaku sampai 2 November 2025 pukul 10.00 WITA" in " ".join(listed.split())
    assert Token.objects.get().user == sari


def test_who_signed_in_long_ago_proves_anew_who_he_is_before_a_key_is_made(here, time_machine):
    time_machine.shift(11 * 60)

    answer = here.post("/akun/kunci/", FORM)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/konfirmasi/")
    assert list(Token.objects.all()) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"name": ""}, "Tulis nama programnya"), ({"days": "4000"}, "Pilih dari daftar"),
     ({"name": "NIK 6401010101900001"}, "seperti NIK")],
)  # fmt: skip
def test_an_unfit_key_is_refused_in_words(here, typed, said):
    answer = here.post("/akun/kunci/", FORM | typed)

    assert said in answer.content.decode()
    assert list(Token.objects.all()) == []


def test_a_key_is_revoked_by_its_person(here, sari, at):
    token = make_token(user=sari, name="Skrip", days=1, at=at).token

    answer = here.post(f"/akun/kunci/{token.pk}/cabut/", follow=True)

    token.refresh_from_db()
    assert token.revoked_at == at
    assert "Kunci Skrip sudah dicabut" in answer.content.decode()
    assert here.post(f"/akun/kunci/{token.pk}/cabut/").status_code == 404


def test_nobody_sees_or_revokes_the_key_of_another_person(here, budi, at):
    token = make_token(user=with_password(budi), name="Skrip Budi", days=1, at=at).token

    answer = here.post(f"/akun/kunci/{token.pk}/cabut/")

    token.refresh_from_db()
    assert (answer.status_code, token.revoked_at) == (404, None)
    assert "Skrip Budi" not in here.get("/akun/kunci/").content.decode()


def test_a_new_password_ends_all_keys(here, sari, at):
    token = make_token(user=sari, name="Skrip", days=1, at=at).token

    here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    token.refresh_from_db()
    assert token.revoked_at == at


def test_a_key_whose_day_is_over_says_so(here, sari, at):
    make_token(user=sari, name="Lama", days=1, at=at - timedelta(days=2))

    assert "sudah berakhir" in here.get("/akun/kunci/").content.decode()
