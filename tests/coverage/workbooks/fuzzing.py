"""The sound files that fuzzing spoils; run by bench.fuzz in a process of its own."""

import io
import sys

import openpyxl
import xlsxwriter

from bench.fuzz import Sample, run_lot
from tests.coverage.workbooks.factory import TABLE, cell, ods, ods_row, row, shared, texts, xlsx, zipped


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet("Kuaro"), book.add_format({"num_format": "dd mmmm yyyy"})
    for number in range(40):
        sheet.write_row(number, 0, [f"64.01.01.{number}", "Desa", number * 7, 0.5])
        sheet.write_number(number, 4, 45000 + number, day)
        sheet.write_formula(number, 5, f"=C{number + 1}*2", value=number * 14)
    sheet.merge_range("H1:J2", "gabung")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.write_comment("A1", "catatan")
    book.add_worksheet("Kedua").write(5, 5, "x")
    book.close()
    return out.getvalue()


def by_openpyxl() -> bytes:
    out, book = io.BytesIO(), openpyxl.Workbook()
    sheet = book.active
    for number in range(1, 40):
        sheet.append([f"Desa {number}", number, number / 3, None, True, "=A1"])
    book.save(out)
    return out.getvalue()


def samples() -> list[Sample]:
    """Return sound files of each kind, small ones, from several writers."""
    table = "".join(f"Desa {number};{number}.250;Kuaro\r\n" for number in range(30))
    odd = f'<row r="9">{shared("A9", 0)}{cell("B9", 1, 1)}<c r="C9" t="e"><v>#N/A</v></c><c r="D9"><f>1</f></c></row>'
    whole = xlsx(TABLE + odd + row(11, "x", 5), strings=texts("satu", "dua"))
    return [
        ("a.xlsx", whole),
        ("g.zip", zipped({"desa/a.xlsx": whole, "b.csv": table, "c.ods": ods(ods_row("Desa", 7))})),
        ("b.xlsx", by_xlsxwriter()),
        ("c.xlsx", by_openpyxl()),
        ("d.ods", ods("".join(ods_row("Desa", number) for number in range(20)))),
        ("e.csv", table.encode()),
        ("f.csv", table.encode("utf-16")),
    ]


if __name__ == "__main__":
    run_lot(samples(), int(sys.argv[1]), int(sys.argv[2]))
