"""The picture of a trend: it stands alone on pages of others, says whose it is, and runs nothing."""

import re
from xml.etree import ElementTree

import pytest

from regions.models import Placement, Region
from tests.coverage.releases import Number, plant_releases

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "/wilayah/64.01/tren.svg"


@pytest.fixture
def year(places):
    """Four months of Paser; in the third the target is made otherwise, the fourth is not complete."""
    paser = places["64.01"]
    plant_releases([Number(paser, 50, 100)], 202501)
    plant_releases([Number(paser, 60, 100)], 202502)
    plant_releases([Number(paser, 40, 100, method="Sakernas")], 202503)
    plant_releases([Number(paser, 45, 100, method="Sakernas", reported=0)], 202504)
    return paser


def drawn(client, address: str = ADDRESS) -> ElementTree.Element:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def words(picture: ElementTree.Element) -> str:
    return " ".join("".join(picture.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())


def test_it_says_what_it_shows_where_from_and_under_which_number(client, year):
    picture = drawn(client)

    assert (picture.get("width"), picture.get("height"), picture.get("viewBox")) == ("720", "540", "0 0 720 540")
    told = words(picture)
    for said in (
        "Kabupaten Paser", "UCJ (Universal Coverage Jamsostek) terhadap target",
        "Januari 2025 sampai April 2025", "April 2025: 45,00 %",
        "64.01_2025-04_ucj_1", "Sumber: Paritrana, http://127.0.0.1:8000/wilayah/64.01/", "dasar hitung berubah",
    ):  # fmt: skip
        assert said in told


def test_the_line_is_broken_where_the_basis_changes_and_an_incomplete_month_is_hollow(client, year):
    picture = drawn(client)

    assert len(list(picture.iter(f"{SVG}polyline"))) == 2
    assert [dot.get("fill") for dot in picture.iter(f"{SVG}circle")] == ["#0b6257", "#0b6257", "#0b6257", "#ffffff"]


def test_it_may_stand_anywhere_as_an_image_and_can_do_nothing(client, year):
    response = client.get(ADDRESS)

    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert re.findall(rb"<script|<style|\sstyle=|\son\w+=|href=|url\(", response.content) == []
    assert dict(response.cookies) == {}


def test_a_month_ends_it_and_a_later_release_does_not_change_it(client, year):
    before = client.get(f"{ADDRESS}?periode=2025-02").content

    plant_releases([Number(year, 70, 100)], 202505)

    assert client.get(f"{ADDRESS}?periode=2025-02").content == before
    assert "Januari 2025 sampai Februari 2025" in words(drawn(client, f"{ADDRESS}?periode=2025-02"))


def test_too_few_months_are_told_in_words(client, places):
    assert "Belum ada data: belum ada persentase yang terbit." in words(drawn(client))
    plant_releases([Number(places["64.01"], 90, 100)])

    assert "Januari 2025: 90,00 %. Tren tampil setelah dua bulan terbit." in words(drawn(client))


def test_invented_numbers_say_so_in_the_picture(client, places):
    plant_releases([Number(places["64.01"], 90, 100, is_sample=True)])

    assert "Data contoh, bukan data resmi" in words(drawn(client))


def test_an_invented_month_among_others_is_told_apart_by_its_shape(client, places):
    plant_releases([Number(places["64.01"], 80, 100)], 202412)
    plant_releases([Number(places["64.01"], 90, 100, is_sample=True)], 202502)

    picture = drawn(client)

    [square] = [one for one in picture.iter(f"{SVG}rect") if one.get("width") == "6"]
    assert "Februari 2025" in "".join(square.itertext())
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    told = words(picture)
    assert "Titik persegi: data contoh, bukan data resmi" in told
    assert "ada bulan yang belum terbit" in told


def test_a_name_is_a_text_whatever_stands_in_it(client, year):
    name = 'Ra\'as </text><script>alert(1)</script> & "x"'
    Region.objects.filter(pk=year.pk).update(name=name)
    Placement.objects.filter(region=year).update(name=name)

    picture = drawn(client)

    assert list(picture.iter(f"{SVG}script")) == []
    assert name in words(picture)


@pytest.mark.parametrize(
    "query",
    ["periode=kemarin", "periode=2025-13", "periode=", "periode=%00", "skema=jht", "skema=<b>", "periode=" + "9" * 400],
)
def test_a_question_that_cannot_be_read_is_refused(client, year, query):
    response = client.get(f"{ADDRESS}?{query}")

    assert response.status_code == 400
    assert b"<svg xmlns" not in response.content


@pytest.mark.parametrize("code", ["99.99", "64.01.99", "x", "' OR 1=1", "é"])
def test_a_region_that_is_not_is_told(client, places, code):
    response = client.get(f"/wilayah/{code}/tren.svg")

    assert response.status_code == 404
    assert "tidak ada" in response.content.decode()


def test_the_page_of_the_region_offers_the_code(client, year):
    page = client.get("/wilayah/64.01/").content.decode()

    assert (
        "&lt;img src=&quot;http://127.0.0.1:8000/wilayah/64.01/tren.svg?skema=ucj&quot; width=&quot;720&quot;" in page
    )
    assert 'data-copy="kode-sematan"' in page


def test_it_is_drawn_by_as_many_queries_for_one_month_as_for_four(client, places, django_assert_num_queries):
    plant_releases([Number(places["64.01"], 50, 100)], 202501)
    with django_assert_num_queries(3):
        client.get(ADDRESS)
    for month in (202502, 202503, 202504):
        plant_releases([Number(places["64.01"], 50, 100)], month)

    with django_assert_num_queries(3):
        client.get(ADDRESS)
