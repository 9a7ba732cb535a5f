"""The feed: valid Atom, ids that stay, corrections told apart, nothing of anyone's text run as markup."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from coverage.models import Release, Report
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened
from tests.coverage.releases import Number, plant_releases

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/data/umpan.atom"


@pytest.fixture
def july(places):
    """July 2025 of Paser, 420 of a target of 1,000."""
    paser = places["64.01"]
    a_target(paser, 1000)
    a_published_month(paser, {(paser, "petani", "csr"): 420})
    return paser


def correct(paser, at, reason: str) -> None:
    cells = [a_cell(paser, 510, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at, reason)
    entered(report, cells, at)
    published(report, at)


def told(client) -> ElementTree.Element:
    response = client.get(FEED)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


def entries(client) -> list[ElementTree.Element]:
    return told(client).findall(f"{ATOM}entry")


def test_the_feed_has_all_that_atom_requires(client, july):
    feed = told(client)

    assert [len(texts(feed, name)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == f"http://127.0.0.1:8000{FEED}"
    counts = [len(texts(entry, name)) for entry in entries(client) for name in ("id", "title", "updated")]
    assert counts == [1, 1, 1]
    assert texts(feed, "updated") == texts(entries(client)[0], "updated")


def test_a_release_is_told_once_without_the_sums_that_follow_it(client, july):
    [entry] = entries(client)

    assert texts(entry, "title") == ["Terbit: Kabupaten Paser, Juli 2025: UCJ 42,00 % terhadap target"]
    assert texts(entry, "id") == ["tag:127.0.0.1,2025-08-04:angka:64.01_2025-07_ucj_1"]
    assert entry.find(f"{ATOM}link").get("href") == "http://127.0.0.1:8000/angka/64.01_2025-07_ucj_1/"
    assert client.get("/angka/64.01_2025-07_ucj_1/").status_code == 200


def test_a_correction_is_an_entry_of_its_own_and_the_first_keeps_its_id(client, july, at):
    [first] = entries(client)

    correct(july, at + timedelta(days=1), "Salah <b>ketik</b> & \x0b lain")

    newest, before = entries(client)
    assert texts(newest, "title") == ["Ralat: Kabupaten Paser, Juli 2025: UCJ 51,00 % terhadap target"]
    assert "Alasan: Salah &lt;b&gt;ketik&lt;/b&gt; &amp;" in texts(newest, "summary")[0]
    assert ElementTree.tostring(before) == ElementTree.tostring(first)


def test_a_new_target_is_told(client, july, at):
    a_target(july, 840, at=at + timedelta(days=3))

    assert texts(entries(client)[0], "title") == [
        "Target atau potensi baru: Kabupaten Paser, Juli 2025: UCJ 50,00 % terhadap target"
    ]


def test_invented_numbers_say_so(client, places):
    plant_releases([Number(places["64.01"], 90, 100, is_sample=True), Number(places["64.02"], 90, 100)])

    titles = sorted(texts(entry, "title")[0] for entry in entries(client))

    assert titles == [
        "Terbit: Kabupaten Kutai Kartanegara, Januari 2025: UCJ 90,00 % terhadap target",
        "[Data contoh, bukan data resmi] Terbit: Kabupaten Paser, Januari 2025: UCJ 90,00 % terhadap target",
    ]


def test_a_small_cell_is_not_in_the_feed(client, places):
    plant_releases([Number(places["64.01"], 3, 50, is_small=True)])

    [entry] = entries(client)

    assert texts(entry, "title") == ["Terbit: Kabupaten Paser, Januari 2025: disamarkan"]
    assert "Pekerja terlindungi" not in texts(entry, "summary")[0]


def test_the_newest_hundred_are_told_by_as_many_queries_as_one(client, places, django_assert_num_queries):
    plant_releases([Number(places["64.01"], 90, 100), Number(places["64.01.01.2001"], 9, 10)])
    with django_assert_num_queries(3):
        assert len(entries(client)) == 1
    years = range(2001, 2026)
    for month in [year * 100 + number for year in years for number in range(1, 6) if year * 100 + number != 202501]:
        plant_releases([Number(places["64.08"], 90)], month)

    with django_assert_num_queries(3):
        found = client.get(FEED).content
    assert found.count(b"<entry>") == 100
    assert Release.objects.count() > 100


def test_an_empty_feed_is_valid_and_always_the_same(client, places):
    assert entries(client) == []
    assert texts(told(client), "updated") == ["2023-01-01T00:00:00+00:00"]
