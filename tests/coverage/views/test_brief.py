"""The brief over HTTP: what it says, who may see it live, and that nobody else ever does."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from accounts.abilities import Role
from accounts.models import Assignment, AuditEntry
from coverage.enums import ReportState, StatedBy
from coverage.models import Release, Report
from regions.models import Placement
from tests.coverage.factories import (
    JULY,
    a_cell,
    a_published_month,
    a_target,
    an_observation,
    an_open_report,
    entered,
    published,
    reopened,
)
from tests.coverage.releases import Number, plant_releases
from tests.factories import a_person

LIVE_ONLY = "4.321"
"""Heads that stand in cells and in no release."""


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ").split())


def as_person(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def paser(places):
    """Paser with July 2025 published (120 of 10.000) and since reopened: its cells now hold 4,321."""
    region = places["64.01"]
    a_target(region, 10_000)
    a_published_month(region, {(region, "pu", "pemberi_kerja"): 120})
    cell = a_cell(region, 4_321, "pu", "pemberi_kerja")
    reopened(Report.objects.get(), [cell])
    entered(Report.objects.get(), [cell])
    return region


def test_it_prints_the_number_with_its_basis_source_and_id(client, paser):
    text = page(client, "/wilayah/64.01/ringkas/?periode=2025-07")

    for words in (
        "Kabupaten Paser", "1,20 %", "120 dari target 10.000 pekerja", "9.880 pekerja", "keadaan akhir Juli 2025",
        "angka terbit, terbitan ke-1, 4 Agustus 2025 pukul 13.00 WITA", "Pemerintah Kabupaten Paser",
        "Laporan bulan ini sedang dikoreksi; angka di bawah adalah terbitan terakhir.",
        "http://127.0.0.1:8000/wilayah/64.01/ringkas/?periode=2025-07&skema=ucj",
    ):  # fmt: skip
        assert words in text
    assert '<p class="brief-large"><a href="/angka/64.01_2025-07_ucj_1/">1,20 %</a></p>' in text
    assert "SEMENTARA" not in text


def test_the_region_page_leads_to_it_and_the_report_page_to_the_live_one(client, paser, sari):
    assert '<a class="btn btn-quiet" href="/wilayah/64.01/ringkas/?periode=2025-07&skema=ucj">' in page(
        client, "/wilayah/64.01/"
    )
    assert 'href="/wilayah/64.01/ringkas/?periode=2025-07&angka=sementara"' in page(
        as_person(sari), "/laporan/64.01/2025-07/"
    )


def test_the_text_to_copy_stands_in_a_field_with_a_button_that_scripts_bring_to_life(client, paser):
    text = client.get("/wilayah/64.01/ringkas/").content.decode()

    [field] = re.findall(r'<textarea [^>]*id="teks-ringkas-isi"[^>]* readonly[^>]*>\n([^<]*)</textarea>', text)
    assert '<button class="btn btn-quiet" type="button" data-copy="teks-ringkas-isi" hidden>' in text
    assert html.unescape(field).startswith("Kabupaten Paser, Juli 2025\nUCJ terhadap target: 1,20")
    assert len(html.unescape(field)) <= 1000


def test_a_village_without_data_says_who_can_fill_it_in(client, places):
    text = page(client, "/wilayah/64.01.01.2001/ringkas/")

    assert "Desa Busui belum ada data untuk bulan mana pun." in text
    assert "Angka diisi oleh operator dinas tenaga kerja kabupaten/kota" in text
    assert "Portal ini tidak menyimpan data perorangan." in text
    assert "0,00" not in text


def test_children_are_compared_and_each_percentage_opens_its_origin(client, places):
    plant_releases([Number(places["64"], 50, 200, reported=2, expected=4)])
    plant_releases([Number(places["64.01"], 30, 100), Number(places["64.08"], 20, 100, issuer="BPS", is_sample=True)])

    text = page(client, "/wilayah/64/ringkas/")

    best, worst = (re.search(rf'id="{name}">(.*?)</table>', text).group(1) for name in ("tertinggi", "terendah"))
    assert '<a href="/angka/64.01_2025-01_ucj_1/">30,00 %</a>' in best
    assert "Kab. Kutai Timur" not in best
    assert '<a href="/angka/64.08_2025-01_ucj_1/">20,00 %</a>' in worst
    assert "dasar hitung berbeda" in best + worst
    assert "Baris bertanda * adalah data contoh" in text
    assert "belum lengkap: 2 dari 4 kabupaten/kota" in text
    assert "2 dari 4 wilayah dapat diperingkat" in text


def test_what_others_say_stands_apart_and_small_counts_stay_hidden(client, places):
    plant_releases([Number(places["64.01.01"], 11, 100), Number(places["64.01.01.2001"], 3, 10, is_small=True)], JULY)
    an_observation(places["64.01.01"], 77, StatedBy.PRESS)

    text, village = page(client, "/wilayah/64.01.01/ringkas/"), page(client, "/wilayah/64.01.01.2001/ringkas/")

    assert "menurut pemberitaan: 77 pekerja" in text
    assert "Jumlah 1 sampai 4 pekerja, dan jumlah yang dapat membukanya, tidak ditampilkan." in text
    assert "Desa Busui" not in text
    assert "<5" in village
    assert "30,00" not in village


def test_another_source_alone_is_marked_as_such(client, places):
    an_observation(places["64.02"], 300, StatedBy.PRESS, target=400)

    text = page(client, "/wilayah/64.02/ringkas/")

    assert "75,00 %" in text
    assert "Angka dari sumber lain, menurut pemberitaan." in text
    assert "Nomor angka" not in text


def test_invented_numbers_are_told_as_such(client, places):
    report = an_open_report(places["64.01"], is_sample=True)
    entered(report, [a_cell(places["64.01"], 10, "pu", "pemberi_kerja")])
    published(report)

    assert "Data contoh, bukan data resmi" in page(client, "/wilayah/64.01/ringkas/")


def test_live_numbers_are_watermarked_and_told_with_the_state_of_the_report(paser, sari):
    text = page(as_person(sari), "/wilayah/64.01/ringkas/?angka=sementara")

    assert 'data-mark="SEMENTARA"' in text
    assert "Angka sementara, belum terbit." in text
    assert "Laporan: sedang diisi." in text
    assert f"{LIVE_ONLY} dari target 10.000 pekerja" in text
    assert "43,21 %" in text
    assert "/angka/" not in text.split('id="ringkas"')[1].split("</article>")[0]
    assert "og:" not in text


@pytest.mark.parametrize("path", ["/wilayah/64.01/", "/wilayah/64.01/ringkas/", "/wilayah/64/ringkas/",
                                  "/wilayah/ID/ringkas/", "/wilayah/64.01.json"])  # fmt: skip
@pytest.mark.parametrize("query", ["", "?periode=2025-07", "?periode=2025-07&angka=terbit"])
def test_the_public_never_sees_a_live_number(client, paser, path, query):
    text = client.get(path + query).content.decode()

    assert "120" in text
    assert LIVE_ONLY not in text
    assert "4321" not in text
    assert "43,21" not in text


@pytest.mark.parametrize("code", ["64.01", "64", "ID", "64.01.01", "64.01.01.2001", "6401"])
def test_who_is_not_signed_in_is_sent_to_sign_in(client, paser, code):
    response = client.get(f"/wilayah/{code}/ringkas/?angka=sementara")

    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/masuk/")
    assert LIVE_ONLY not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "at_code", "code", "status"),
    [
        (Role.ENTERER, "64.01", "64.01", 200), (Role.ENTERER, "64.01", "64.01.01.2001", 200),
        (Role.ENTERER, "64.01", "64", 404), (Role.ENTERER, "64.01", "ID", 404), (Role.ENTERER, "64.02", "64.01", 404),
        (Role.ENTERER, "64.02", "64.01.01", 404), (None, "64.01", "64.01", 404), (Role.HEAD, "64.01", "64.01", 200),
        (Role.PROVINCE, "64", "64.01", 200), (Role.PROVINCE, "64", "64", 200), (Role.PROVINCE, "63", "64", 404),
        (Role.PROVINCE, "64", "ID", 404), (Role.NATIONAL_JUROR, "ID", "64.01", 403),
        (Role.NATIONAL_JUROR, "ID", "64.01.01", 403), (Role.NATIONAL_JUROR, "ID", "64", 200),
        (Role.PROVINCIAL_JUROR, "64", "64.01", 403), (Role.SECRETARY, "64", "64.01", 403),
        (Role.SECRETARY, "63", "64.01", 404),
    ],
)  # fmt: skip
def test_who_may_draw_it_live_while_the_report_is_being_filled(places, paser, role, at_code, code, status):
    person = a_person("orang", role, places[at_code])

    response = as_person(person).get(f"/wilayah/{code}/ringkas/?angka=sementara&periode=2025-07")

    assert response.status_code == status
    is_official = status == 200 and role in (Role.ENTERER, Role.HEAD, Role.PROVINCE) and code in ("64.01", "64")
    assert (LIVE_ONLY in response.content.decode()) == is_official


def test_a_juror_sees_it_once_it_is_submitted(places, paser):
    Report.objects.filter(month=JULY).update(state=ReportState.SUBMITTED)
    juror = as_person(a_person("ayu", Role.NATIONAL_JUROR, places["ID"]))

    for code in ("64.01", "64", "ID"):
        assert LIVE_ONLY in page(juror, f"/wilayah/{code}/ringkas/?angka=sementara&periode=2025-07")


def test_a_role_that_ended_sees_nothing_live(places, paser, sari):
    Assignment.objects.filter(user=sari).update(until=date(2021, 1, 1))

    assert as_person(sari).get("/wilayah/64.01/ringkas/?angka=sementara").status_code == 404


def test_a_refusal_is_noted_and_a_live_page_is_kept_by_nobody(places, paser, sari, stranger):
    as_person(stranger).get("/wilayah/64.01/ringkas/?angka=sementara")

    assert AuditEntry.objects.filter(act="access_refused").count() == 1
    assert as_person(sari).get("/wilayah/64.01/ringkas/?angka=sementara")["Cache-Control"] == "no-store"


def test_where_all_is_published_the_published_brief_is_shown(places, sari):
    a_published_month(places["64.01"], {(places["64.01"], "pu", "pemberi_kerja"): 120})

    response = as_person(sari).get("/wilayah/64.01/ringkas/?angka=sementara")

    assert (response.status_code, response["Location"]) == (302, "/wilayah/64.01/ringkas/?periode=2025-07&skema=ucj")


def test_live_numbers_leave_no_release_behind(paser, sari):
    before = Release.objects.count()

    page(as_person(sari), "/wilayah/64.01/ringkas/?angka=sementara")

    assert Release.objects.count() == before


def test_a_month_without_a_report_is_told_as_empty(places, wati):
    text = page(as_person(wati), "/wilayah/64.08/ringkas/?angka=sementara&periode=2025-07")

    assert "Belum ada data" in text
    assert "Laporan: belum dibuka." in text


@pytest.mark.parametrize("query", ["periode=2023-13", "periode=", "skema=jkn", "angka=langsung", "angka="])
def test_a_value_that_cannot_be_read_is_400_with_a_sentence(client, places, query):
    response = client.get(f"/wilayah/64.01/ringkas/?{query}")

    assert response.status_code == 400
    assert "“" in response.content.decode()


def test_an_unknown_code_is_404_and_an_old_one_leads_on(client, places):
    moved = client.get("/wilayah/6401/ringkas/?periode=2025-07")

    assert client.get("/wilayah/99.99/ringkas/").status_code == 404
    assert (moved.status_code, moved["Location"]) == (302, "/wilayah/64.01/ringkas/?periode=2025-07")


def test_names_are_escaped(client, places):
    Placement.objects.filter(region=places["64.01"]).update(name='<b>"Paser"</b>')

    text = client.get("/wilayah/64.01/ringkas/").content.decode()

    assert "<b>" not in text
    assert "&lt;b&gt;&quot;Paser&quot;&lt;/b&gt;" in text
