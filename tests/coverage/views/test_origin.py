"""The origin of a percentage over HTTP: the sum with its numbers, denominators, offices, cells for officials."""

import csv
import io
from datetime import timedelta

import pytest

from coverage.models import Report
from tests.coverage.factories import (
    a_cell,
    a_published_month,
    entered,
    paser_of_2023,
    published,
    reopened,
    staff_of,
)
from tests.coverage.releases import Number, plant_releases

PASER = "64.01_2023-12_ucj_1"


@pytest.fixture
def paser(places):
    return paser_of_2023(places)


def page(client, figure_id: str) -> str:
    response = client.get(f"/angka/{figure_id}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_sum_stands_with_its_numbers_put_in(client, paser):
    text = page(client, PASER)

    assert "81.436 ÷ 90.052 × 100 = 90,43 %" in text
    assert "rumus ucj-1" in text


def test_the_denominator_names_issuer_law_method_document_and_version(client, paser):
    text = page(client, PASER)

    for told in ("Pemerintah Kabupaten Paser", "Keputusan Bupati 1/2025", "RPJMD", "jdih.paserkab.go.id"):
        assert told in text


def test_the_steps_are_told_by_office_and_time_and_nobody_is_named(client, paser):
    text = page(client, PASER)

    assert "Diajukan, operator, 10 Januari 2024 pukul 04.00 WITA" in text
    assert "Diterima dan diterbitkan, verifikator provinsi, 10 Januari 2024 pukul 07.00 WITA" in text
    for person in staff_of(paser).values():
        assert person.name not in text
        assert person.username not in text


def test_the_json_holds_what_the_page_tells(client, paser):
    answer = client.get(f"/angka/{PASER}.json").json()

    wanted = {
        "figure_id": PASER, "code": "64.01", "period": "2023-12", "enrolled": 81_436, "target": 90_052,
        "percent": "90.43", "formula": "ucj-1", "version": 1, "cause": "publication", "superseded_by": None,
        "released_at": "2024-01-10T07:00:00+08:00",
    }  # fmt: skip
    assert {key: answer[key] for key in wanted} == wanted
    assert [step["step"] for step in answer["signatures"]] == ["submitted", "checked", "signed", "published"]
    assert answer["denominators"][0]["legal_basis"] == "Keputusan Bupati 1/2025"
    assert answer["entries"][0]["via"] == "isian bulanan"


def test_the_parts_of_a_sum_lead_to_their_own_origin(client, paser):
    assert f'<a href="/angka/{PASER}/">Kabupaten Paser</a>' in page(client, "64_2023-12_ucj_1")

    lines = b"".join(client.get("/angka/64_2023-12_ucj_1.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [
        (row["kode"], row["peserta_aktif"], row["id_angka"]) for row in rows if row["bagian"] == "wilayah_di_bawahnya"
    ] == [("64.01", "81436", PASER)]


def test_a_superseded_number_says_so_with_the_reason_and_leads_to_the_newest(client, places, at):
    regency, village = places["64.01"], places["64.01.01.2001"]
    a_published_month(regency, {(village, "petani", "csr"): 120})
    cells = [a_cell(village, 210, "petani", "csr", seen=1)]
    report = reopened(Report.objects.get(), cells, at, "Salah ketik di Busui")
    entered(report, cells, at)
    published(report, at + timedelta(days=1))

    old, new = page(client, "64.01_2025-07_ucj_1"), page(client, "64.01_2025-07_ucj_2")

    assert "Angka ini sudah diganti." in old
    assert 'href="/angka/64.01_2025-07_ucj_2/"' in old
    assert "Salah ketik di Busui" in old
    assert "Angka ini sudah diganti." not in new
    assert client.get("/angka/64.01_2025-07_ucj_1.json").json()["superseded_by"] == "64.01_2025-07_ucj_2"


def test_a_hidden_number_shows_no_sum(client, places):
    plant_releases([Number(places["64.01.01.2001"], 3, 10, is_small=True)])

    text = page(client, "64.01.01.2001_2025-01_ucj_1")

    assert "&lt;5" in text
    assert "÷" not in text


def test_without_target_the_page_says_that_it_cannot_be_computed(client, places):
    plant_releases([Number(places["64.01"], 12)])

    text = page(client, "64.01_2025-01_ucj_1")

    assert "Target belum ditetapkan, jadi persentase belum dapat dihitung." in text
    assert "÷" not in text


@pytest.mark.parametrize("ending", ["/", ".json", ".csv"])
def test_an_unknown_id_is_404_with_a_sentence(client, places, ending):
    response = client.get(f"/angka/64.01_1999-12_ucj_9{ending}")

    assert response.status_code == 404
    text = response.json()["message"] if ending == ".json" else response.content.decode()
    assert "Angka terbit “64.01_1999-12_ucj_9” tidak ada." in text


def test_the_cells_are_shown_to_officials_of_the_region_and_to_nobody_else(client, paser, sari, stranger, places):
    cells = "Isian di bawah angka ini"
    assert cells not in page(client, PASER)
    client.force_login(stranger)
    assert cells not in page(client, PASER)

    client.force_login(sari)

    assert cells in page(client, PASER)
    assert cells not in page(client, "64_2023-12_ucj_1")


@pytest.mark.parametrize("path", [f"/angka/{PASER}/", f"/angka/{PASER}.json", f"/angka/{PASER}.csv"])
def test_public_answers_set_no_cookie_and_are_not_changed_by_post(client, paser, path):
    assert client.get(path).cookies == {}
    assert client.post(path).status_code == 405
