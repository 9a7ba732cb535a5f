"""What is answered when something cannot be: in Indonesian, with what to do, without internals."""

import json
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.test import Client
from django.urls import resolve

from paritrana import error_pages
from paritrana.error_pages import ErrorPages

INTERNALS = ["Traceback", str(settings.BASE_DIR), "django", "Django", "sqlite", "SELECT", "Exception"]


def answered(
    rf, raised: Exception | None = None, response: HttpResponse | None = None, path: str = "/"
) -> HttpResponse:
    """Send a request through the middleware to a view that raises or returns what is given."""
    request = rf.get(path)
    request.resolver_match = resolve("/")
    middleware = ErrorPages(lambda request: response or HttpResponse("isi"))
    found = middleware.process_exception(request, raised) if raised else middleware(request)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (Http404("Wilayah 99.99 tidak ada."), 404, "Wilayah 99.99 tidak ada."),
        (Http404("No Region matches the given query."), 404, "Alamat ini tidak menuju halaman mana pun"),
        (Http404(), 404, "Alamat ini tidak menuju halaman mana pun"),
        (PermissionDenied(), 403, "peran Anda tidak mencakup"),
        (BadRequest("Periode 2023-13 tidak ada."), 400, "Periode 2023-13 tidak ada."),
        (SuspiciousOperation("secret internals"), 400, "memuat nilai yang tidak dikenal"),
        (DisallowedHost("Invalid HTTP_HOST header"), 400, "memuat nilai yang tidak dikenal"),
        (RequestDataTooBig("Request body exceeded settings"), 413, "Tidak ada yang disimpan"),
    ],
)
def test_what_a_view_raises_is_answered_in_the_words_of_whoever_raised_it_for_readers(rf, raised, status, words):
    response = answered(rf, raised)
    text = response.content.decode()

    assert response.status_code == status
    assert words in text
    assert [word for word in ["No Region", "secret", "HTTP_HOST", "exceeded"] if word in text] == []


def test_a_fault_of_ours_is_left_to_the_framework_which_logs_it(rf):
    assert ErrorPages(lambda request: HttpResponse()).process_exception(rf.get("/"), ValueError("x")) is None


def test_near_matches_are_offered_as_links(rf):
    missing = Http404("Wilayah Pasr tidak ada.")
    missing.near = [SimpleNamespace(code="64.01", name="Kabupaten Paser")]

    assert '<a href="/wilayah/64.01/">Kabupaten Paser</a>' in answered(rf, missing).content.decode()
    assert json.loads(answered(rf, missing, path="/x.json").content)["near"] == [
        {"code": "64.01", "name": "Kabupaten Paser"}
    ]


def test_what_the_raiser_wrote_cannot_bring_markup_onto_the_page(rf):
    text = answered(rf, Http404("<b>x</b>")).content.decode()

    assert "<b>x</b>" not in text
    assert "&lt;b&gt;x" in text


@pytest.mark.parametrize("status", sorted(error_pages.WORDS))
def test_each_error_has_a_page_in_the_base_layout_and_a_sentence_for_json(rf, status):
    page = error_pages.error_page(rf.get("/"), status)
    told = json.loads(error_pages.error_page(rf.get("/x.json"), status).content)

    assert page.status_code == status
    assert '<html lang="id">' in page.content.decode()
    assert [word for word in INTERNALS if word in page.content.decode()] == []
    assert (told["status"], told["message"]) == (status, error_pages.WORDS[status]())


@pytest.mark.parametrize("status", [400, 403, 413, 429, 503])
def test_an_empty_answer_gets_a_page(rf, status):
    assert b"<h1>" in answered(rf, response=HttpResponse(status=status)).content


def test_a_refused_method_keeps_the_list_of_those_that_are_taken(rf):
    response = answered(rf, response=HttpResponseNotAllowed(["GET", "HEAD"]))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert "tidak menerima kiriman itu" in response.content.decode()


def test_a_page_that_says_something_itself_stays_as_it_is(rf):
    for own in [HttpResponse("punya sendiri", status=404), StreamingHttpResponse(["x"], status=503)]:
        assert answered(rf, response=own) is own


@pytest.mark.parametrize("debug", [True, False])
def test_an_unknown_address_gets_our_page_in_development_too(client, db, settings, debug):
    settings.DEBUG = debug

    response = client.get("/tidak-ada/")

    assert response.status_code == 404
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Halaman ini tidak ada" in response.content.decode()
    assert "Using the URLconf" not in response.content.decode()


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_what_is_sent_to_an_address_without_its_slash_is_not_lost_in_a_redirect(client, db, settings, method, debug):
    settings.DEBUG = debug

    assert client.get("/masuk").status_code == 301
    assert getattr(client, method)("/masuk", {}).status_code == 404


@pytest.mark.parametrize("debug", [True, False])
def test_another_host_gets_our_page_in_development_too(client, db, settings, debug):
    settings.DEBUG = debug

    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "memuat nilai yang tidak dikenal" in response.content.decode()
    assert [word for word in [*INTERNALS, "evil.example"] if word in response.content.decode()] == []


def test_an_error_shows_the_number_under_which_the_log_tells_of_it(client, db):
    response = client.get("/tidak-ada/")

    assert f"Nomor rujukan: {response['X-Request-ID']}" in response.content.decode()


def test_a_fault_is_answered_without_the_database_and_without_internals(settings, monkeypatch):
    settings.DEBUG = False
    monkeypatch.setattr("paritrana.pages.shipped_migrations", lambda: 1 / 0)
    monkeypatch.setattr("paritrana.pages.MigrationRecorder.Migration.objects.values_list", lambda *names: [])
    client = Client(raise_request_exception=False)

    response = client.get("/sehat/siap")

    assert response.status_code == 500
    assert "Kesalahan ada pada portal, bukan pada Anda" in response.content.decode()
    assert [word for word in INTERNALS if word in response.content.decode()] == []


def test_a_database_that_does_not_answer_is_503_with_a_time_to_come_back(rf):
    try:
        raise OperationalError("connection refused at 10.0.0.1")
    except OperationalError:
        response = error_pages.server_error(rf.get("/"))

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "10.0.0.1" not in response.content.decode()


def test_a_form_without_its_token_stores_nothing_and_shows_what_was_typed(db):
    client = Client(enforce_csrf_checks=True)

    typed = {"alasan": "Salah ketik <i>", "password": "Rahasia-123", "csrfmiddlewaretoken": "x", "next": "/kerja/"}
    response = client.post("/keluar/", typed)
    text = response.content.decode()

    assert response.status_code == 403
    assert "Formulir ini belum terkirim" in text
    assert "<li>Salah ketik &lt;i&gt;</li>" in text
    assert [secret for secret in ["Rahasia-123", "/kerja/"] if secret in text] == []


@pytest.mark.parametrize(
    ("headers", "is_json"),
    [
        ({"accept": "application/json"}, True),
        ({"accept": "application/json, text/plain"}, True),
        ({"accept": "text/html, application/json"}, False),
        ({"content-type": "application/json"}, True),
        ({}, False),
    ],
)
def test_who_sends_json_or_asks_for_it_first_is_refused_in_json(client, db, headers, is_json):
    answer = client.get("/wilayah/99.99/", headers=headers)

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/json" if is_json else "text/html")
