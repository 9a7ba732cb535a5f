"""The share card: its size, its weight, its words, and that nothing unpublished is on it."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from coverage.enums import StatedBy
from coverage.models import Scheme
from coverage.queries.share_card import share_card
from coverage.views import share_card as drawing
from coverage.views.share_card import HEIGHT, WIDTH, shapes
from paritrana.pictures import Bar, Text, laid_out
from regions.models import Placement
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered
from tests.coverage.releases import Number, plant_releases

TOKENS = (Path(__file__).resolve().parents[3] / "static/tokens.css").read_text()
LONGEST_NAME = "Kampuang Tanjuang Koto Mambang Sungai Durian"
LIGHTEST_TO_SEND = 300_000


def drawn(region, month=None) -> list:
    place = Placement.objects.select_related("region").get(region=region)
    card = share_card(place, scheme=Scheme.objects.get(code="ucj"), month=month, today=date(2025, 8, 4))
    return shapes(card)


def words(region, month=None) -> str:
    lines = (line.words for shape in drawn(region, month) if isinstance(shape, Text) for line in laid_out(shape))
    return "\n".join(lines)


def boxes(region) -> list[tuple[int, int, int, int]]:
    found = []
    for shape in drawn(region):
        found += [shape.box] if isinstance(shape, Bar) else [line.box for line in laid_out(shape)]
    return found


def apart(texts: list[Text]) -> bool:
    """Tell whether no line of one text lies over a line of another."""
    lines = [(number, line.box) for number, text in enumerate(texts) for line in laid_out(text)]
    return not any(
        one != other and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for one, a in lines
        for other, b in lines
    )


@pytest.fixture
def paser(places):
    plant_releases([Number(places["64.01"], 81_436, 90_052)], 202312)
    return places["64.01"]


def test_it_is_a_png_of_the_size_that_messengers_show_and_light(client, paser):
    response = client.get("/wilayah/64.01/kartu.png")

    picture = Image.open(BytesIO(response.content))
    assert (response["Content-Type"], picture.format, picture.size) == ("image/png", "PNG", (1200, 630))
    assert len(response.content) < LIGHTEST_TO_SEND


def test_it_tells_the_percentage_its_basis_the_month_the_region_and_the_id(paser):
    told = words(paser).split("\n")

    for line in (
        "Kabupaten Paser", "Provinsi Kalimantan Timur · Desember 2023", "90,43 %", "UCJ terhadap target",
        "81.436 dari target 90.052 pekerja", "Nomor angka 64.01_2023-12_ucj_1",
    ):  # fmt: skip
        assert line in told


def test_a_region_without_a_published_number_says_so_and_shows_no_number(client, places):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 4_321, "pu", "pemberi_kerja")])
    an_observation(places["64.01"], 777, StatedBy.PRESS, target=1000)

    told = words(places["64.01"], 202507)

    assert "Belum ada data" in told
    assert "Belum ada angka terbit · kode wilayah 64.01" in told
    assert re.findall("%|4.321|777", told) == []
    assert [shape for shape in drawn(places["64.01"]) if isinstance(shape, Bar)][1:] == []
    assert client.get("/wilayah/64.01/kartu.png?periode=2025-07").status_code == 200


def test_a_small_count_is_not_on_the_card(places):
    plant_releases([Number(places["64.01.01.2001"], 3, 10, is_small=True)])

    told = words(places["64.01.01.2001"])

    assert "Disamarkan" in told
    assert re.findall("%|3 dari|<5", told) == []


def test_invented_and_incomplete_numbers_carry_their_remark(places):
    plant_releases([Number(places["64"], 10, 100, reported=1, expected=4, is_sample=True)])

    assert "Data contoh, bukan data resmi · belum lengkap: 1 dari 4 kabupaten/kota" in words(places["64"])


@pytest.mark.parametrize(
    "name", [LONGEST_NAME, f"{LONGEST_NAME} {LONGEST_NAME} {LONGEST_NAME}"[:120], "W" * 120, "Wi " * 40, "Á" * 120, "X"]
)
@pytest.mark.parametrize("enrolled", [0, 10**9])
def test_nothing_overflows_however_long_the_names_and_numbers(places, name, enrolled):
    village = places["64.01.01.2001"]
    Placement.objects.filter(region__in=[village, places["64.01.01"], places["64.01"]]).update(name=name)
    plant_releases([Number(village, enrolled, 3, is_sample=True, reported=0)])

    found = boxes(village)

    assert all(0 <= left < right <= WIDTH and 0 <= top < bottom <= HEIGHT for left, top, right, bottom in found)
    assert apart([shape for shape in drawn(village) if isinstance(shape, Text)])


def test_a_name_in_letters_that_cannot_be_drawn_gives_way_to_the_code(places):
    Placement.objects.filter(region=places["64.01.01.2001"]).update(name="ꦗꦤ꧀ꦗꦸ")

    assert "Wilayah 64.01.01.2001" in words(places["64.01.01.2001"])


@pytest.mark.parametrize(("enrolled", "length"), [(1, 0), (50, 40), (100, 80), (125, 100), (300, 100)])
def test_the_bar_is_as_long_as_the_percentage_and_ends_with_the_card(places, enrolled, length):
    plant_releases([Number(places["64.01"], enrolled, 100)])

    _top, track, filled, tick = (shape.box for shape in drawn(places["64.01"]) if isinstance(shape, Bar))

    whole = track[2] - track[0]
    assert (filled[2] - filled[0]) * 100 // whole in (length, length - 1)
    assert (tick[0] + 2 - track[0]) * 100 // whole in (79, 80)


def test_zero_of_a_target_is_zero_percent_and_no_bar(client, places):
    plant_releases([Number(places["64.01"], 0, 100)])

    bars = [shape for shape in drawn(places["64.01"]) if isinstance(shape, Bar)]

    assert "0,00 %" in words(places["64.01"])
    assert len(bars) == 3
    assert client.get("/wilayah/64.01/kartu.png").status_code == 200


def test_its_colours_are_those_of_the_pages():
    light = TOKENS[: TOKENS.index("}")]
    token = dict(re.findall(r"--([\w-]+): (#\w+);", light))

    assert [token[name] for name in ("panel", "ink", "muted", "topbar", "on-topbar")] == [
        drawing.PAPER,
        drawing.INK,
        drawing.MUTED,
        drawing.TOPBAR,
        drawing.ON_TOPBAR,
    ]
    assert [token["track"], token["accent"]] == [drawing.TRACK, drawing.ACCENT]
    assert {name: token[name] for name in drawing.BANDS} == drawing.BANDS


def test_it_may_be_kept_shortly_and_is_not_sent_twice(client, paser):
    first = client.get("/wilayah/64.01/kartu.png")

    again = client.get("/wilayah/64.01/kartu.png", HTTP_IF_NONE_MATCH=first["ETag"])

    assert (first["Cache-Control"], again.status_code, again.content) == ("public, max-age=60", 304, b"")
    assert first.cookies == {}


@pytest.mark.parametrize("query", ["periode=2023-13", "periode=", "skema=jkn"])
def test_a_value_that_cannot_be_read_is_400(client, places, query):
    assert client.get(f"/wilayah/64.01/kartu.png?{query}").status_code == 400


def test_an_unknown_code_is_404_and_an_old_one_leads_on(client, places):
    moved = client.get("/wilayah/6401/kartu.png?periode=2025-07")

    assert client.get("/wilayah/99.99/kartu.png").status_code == 404
    assert (moved.status_code, moved["Location"]) == (302, "/wilayah/64.01/kartu.png?periode=2025-07")
