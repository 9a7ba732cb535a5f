"""The public reads in English where it asked for it; what binds stays Indonesian; no switch leads off the portal."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, trans_real

from coverage.enums import StatedBy
from coverage.models import Observation, Payer, Scheme, Segment, WorkerCategory
from coverage.views.kept import pages
from paritrana import formatting
from paritrana.languages import BILINGUAL, ReadersLanguage, is_own
from tests.coverage.factories import a_cell, a_target, an_open_report, entered, paser_of_2023, published, reopened
from tests.coverage.releases import Number, plant_releases, plant_rolled_up

FIGURE = "/angka/64.01_2023-12_ucj_1/"
INTERFACE = re.compile(
    r"\b(Peringkat|Wilayah|Unduh|Cari|Beranda|Masuk|Keluar|Halaman|Sumber|Angka|Bulan|Tampilkan|Kode|Belum|Menurut"
    r"|Catatan|Dari mana|Pekerja terlindungi|Persen|Cakupan|Tren|Ralat|Segmen|Alasan|Cetak|Terbitan|Lihat|Diajukan"
    r"|dari|yang|dengan|tidak|belum|adalah|oleh|pukul|Desember|Januari)\b"
)
SAID = re.compile(r'\b(?:aria-label|data-label|placeholder|title|alt|content)="([^"]*)"|>([^<>]+)<')


@pytest.fixture
def paser(places):
    return paser_of_2023(places)


@pytest.fixture
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def untranslated(monkeypatch) -> list[str]:
    """What was asked of the English catalogue and is not in it."""
    missing: list[str] = []

    class Noted(NullTranslations):
        def gettext(self, message: str) -> str:
            missing.append(message)
            return message

    monkeypatch.setattr(trans_real.translation("en"), "_fallback", Noted())
    return missing


def page(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return " ".join(html.unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ").split())


def said(text: str) -> Iterator[str]:
    """Yield what a page says to who reads or hears it, without its way back to Indonesian."""
    for attribute, between in SAID.findall(re.sub(r'<div id="bahasa".*?</div>|<script.*?</script>', "", text)):
        yield attribute or between


# The switch


@pytest.mark.parametrize(
    ("back", "lands"),
    [
        ("", "/"),
        ("?kembali=/wilayah/64.01/%3Fperiode%3D2025-07%26skema%3Ducj", "/wilayah/64.01/?periode=2025-07&skema=ucj"),
        ("?kembali=/cari/%3Fq%3Dpaser%2520x", "/cari/?q=paser%20x"),
    ],
)
def test_the_switch_keeps_the_choice_for_a_year_and_leads_back(client, db, back, lands):
    response = client.get(f"/bahasa/en/{back}")
    cookie = response.cookies["bahasa"]

    assert (response.status_code, response["Location"]) == (302, lands)
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["path"]) == ("en", 31_536_000, "Lax", "/")
    assert cookie["httponly"] is True
    assert response["Cache-Control"] == "no-store"


def test_back_to_indonesian_takes_the_cookie_away(english, db):
    response = english.get("/bahasa/id/?kembali=/metode/")

    assert (response["Location"], response.cookies["bahasa"]["max-age"]) == ("/metode/", 0)
    assert '<html lang="id">' in page(english, "/metode/")


def test_the_cookie_of_production_is_sent_over_https_alone(client, db, settings):
    settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-bahasa", True

    assert client.get("/bahasa/en/").cookies["__Host-bahasa"]["secure"] is True
    assert client.get("/bahasa/id/").cookies["__Host-bahasa"]["secure"] is True


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
        "https:evil.example", "https://evil.example/", "https:///evil.example", "javascript:alert(1)", "evil.example",
        "/%09/evil.example", "/\t/evil.example", "%0d%0aSet-Cookie:%20sesi=x", "/\r\nSet-Cookie: sesi=x", "/\x00",
        " //evil.example", "http://testserver/", "",
    ],
)  # fmt: skip
def test_no_switch_leads_off_the_portal(client, db, back):
    response = client.get("/bahasa/en/", {"kembali": back})

    if back == "/%09/evil.example":  # what is escaped stays escaped, and with it a path of ours
        assert response["Location"] == back
        return
    assert (response.status_code, dict(response.cookies)) == (400, {})
    assert "Location" not in response


@pytest.mark.parametrize("address", ["/", "/wilayah/64.01/?periode=2025-07", "/a//b", "/cari/?q=https://x"])
def test_a_path_of_this_portal_is_its_own(address):
    assert is_own(address)


@pytest.mark.parametrize("code", ["fr", "EN", "en-us", "..", "id%0d%0a"])
def test_a_language_that_the_portal_does_not_speak_is_not_found_and_not_kept(client, db, code):
    response = client.get(f"/bahasa/{code}/")

    assert (response.status_code, dict(response.cookies)) == (404, {})


def switch_on(client, path: str, language: str) -> str:
    """Return the address to which the switch of a page leads."""
    of = f'rel="nofollow" lang="{language}" hreflang="{language}"'
    link = rf'<div id="bahasa" class="language">\s*<a class="bar-button" href="([^"]*)" {of}>'
    found = re.search(link, client.get(path).content.decode())
    assert found, path
    return html.unescape(found[1])


@pytest.mark.parametrize(
    "path", ["/", "/wilayah/64.01/?periode=2023-12&skema=ucj", "/cari/?q=a%26b", "/wilayah/99.99/"]
)
def test_each_public_page_offers_its_other_language_and_the_way_leads_back_to_it(client, paser, path):
    assert client.get(switch_on(client, path, "en"))["Location"] == path
    assert client.get(switch_on(client, path, "id"))["Location"] == path
    assert switch_on(client, path, "en")


# Pages in English


def test_a_region_is_told_in_english_with_english_numbers_and_times(english, paser):
    text = page(english, "/wilayah/64.01/")

    for told in ('<html lang="en">', "Enrolled workers", "90.43%", "81,436 of a target of 90,052 workers",
                 "December 2023", "Published figure, release 1, 10 January 2024, 07:00 WITA."):  # fmt: skip
        assert told in text
    assert "Kabupaten Paser" in text


def test_the_origin_of_a_figure_is_told_in_english(english, paser):
    text = page(english, FIGURE)

    for told in ("81,436 ÷ 90,052 × 100 = 90.43%", "Submitted, enterer, 10 January 2024, 04:00 WITA",
                 "Accepted and published, provincial verifier"):  # fmt: skip
        assert told in text


def every_page(places) -> list[tuple[str, int]]:
    """Lay data of every kind, and return the addresses of pages in English with what each answers."""
    plant_rolled_up([
        Number(places["64.01"], 90_000, 100_000, potential=200_000),
        Number(places["64.02"], 45_000, 50_000, reported=1, expected=2, is_sample=True),
        Number(places["64.08"], 112_345, 100_000, method="Sakernas"),
        Number(places["64.74"], 80),
    ])  # fmt: skip
    plant_releases([Number(places["64.01"], 80_000, 100_000)], 202412)
    of = {"month": 202501, "scheme": Scheme.objects.get(code="ucj"), "recorded_at": datetime(2025, 3, 1, tzinfo=UTC)}
    for place, by in (("ID", StatedBy.BPJS), ("63", StatedBy.PRESS), ("64.01", StatedBy.VILLAGE)):
        if place in places:
            Observation.objects.create(
                region=places[place], enrolled=500_000, potential=2_000_000, stated_by=by, source="Laporan 2025", **of
            )
    found = ["/", "/?urut=nama", "/metode/", "/data/", "/cari/", "/cari/?q=paser", "/cari/?q=zzzzzz", "/cari/?q=pasr",
             "/peringkat/", "/peringkat/?tingkat=provinsi", "/peringkat/?induk=64",
             "/peringkat/?induk=64&dasar=potensi", "/peringkat/?induk=64&banding=sebanding",
             "/peringkat/?induk=64&nama=kutai", "/peringkat/?induk=64&nama=zzz",
             "/peringkat/?tingkat=desa&induk=64.01&periode=2025-01",
             "/angka/64.01_2025-01_ucj_1/", "/angka/64.74_2025-01_ucj_1/", "/angka/64_2025-01_ucj_1/",
             "/wilayah/64.01/?periode=2024-12", "/wilayah/64.01/?periode=2001-01"]  # fmt: skip
    found += [f"/wilayah/{code}/" for code in places]
    wrong = [("/tidak-ada/", 404), ("/wilayah/99.99/", 404), ("/wilayah/99.99/?periode=2025-01", 404),
             ("/angka/x/", 404),
             ("/wilayah/64.01/?periode=kemarin", 400), ("/peringkat/?tingkat=x", 400), ("/peringkat/?skema=x", 400),
             ("/peringkat/?induk=99", 400), ("/peringkat/?induk=64.01&tingkat=provinsi", 400),
             ("/peringkat/?induk=64&halaman=9", 400),
             ("/peringkat/?nama=" + "a" * 61, 400), ("/cari/?q=" + "a" * 101, 400), ("/cari/?q=%07x", 400),
             ("/cari/?q=" + "a" * 8_200, 414)]  # fmt: skip
    return [(path, 200) for path in found] + wrong


def names_of_data() -> re.Pattern[str]:
    """Return a pattern for the names of what figures are told apart by, which are data and have no English."""
    names = {name for kind in (WorkerCategory, Payer, Segment) for name in kind.objects.values_list("name", flat=True)}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def test_every_text_of_the_public_pages_is_in_english(english, places, untranslated):
    left: dict[str, set[str]] = {}
    stored = names_of_data()

    for path, status in every_page(places):
        text = page(english, path, status)
        assert '<html lang="en">' in text, path
        for told in said(text):
            without = stored.sub("", told)
            if INTERFACE.search(without):
                left.setdefault(without.strip(), set()).add(path)

    assert left == {}
    assert sorted(set(untranslated)) == []


def test_a_corrected_month_is_told_in_english(english, paser, untranslated):
    report = an_open_report(paser)
    a_target(paser, 1_000, 2025)
    entered(report, [a_cell(paser, 400)])
    published(report)
    report.refresh_from_db()
    reopened(report, [a_cell(paser, 500)])

    assert "The report of this month is being corrected" in page(english, "/wilayah/64.01/")

    report.refresh_from_db()
    entered(report, [a_cell(paser, 500)])
    report.refresh_from_db()
    published(report)
    assert "Corrections" in page(english, "/wilayah/64.01/")
    assert "See release 2" in page(english, "/angka/64.01_2025-07_ucj_1/")
    assert sorted(set(untranslated)) == []


# What stays Indonesian


@pytest.mark.parametrize("value", ["fr", "EN", "en-us", "en ", "../en", "", "id", "en\x00", "x" * 3_000])
def test_a_cookie_of_no_known_language_is_passed_over(client, db, value):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = value

    assert '<html lang="id">' in page(client, "/metode/")


@pytest.mark.parametrize("path", ["/masuk/", "/penghargaan/", "/data/api/", "/isian-tanpa-jaringan/"])
def test_a_page_without_english_is_indonesian_and_offers_no_switch(english, db, path):
    text = page(english, path)

    assert '<html lang="id">' in text
    assert 'id="bahasa"' not in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/wilayah/64.01/isi/?periode=2025-07", 200), ("/kerja/", 200), ("/akun/", 200), ("/laporan/64.01/", 200),
        ("/impor/", 200), ("/wilayah/64.01/target/", 200), ("/kelola/", 404), ("/keluar/", 200),
    ],
)  # fmt: skip
def test_official_pages_are_indonesian_whatever_the_cookie_says(english, places, sari, path, status):
    an_open_report(places["64.01"])
    english.force_login(sari)

    text = page(english, path, status)

    assert '<html lang="id">' in text
    assert [word for word in ("Search", "Sign out", "Home") if word in list(said(text))] == []


def test_what_is_typed_is_read_alike_with_the_cookie(english, db):
    response = english.post("/masuk/", {"login": "siapa", "password": "salah"})

    assert '<html lang="id">' in response.content.decode()


@pytest.mark.parametrize(
    "path",
    ["/wilayah/64.01", "/peringkat", "/beranda", "/metode", "/data", "/angka/64.01_2023-12_ucj_1", "/cari"],
)
@pytest.mark.parametrize("form", [".json", ".csv"])
def test_files_are_the_same_bytes_with_the_cookie(client, paser, path, form):
    query = "?q=paser" if path == "/cari" else ""

    def read() -> bytes:
        response = client.get(f"{path}{form}{query}")
        assert response.status_code == 200
        return b"".join(response.streaming_content) if response.streaming else response.content

    before = read()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert read() == before


def test_a_program_is_answered_in_indonesian_with_the_cookie(english, db):
    told = english.get("/wilayah/99.99/", headers={"accept": "application/json"}).json()

    assert told["message"].startswith("Wilayah dengan kode")


def test_pages_that_have_english_exist_and_are_public():
    assert {name for name in BILINGUAL if ":" not in name} == {"home", "method", "open_data"}
    codes = {"coverage:region": ["64"], "coverage:figure": ["64_2025-01_ucj_1"]}
    assert all(reverse(name, args=codes.get(name, [])) for name in BILINGUAL)


# Nothing of it is left for the next request, nor in what is kept


def test_the_language_ends_with_the_request_even_where_it_breaks_off(rf):
    def broken(request) -> HttpResponse:
        assert (get_language(), formatting.number(1000)) == ("en", "1,000")
        raise ValueError("broken")

    request = rf.get("/metode/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en"
    with pytest.raises(ValueError, match="broken"):
        ReadersLanguage(broken)(request)

    assert (get_language(), formatting.number(1000)) == ("id", "1.000")


def test_a_kept_page_is_kept_in_each_language_apart(client, paser, monkeypatch):
    monkeypatch.setattr(pages, "most", 20_000_000)
    try:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        in_english = client.get("/wilayah/64.01/")
        del client.cookies[settings.LANGUAGE_COOKIE_NAME]
        indonesian = client.get("/wilayah/64.01/")
        again = client.get("/wilayah/64.01/")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        in_english_again = client.get("/wilayah/64.01/")
    finally:
        pages.clear()

    assert b"81,436" in in_english.content
    assert b"81.436" in indonesian.content
    assert (again.content, in_english_again.content) == (indonesian.content, in_english.content)
    assert in_english["ETag"] != indonesian["ETag"]


def test_a_page_in_english_may_be_kept_by_anyone_who_asks_with_the_same_cookie(english, paser):
    response = english.get("/wilayah/64.01/")

    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response["Vary"]
    assert dict(response.cookies) == {}
