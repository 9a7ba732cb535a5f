"""What a messenger shows of a link: published numbers, full addresses of the portal's own, nothing of a request."""

import html
import re

import pytest

from coverage.enums import StatedBy
from regions.models import Placement
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered
from tests.coverage.releases import Number, plant_releases


def tags(client, path: str) -> dict[str, str]:
    text = client.get(path, HTTP_HOST="127.0.0.1:8000").content.decode()
    head = text[: text.index("</head>")]
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+|description)" content="([^"]*)">', head)
    return {name: html.unescape(told).replace("\N{NO-BREAK SPACE}", " ") for name, told in found}


@pytest.mark.parametrize(("name", "path"), [("", "/wilayah/64.01/"), ("ringkas/", "/wilayah/64.01/ringkas/")])
def test_a_page_tells_its_number_and_its_card(client, places, name, path):
    plant_releases([Number(places["64.01"], 81_436, 90_052)], 202312)

    found = tags(client, path)

    question = "?periode=2023-12&skema=ucj"
    assert found["og:title"] == "Kabupaten Paser: 90,43 % UCJ terhadap target"
    assert found["og:description"] == (
        "Desember 2023. 81.436 dari target 90.052 pekerja. Nomor angka 64.01_2023-12_ucj_1."
    )
    assert found["og:image"] == f"http://127.0.0.1:8000/wilayah/64.01/kartu.png{question}"
    assert found["og:url"] == f"http://127.0.0.1:8000/wilayah/64.01/{name}{question}"
    assert (found["twitter:card"], found["og:image:width"], found["og:image:height"]) == (
        "summary_large_image", "1200", "630",
    )  # fmt: skip
    assert client.get(found["og:image"].removeprefix("http://127.0.0.1:8000"))["Content-Type"] == "image/png"


def test_the_address_comes_from_the_settings_and_never_from_who_asks(client, places, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]
    settings.ALLOWED_HOSTS = ["*"]

    text = client.get("/wilayah/64.01/", HTTP_HOST="jahat.example").content.decode()

    assert 'content="https://portal.example/wilayah/64.01/kartu.png"' in text
    assert "jahat.example" not in text


def test_what_is_not_published_is_not_previewed(client, places):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 4_321, "pu", "pemberi_kerja")])
    an_observation(places["64.01"], 777, StatedBy.PRESS, target=1000)

    found = tags(client, "/wilayah/64.01/")

    assert found["og:title"] == "Kabupaten Paser: Belum ada data"
    assert found["og:description"] == "Juli 2025. Belum ada angka terbit."
    assert not any("4.321" in told or "777" in told for told in found.values())


def test_a_name_cannot_break_out_of_a_tag(client, places):
    Placement.objects.filter(region=places["64.01"]).update(name='"><script>')

    text = client.get("/wilayah/64.01/").content.decode()

    assert '"><script>' not in text
    assert tags(client, "/wilayah/64.01/")["og:title"] == '"><script>: Belum ada data'
