"""The spreadsheet that goes out to be filled in."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from coverage.actions.uploads.rows import SheetCounts
from coverage.enums import AskedPer
from coverage.models import AskedPair, Payer, WorkerCategory
from coverage.queries.grid import grid_of
from coverage.queries.plan import names_in
from coverage.sheets.findings import Status
from coverage.sheets.layouts import Kind
from coverage.tables.entry_formats import EXTRA_ROWS, entry_format, entry_formats
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_open_report, entered
from tests.coverage.reading_back import sent_again, understood

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
    return openpyxl.load_workbook(BytesIO(format_of(region)))["Data"]


def format_of(region) -> bytes:
    return entry_format(grid_of(region, JULY), names_in(JULY))


def asked_rows(region) -> list[list]:
    """Return the cells of the rows below the header that name a region."""
    return [[cell.value for cell in row] for row in sheet_of(region).iter_rows(min_row=2) if row[0].value]


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
    assert len(rows) == 1 + 2 * len(grid_of(paser, JULY).villages) + 1 + EXTRA_ROWS


def test_blank_stays_blank_and_is_not_zero(paser):
    blank = [row[7].value for row in sheet_of(paser).iter_rows(min_row=2) if row[0].value == "64.01"]

    assert blank == [None]


def test_of_asked_rows_only_the_numbers_can_be_written_and_of_the_rows_below_what_names_a_cell(paser):
    sheet = sheet_of(paser)

    unlocked = {
        row[0].value is not None: "".join(cell.column_letter for cell in row if not cell.protection.locked)
        for row in sheet.iter_rows(min_row=2)
    }
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert unlocked == {True: "H", False: "ADEFH"}
    assert all(cell.protection.locked for cell in sheet[1])
    assert sheet.freeze_panes == "C2"


def test_counts_are_shown_with_points_in_every_language_and_codes_stay_text(paser):
    row = next(row for row in sheet_of(paser).iter_rows(min_row=2) if row[6].value == 1250)

    assert {row[6].number_format, row[7].number_format} == {r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"}
    assert (row[0].data_type, row[3].data_type, row[6].data_type) == ("s", "s", "n")


def test_spreadsheets_check_numbers_and_offer_codes_month_categories_and_payers_by_a_rule_for_each_column(paser):
    book = openpyxl.load_workbook(BytesIO(format_of(paser)))

    rules = {str(rule.sqref)[0]: rule for rule in book["Data"].data_validations.dataValidation}
    offered = {column: values_at(book, rule.formula1) for column, rule in rules.items() if rule.type == "list"}
    asked = len(asked_rows(paser)) + 1
    assert len(book["Data"].data_validations.dataValidation) == len(rules) == 5
    assert str(rules["H"].sqref) == f"H2:H{asked + EXTRA_ROWS}"
    assert str(rules["E"].sqref) == f"E{asked + 1}:E{asked + EXTRA_ROWS}"
    assert offered == {
        "A": ["64.01", *(village.code for village in grid_of(paser, JULY).villages)],
        "D": ["2025-07"],
        "E": names_in(JULY)[0],
        "F": list(Payer.objects.order_by("position").values_list("name", flat=True)),
    }


def values_at(book, formula: str) -> list[str]:
    """Return what a list of choices offers: a quoted text, or the cells of a range."""
    if found := re.fullmatch(r"(\w+)!(\$[A-Z]+\$\d+:\$[A-Z]+\$\d+)", formula):
        return [row[0].value for row in book[found[1]][found[2].replace("$", "")]]
    return formula.strip('"').split(",")


def test_an_untouched_workbook_changes_nothing_and_none_of_its_other_sheets_is_taken_for_a_table(paser):
    content = format_of(paser)

    found = understood(content, paser, date(2025, 7, 31))

    assert found["Data"].layout.kind is Kind.TEMPLATE
    assert "column_unknown" not in {one.code for one in found["Data"].findings}
    assert [one.code for one in found["Data"].findings if one.status is not Status.WARNED] == []
    assert sent_again(content, paser, date(2025, 7, 31)) == {0: SheetCounts(unchanged=2)}
    assert {name: [one.code for one in found[name].findings] for name in ("Petunjuk", "Pilihan")} == {
        "Petunjuk": ["no_table"], "Pilihan": ["no_table"],
    }  # fmt: skip


def test_there_is_a_workbook_for_each_district_and_one_for_what_is_asked_of_the_regency(paser):
    whole = asked_rows(paser)

    with ZipFile(BytesIO(entry_formats(grid_of(paser, JULY), names_in(JULY)))) as file:
        names = file.namelist()
        parts = [openpyxl.load_workbook(BytesIO(file.read(name)))["Data"] for name in names]

    codes = [[row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value] for sheet in parts]
    districts = [place.code for place in grid_of(paser, JULY).districts]
    assert [re.search(r"[0-9.]+[0-9]", name)[0] for name in names] == ["64.01", *districts]
    assert names[:2] == [
        "format-isian-64.01-kab-paser-2025-07.xlsx",
        "format-isian-64.01.01-kec-batu-sopang-2025-07.xlsx",
    ]
    assert [code for part in codes for code in part] == [row[0] for row in whole]
    assert all(
        code.startswith(f"{district}.") for district, part in zip(districts, codes[1:], strict=True) for code in part
    )


def test_the_zip_of_a_district_holds_its_own_workbook(paser, places):
    with ZipFile(BytesIO(entry_formats(grid_of(places["64.01.01"], JULY), names_in(JULY)))) as file:
        assert file.namelist() == ["format-isian-64.01.01-kec-batu-sopang-2025-07.xlsx"]


def test_no_name_becomes_a_formula(paser):
    Placement.objects.filter(code="64.01.01.2001").update(name='=HYPERLINK("http://x","y")')

    cell = next(row[1] for row in sheet_of(paser).iter_rows(min_row=2) if row[0].value == "64.01.01.2001")

    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
