"""What programs find at the door: the document, its page, and one shape of errors."""

import re

from django.test import Client

from paritrana.api import api
from tests.coverage.releases import Number, plant_releases


def test_the_page_tells_of_every_offer_of_the_document(client, db):
    page = client.get("/data/api/").content.decode()
    document = client.get("/api/v1/openapi.json").json()

    offered = [f"{method.upper()} {path}" for path, told in document["paths"].items() for method in told]
    assert re.findall(r"<p><code>([A-Z]+ [^<]+)</code></p>", page) == offered
    assert len(offered) >= 2


def test_the_page_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own(client, db):
    page = client.get("/data/api/").content.decode()

    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("/")] == []
    assert re.findall(r"<script(?![^>]*\ssrc=)|https?://(?!127[.]0[.]0[.]1:)|style=", page) == []
    assert "swagger" not in page.lower()


def test_the_document_leads_to_every_public_answer_and_the_page_to_those_outside_it(client, places):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    page = client.get("/data/api/").content.decode()

    public = {path.removeprefix("/api/v1") for path in paths if not path.startswith("/api/v1/impor/")}
    assert public == {"/wilayah/{code}", "/peringkat", "/angka/{figure_id}", "/cari", "/data"}
    for address in ("/data/terbitan.json", "/data/umpan.atom", "/tren.svg"):
        assert address in page
    assert client.get("/api/v1/data").json() == client.get("/data.json").json()
    assert client.get("/api/v1/cari?q=paser").json() == client.get("/cari.json?q=paser").json()


def test_the_origin_of_a_figure_is_answered_as_its_page_does_and_an_unknown_one_is_not_found(client, places):
    plant_releases([Number(places["64.01"], 90, 100)])

    assert (
        client.get("/api/v1/angka/64.01_2025-01_ucj_1").json() == client.get("/angka/64.01_2025-01_ucj_1.json").json()
    )
    missing = client.get("/api/v1/angka/64.01")
    assert (missing.status_code, "tidak ada" in missing.json()["message"]) == (404, True)


def test_the_document_names_the_key_where_one_is_needed(client, db):
    document = client.get("/api/v1/openapi.json").json()

    keyed = [
        (method, path) for path, told in document["paths"].items() for method, op in told.items() if "security" in op
    ]
    assert all(path.startswith("/api/v1/impor/") for _method, path in keyed)
    assert document["components"]["securitySchemes"]["ByKey"] == {"type": "http", "scheme": "bearer"}


def test_the_bare_address_leads_to_the_page(client, db):
    answer = client.get("/api/v1/")

    assert (answer.status_code, answer["Location"]) == (302, "/data/api/")


def test_a_fault_is_a_sentence_and_tells_nothing_of_the_inside(db, monkeypatch):
    monkeypatch.setattr("coverage.api.answer_json", lambda request: 1 / 0)

    answer = Client(raise_request_exception=False).get("/api/v1/peringkat")

    told = answer.json()
    assert answer.status_code == 500
    assert told["message"].startswith("Portal gagal mengolah permintaan ini.")
    assert told["reference"] == answer["X-Request-ID"]
    assert "division" not in answer.content.decode()


def test_every_summary_and_description_is_written_for_readers():
    operations = [op for told in api.get_openapi_schema(path_prefix="/")["paths"].values() for op in told.values()]

    assert [op["operationId"] for op in operations if not (op.get("summary") and op.get("description"))] == []
