"""Sound files with odd contents, sent by Sari for July 2025: what a reader of cells alone would store wrongly."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from tests.coverage.uploads import BUSUI, KASUNGAI, TEMPLATE, a_row, a_template, a_workbook
from tests.coverage.workbooks.factory import cell, sheet, with_parts

SPELLINGS = (
    "7", "07", "007", " 7 ", "1250", "1.250", "1.250.000", "01.250", "1.25", "12.50", "125.0", "1.250.00", "1250.0",
    "1,250", "1,250,000", "1.250,0", "1.250,00", "81,5", "0,5", ",5", "5,", "5.", ".5", "1 250", "1\u00a0250", "1'250",
    "1_250", "1;250", "+7", "-7", "- 7", "\u22127", "(7)", "7-", "--7", "1e3", "1E3", "1e309", "NaN", "nan", "inf",
    "Infinity", "0x1F", "0b11", "1/2", "1:30", "7%", "7 %", "Rp7", "7 orang", "7 org", "7*", "\u00b17", "\u2248 7",
    "< 5", "7?", "tujuh", "VII", "l7", "7O", "\uff17", "\u0667", "\u09ed", "\u00b2", "\u2166", "\u2460", "=7", "=1+6",
    "'7", "\"7\"", "1000000001",
)  # fmt: skip
"""Numbers as people and programs write them: 71 ways, of which few say one whole number without doubt."""


@dataclass(frozen=True)
class OddTable:
    """One file: what is odd in it, and what becomes of its rows: status and code by row."""

    name: str
    make: Callable[[], bytes]
    rows: dict[int, tuple[str, str]]
    file: str = "juli.xlsx"


def of_xml(*cells: str) -> bytes:
    """Return the portal's own format with one row whose last cell is given as XML."""
    heads = "".join(cell(f"{letter}1", text) for letter, text in zip("ABCDEF", TEMPLATE, strict=True))
    rows = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{letter}{number}", text) for letter, text in zip("ABCDE", a_row(code, 0)[:5], strict=True))
        + told.replace("F2", f"F{number}")
        + "</row>"
        for number, (code, told) in enumerate(zip((BUSUI, KASUNGAI), cells, strict=False), start=2)
    )
    return with_parts({"xl/worksheets/sheet1.xml": sheet(f'<row r="1">{heads}</row>{rows}')})


def with_hidden_rows() -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    data = book.add_worksheet("Data")
    for number, row in enumerate([TEMPLATE, a_row(BUSUI, 12), a_row(KASUNGAI, 7)]):
        data.write_row(number, 0, row)
    data.set_row(2, None, None, {"hidden": True})
    book.close()
    return written.getvalue()


def table(head: Sequence[str], *rows: Sequence[Any]) -> Callable[[], bytes]:
    return lambda: a_workbook({"Data": [head, *rows]})


NEW = ("new", "")
ODD_TABLES = [
    OddTable("a row twice", lambda: a_template(a_row(BUSUI, 5), a_row(BUSUI, 6)),
             {2: ("rejected", "doubled"), 3: ("rejected", "doubled")}),
    OddTable("a heading again in the middle", lambda: a_template(a_row(BUSUI, 5), TEMPLATE, a_row(KASUNGAI, 6)),
             {2: NEW, 3: ("ignored", "skipped_repeated_header"), 4: NEW}),
    OddTable("formula injection in a name", lambda: a_template(a_row(BUSUI, 5, "=HYPERLINK(1)")), {}),
    OddTable("markup in a name", lambda: a_template(a_row(BUSUI, 5, "<script>alert(1)</script>")), {}),
    OddTable("a village of the neighbour", lambda: a_template(a_row("64.02.01.2001", 5)), {}),
    OddTable("a code that is no region", lambda: a_template(a_row("64.01.99.2001", 5)), {}),
    OddTable("a code that lost its zero", lambda: a_template(a_row("64.1", 5)), {}),
    OddTable("codes of another system", table(["Kode Wilayah", "Kabupaten", "Periode", "Kategori", "Sumber Dana",
             "Peserta Aktif"], ["6402", "Paser", "2025-07", "petani", "apbd_kab", 5]), {}),
    OddTable("a count as a percentage", lambda: of_xml('<c r="F2" s="1"><v>0.5</v></c>'), {}),
    OddTable("a count as a date", lambda: of_xml('<c r="F2" s="2"><v>45261</v></c>'), {}),
    OddTable("a count with a fraction", lambda: a_template(a_row(BUSUI, 81.5)), {}),
    OddTable("a negative count", lambda: a_template(a_row(BUSUI, -3)), {}),
    OddTable("a count beyond a thousand million", lambda: a_template(a_row(BUSUI, 1_000_000_001)), {}),
    OddTable("a count that is true", lambda: of_xml('<c r="F2" t="b"><v>1</v></c>'), {}),
    OddTable("a count that is an error", lambda: of_xml('<c r="F2" t="e"><v>#REF!</v></c>'), {}),
    OddTable("a formula without a result", lambda: of_xml('<c r="F2"><f>1+1</f></c>'), {}),
    OddTable("a NIK as a count", lambda: a_template(a_row(BUSUI, "6401992505900001")), {}),
    OddTable("a NIK as a number with a fraction", table(["NIK", "Nama", "Desa", "Kategori", "Sumber Dana", "Periode"],
             [6401992505900001.0, "Siti", "Busui", "petani", "apbd_kab", "2025-07"]), {}),
    OddTable("a dash for nothing", lambda: a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, 7)), {}),
    OddTable("a blank count", lambda: a_template(a_row(BUSUI, None), a_row(KASUNGAI, 7)), {}),
    OddTable("a month that is none", lambda: a_template([BUSUI, "", "2025-13", "petani", "apbd_kab", 5]), {}),
    OddTable("a month that has no report", lambda: a_template([BUSUI, "", "2031-01", "petani", "apbd_kab", 5]), {}),
    OddTable("a kind of worker that is none", lambda: a_template(a_row(BUSUI, 5, category="astronaut")), {}),
    OddTable("hidden rows", with_hidden_rows, {2: NEW, 3: NEW}),
    OddTable("doubled headings", table([*TEMPLATE, "Peserta Aktif"], [*a_row(BUSUI, 5), 6]), {}),
    OddTable("a sheet without a table", lambda: a_workbook({"Surat": [["Dengan hormat"]]}), {}),
]  # fmt: skip
