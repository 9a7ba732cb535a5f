"""Dated releases: their files never change, a correction has files of its own, and the old one names the new."""

import csv
import hashlib
import io
import json
from datetime import timedelta

import pytest

from coverage.models import Report
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened

FORMS = ("xlsx", "csv", "json")
PASER, NATION = "64.01_2025-07_ucj_1", "ID_2025-07_ucj_1"


@pytest.fixture
def july(places):
    """July 2025 of Paser: 120 in Busui, 300 in Tanjung Aru, and 3 in Kasungai, which is a small cell."""
    a_target(places["64.01"], 1000)
    heads = {"64.01.01.2001": 120, "64.01.02.2001": 300, "64.01.01.2002": 3}
    a_published_month(places["64.01"], {(places[code], "petani", "csr"): count for code, count in heads.items()})
    return places


def correct(places, at, heads: int) -> None:
    cells = [a_cell(places["64.01.01.2001"], heads, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at, "Salah ketik di Busui")
    entered(report, cells, at)
    published(report, at)


def files(client, figure_id: str) -> dict[str, bytes]:
    return {form: client.get(f"/data/terbitan/{figure_id}.{form}").content for form in FORMS}


def rows(client, figure_id: str) -> list[dict[str, str]]:
    text = client.get(f"/data/terbitan/{figure_id}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def listed(client, query: str = "") -> list[dict]:
    return client.get(f"/data/terbitan.json{query}").json()["releases"]


def test_a_file_holds_the_region_and_two_levels_below_and_no_small_cell(client, july):
    told = {row["code"]: (row["enrolled"], row["percent"], row["withheld"]) for row in rows(client, PASER)}

    assert told["64.01"] == ("423", "42.30", "0")
    assert told["64.01.01.2002"] == ("", "", "1")
    assert [row["code"] for row in rows(client, NATION)] == ["ID", "64", "64.01"]
    assert json.loads(client.get(f"/data/terbitan/{PASER}.json").content)["rows"][0]["percent"] == "42.30"


def test_the_bytes_of_a_release_stay_when_it_is_corrected(client, july, at):
    before = {figure_id: files(client, figure_id) for figure_id in (PASER, NATION)}

    correct(july, at + timedelta(days=1), 210)
    correct(july, at + timedelta(days=2), 200)

    assert {figure_id: files(client, figure_id) for figure_id in (PASER, NATION)} == before
    assert rows(client, "64.01_2025-07_ucj_3")[0]["enrolled"] == "503"
    assert rows(client, "ID_2025-07_ucj_2")[2]["figure_id"] == "64.01_2025-07_ucj_2"


def test_who_writes_it_and_when_does_not_change_the_bytes(client, july, time_machine):
    time_machine.move_to("2026-01-01", tick=False)
    before = files(client, PASER)
    time_machine.move_to("2031-06-05", tick=False)

    assert files(client, PASER) == before


def test_the_list_names_the_digest_of_each_file_and_what_replaced_it(client, july, at):
    correct(july, at + timedelta(days=1), 210)

    found = listed(client, "?induk=64.01")

    assert [(one["figure_id"], one["cause"], one["superseded_by"]) for one in found] == [
        ("64.01_2025-07_ucj_2", "correction", None),
        (PASER, "publication", "64.01_2025-07_ucj_2"),
    ]
    assert [one["sha256"] for one in found] == [
        hashlib.sha256(client.get(one["address"]).content).hexdigest() for one in found
    ]
    text = client.get("/data/terbitan/?induk=64.01").content.decode()
    assert [one["sha256"] for one in found if one["sha256"] not in text] == []
    assert 'Sudah diganti oleh <a href="/data/terbitan/64.01_2025-07_ucj_2/">' in text


def test_an_old_release_stays_readable_and_names_the_one_that_holds(client, july, at):
    newest = "64.01_2025-07_ucj_2"
    assert "Terbitan ini sudah diganti" not in client.get(f"/data/terbitan/{PASER}/").content.decode()
    assert "Link" not in client.get(f"/data/terbitan/{PASER}.csv")

    correct(july, at + timedelta(days=1), 210)

    text = client.get(f"/data/terbitan/{PASER}/").content.decode()
    assert "Terbitan ini sudah diganti." in text
    assert f'<a href="/data/terbitan/{newest}/">{newest}</a>' in text
    digests = [hashlib.sha256(found).hexdigest() for found in files(client, PASER).values()]
    assert [digest for digest in digests if digest not in text] == []
    told = client.get(f"/data/terbitan/{PASER}.csv")["Link"]
    assert told == f'</data/terbitan/{newest}.csv>; rel="successor-version"'


def test_the_list_asks_as_many_queries_for_one_release_as_for_three(client, july, at, django_assert_num_queries):
    with django_assert_num_queries(7):
        assert len(listed(client, "?induk=64.01")) == 1
    correct(july, at + timedelta(days=1), 210)
    correct(july, at + timedelta(days=2), 220)

    with django_assert_num_queries(7):
        assert len(listed(client, "?induk=64.01")) == 3


def test_a_region_without_releases_says_so(client, places):
    text = client.get("/data/terbitan/?induk=64.08").content.decode()

    assert "Belum ada terbitan untuk Kabupaten Kutai Timur" in text
    assert listed(client, "?induk=64.08") == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("induk=99", "Wilayah “99” tidak ada."),
        ("induk=", "tidak ada"),
        ("induk=64'--", "tidak ada"),
        ("induk=" + "6" * 500, "tidak ada"),
        ("skema=jht", "Skema “jht” tidak dikenal"),
        ("halaman=0", "Halaman “0” tidak ada"),
        ("halaman=2", "Halaman “2” tidak ada"),
        ("halaman=-1", "tidak ada"),
        ("halaman=1e9", "tidak ada"),
        ("halaman=%E0%A5%A7", "tidak ada"),
    ],
)
@pytest.mark.parametrize("address", ["/data/terbitan/", "/data/terbitan.json", "/data/terbitan.csv"])
def test_a_question_that_cannot_be_read_is_refused_with_a_sentence(client, places, address, query, sentence):
    response = client.get(f"{address}?{query}")

    assert response.status_code == 400
    told = response.json()["message"] if address.endswith("json") else response.content.decode()
    assert sentence in told


@pytest.mark.parametrize("name", ["64.01", "64.01_2025-07_ucj_9", "x' OR 1=1", "<script>", "_", "é" * 50])
@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".xlsx"])
def test_a_release_that_is_not_is_told_in_a_sentence(client, july, name, ending):
    response = client.get(f"/data/terbitan/{name}{ending}")

    assert response.status_code == 404
    told = response.json()["message"] if ending == ".json" else response.content.decode()
    assert "Nomornya tertulis seperti 64.01_2023-12_ucj_1" in told
