"""Every response carries the headers that keep a browser to this site: pages, files, errors, refusals."""

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from tests.accounts.people import sign_in, with_password

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'",
    "connect-src": "'self'", "form-action": "'self'", "worker-src": "'self'", "manifest-src": "'self'",
    "img-src": "'self' data:", "base-uri": "'none'", "object-src": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Ask = Callable[[Client], HttpResponse]
RESPONSES: dict[str, tuple[int, Ask]] = {
    "page": (200, lambda client: client.get("/")),
    "region": (200, lambda client: client.get("/wilayah/64.01/")),
    "json": (200, lambda client: client.get("/wilayah/64.01.json")),
    "table": (200, lambda client: client.get("/wilayah/64.01.csv")),
    "api": (200, lambda client: client.get("/api/v1/wilayah/64.01")),
    "api without key": (401, lambda client: client.post("/api/v1/impor/")),
    "api with a wrong key": (401, lambda client: client.get("/api/v1/x", headers={"authorization": "Bearer x"})),
    "health": (200, lambda client: client.get("/sehat/hidup")),
    "sign-in": (200, lambda client: client.get("/masuk/")),
    "redirect": (302, lambda client: client.get("/akun/")),
    "static file": (200, lambda client: client.get("/static/app.css")),
    "static file that is not": (404, lambda client: client.get("/static/tidak-ada.css")),
    "page that is not": (404, lambda client: client.get("/tidak-ada/")),
    "region that is not": (404, lambda client: client.get("/wilayah/99.99/")),
    "bad value": (400, lambda client: client.get("/wilayah/64.01/?periode=kemarin")),
    "strange host": (400, lambda client: client.get("/", headers={"host": "evil.example"})),
    "no token": (403, lambda client: Client(enforce_csrf_checks=True).post("/masuk/", {"login": "a"})),
    "link that is spent": (410, lambda client: client.get("/akun/undangan/lama/")),
    "TRACE": (405, lambda client: client.generic("TRACE", "/")),
    "TRACK": (405, lambda client: client.generic("TRACK", "/masuk/")),
    "method of another kind": (405, lambda client: client.delete("/")),
    "body too long": (413, lambda client: client.post("/masuk/", "x" * 1_048_577, content_type="text/plain")),
    "address too long": (414, lambda client: client.get("/cari/?q=" + "a" * 8_200)),
    "header too long": (431, lambda client: client.get("/", headers={"x-long": "a" * 17_000})),
    "too many fields": (400, lambda client: client.post("/masuk/", {f"f{number}": "1" for number in range(2_001)})),
}


@pytest.fixture
def ask(places, client) -> Iterator[Callable[[str], HttpResponse]]:
    asked: list[HttpResponse] = []

    def ask_for(name: str) -> HttpResponse:
        asked.append(RESPONSES[name][1](client))
        return asked[-1]

    yield ask_for
    for response in asked:
        response.close()  # a file stays open until then


@pytest.mark.parametrize("name", RESPONSES)
def test_every_response_carries_the_headers(ask, name):
    response = ask(name)

    assert response.status_code == RESPONSES[name][0]
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].rstrip(";").split("; "))
    assert policy == POLICY
    expected = FIXED | ({"Referrer-Policy": "strict-origin"} if name == "link that is spent" else {})
    assert {header: response.get(header) for header in expected} == expected
    assert re.fullmatch(r"([a-z-]+=\(\), )+[a-z-]+=\(\)", response["Permissions-Policy"])
    assert re.fullmatch(r"[0-9a-f]{32}", response["X-Request-ID"])
    assert response.get("Server") is None


@pytest.mark.parametrize("name", [name for name, (status, _ask) in RESPONSES.items() if status >= 400])
def test_an_error_is_a_page_in_indonesian_without_insides(ask, name):
    page = ask(name).content.decode()

    assert ('"message": "' if name.startswith("api") else '<html lang="id"') in page
    assert not re.search(r"Traceback|/site-packages/|settings\.|Exception|SELECT |Django", page)


def test_a_fault_of_ours_is_a_page_with_the_number_that_the_log_has(client, places, monkeypatch, caplog):
    monkeypatch.setattr("paritrana.pages.render", lambda *told: 1 / 0)
    client.raise_request_exception = False

    with caplog.at_level(logging.ERROR, logger="django.request"):
        response = client.get("/metode/")

    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()
    assert dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ")) == POLICY
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("name", ["page", "region", "json", "table"])
def test_public_pages_may_be_kept_shortly_by_anyone_and_set_no_cookie(ask, name):
    response = ask(name)

    assert response.cookies == {}
    kept = re.fullmatch(r"public, max-age=(\d+)", response["Cache-Control"])
    assert kept
    assert int(kept[1]) <= 300


@pytest.mark.parametrize("name", ["page", "region"])
def test_a_public_page_differs_by_cookie_and_has_an_etag_that_answers_304(client, ask, name):
    first = ask(name)
    path = {"page": "/", "region": "/wilayah/64.01/"}[name]

    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert "Cookie" in first["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/wilayah/64.01/", "/wilayah/64.01.json", "/akun/", "/tidak-ada/", "/keluar/"])
def test_nobody_keeps_what_a_signed_in_person_sees(client, sari: User, path):
    client.force_login(sari)

    assert client.get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["redirect", "page that is not", "region that is not", "bad value", "TRACE", "sign-in"]
)
def test_what_is_no_public_page_is_kept_by_nobody(ask, name):
    assert "no-store" in ask(name)["Cache-Control"]


def test_after_sign_out_the_page_before_is_not_shown_from_a_copy(client, sari):
    with_password(sari)
    sign_in(client, "sari")
    seen = client.get("/akun/")
    client.post("/keluar/")

    assert seen["Cache-Control"] == "no-store"
    assert client.get("/akun/").status_code == 302


def test_no_cookie_but_ours_is_set(client, sari):
    with_password(sari)
    client.get("/masuk/")
    sign_in(client, "sari")
    client.get("/akun/")

    assert set(client.cookies) == {"sesi", "csrf"}
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in client.cookies.values())


def test_an_id_given_by_a_stranger_is_not_taken_over(client, places):
    assert client.get("/", headers={"x-request-id": "palsu"})["X-Request-ID"] != "palsu"
