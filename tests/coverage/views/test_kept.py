"""Kept public pages: the same bytes with one query, new ones after an act that shows, and nothing for who signs in."""

import gzip

import pytest

from accounts.models import User
from coverage.models import Report
from coverage.views.kept import pages
from tests.accounts.people import signed_in
from tests.coverage.factories import (
    JULY,
    a_cell,
    a_published_month,
    a_target,
    an_open_report,
    entered,
    published,
    reopened,
)

PASER, KUTIM, DISTRICT = "/wilayah/64.01/", "/wilayah/64.08/", "/wilayah/64.01.01/"
RANKING = "/peringkat/?tingkat=kabkota&induk=64"


@pytest.fixture(autouse=True)
def keeping(monkeypatch):
    monkeypatch.setattr(pages, "most", 20_000_000)
    yield
    pages.clear()


@pytest.fixture
def paser(places):
    a_target(places["64.01"], 1_000, 2025)
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 400})
    return places["64.01"]


@pytest.mark.parametrize(
    "path",
    [
        PASER,
        "/wilayah/64.01.json",
        RANKING,
        "/",
        "/angka/64.01_2025-07_ucj_1/",
        "/peta/?induk=64",
        "/wilayah/64.01/kartu.png",
    ],
)
def test_a_second_look_costs_one_query_and_shows_the_same(client, paser, path, django_assert_num_queries):
    first = client.get(path)

    with django_assert_num_queries(1):
        second = client.get(path)

    assert (first.status_code, second.content) == (200, first.content)
    assert second["ETag"] == first["ETag"]
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_release_beside_changes_rank_and_ranking_and_leaves_what_lies_below(
    client, paser, places, django_assert_num_queries
):
    a_target(places["64.08"], 1_000, 2025)
    report = an_open_report(places["64.08"])
    entered(report, [a_cell(places["64.08"], 900)])
    before = {path: client.get(path).content for path in (PASER, DISTRICT, RANKING, "/")}

    published(report)

    with django_assert_num_queries(1):
        assert client.get(DISTRICT).content == before[DISTRICT]
    for path in (PASER, RANKING, "/"):
        assert client.get(path).content != before[path], path


def test_a_correction_shows_at_once(client, paser, places):
    assert b"400" in client.get(PASER).content

    report = Report.objects.get(region=paser, month=JULY)
    reopened(report, [a_cell(paser, 500)])
    assert "sedang dikoreksi" in client.get(PASER).content.decode()
    entered(Report.objects.get(pk=report.pk), [a_cell(paser, 500)])
    published(Report.objects.get(pk=report.pk))

    page = client.get(PASER).content.decode()
    assert "sedang dikoreksi" not in page
    assert "50,00" in page


def test_what_is_typed_is_not_public_and_changes_nothing(client, paser, places, django_assert_num_queries):
    before = client.get(PASER).content
    entered(an_open_report(paser, 202508), [a_cell(paser, 700, month=202508)])
    again = client.get(PASER).content

    assert (b"700" in again, b"400" in again) == (False, True)
    assert client.get(PASER).content == again
    assert before.count(b"400") == again.count(b"400")


def test_who_is_signed_in_sees_his_own_page_and_leaves_nothing_behind(client, paser, sari):
    official = signed_in(sari)
    assert str(sari) in official.get(PASER).content.decode()

    public = client.get(PASER).content.decode()

    assert str(sari) not in public
    assert str(sari) in official.get(PASER).content.decode()
    assert User.objects.filter(pk=sari.pk).exists()


@pytest.mark.parametrize(
    "path", [f"{PASER}?lain=1", f"{PASER}?periode=2025-13", "/wilayah/99.99/", f"{PASER}?periode={'0' * 200}"]
)
def test_made_up_addresses_and_refusals_are_not_kept(client, paser, path):
    client.get(path)

    assert dict(pages.pages) == {}


def test_the_name_of_the_host_stands_in_no_other_hosts_page(client, paser, settings):
    settings.ALLOWED_HOSTS = ["satu.example", "dua.example"]
    client.get(PASER, headers={"Host": "satu.example"})

    assert b"satu.example" not in client.get(PASER, headers={"Host": "dua.example"}).content
    assert len(pages.pages) == 2


def test_a_page_comes_compressed_to_who_can_unpack_it(client, paser):
    plain = client.get(PASER)
    packed = client.get(PASER, headers={"Accept-Encoding": "gzip"})

    assert (packed["Content-Encoding"], plain.get("Content-Encoding")) == ("gzip", None)
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]
    assert packed["Cache-Control"] == plain["Cache-Control"] == "public, max-age=60"


def test_a_new_day_is_a_new_page(client, paser, time_machine):
    time_machine.move_to("2026-01-05T02:00:00+00:00", tick=False)
    client.get(PASER)
    time_machine.move_to("2026-01-06T02:00:00+00:00", tick=False)
    client.get(PASER)

    assert [version[1].isoformat() for version in (page.version for page in pages.pages.values())] == ["2026-01-06"]
