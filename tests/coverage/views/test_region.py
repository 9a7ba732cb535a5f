"""The page of a region: the acceptance facts over HTTP, words for what is not there, refusals, twins, no cookies."""

import csv
import io
from datetime import UTC, datetime

import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme, Segment
from tests.coverage.factories import a_cell, a_published_month, a_target, an_open_report, entered, published
from tests.coverage.releases import Number, plant_releases

DECEMBER_2023, DECEMBER_2024 = 202312, 202412


def whole_of(region, formal: int, informal: int, month: int):
    a_published_month(
        region,
        {
            (region, "tak_terinci_formal", "tak_terinci"): formal,
            (region, "tak_terinci_informal", "tak_terinci"): informal,
        },
        month,
        datetime(2024, 1, 9, 20, 0, tzinfo=UTC),
    )


@pytest.fixture
def paser(places):
    a_target(places["64.01"], 90_052, 2023)
    whole_of(places["64.01"], 37_521, 43_915, DECEMBER_2023)
    return places["64.01"]


@pytest.fixture
def kutim(places):
    a_target(places["64.08"], 79_691, 2024, segment="formal")
    a_target(places["64.08"], 51_086, 2024, segment="informal")
    whole_of(places["64.08"], 69_528, 77_074, DECEMBER_2024)
    return places["64.08"]


def an_observation(region, month, **more):
    return Observation.objects.create(
        region=region, month=month, scheme=Scheme.objects.get(code="ucj"), stated_by=more.pop("by", StatedBy.PRESS),
        source=more.pop("source", "https://berita.example/1"), recorded_at=datetime(2025, 8, 1, tzinfo=UTC), **more,
    )  # fmt: skip


def told(client, path: str) -> dict:
    response = client.get(path)
    assert response.status_code == 200
    return response.json()


def page(client, path: str) -> str:
    """Return the text of a page with no-break spaces as plain ones and runs of blanks as one."""
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def rows_of(client, path: str) -> list[dict]:
    text = b"".join(client.get(path).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_paser_in_december_2023(client, paser):
    answer = told(client, "/wilayah/64.01.json?periode=2023-12")

    wanted = {
        "code": "64.01", "name": "Kabupaten Paser", "level": "regency", "scheme": "ucj", "period": "2023-12",
        "state": "published", "enrolled": 81_436, "target": 90_052, "percent": "90.43", "potential": None,
        "potential_percent": None, "gap": 8616, "rank": 1, "unsplit": 0, "own": 81_436, "hidden": [], "flags": [],
        "reporting": {"reported": 1, "expected": 1}, "figure_id": "64.01_2023-12_ucj_1", "formula": "ucj-1",
        "released_at": "2024-01-10T07:00:00+08:00",
    }  # fmt: skip
    assert {key: answer[key] for key in wanted} == wanted
    assert [(row["code"], row["enrolled"]) for row in answer["segments"]] == [("formal", 37_521), ("informal", 43_915)]
    assert [(row["period"], row["percent"], row["break"]) for row in answer["trend"]] == [("2023-12", "90.43", False)]
    assert [(row["code"], row["enrolled"], row["figure_id"]) for row in answer["children"]] == [
        ("64.01.01", None, None), ("64.01.02", None, None), ("64.01.04", None, None),
    ]  # fmt: skip


def test_a_denominator_is_told_with_its_issuer_law_and_day(client, paser):
    assert told(client, "/wilayah/64.01.json")["sources"] == [
        {
            "kind": "target", "segment": None, "persons": 90_052, "issuer": "Pemerintah Kabupaten Paser",
            "legal_basis": "Keputusan Bupati 1/2025", "method": "RPJMD", "source": "jdih.paserkab.go.id",
            "as_of": "2025-08-04", "version": 1,
        }
    ]  # fmt: skip


def test_kutai_timur_in_december_2024(client, kutim):
    answer = told(client, "/wilayah/64.08.json?periode=2024-12")

    assert [(row["code"], row["percent"]) for row in answer["segments"]] == [
        ("formal", "87.25"), ("informal", "150.87"),
    ]  # fmt: skip
    assert (answer["percent"], answer["gap"]) == ("112.10", -15_825)
    assert [flag["code"] for flag in answer["flags"]] == ["above_100", "above_100"]


def test_the_page_prints_the_numbers_of_the_json_and_each_percentage_opens_its_origin(client, paser):
    text = page(client, "/wilayah/64.01/?periode=2023-12")

    for printed in ("81.436", "90,43 %", "81.436 dari target 90.052 pekerja", "8.616", "37.521", "43.915"):
        assert printed in text
    assert '<a href="/angka/64.01_2023-12_ucj_1/">Dari mana angka ini?</a>' in text
    assert "terbitan ke-1, 10 Januari 2024 pukul 07.00 WITA" in text


def test_a_target_that_is_exceeded_is_said_in_words_and_flagged(client, kutim):
    text = page(client, "/wilayah/64.08/")

    assert "112,10 %" in text
    assert "melampaui target 15.825 pekerja" in text
    assert "Segmen Informal dan rentan melampaui 100 persen" in text
    assert "Catatan atas angka ini" in text


def test_the_table_says_what_the_json_says(client, paser):
    answer, rows = told(client, "/wilayah/64.01.json"), rows_of(client, "/wilayah/64.01.csv")

    [top] = [row for row in rows if row["bagian"] == "wilayah"]
    assert (top["peserta_aktif"], top["target"], top["persen"], top["id_angka"]) == (
        "81436", "90052", "90.43", answer["figure_id"],
    )  # fmt: skip
    for part, key in (("segmen", "segments"), ("wilayah_di_bawahnya", "children"), ("tren", "trend")):
        assert [row["persen"] for row in rows if row["bagian"] == part] == [row["percent"] or "" for row in answer[key]]


def test_a_source_that_looks_like_a_formula_runs_nothing_in_a_spreadsheet(client, places):
    an_observation(places["64"], DECEMBER_2023, enrolled=1, target=2, source='=HYPERLINK("http://x")')

    rows = rows_of(client, "/wilayah/64.csv")

    assert {row["sumber"] for row in rows if row["sumber"]} == {'\'=HYPERLINK("http://x")'}


def test_indonesia_2023_shows_what_bpjs_states_beside_its_incomplete_release(client, paser):
    nation = paser.placements.get().parent.placements.get().parent
    an_observation(
        nation, DECEMBER_2023, by=StatedBy.BPJS, enrolled=41_560_938, potential=139_852_377, source="tabel BPJS"
    )

    answer, text = (
        told(client, "/wilayah/ID.json?periode=2023-12"),
        page(client, "/wilayah/ID/?periode=2023-12"),
    )

    assert (answer["state"], answer["enrolled"], answer["rank"]) == ("published", 81_436, None)
    assert [
        (row["enrolled"], row["potential"], row["potential_percent"], row["stated_by"])
        for row in answer["observations"]
    ] == [(41_560_938, 139_852_377, "29.72", "bpjs")]
    assert "belum lengkap: 1 dari 6 kabupaten/kota" in text
    assert "Seluruh Indonesia, Desember 2023, menurut BPJS Ketenagakerjaan" in text
    assert "29,72 %" in text


def test_what_another_source_says_stands_in_for_a_release_and_is_marked(client, places):
    an_observation(places["64.02"], DECEMBER_2024, enrolled=300, target=400)

    answer, text = told(client, "/wilayah/64.02.json"), page(client, "/wilayah/64.02/")

    assert (answer["state"], answer["percent"], answer["rank"], answer["gap"]) == ("observed", "75.00", None, 100)
    assert answer["flags"] == [{"code": "observed", "path": ""}]
    assert answer["sources"] == [{"kind": "observation", "stated_by": "press", "source": "https://berita.example/1"}]
    assert "Angka dari sumber lain, menurut pemberitaan" in text
    assert "https://berita.example/1" in text


def test_a_printed_percentage_that_differs_is_marked_on_the_page(client, places):
    an_observation(places["64"], 202512, enrolled=935_079, target=1_873_899, printed_percent="50.88")

    text, [one] = page(client, "/wilayah/64/"), told(client, "/wilayah/64.json")["observations"]

    assert (one["percent"], one["printed_percent"], one["differs"]) == ("49.90", "50.88", True)
    assert "berbeda dari hasil hitung" in text


def test_an_observation_of_a_segment_is_listed_and_stands_for_nothing(client, places):
    an_observation(places["64"], 202512, enrolled=5, target=10, segment=Segment.objects.get(code="formal"))

    answer = told(client, "/wilayah/64.json")

    assert (answer["state"], answer["enrolled"], answer["observations"][0]["segment"]) == ("none", None, "formal")


def test_no_data_and_no_target_are_words_and_never_zero_percent(client, places):
    plant_releases([Number(places["64.01"], 120)])

    with_heads, empty = page(client, "/wilayah/64.01/"), page(client, "/wilayah/64.02/")

    assert "belum ada target" in with_heads
    assert "belum ada data untuk bulan mana pun" in empty
    assert "0,00 %" not in with_heads + empty
    assert told(client, "/wilayah/64.02.json")["state"] == "none"


def test_zero_enrolled_of_a_target_is_zero_and_not_missing(client, places):
    plant_releases([Number(places["64.01"], 0, 100)])

    answer = told(client, "/wilayah/64.01.json")

    assert (answer["enrolled"], answer["percent"], answer["gap"]) == (0, "0.00", 100)


def test_small_counts_print_as_less_than_five_and_are_null_with_their_path(client, places):
    plant_releases(
        [Number(places["64.01.01.2001"], 3, is_small=True), Number(places["64.01.01.2002"], 8, is_hidden=True)]
    )
    plant_releases([Number(places["64.01.01"], 11)])

    answer, text = told(client, "/wilayah/64.01.01.json"), page(client, "/wilayah/64.01.01/")
    rows = rows_of(client, "/wilayah/64.01.01.csv")

    assert answer["hidden"] == ["children.64.01.01.2001.enrolled", "children.64.01.01.2002.enrolled"]
    assert [row["enrolled"] for row in answer["children"]] == [None, None, None]
    assert "&lt;5" in text
    assert "disamarkan" in text
    assert [row["keterangan"] for row in rows if row["bagian"] == "wilayah_di_bawahnya"] == [
        "disamarkan", "disamarkan", "",
    ]  # fmt: skip
    assert page(client, "/wilayah/64.01.01.2001/").count("&lt;5") >= 1


def test_a_city_without_desa_says_so(client, places):
    assert "Tidak ada desa: wilayah ini hanya mempunyai 1 kelurahan." in page(client, "/wilayah/64.74/")


def test_adoption_is_of_desa_alone(client, places):
    a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "csr"): 100})

    answer, text = told(client, "/wilayah/64.01.json"), page(client, "/wilayah/64.01/")

    assert answer["villages"] == {"total": 7, "desa": 6, "adopted": 1}
    assert "1 dari 6 desa" in text
    assert "16,67 %" in text
    assert "Selain itu 1 kelurahan" in text


def test_a_village_page_says_that_persons_are_not_stored(client, places):
    assert "Portal ini tidak menyimpan data perorangan." in page(client, "/wilayah/64.01.01.2001/")


def test_a_break_is_named_in_the_trend(client, places):
    plant_releases([Number(places["64.01"], 10, 100)], 202501)
    plant_releases([Number(places["64.01"], 20, 100, issuer="BPS")], 202502)

    answer, text = told(client, "/wilayah/64.01.json"), page(client, "/wilayah/64.01/")

    assert [row["break"] for row in answer["trend"]] == [False, True]
    assert [row["potential_break"] for row in answer["trend"]] == [False, False]
    assert "dasar hitung berubah, tidak dapat dibandingkan langsung dengan bulan sebelumnya" in text


def test_a_bare_percentage_of_another_source_is_not_told_to_be_withheld(client, places):
    plant_releases([Number(places["64.01.01.2001"], 3, is_small=True)], 202501)
    an_observation(places["64.01.01.2001"], 202501, printed_percent="12.50")

    rows = rows_of(client, "/wilayah/64.01.01.2001.csv")

    assert [(row["bagian"], row["keterangan"]) for row in rows if row["bagian"] != "segmen"] == [
        ("wilayah", "disamarkan"), ("tren", "disamarkan"), ("angka_dari_sumber_lain", ""),
    ]  # fmt: skip


def test_a_rank_tells_among_how_many(client, places):
    plant_releases([Number(places["64.01"], 10, 100), Number(places["64.08"], 20, 100)], 202501)

    answer = told(client, "/wilayah/64.08.json")

    assert (answer["rank"], answer["ranked"]) == (1, 2)


def test_an_unknown_code_is_404_with_the_code_and_what_may_have_been_meant(client, places):
    response = client.get("/wilayah/64.01.99/")

    text = response.content.decode()
    assert response.status_code == 404
    assert "Wilayah dengan kode “64.01.99” tidak ada." in text
    assert "/wilayah/64.01.01/" in text


def test_an_unknown_code_in_json_is_404_with_a_sentence(client, places):
    response = client.get("/wilayah/99.99.json")

    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert "“99.99”" in response.json()["message"]


@pytest.mark.parametrize("path", ["/wilayah/64.01/", "/wilayah/64.01.json", "/wilayah/64.01.csv"])
@pytest.mark.parametrize("query", ["periode=2023-13", "periode=", "skema=jkn"])
def test_a_value_that_cannot_be_read_is_400_with_a_sentence(client, places, path, query):
    response = client.get(f"{path}?{query}")

    assert response.status_code == 400
    assert "“" in (response.json()["message"] if path.endswith("json") else response.content.decode())


def test_a_code_without_dots_leads_to_the_region_and_the_question_stays(client, paser):
    response = client.get("/wilayah/6401.json?periode=2023-12")

    assert (response.status_code, response["Location"]) == (302, "/wilayah/64.01.json?periode=2023-12")


def test_another_scheme_is_never_mixed_in(client, paser):
    answer = told(client, "/wilayah/64.01.json?skema=uhc")

    assert (answer["scheme"], answer["state"], answer["enrolled"]) == ("uhc", "none", None)


@pytest.mark.parametrize("path", ["/wilayah/64.01/", "/wilayah/64.01.json", "/wilayah/64.01.csv", "/wilayah/ID/"])
def test_public_answers_set_no_cookie_and_are_not_changed_by_post(client, paser, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405


def test_invented_numbers_carry_their_banner(client, places):

    report = an_open_report(places["64.01"], is_sample=True)
    entered(report, [a_cell(places["64.01"], 10, "pu", "pemberi_kerja")])
    published(report)

    assert "Data contoh, bukan data resmi" in page(client, "/wilayah/64.01/")
    assert told(client, "/wilayah/64.01.json")["is_sample"] is True


def test_a_real_number_beside_invented_months_says_which_rows_are_invented(client, paser):
    report = an_open_report(paser, is_sample=True)
    entered(report, [a_cell(paser, 10, "pu", "pemberi_kerja")])
    published(report)

    text, answer = page(client, "/wilayah/64.01/?periode=2023-12"), told(client, "/wilayah/64.01.json?periode=2023-12")

    assert "Angka utama halaman ini bukan data contoh." in text
    assert (answer["is_sample"], [point["is_sample"] for point in answer["trend"]]) == (False, [False, True])


def test_the_table_marks_each_invented_row(client, paser):
    report = an_open_report(paser, is_sample=True)
    entered(report, [a_cell(paser, 10, "pu", "pemberi_kerja")])
    published(report)

    rows = rows_of(client, "/wilayah/64.01.csv?periode=2025-07")

    marked = {(row["bagian"], row["periode"], row["keterangan"]) for row in rows if row["peserta_aktif"]}
    assert marked == {
        ("wilayah", "2025-07", "Data contoh, bukan data resmi"),
        ("segmen", "2025-07", "Data contoh, bukan data resmi"),
        ("jenis_pekerja", "2025-07", "Data contoh, bukan data resmi"),
        ("sumber_dana", "2025-07", "Data contoh, bukan data resmi"),
        ("tren", "2025-07", "Data contoh, bukan data resmi"),
        ("tren", "2023-12", ""),
    }


def test_one_region_alone_is_not_called_first(client, paser):
    text = page(client, "/wilayah/64.01/?periode=2023-12")

    assert "belum ada pembanding" in text
    assert "dari 1 yang dapat diperingkat" not in text
