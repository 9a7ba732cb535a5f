"""The rows of an upload as a table."""

import pytest

from accounts.abilities import Role
from coverage.actions.uploads.rows import ArrivedRow, PassedRow, stage_rows
from coverage.enums import RowStatus
from coverage.models import Payer, WorkerCategory
from coverage.tables.upload_tables import HEADER, upload_rows
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.coverage.reading_back import an_upload
from tests.factories import A_MOMENT, a_person

VILLAGE = "64.01.01.2001"


@pytest.fixture
def upload(places):
    """Of the cells of Paser one changes, one ceases to apply; a row of another regency and one with a dash are bad."""
    village = places[VILLAGE]
    entered(an_open_report(places["64.01"]), [a_cell(village, 1250), a_cell(village, 7, "nelayan")])
    upload = an_upload(a_person("impor", Role.IMPORTER, places["64"]))
    cells = [(2, village, 1000, "petani"), (3, village, None, "nelayan"), (4, places["64.02"], 5, "petani")]
    arrived = [
        ArrivedRow(0, number, one.region, one.month, one.category, one.payer, heads, heads is None)
        for number, region, heads, category in cells
        for one in [a_cell(region, heads, category)]
    ]
    passed = [
        PassedRow(1, 9, RowStatus.HELD, "dash", "Peserta Aktif", "-"),
        PassedRow(0, 5, RowStatus.IGNORED, "total"),
    ]
    stage_rows(upload=upload, arrived=arrived, passed=passed, by=upload.by, at=A_MOMENT)
    return upload


def told(upload) -> list[dict]:
    rows = upload_rows(upload, ["Kuaro", "Lain"], lambda row: f"Sebab: {row.code}")
    return [dict(zip(HEADER, row, strict=True)) for row in rows]


def test_every_row_stands_in_the_order_of_the_file_with_what_became_of_it(upload):
    assert [(row["Lembar"], row["Baris"], row["Hasil"], row["Yang perlu dilakukan"]) for row in told(upload)] == [
        ("Kuaro", 2, "berubah", ""), ("Kuaro", 3, "berubah", ""), ("Kuaro", 4, "ditolak", "Sebab: report_missing"),
        ("Kuaro", 5, "dilewati", ""), ("Lain", 9, "perlu dipastikan", "Sebab: dash"),
    ]  # fmt: skip


def test_a_row_about_a_cell_names_it_and_tells_what_it_held_and_would_hold(upload):
    rows = told(upload)

    assert list(rows[0].values())[3:11] == [
        VILLAGE, "Busui", "2025-07", WorkerCategory.objects.get(code="petani").name,
        Payer.objects.get(code="apbd_kab").name, 1250, 1000, -250,
    ]  # fmt: skip
    assert [(row["Semula"], row["Menjadi"], row["Selisih"]) for row in rows[1:3]] == [(7, "tb", -7), (None, 5, 5)]


def test_a_row_about_no_cell_tells_what_was_written_where(upload):
    held = told(upload)[4]

    assert (held["Kolom"], held["Tertulis"]) == ("Peserta Aktif", "-")
    assert [held[head] for head in ("Kode Wilayah", "Periode", "Semula", "Menjadi", "Selisih")] == ["", "", *[None] * 3]


def test_more_rows_take_no_more_queries(upload, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert len(told(upload)) == 5
