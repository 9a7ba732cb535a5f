import csv
import io

import pytest
from django.urls import reverse

from tests.regions.queries.spellings import plant_spellings

pytestmark = pytest.mark.django_db


@pytest.fixture
def spellings(db, at):
    return plant_spellings(at)


def test_the_page_links_what_was_found_with_its_path(client, spellings):
    response = client.get("/cari/", {"q": "janju"})

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="{reverse("coverage:region", args=["64.01.04.2002"])}">Desa Janju</a>' in page
    assert "Kec. Tanah Grogot, Kab. Paser, Provinsi Kalimantan Timur" in page


def test_the_page_without_a_question_tells_how_to_search(client, db):
    response = client.get("/cari/")

    assert response.status_code == 200
    assert "Awal nama sudah cukup" in response.content.decode()


def test_the_page_offers_the_nearest_where_nothing_was_found(client, spellings):
    page = client.get("/cari/", {"q": "Kab. Paserr"}).content.decode()

    assert "Tidak ada wilayah dengan nama atau kode “Kab. Paserr”" in page
    assert "Mungkin maksud Anda" in page
    assert "Kabupaten Paser</a>" in page


def test_what_was_asked_is_shown_as_text(client, spellings):
    page = client.get("/cari/", {"q": '"><b>x</b>'}).content.decode()

    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_json_and_csv_tell_the_same_as_the_page(client, spellings):
    told = client.get("/cari.json", {"q": "gorontalo"}).json()
    text = client.get("/cari.csv", {"q": "gorontalo"}).getvalue().decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [hit["code"] for hit in told["results"]] == ["75", "75.01", "75.71"]
    assert [row["Kode Wilayah"] for row in rows] == ["75", "75.01", "75.71"]
    assert told["results"][1] == {
        "code": "75.01",
        "name": "Kabupaten Gorontalo",
        "level": "regency",
        "kind": "kabupaten",
        "path": [{"code": "ID", "name": "Indonesia"}, {"code": "75", "name": "Gorontalo"}],
    }
    assert (told["q"], told["near"], told["has_more"]) == ("gorontalo", [], False)


def test_json_tells_the_nearest_where_nothing_was_found(client, spellings):
    told = client.get("/cari.json", {"q": "bontan"}).json()

    assert (told["results"][0]["code"], told["near"]) == ("64.74", [])
    assert client.get("/cari.json", {"q": "bontanx"}).json()["near"][0]["code"] == "64.74"


@pytest.mark.parametrize("address", ["/cari/", "/cari.json", "/cari.csv"])
@pytest.mark.parametrize(
    ("q", "sentence"),
    [("a" * 101, "terdiri dari 101 huruf; paling banyak 100"), ("pas\aer", "tanda yang tidak dapat dicetak")],
)
def test_a_question_that_cannot_be_a_name_is_refused_with_a_sentence(client, db, address, q, sentence):
    response = client.get(address, {"q": q})

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_a_list_that_was_cut_says_so(client, spellings, monkeypatch):
    monkeypatch.setattr("regions.views.search.MOST_SHOWN", 2)

    page = client.get("/cari/", {"q": "gorontalo"}).content.decode()

    assert "Hanya 2 wilayah pertama" in page
    assert "Kota Gorontalo" not in page


def test_the_search_is_for_reading_only(client, db):
    assert client.post("/cari/", {"q": "paser"}).status_code == 405


def test_the_search_sets_no_cookie(client, spellings):
    assert not client.get("/cari/", {"q": "paser"}).cookies
