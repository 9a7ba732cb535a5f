"""Citations: what they name, that they hold no session, and that no name of a region is run or escaped twice."""

import html
import re
from datetime import date

import pytest
from django.template import Context, Template

from tests.coverage.releases import Number, plant_releases


def cited(client, address: str) -> str:
    page = client.get(address).content.decode()
    [text] = re.findall(r'<textarea[^>]*id="isi-kutipan"[^>]*>([^<]*)</textarea>', page)
    return html.unescape(text)


@pytest.fixture
def paser(places, time_machine):
    time_machine.move_to("2026-11-23T03:00:00Z", tick=False)
    plant_releases([Number(places["64.01"], 90, 100)])
    return places["64.01"]


def test_a_region_is_cited_with_month_figure_release_address_and_day(client, paser):
    assert cited(client, "/wilayah/64.01/?skema=ucj&periode=2025-01&utm_source=surat") == (
        "Paritrana. “Cakupan pekerja terlindungi Kabupaten Paser, Januari 2025, UCJ (Universal Coverage Jamsostek)”."
        " Nomor angka 64.01_2025-01_ucj_1,"
        " terbitan ke-1, 10 Februari 2025 pukul 08.00 WITA."
        " http://127.0.0.1:8000/wilayah/64.01/?periode=2025-01&skema=ucj (dibuka 23 November 2026)."
    )


def test_a_ranking_is_cited_with_all_that_it_answers_and_nothing_else(client, places, paser):
    plant_releases([Number(places["64"], 90, 100, reported=0)])

    told = cited(client, "/peringkat/?induk=64&banding=sebanding&utm_source=surat&halaman=1")

    assert "“Peringkat kabupaten/kota di Provinsi Kalimantan Timur, Januari 2025, UCJ" in told
    address = "/peringkat/?tingkat=kabkota&induk=64&periode=2025-01&skema=ucj&dasar=target&banding=sebanding"
    assert f"http://127.0.0.1:8000{address} (dibuka" in told


def test_an_origin_is_cited_and_the_address_opens(client, paser):
    told = cited(client, "/angka/64.01_2025-01_ucj_1/")

    assert "Nomor angka 64.01_2025-01_ucj_1" in told
    [address] = re.findall(r"http://127\.0\.0\.1:8000(\S+)", told)
    assert client.get(address).status_code == 200


def test_invented_numbers_are_cited_as_such(client, places):
    plant_releases([Number(places["64.02"], 90, 100, is_sample=True), Number(places["64"], 90, 100, is_sample=True)])

    assert "Data contoh, bukan data resmi." in cited(client, "/wilayah/64.02/")
    assert "Data contoh, bukan data resmi." in cited(client, "/angka/64.02_2025-01_ucj_1/")
    assert "Data contoh, bukan data resmi." in cited(client, "/peringkat/?induk=64")
    assert "Data contoh, bukan data resmi." in cited(client, "/data/terbitan/64.02_2025-01_ucj_1/")


def test_a_region_of_which_nothing_is_known_is_not_cited(client, places):
    assert "isi-kutipan" not in client.get("/wilayah/64.08/").content.decode()


def test_a_name_is_escaped_once(db):
    template = Template(
        "{% load citations %}{% blocktranslate asvar subject %}Ra'as & {{ name }}{% endblocktranslate %}"
        "{% citation subject '/x/' today %}"
    )

    told = template.render(Context({"name": "<b>", "today": date(2026, 11, 23)}))

    assert "“Ra&#x27;as &amp; &lt;b&gt;”" in told


def test_the_code_to_embed_is_an_image_of_the_portal_whose_words_cannot_break_out(db):
    template = Template('{% load citations %}{% embed_code "/wilayah/64/tren.svg" "ucj" alt as code %}{{ code }}')

    told = html.unescape(template.render(Context({"alt": 'Ra\'as" onload="x'})))

    assert told == (
        '<img src="http://127.0.0.1:8000/wilayah/64/tren.svg?skema=ucj" width="720" height="540"'
        ' alt="Ra&#x27;as&quot; onload=&quot;x">'
    )
