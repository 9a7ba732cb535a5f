"""Open data: the index, a page for each dataset, its dictionary in all its files, and what the files hold."""

import csv
import gzip
import io
import json

import openpyxl
import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Report, Scheme
from paritrana.open_data.datasets import BY_CODE, DATASETS
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened
from tests.coverage.releases import RELEASED_AT, Number, plant_releases

CODES = [dataset.code for dataset in DATASETS]
ROWS_OF = {"terbitan": "releases", "cakupan": "coverage", "wilayah": "regions", "ralat": "errata",
           "angka-dari-sumber-lain": "observations", "beranda": "provinces"}  # fmt: skip
"""Under which word the JSON of a dataset lists its rows; that of the method has several lists."""


def body(client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


def read_csv(client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, address).decode("utf-8-sig"), newline="")))


def client_json(client, address: str) -> dict:
    return json.loads(body(client, address))


def sheets_of(client, address: str):
    return openpyxl.load_workbook(io.BytesIO(body(client, address)), read_only=True)


@pytest.fixture
def every_dataset(places, at):
    """A row in every dataset: a month of Paser, corrected, and a word of BPJS on the province."""
    paser = places["64.01"]
    a_target(paser, 1000)
    a_published_month(paser, {(paser, "petani", "csr"): 420})
    cells = [a_cell(paser, 510, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at, "Salah ketik")
    entered(report, cells, at)
    published(report, at)
    Observation.objects.create(
        region=places["ID"], month=202312, scheme=Scheme.objects.get(code="ucj"), stated_by=StatedBy.BPJS,
        enrolled=41_560_938, potential=139_852_377, source="BPJS Ketenagakerjaan 2023", recorded_at=RELEASED_AT,
    )  # fmt: skip


# The index and the pages


def test_the_index_tells_of_each_file_its_licence_and_an_address_that_opens(client, places):
    told = client.get("/data.json").json()["datasets"]

    assert [one["code"] for one in told] == CODES
    assert "Open Database License" in next(one for one in told if one["code"] == "wilayah")["licence"]
    assert [next(iter(one["files"])) for one in told] == ["xlsx"] * len(told)
    addresses = [address for one in told for address in one["files"].values()]
    more = [one[word] for one in told for word in ("page", "dictionary")]
    assert [client.get(address).status_code for address in addresses + more] == [200] * len(addresses + more)
    assert [row["address"] for row in read_csv(client, "/data.csv")] == addresses


def test_the_index_leads_to_the_feed_and_to_each_page(client, places):
    text = client.get("/data/").content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in text
    assert [code for code in CODES if f'href="/data/{code}/"' not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_each_page_tells_its_columns_the_four_parts_of_satu_data_and_how_to_cite(client, places, code, time_machine):
    time_machine.move_to("2026-11-23T03:00:00Z", tick=False)

    text = client.get(f"/data/{code}/").content.decode()

    assert [name for name in BY_CODE[code].header if f"<code>{name}</code>" not in text] == []
    for part in ("Standar data", "Metadata", "Kode referensi dan data induk", "Interoperabilitas"):
        assert f". {part}</h3>" in text
    assert f"http://127.0.0.1:8000/data/{code}/ (dibuka 23 November 2026)." in text
    assert 'data-copy="isi-kutipan"' in text


@pytest.mark.parametrize("address", ["/data/rahasia/", "/data/rahasia/kamus.csv", "/data/<script>/", "/data/a%0ab/"])
def test_a_dataset_that_is_not_is_told_with_those_that_are(client, places, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "cakupan, terbitan, wilayah" in response.content.decode()
    assert "<script>" not in response.content.decode().replace("<script src=", "")


@pytest.mark.parametrize(
    "address",
    [f"/data/{code}/" for code in CODES] + [f"/data/{code}/kamus.csv" for code in CODES] + ["/data/", "/data.json"],
)
def test_open_data_takes_no_post_and_sets_no_cookie(client, places, address):
    assert client.post(address).status_code == 405
    assert dict(client.get(address).cookies) == {}


# The dictionary names exactly the columns of the files


@pytest.mark.parametrize("code", CODES)
def test_the_dictionary_names_exactly_the_columns_of_every_file(client, every_dataset, code):
    dataset = BY_CODE[code]
    files = dict(dataset.addresses)

    in_csv = read_csv(client, files["csv"])
    workbook = sheets_of(client, files["xlsx"])
    in_json = client_json(client, files["json"])
    dictionary = read_csv(client, f"/data/{code}/kamus.csv")

    assert list(in_csv[0]) == dataset.header
    assert [row["column"] for row in dictionary] == dataset.header
    assert workbook.sheetnames == ["Data", "Kamus"]
    heads, described = (list(workbook[name].values) for name in workbook.sheetnames)
    assert list(heads[0]) == [row["heading"] for row in dictionary]
    assert [row[0] for row in described[1:]] == dataset.header
    assert [row["column"] for row in in_json["dictionary"]] == dataset.header
    if code in ROWS_OF:
        assert list(in_json[ROWS_OF[code]][0]) == dataset.header
    assert [row for row in dictionary if not (row["meaning"] and row["unit"] and row["data_type"])] == []


# What the files hold


def test_the_register_is_given_away_whole_with_its_licence(client, db):
    register = gzip.decompress(client.get("/data/wilayah.csv.gz").content).decode()
    licence = client.get("/data/lisensi-wilayah.txt").content.decode()
    rows = read_csv(client, "/data/wilayah.csv")

    assert len(register.splitlines()) == 91_599 + 1
    assert (len(rows), rows[1]) == (91_599, {"code": "11.01", "name": "Kabupaten Aceh Selatan"})
    assert licence.startswith("# Open Database License (ODbL)")


def test_every_observation_is_given_away_with_who_stated_it_and_where(client, places):
    common = {"month": 202312, "scheme": Scheme.objects.get(code="ucj"), "stated_by": StatedBy.BPJS}
    common |= {"source": "BPJS Ketenagakerjaan 2023", "recorded_at": RELEASED_AT}
    Observation.objects.create(region=places["64"], enrolled=500_000, potential=2_000_000, **common)
    Observation.objects.create(area="Papua (wilayah sebelum 2022)", enrolled=497_133, **common)

    in_json = client_json(client, "/data/angka-dari-sumber-lain.json")["observations"]
    in_csv = read_csv(client, "/data/angka-dari-sumber-lain.csv")

    told = [("", "Papua (wilayah sebelum 2022)", 497_133), ("64", "Kalimantan Timur", 500_000)]
    assert [(row["code"], row["name"], row["enrolled"]) for row in in_json] == told
    assert [(row["stated_by"], row["enrolled"]) for row in in_csv] == [("bpjs", "497133"), ("bpjs", "500000")]


def test_published_numbers_are_given_away_by_month_and_small_cells_are_not(client, places):
    numbers = [Number(places["64.01"], 90, 100), Number(places["64.02"], 3, 50, is_small=True)]
    plant_releases([*numbers, Number(places["64.01.01"], 7, 10)])
    plant_releases([Number(places["64.01"], 120, 100, potential=400)], month=202502)

    rows = client_json(client, "/data/cakupan.json")["coverage"]

    told = [(row["period"], row["code"], row["enrolled"], row["percent"], row["withheld"]) for row in rows]
    assert told == [
        ("2025-01", "64.01", 90, "90.00", False),
        ("2025-01", "64.02", None, None, True),
        ("2025-02", "64.01", 120, "120.00", False),
    ]
    assert (rows[2]["potential_percent"], rows[2]["figure_id"]) == ("30.00", "64.01_2025-02_ucj_1")
    assert [row["percent"] for row in read_csv(client, "/data/cakupan.csv")] == ["90.00", "", "120.00"]


def test_a_long_file_is_written_row_by_row_from_one_query(client, places, django_assert_num_queries):
    for month in (202501, 202502, 202503):
        plant_releases([Number(places[code], 90, 100) for code in ("64.01", "64.02", "64.08")], month)

    with django_assert_num_queries(1):
        response = client.get("/data/cakupan.json")
        lines = b"".join(response.streaming_content).decode().splitlines()

    assert len(lines) == 1 + 9 + 1
