"""The map over HTTP: cells that are links, the table that says the same, twins, refusals, home and region page."""

import csv
import io
import re

import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme
from tests.coverage.releases import RELEASED_AT, Number, plant_releases


@pytest.fixture
def kaltim(places):
    """January 2025 of Kalimantan Timur: two regencies and the province released, Bontang of the press, one unknown."""
    plant_releases(
        [
            Number(places["64"], 202, 400, reported=2, expected=10),
            Number(places["64.01"], 90, 100),
            Number(places["64.02"], 112, 100),
        ]
    )
    Observation.objects.create(
        region=places["64.74"], month=202501, scheme=Scheme.objects.get(code="ucj"), enrolled=20, target=80,
        stated_by=StatedBy.PRESS, source="https://berita.example/1", recorded_at=RELEASED_AT,
    )  # fmt: skip
    return places["64"]


def page(client, query: str = "induk=64", path: str = "/peta/") -> str:
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def told(client, query: str = "induk=64") -> dict:
    return client.get(f"/peta.json?{query}").json()


def names_of_cells(text: str) -> list[str]:
    return re.findall(r'<a class="tile[^>]*aria-label="([^"]*)"', text)


def test_each_region_is_a_link_with_a_name_and_a_row_in_the_same_order(client, kaltim):
    text = page(client)

    assert names_of_cells(text) == [
        "Kab. Paser 90,00 %, terhadap target, pita 4 dari 4",
        "Kab. Kutai Kartanegara 112,00 %, terhadap target, pita 4 dari 4",
        "Kab. Kutai Timur, belum ada data",
        "Kota Bontang 25,00 %, terhadap target, pita 1 dari 4, angka dari sumber lain, menurut pemberitaan",
    ]
    assert re.findall(r'<tr id="petak-([\d.]+)"', text) == ["64.01", "64.02", "64.08", "64.74"]
    assert '<a href="/angka/64.01_2025-01_ucj_1/">90,00 %</a>' in text
    assert 'href="/wilayah/64.01/?periode=2025-01&amp;skema=ucj"' in text


def test_what_is_not_known_is_hatched_and_explained_and_what_others_say_is_marked(client, kaltim):
    text = page(client)

    assert text.count('fill="url(#tanpa-data)"') == 2  # the cell and its entry in the legend
    assert "angka dari sumber lain</li>" in text
    assert "belum lengkap</li>" not in text


def test_missing_workers_stand_with_their_origin(client, kaltim):
    text = page(client, "induk=64&tampil=sisa")

    assert '<a href="/angka/64.01_2025-01_ucj_1/">10</a>' in text
    assert '<a href="/angka/64.02_2025-01_ucj_1/">terlampaui 12</a>' in text
    assert "sisa ke target 60 pekerja" in names_of_cells(text)[3]


def test_json_and_table_say_what_the_page_says(client, kaltim):
    answer = told(client)
    lines = csv.DictReader(
        io.StringIO(b"".join(client.get("/peta.csv?induk=64").streaming_content).decode("utf-8-sig"))
    )

    assert {key: answer[key] for key in ("parent", "period", "scheme", "view", "basis", "bands")} == {
        "parent": "64", "period": "2025-01", "scheme": "ucj", "view": "persen", "basis": "target", "bands": 4,
    }  # fmt: skip
    seen = [(row["code"], row["percent"], row["gap"], row["band"], row["figure_id"]) for row in answer["rows"]]
    assert seen == [
        ("64.01", "90.00", 10, 4, "64.01_2025-01_ucj_1"), ("64.02", "112.00", -12, 4, "64.02_2025-01_ucj_1"),
        ("64.08", None, None, None, None), ("64.74", "25.00", 60, 1, None),
    ]  # fmt: skip
    assert (answer["rows"][3]["stated_by"], answer["rows"][3]["source"]) == ("press", "https://berita.example/1")
    rows = [(row["code"], row["percent"], row["band"], row["tile_row"], row["tile_column"]) for row in lines]
    assert rows == [
        (row["code"], row["percent"] or "", str(row["band"] or ""), str(row["tile_row"]), str(row["tile_column"]))
        for row in answer["rows"]
    ]


def test_the_workbook_opens_as_a_workbook(client, kaltim):
    response = client.get("/peta.xlsx?induk=64&tampil=adopsi")

    assert response["Content-Disposition"] == 'attachment; filename="peta-64-regency-adopsi-2025-01.xlsx"'
    assert response.content.startswith(b"PK")


def test_the_nation_leads_to_its_provinces(client, kaltim):
    assert 'href="/peta/?induk=64&amp;tampil=persen&amp;periode=2025-01&amp;skema=ucj"' in page(
        client, "periode=2025-01"
    )


def test_an_incomplete_sum_is_marked(client, kaltim):
    text = page(client, "periode=2025-01")

    assert "belum lengkap: 2 dari 10" in text
    assert "belum lengkap</li>" in text


def test_without_any_number_the_map_stays_and_says_why_it_is_empty(client, places):
    text = page(client, "induk=63&tampil=adopsi")

    assert len(names_of_cells(text)) == 2
    assert "Belum ada data: desa yang sudah ikut diketahui setelah" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("induk=99", "Wilayah “99” tidak ada."),
        ("induk=64.01", "Batas kecamatan di Kabupaten Paser belum tersedia di portal ini."),
        ("induk=64.01.01", "Batu Sopang tidak mempunyai peta."),
        ("induk=64&bentuk=batas", "Batas kabupaten/kota di Kalimantan Timur belum tersedia di portal ini."),
        ("induk=64&bentuk=bulat", "Nilai “bulat” untuk bentuk tidak dikenal. Pilih salah satu: petak, batas."),
        ("induk=64&tingkat=provinsi", "Kalimantan Timur tidak mempunyai provinsi di bawahnya."),
        ("induk=64&tingkat=desa&bentuk=petak", "Peta petak ada untuk provinsi di Indonesia"),
        ("tingkat=negara", "Nilai “negara” untuk tingkat tidak dikenal."),
        ("induk=", "Wilayah “” tidak ada."),
        ("tampil=luas", "Nilai “luas” untuk tampil tidak dikenal. Pilih salah satu: persen, sisa, adopsi."),
        ("periode=2025-13", "Periode “2025-13” tidak dapat dibaca."),
        ("skema=bpjs", "Skema “bpjs” tidak dikenal."),
        ("induk=64;DROP", "Wilayah “64;DROP” tidak ada."),
        ("induk=6%204", "Wilayah “6 4” tidak ada."),
    ],
)
@pytest.mark.parametrize("path", ["/peta/", "/peta.json", "/peta.csv", "/peta.xlsx"])
def test_what_cannot_be_answered_is_refused_with_a_sentence(client, places, path, query, sentence):
    response = client.get(f"{path}?{query}")

    assert response.status_code == 400
    assert sentence in (response.json()["message"] if path == "/peta.json" else response.content.decode())


def test_the_front_page_and_the_page_of_a_province_have_their_maps(client, kaltim, places):
    Observation.objects.create(
        region=places["ID"], month=202412, scheme=Scheme.objects.get(code="ucj"), enrolled=1000, potential=4000,
        stated_by=StatedBy.BPJS, source="BPJS", recorded_at=RELEASED_AT,
    )  # fmt: skip

    assert len(names_of_cells(page(client, path="/"))) == 2
    assert len(names_of_cells(page(client, "periode=2025-01", path="/wilayah/64/"))) == 4
    assert names_of_cells(page(client, "periode=2025-01", path="/wilayah/64.01/")) == []


def test_a_province_without_numbers_below_shows_no_empty_map(client, places):
    assert names_of_cells(page(client, "", path="/wilayah/63/")) == []


def test_invented_numbers_stand_under_a_banner(client, places):
    plant_releases([Number(places["64"], 90, 100, is_sample=True), Number(places["64.01"], 90, 100, is_sample=True)])

    text = page(client)

    assert "Data contoh, bukan data resmi" in text
    assert names_of_cells(text)[0].endswith("data contoh")


def shapes(text: str) -> list[str]:
    return re.findall(r'<a class="shape"[^>]*aria-label="([^"]*)"', text)


def test_with_boundaries_a_regency_has_a_map_of_its_districts(client, kaltim, boundaries):
    boundaries("64.01.01", "64.01.02", "64.01.04")

    text = page(client, "induk=64.01")

    assert shapes(text) == [
        f"Kec. {name}, belum ada data" for name in ("Batu Sopang", "Tanjung Harapan", "Tanah Grogot")
    ]
    assert "Batas bersifat indikatif" in text
    assert "Batas wilayah: Cahya DSN (lisensi MIT), disederhanakan." in text


def test_with_boundaries_the_tile_map_stays_and_offers_them(client, kaltim, boundaries):
    boundaries("64.01", "64.02", "64.08", "64.74")

    text = page(client)

    assert len(names_of_cells(text)) == 4
    assert shapes(text) == []
    assert 'href="?induk=64&amp;bentuk=batas&amp;tingkat=kabkota">Batas wilayah: kabupaten/kota</a>' in text


def test_outlines_are_links_with_the_names_of_their_numbers(client, kaltim, boundaries):
    boundaries("64.01", "64.02", "64.08", "64.74")

    text = page(client, "induk=64&bentuk=batas&tampil=sisa")

    assert shapes(text)[0] == "Kab. Paser 10, sisa ke target 10 pekerja, pita 3 dari 4"
    assert shapes(text)[2:] == [
        "Kab. Kutai Timur, belum ada data",
        "Kota Bontang 60, sisa ke target 60 pekerja, pita 3 dari 4, angka dari sumber lain, menurut pemberitaan",
    ]
    assert text.count('fill="url(#tanpa-data)"') == 2
    assert '<path class="band-3 odd"' in text
    assert '"tile_row": null' in client.get("/peta.json?induk=64&bentuk=batas").content.decode()


def test_a_broken_boundary_file_leaves_the_tile_map(client, kaltim, boundaries, settings):
    boundaries("64.01", "64.99")

    assert len(names_of_cells(page(client))) == 4
    assert client.get("/peta/?induk=64&bentuk=batas").status_code == 400
