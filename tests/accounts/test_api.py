"""The programs' door: keys in the header, never a cookie, and nothing read from strangers."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions.tokens import ASK_LIMIT, WRONG_LIMIT, make_token
from accounts.enums import Act
from accounts.models import AuditEntry, Session, Token

REGION = "/api/v1/wilayah/64.01"


@pytest.fixture
def bearer(sari, time_machine, at) -> dict[str, str]:
    """The header that a program of Sari sends."""
    time_machine.move_to(at, tick=False)
    return {"authorization": "Bearer " + make_token(user=sari, name="OpenSID", days=30, at=at).secret}


def test_what_is_public_needs_no_key(client, places):
    answer = client.get(REGION)

    assert answer.status_code == 200
    assert (answer["Cache-Control"], "Authorization" in answer["Vary"]) == ("public, max-age=60", True)


def test_an_answer_to_a_key_is_kept_by_nobody(client, bearer):
    answer = client.get(REGION, headers=bearer)

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert Token.objects.get().used_from == "127.0.0.1"


@pytest.mark.parametrize("shown", ["Bearer salah", "Bearer ", "Basic c2FyaTpzYXJp", "salah", "Bearer a b c"])
def test_a_wrong_key_is_told_so_even_where_none_is_needed(client, bearer, shown):
    answer = client.get(REGION, headers={"authorization": shown})

    told = answer.json()
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')
    assert told["message"].startswith("Kunci program ini tidak dikenal atau tidak berlaku lagi.")
    assert told["reference"] == answer["X-Request-ID"]


def test_a_key_of_yesterday_is_refused_like_one_that_never_was(client, bearer, time_machine):
    time_machine.shift(timedelta(days=30).total_seconds())

    ended = client.get(REGION, headers=bearer).json()
    unknown = client.get(REGION, headers={"authorization": "Bearer salah"}).json()

    assert ended | {"reference": ""} == unknown | {"reference": ""}


def test_a_cookie_counts_for_nothing_and_stays_as_it_was(sari):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sari)
    before = list(Session.objects.values_list())

    answer = client.post("/api/v1/impor/")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "sesi" not in answer.cookies
    assert list(Session.objects.values_list()) == before


def test_nothing_is_read_from_a_stranger(client, db):
    broken = b"this is no form"

    answer = client.post("/api/v1/impor/", broken, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 401


def test_a_key_needs_no_token_of_a_form(bearer):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/api/v1/impor/", headers=bearer)

    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Isian ini kurang atau tidak dapat dibaca: file.")


def test_a_key_opens_no_page(client, bearer):
    assert client.get("/akun/", headers=bearer).status_code == 302


def test_a_key_beside_the_cookie_of_another_person_is_the_one_that_counts(bearer, budi, at):
    client = Client()
    client.force_login(budi)

    client.post("/api/v1/impor/", headers=bearer)

    entry = AuditEntry.objects.get(act=Act.TOKEN_USED)
    assert (entry.user_name, entry.new["asked"]) == ("Sari", "POST /api/v1/impor/")


def test_who_asks_too_often_is_told_when_to_come_back(client, bearer):
    statuses = [client.get(REGION, headers=bearer).status_code for _time in range(ASK_LIMIT + 1)]
    answer = client.get(REGION, headers=bearer)

    assert statuses == [200] * ASK_LIMIT + [429]
    assert answer["Retry-After"] == "60"
    assert answer.json()["message"].endswith("Coba lagi setelah 60 detik.")


def test_an_address_that_shows_wrong_keys_is_held(client, bearer):
    wrong = {"authorization": "Bearer salah"}
    statuses = [client.get(REGION, headers=wrong).status_code for _time in range(WRONG_LIMIT + 1)]

    assert statuses == [401] * WRONG_LIMIT + [429]
    assert client.get(REGION, headers=bearer).status_code == 200


def test_a_right_withdrawn_counts_from_the_next_request(client, bearer, sari):
    assert client.get(REGION, headers=bearer).status_code == 200
    sari.is_active = False
    sari.save()

    assert client.get(REGION, headers=bearer).status_code == 401


def test_errors_of_the_api_are_sentences(client, db):
    told = {
        path: (answer.status_code, answer.json()["message"][:32])
        for path in ("/api/v1/tidak-ada", "/api/v1/wilayah/99.99", "/api/v1/peringkat?tingkat=benua")
        for answer in [client.get(path)]
    }
    posted = client.post("/api/v1/peringkat")

    assert told == {
        "/api/v1/tidak-ada": (404, "Halaman ini tidak ada. Periksa a"),
        "/api/v1/wilayah/99.99": (404, "Wilayah dengan kode “99.99” tida"),
        "/api/v1/peringkat?tingkat=benua": (400, "Nilai “benua” untuk tingkat tida"),
    }
    assert (posted.status_code, posted["Allow"]) == (405, "GET")
    assert json.loads(posted.content)["message"] == "Alamat ini tidak menerima cara pengiriman itu."


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, bearer):
    answer = client.post("/api/v1/impor/", headers=bearer, CONTENT_LENGTH=str(70 * 1024 * 1024))

    assert (answer.status_code, answer.json()["message"]) == (
        413,
        "Kiriman ini terlalu besar. Tidak ada yang disimpan.",
    )
