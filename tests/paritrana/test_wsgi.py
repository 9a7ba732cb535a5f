"""The door for web servers: what a request may claim of itself before any of our code sees it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from paritrana.wsgi import application


def answer_to(method: str, content_type: str) -> HttpResponse:
    """Answer a search that claims to be written so."""
    told = {"REQUEST_METHOD": method, "PATH_INFO": "/cari/", "QUERY_STRING": "q=paser", "CONTENT_TYPE": content_type}
    return application.get_response(application.request_class(RequestFactory()._base_environ(**told)))


@pytest.mark.parametrize("charset", ["rot13", "undefined", "hex", "utf-16", "nonsense"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_alphabet_other_than_utf_8_is_refused_before_anything_is_read_by_it(db, method, charset):
    answer = answer_to(method, f"text/plain; charset={charset}")

    assert answer.status_code == 400
    assert "memuat nilai yang tidak dikenal" in answer.content.decode()


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=UTF-8", "text/plain; charset=utf8"])
def test_utf_8_is_read_whether_it_is_named_or_not(places, content_type):
    answer = answer_to("GET", content_type)

    assert answer.status_code == 200
    assert "/wilayah/64.01/" in answer.content.decode()
