"""The general pages: home, method, health; each with the files that answer the same question."""

import csv
import io
import shutil
from collections import namedtuple

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme
from paritrana import pages
from tests.coverage.releases import RELEASED_AT, Number, plant_releases

PAGES = ["/", "/metode/"]
FILES = ["/beranda.json", "/beranda.csv", "/metode.json", "/metode.csv"]
HEALTH = ["/sehat/hidup", "/sehat/siap"]


@pytest.fixture
def stated(places) -> list[Observation]:
    """What BPJS stated of December 2023: Indonesia, one province, and a province before it was divided."""
    common = {"month": 202312, "scheme": Scheme.objects.get(code="ucj"), "stated_by": StatedBy.BPJS}
    common |= {"source": "BPJS Ketenagakerjaan 2023", "recorded_at": RELEASED_AT}
    note = "ASN, TNI, dan Polri masih termasuk di dalamnya."
    return [
        Observation.objects.create(
            region=places["ID"], enrolled=41_560_938, potential=139_852_377, note=note, **common
        ),
        Observation.objects.create(region=places["64"], enrolled=500_000, potential=2_000_000, note=note, **common),
        Observation.objects.create(area="Papua (wilayah sebelum 2022)", enrolled=497_133, **common),
    ]


def read_csv(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("address", [*PAGES, *FILES, *HEALTH])
def test_a_public_page_answers_before_any_number_is_there_and_sets_no_cookie(client, db, address):
    response = client.get(address)

    assert (response.status_code, dict(response.cookies)) == (200, {})


@pytest.mark.parametrize("address", [*PAGES, *FILES, *HEALTH])
def test_a_public_page_takes_no_post(client, db, address):
    assert client.post(address).status_code == 405


# Home


def test_home_prints_what_bpjs_states_of_indonesia_with_its_source_and_its_denominator(client, stated):
    text = client.get("/").content.decode()

    for told in [
        "29,72\N{NO-BREAK SPACE}%", "41.560.938", "139.852.377", "menurut BPJS Ketenagakerjaan",
        "UCJ terhadap potensi", "ASN, TNI, dan Polri", "BPJS Ketenagakerjaan 2023",
        "Papua (wilayah sebelum 2022): 497.133",
    ]:  # fmt: skip
        assert told in text


def test_home_and_its_files_answer_the_same(client, stated):
    in_json = client.get("/beranda.json").json()
    in_csv = read_csv(client.get("/beranda.csv"))

    assert in_json["period"] == "2023-12"
    assert (in_json["nation"]["percent"], in_json["nation"]["state"]) == ("29.72", "observed")
    assert [(row["code"], row["percent"]) for row in in_json["provinces"]] == [("64", "25.00"), ("63", None)]
    assert [(row["code"], row["percent"]) for row in in_csv] == [("64", "25.00"), ("63", "")]
    assert in_json["former_areas"] == [
        {"name": "Papua (wilayah sebelum 2022)", "enrolled": 497133, "stated_by": "bpjs"}
    ]


def test_provinces_are_sorted_as_asked_and_the_page_says_that_this_is_no_ranking(client, stated):
    by_name = client.get("/beranda.json?urut=nama").json()["provinces"]

    assert [row["name"] for row in by_name] == ["Kalimantan Selatan", "Kalimantan Timur"]
    assert "Diurutkan menurut nama. Ini bukan peringkat." in client.get("/?urut=nama").content.decode()


@pytest.mark.parametrize("address", ["/?urut=acak", "/beranda.json?urut=acak", "/beranda.csv?urut=acak"])
def test_an_unknown_order_is_refused_with_a_sentence(client, db, address):
    response = client.get(address)

    assert response.status_code == 400
    assert "untuk urut tidak dikenal. Pilih salah satu: persen, nama." in response.content.decode()


def test_a_percentage_on_the_front_page_opens_its_origin(client, stated, places):
    plant_releases([Number(places["64.01"], 81_436, 90_052)], month=202312)

    text = client.get("/").content.decode()

    assert '<a href="/angka/64.01_2023-12_ucj_1/">90,43\N{NO-BREAK SPACE}%</a>' in text
    assert "dari target 90.052" in text


def test_home_says_why_it_is_empty(client, db):
    text = client.get("/").content.decode()

    assert "belum ada angka dari BPJS Ketenagakerjaan" in text
    assert "0,00" not in text


# Method


def test_the_method_page_explains_each_kind_of_number_and_can_be_linked_to(client, db):
    text = client.get("/metode/").content.decode()

    for anchor in [
        "persentase", "target-dan-potensi", "belum-ada-data", "jenis-angka", "angka-kecil", "peringkat",
        "dasar-hitung", "rentang-warna", "jenis-pekerja", "wilayah",
    ]:  # fmt: skip
        assert text.count(f'<h2 id="{anchor}">') == 1
        assert f'href="#{anchor}"' in text
    for told in ["ucj-1", "90,43 %", "&lt;5", "1, 2, 2, 4", "30 sampai di bawah 50 %", "75 % atau lebih", "Petani"]:
        assert told in text or told.replace("&lt;", "<") in text


def test_the_method_in_files_names_formula_bands_categories_and_payers(client, db):
    told = client.get("/metode.json").json()
    rows = read_csv(client.get("/metode.csv"))

    assert told["formula"]["version"] == "ucj-1"
    assert [(band["lower"], band["upper"]) for band in told["bands"]] == [
        (None, "30.00"), ("30.00", "50.00"), ("50.00", "75.00"), ("75.00", None),
    ]  # fmt: skip
    assert {"code": "petani", "name": "Petani", "segment": "informal"} in told["categories"]
    assert {"code": "tak_terinci", "name": "Belum dirinci per segmen", "segment": None} in told["categories"]
    assert [row["code"] for row in rows if row["list"] == "payers"] == [row["code"] for row in told["payers"]]


# Health


def test_alive_asks_no_database(client):
    # no db fixture: a query would fail this test
    assert client.get("/sehat/hidup").json() == {"hidup": True}


def test_ready_asks_the_database_once(client, db, django_assert_num_queries):
    pages.shipped_migrations()
    cache.clear()

    with django_assert_num_queries(1):
        response = client.get("/sehat/siap")

    assert (response.status_code, response.json()) == (200, {"siap": True})


def test_a_migration_that_is_not_applied_makes_the_portal_not_ready(client, db):
    MigrationRecorder.Migration.objects.filter(app="coverage", name="0001_schema").delete()

    response = client.get("/sehat/siap")

    assert (response.status_code, response.json()) == (503, {"siap": False})


def test_a_database_without_its_tables_makes_the_portal_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO gone")

    response = client.get("/sehat/siap")

    assert (response.status_code, response.json()) == (503, {"siap": False})


def test_a_disk_that_is_almost_full_makes_the_portal_not_ready(client, db, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(total=1000, used=951, free=49))

    assert client.get("/sehat/siap").status_code == 503

    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(total=1000, used=950, free=50))
    assert client.get("/sehat/siap").status_code == 200


def test_a_folder_that_cannot_be_written_makes_the_portal_not_ready(client, db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"

    assert client.get("/sehat/siap").status_code == 503
