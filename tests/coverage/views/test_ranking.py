"""The ranking over HTTP: rows, ties, reasons in words, refusals, pages, twins."""

import csv
import io
from datetime import UTC, datetime

import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme
from tests.coverage.releases import Number, plant_children, plant_rolled_up

MONTH = "2025-01"


@pytest.fixture
def kaltim(places):
    """January 2025 of Kalimantan Timur: two tied, one on another basis, one without target."""
    plant_rolled_up(
        [
            Number(places["64.01"], 90, 100),
            Number(places["64.02"], 45, 50),
            Number(places["64.08"], 112, 100, method="Sakernas"),
            Number(places["64.74"], 80),
        ]
    )
    return places["64"]


def told(client, query: str) -> dict:
    response = client.get(f"/peringkat.json?{query}")
    assert response.status_code == 200
    return response.json()


def page(client, query: str) -> str:
    response = client.get(f"/peringkat/?{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def refusal(client, query: str) -> str:
    response = client.get(f"/peringkat.json?{query}")
    assert response.status_code == 400
    return response.json()["message"]


def test_rows_are_ranked_and_the_others_listed_with_their_reason(client, kaltim):
    answer = told(client, "tingkat=kabkota&induk=64&periode=2025-01")

    assert {key: answer[key] for key in ("level", "parent", "period", "basis", "ranked")} == {
        "level": "regency", "parent": "64", "period": MONTH, "basis": "target", "ranked": 3,
    }  # fmt: skip
    assert [(row["rank"], row["code"], row["percent"], row["figure_id"]) for row in answer["rows"]] == [
        (1, "64.08", "112.00", "64.08_2025-01_ucj_1"),
        (2, "64.01", "90.00", "64.01_2025-01_ucj_1"),
        (2, "64.02", "90.00", "64.02_2025-01_ucj_1"),
    ]
    assert [(row["code"], row["reason"]) for row in answer["unranked"]] == [("64.74", "belum ada target")]
    assert answer["rule"].startswith("Diurutkan menurut persentase sebelum dibulatkan")


def test_the_page_says_what_the_json_says(client, kaltim):
    text = page(client, "induk=64")

    for printed in ("112,00 %", "90,00 %", "dasar hitung berbeda", "belum ada target", "3 wilayah diberi peringkat"):
        assert printed in text
    assert '<a href="/angka/64.08_2025-01_ucj_1/">' in text
    assert told(client, "induk=64")["rule"] in text


def test_the_switch_ranks_only_comparable_rows(client, kaltim):
    answer = told(client, "induk=64&banding=sebanding")

    assert [(row["rank"], row["code"]) for row in answer["rows"]] == [(1, "64.01"), (1, "64.02")]
    assert [(row["code"], row["reason_code"]) for row in answer["unranked"]] == [
        ("64.08", "other_basis"), ("64.74", "no_denominator"),
    ]  # fmt: skip


def test_the_table_has_the_same_rows(client, kaltim):
    response = client.get("/peringkat.csv?induk=64")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert [(row["peringkat"], row["kode"], row["persen"], row["alasan_tanpa_peringkat"]) for row in rows] == [
        ("1", "64.08", "112.00", ""), ("2", "64.01", "90.00", ""), ("2", "64.02", "90.00", ""),
        ("", "64.74", "", "belum ada target"),
    ]  # fmt: skip


def test_the_table_marks_invented_rows(client, places):
    plant_rolled_up([Number(places["64.01"], 90, 100, is_sample=True), Number(places["64.02"], 45, 50)])

    response = client.get("/peringkat.csv?induk=64")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert [(row["kode"], row["keterangan"]) for row in rows if row["peringkat"]] == [
        ("64.01", "Data contoh, bukan data resmi"), ("64.02", ""),
    ]  # fmt: skip


def test_a_fall_is_a_negative_number_in_the_table_and_a_word_on_the_page(client, kaltim, places):
    plant_rolled_up([Number(places["64.01"], 85, 100)], 202502)

    rows = b"".join(client.get("/peringkat.csv?induk=64").streaming_content).decode("utf-8-sig")

    assert told(client, "induk=64")["rows"][0]["change"] == "-5.00"
    assert ",85.00,-5.00," in rows
    assert "turun 5,00 poin" in page(client, "induk=64")


def test_what_another_source_says_is_named_and_not_ranked(client, kaltim, places):
    Observation.objects.create(
        region=places["63.01"], month=202501, scheme=Scheme.objects.get(code="ucj"), printed_percent="99",
        stated_by=StatedBy.PRESS, source="berita", recorded_at=datetime(2025, 2, 1, tzinfo=UTC),
    )  # fmt: skip

    unranked = {row["code"]: row["reason"] for row in told(client, "induk=ID")["unranked"]}

    assert unranked["63.01"] == "hanya ada angka dari sumber lain, menurut pemberitaan"
    assert unranked["63.11"] == "belum ada data"
    assert "99,00 %" in page(client, "induk=ID")


def test_an_incomplete_province_says_how_many_have_reported(client, places):
    plant_rolled_up([Number(places["64"], 5, 10, reported=7, expected=10)])

    answer = told(client, "tingkat=provinsi")

    assert answer["rows"] == []
    assert answer["unranked"][1]["reason"] == "belum lengkap: 7 dari 10 kabupaten/kota"


def test_potential_is_another_ranking(client, places):
    plant_rolled_up([Number(places["64.01"], 30, 40, potential=100)])

    [row] = told(client, "dasar=potensi")["rows"]

    assert (row["potential"], row["percent"], "target" in row) == (100, "30.00", False)


def test_without_any_release_the_answer_is_empty_and_says_why(client, places):
    answer = told(client, "tingkat=desa&induk=64")

    assert (answer["period"], answer["rows"], answer["unranked"]) == (None, [], [])
    assert "belum ada angka terbit desa/kelurahan di Provinsi Kalimantan Timur" in page(client, "tingkat=desa&induk=64")
    assert client.get("/peringkat.csv?tingkat=desa").status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("tingkat=rt", "Nilai “rt” untuk tingkat tidak dikenal."),
        ("dasar=semua", "Nilai “semua” untuk dasar tidak dikenal."),
        ("banding=ya", "Nilai “ya” untuk banding tidak dikenal."),
        ("periode=2025", "Periode “2025” tidak dapat dibaca."),
        ("skema=x", "Skema “x” tidak dikenal."),
        ("induk=99", "Wilayah induk “99” tidak ada."),
        ("induk=64.01", "Kabupaten Paser tidak mempunyai kabupaten/kota di bawahnya."),
        ("halaman=2&periode=2025-01", "Halaman “2” tidak ada."),
    ],
)
def test_a_value_that_cannot_be_answered_is_400_with_a_sentence(client, kaltim, query, sentence):
    assert refusal(client, query).startswith(sentence)
    assert client.get(f"/peringkat/?{query}").status_code == 400
    assert client.get(f"/peringkat.csv?{query}").status_code == 400


def test_villages_and_districts_come_in_pages_that_lead_on(client, places):
    regions = plant_children(places["64.01"], 130)
    plant_rolled_up([Number(region, 10, 100 + place) for place, region in enumerate(regions)])

    first, second = (page(client, f"tingkat=kecamatan&induk=64.01&halaman={number}") for number in (1, 2))

    assert "Halaman 1 dari 2" in first
    assert "tingkat=kecamatan&amp;induk=64.01&amp;halaman=2" in first
    assert "Halaman 2 dari 2" in second
    assert len(told(client, "tingkat=kecamatan&induk=64.01&halaman=2")["rows"]) == 30


@pytest.mark.parametrize("path", ["/peringkat/", "/peringkat.json", "/peringkat.csv"])
def test_public_answers_set_no_cookie_and_are_not_changed_by_post(client, kaltim, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405


def test_a_name_narrows_what_is_shown_and_leaves_the_places(client, kaltim):
    asked = "induk=64&periode=2025-01&nama="

    assert [(row["rank"], row["code"]) for row in told(client, f"{asked}PASER")["rows"]] == [(2, "64.01")]
    assert told(client, f"{asked}bontang") | {"rows": []} == told(client, f"{asked}Bontang")
    assert [row["code"] for row in told(client, f"{asked}bontang")["unranked"]] == ["64.74"]
    assert told(client, f"{asked}bontang")["ranked"] == 3
    text = page(client, f"{asked}kutai")
    assert "2 di antaranya bernama seperti “kutai”" in text
    assert "Kab. Paser" not in text.partition('id="peringkat"')[2]
    assert "Tidak ada wilayah berperingkat dengan nama itu" in page(client, f"{asked}sabang")
    assert refusal(client, f"{asked}{'a' * 61}").startswith("Isian “aaaa")


def test_a_name_is_found_in_a_ranking_of_many_pages_with_its_place_among_all(client, places):
    regions = plant_children(places["64.01"], 130)
    plant_rolled_up([Number(region, 10, 100 + place) for place, region in enumerate(regions[:-1])])

    found = told(client, "tingkat=kecamatan&induk=64.01&nama=10120")
    without = told(client, "tingkat=kecamatan&induk=64.01&nama=10129")

    assert [(row["rank"], row["name"]) for row in found["rows"]] == [(121, "Kecamatan 64.01.10120")]
    assert (found["unranked"], found["ranked"], found["page"], found["pages"]) == ([], 129, 1, 1)
    assert (without["rows"], [row["code"] for row in without["unranked"]]) == ([], ["64.01.10129"])
    assert "Hanya seratus pertama" in page(client, "tingkat=kecamatan&induk=64.01&nama=64.01")


def test_a_ranking_says_as_of_when_it_holds_and_by_which_formula(client, kaltim):
    answer = told(client, "induk=64&periode=2025-01")

    assert (answer["cut_off"], answer["formula"]) == ("2025-01-31", "ucj-1")
    assert "Keadaan per 31 Januari 2025, versi rumus ucj-1." in page(client, "induk=64&periode=2025-01")
