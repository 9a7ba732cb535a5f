"""Numbers of persons where no cell of a table shows them: nothing of such a file is kept."""

import pytest

from coverage.models import Upload
from coverage.workbook_errors import WorkbookRefused
from tests.coverage.uploads import BUSUI, a_row, a_template, a_workbook, received
from tests.coverage.workbooks.factory import MAIN, ods, ods_row, parts_of, row, sheet, texts, with_parts, zipped

NIK = "6401991506900001"
WIDE = {digit: chr(0xFF10 + int(digit)) for digit in "0123456789"}
PIVOT = "xl/pivotCache/pivotCacheRecords1.xml"
HEADED = row(1, "Kode Wilayah", "Peserta Aktif")
COUNTS = HEADED + row(2, BUSUI, 5)
PERSONS = [["NIK", "Nama", "Desa"], [NIK, "Siti", "Busui"]]


def a_formula(text: str) -> str:
    return f'<row r="3"><c r="C3" t="str"><f>LEFT("{text}",4)</f><v>6401</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        with_parts({PIVOT: f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{NIK}"/></r></pivotCacheRecords>'}, COUNTS),
        with_parts({"xl/printerSettings/printerSettings1.bin": f"(Siti {NIK})".encode("utf-16-le")}, COUNTS),
        zipped(parts_of({"Data": sheet(COUNTS)}, strings=texts("tersisa", NIK))),
        with_parts({"xl/comments1.xml": f"<comments><t>Salah: {NIK}</t></comments>"}, COUNTS),
        with_parts({"docProps/core.xml": f"<core>{NIK}</core>"}, COUNTS),
        with_parts({"xl/worksheets/sheet1.xml": sheet(COUNTS + a_formula(NIK))}),
        with_parts({"xl/worksheets/sheet1.xml": sheet(COUNTS, after=f"<headerFooter>{NIK}</headerFooter>")}),
        with_parts({PIVOT: "<a>" + "x" * ((1 << 20) - 11) + NIK + "</a>"}, COUNTS),
        a_workbook({"Data": [["Kode Wilayah", "Peserta Aktif"], [BUSUI, 5]], NIK: [["kosong"]]}),
        ods(ods_row("Kode Wilayah", "Peserta Aktif") + ods_row(BUSUI, 5), {"meta.xml": f"<meta>{NIK}</meta>"}),
    ],
    ids=["pivot", "UTF-16", "left text", "note", "properties", "formula", "footer", "two pieces", "name", "ods"],
)  # fmt: skip
def test_numbers_of_persons_beside_the_cells_of_a_table_leave_nothing(sari, content):
    name = "juli.ods" if b"content.xml" in content else "juli.xlsx"

    with pytest.raises(WorkbookRefused) as refused:
        received(content, sari, name=name)

    assert (refused.value.code, NIK in refused.value.message) == ("identities_aside", False)
    assert list(Upload.objects.all()) == []


@pytest.mark.parametrize(
    "written", [f"Siti ({NIK})", "6401 9915 0690 0001", f"NIK:{NIK}.", "６４０１９９１５０６９００００１"]
)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_number_within_a_text_of_a_table_leaves_nothing_and_its_column_is_named(sari, form, written):
    rows = [["Kode Wilayah", "Catatan", "Peserta Aktif"], [BUSUI, written, 5]]
    content = a_workbook({"Rekap": rows})
    if form == "csv":
        content = "\n".join(";".join(map(str, one)) for one in rows).encode()

    with pytest.raises(WorkbookRefused) as refused:
        received(content, sari, name=f"juli.{form}")

    assert (refused.value.code, refused.value.column) == ("identities", "B")
    assert list(Upload.objects.all()) == []


@pytest.mark.parametrize(
    "sheets",
    [{NIK: PERSONS}, {"Data": [[f"NIK (misalnya {NIK})", *PERSONS[0][1:]], *PERSONS[1:]]}],
    ids=["sheet", "heading"],
)
def test_a_list_of_persons_keeps_no_number_in_the_name_of_a_sheet_or_column(sari, sheets):
    with pytest.raises(WorkbookRefused) as refused:
        received(a_workbook(sheets), sari)

    assert refused.value.code == "identities_aside"
    assert list(Upload.objects.all()) == []


def test_a_chosen_sheet_named_by_a_number_leaves_nothing(sari):
    with pytest.raises(WorkbookRefused) as refused:
        received(a_template(a_row(BUSUI, 5)), sari, sheet=NIK)

    assert (refused.value.code, list(Upload.objects.all())) == ("identities_aside", [])


def test_fractions_ids_and_longer_numbers_of_a_workbook_are_nobody(sari):
    others = f"<a x='5.{NIK}' y='1{NIK}' z='{NIK}2' id='{{A{NIK}-0001}}' w='6401995506990001'/>".replace("5506", "9913")
    content = with_parts({PIVOT: others}, HEADED + row(2, BUSUI, 5, 0.6401991506900001))

    assert received(content, sari).original is not None
