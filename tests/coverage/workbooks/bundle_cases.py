"""Several files as one: sound zips of tables, and hostile ones."""

from tests.coverage.workbooks.cases import Case, Rows, read, refused
from tests.coverage.workbooks.container_cases import OLE, bomb
from tests.coverage.workbooks.factory import (
    READ,
    ods,
    ods_row,
    parts_of,
    row,
    sheet,
    texts,
    with_parts,
    with_size,
    xlsx,
    zipped,
)
from tests.coverage.workbooks.markup_cases import doctype, many_sheets

CSV = b"Kode;Peserta Aktif\n64.01;12\n"
READ_CSV: Rows = [(1, ["Kode", "Peserta Aktif"]), (2, ["64.01", "12"])]


def zip_of(**files: bytes) -> bytes:
    """Return a zip of files; an underscore stands for the point of the ending."""
    return zipped({name.replace("_", "."): content for name, content in files.items()})


def with_texts(many: int) -> bytes:
    """Return a workbook of one cell, with so many texts of 180 letters that no cell shows."""
    strings = texts(*(f"teks {number:07d}{'x' * 168}" for number in range(many)))
    return zipped(parts_of({"Data": sheet(row(1, "a", 1))}, strings=strings))


def texts_of(files: int) -> bytes:
    """Return a zip of workbooks that take 19 MB each and hold one row."""
    whole = with_texts(100_000)
    return zipped({f"{number}.xlsx": whole for number in range(files)})


BUNDLES: list[Case] = [
    read("zip of two tables", lambda: zip_of(a_xlsx=xlsx(), b_csv=CSV), [*READ, *READ_CSV], file="desa.zip"),
    read(
        "zip with a folder and what programs add unasked",
        lambda: zipped(
            {"desa/": "", "desa/a.ods": ods(ods_row("x", 1)), "__MACOSX/._a.ods": "x", "desa/.DS_Store": ""}
        ),
        [(1, ["x", 1])],
        file="desa.zip",
    ),
    refused("zip named by a NIK", "named_by_number", lambda: zipped({"6401992505900001.csv": CSV}), file="desa.zip"),
    refused("zip in a zip", "zip_in_zip", lambda: zip_of(a_zip=zip_of(a_csv=CSV)), told="a.zip", file="desa.zip"),
    refused(
        "zip with a letter",
        "zip_holds_other",
        lambda: zip_of(a_csv=CSV, b_pdf=b"%PDF-1.7"),
        told="b.pdf",
        file="desa.zip",
    ),
    refused("zip without a table", "zip_empty", lambda: zipped({"desa/": ""}), file="desa.zip"),
    refused(
        "zip of an old Excel",
        "old_excel",
        lambda: zip_of(a_csv=CSV, b_xls=OLE + bytes(4096)),
        told="b.xls",
        file="desa.zip",
    ),
    refused(
        "zip of a broken workbook",
        "damaged",
        lambda: zip_of(a_csv=CSV, b_xlsx=xlsx()[:900]),
        told="b.xlsx",
        file="desa.zip",
    ),
    refused("zip of a zip bomb", "inflates_too_much", lambda: zip_of(a_xlsx=bomb(90)), told="a.xlsx", file="desa.zip"),
    refused("zip whose directory lies", "damaged", lambda: with_size(zip_of(a_csv=CSV), b"a.csv", 3), file="desa.zip"),
    refused(
        "zip with an entity in one file",
        "declaration",
        lambda: zip_of(a_xlsx=with_parts({"xl/worksheets/sheet1.xml": doctype("file:///etc/passwd")})),
        told="a.xlsx",
        file="desa.zip",
    ),
    refused(
        "zip of files with 400 sheets together",
        "too_many_sheets",
        lambda: zip_of(a_xlsx=many_sheets(200), b_xlsx=many_sheets(200)),
        told="400 lembar",
        file="desa.zip",
    ),
    refused(
        "zip of 490 files with 250 sheets each",
        "too_many_sheets",
        lambda: zipped(dict.fromkeys((f"{number}.xlsx" for number in range(490)), many_sheets(250))),
        told="500 lembar",
        file="desa.zip",
    ),
    refused(
        "zip of forty files with texts that no cell shows", "inflates_too_much", lambda: texts_of(40), file="desa.zip"
    ),
    read("zip of two files with texts that no cell shows", lambda: texts_of(2), [(1, ["a", 1])] * 2, file="desa.zip"),
    read(
        "zip with a table that is hidden by its name",
        lambda: zipped({".a.csv": CSV, "._b.csv": b"\0", ".csv": ""}),
        READ_CSV,
        file="desa.zip",
    ),
    refused("zip with a file named by a point", "zip_empty", lambda: zipped({".": CSV}), file="desa.zip"),
    refused("zip that climbs out", "unsafe_name", lambda: zipped({"../a.csv": CSV}), file="desa.zip"),
    refused("workbook named zip", "renamed", xlsx, told=".xlsx", file="data.zip"),
    refused("text named zip", "text_renamed", lambda: CSV, file="data.zip"),
    refused(
        "zip with NaN in the second file",
        "not_a_number",
        lambda: zip_of(a_csv=CSV, b_xlsx=with_parts({"xl/worksheets/sheet1.xml": sheet(row(2, float("nan")))})),
        told="b.xlsx: Lembar Data, baris 2",
        file="desa.zip",
    ),
]
