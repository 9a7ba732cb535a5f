"""The spreadsheet that goes out to be filled in."""

from io import BytesIO

import openpyxl
import pytest

from coverage.enums import AskedPer
from coverage.models import AskedPair, Payer, WorkerCategory
from coverage.queries.grid import grid_of
from coverage.tables import entry_format
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_open_report, entered

HEAD = [
    "Kode Wilayah", "Nama Wilayah", "Kecamatan", "Periode", "Kategori", "Sumber Dana", "Bulan Lalu", "Peserta Aktif",
]  # fmt: skip


def asks(region, category: str, per: AskedPer) -> None:
    AskedPair.objects.create(
        region=region,
        year=2025,
        category=WorkerCategory.objects.get(code=category),
        payer=Payer.objects.get(code="apbd_kab"),
        per=per,
    )


@pytest.fixture
def paser(places):
    """Paser asks farmers and fishers of each village and wage earners of itself; a village has begun."""
    paser, village = places["64.01"], places["64.01.01.2001"]
    for category, per in (("petani", "village"), ("nelayan", "village"), ("pu", "reporter")):
        asks(paser, category, AskedPer(per))
    june, july = an_open_report(paser, 202506), an_open_report(paser, JULY)
    entered(june, [a_cell(village, 1250, month=202506)])
    entered(july, [a_cell(village, 0), a_cell(village, None, "nelayan", not_applicable=True)])
    return paser


def sheet_of(region):
    return openpyxl.load_workbook(BytesIO(entry_format(grid_of(region, JULY))))["Data"]


def test_the_workbook_has_a_row_for_each_asked_cell_with_what_is_stored_and_what_was_before(paser):
    rows = [[cell.value for cell in row] for row in sheet_of(paser).iter_rows()]

    villages = {row[0]: row for row in rows if row[4] == WorkerCategory.objects.get(code="petani").name}
    fishers = WorkerCategory.objects.get(code="nelayan").name
    assert rows[0] == HEAD
    assert villages["64.01.01.2001"][3:] == [
        "2025-07", WorkerCategory.objects.get(code="petani").name, Payer.objects.get(code="apbd_kab").name, 1250, 0,
    ]  # fmt: skip
    assert [row[7] for row in rows if row[0] == "64.01.01.2001" and row[4] == fishers] == ["tb"]
    assert [row[0] for row in rows if row[4] == WorkerCategory.objects.get(code="pu").name] == ["64.01"]
    assert len(rows) == 1 + 2 * len(grid_of(paser, JULY).villages) + 1


def test_blank_stays_blank_and_is_not_zero(paser):
    blank = [row[7].value for row in sheet_of(paser).iter_rows(min_row=2) if row[0].value == "64.01"]

    assert blank == [None]


def test_only_the_numbers_can_be_written(paser):
    sheet = sheet_of(paser)

    unlocked = {cell.column_letter for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert unlocked == {"H"}


def test_no_name_becomes_a_formula(paser):
    Placement.objects.filter(code="64.01.01.2001").update(name='=HYPERLINK("http://x","y")')

    cell = next(row[1] for row in sheet_of(paser).iter_rows(min_row=2) if row[0].value == "64.01.01.2001")

    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
