"""Containers: what is no workbook, is broken, hidden, too large, or carries programs."""

import random
import zipfile

from tests.coverage.workbooks.cases import SHEET, Case, a_sheet, refused
from tests.coverage.workbooks.factory import (
    HEAD,
    MAIN,
    TABLE,
    content_types,
    parts_of,
    patched,
    relations,
    row,
    sheet,
    with_parts,
    with_size,
    xlsx,
    zipped,
)  # fmt: skip

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb(megabytes: int) -> bytes:
    """Return a workbook whose sheet inflates to spaces without end."""
    return a_sheet(
        HEAD + f'<worksheet xmlns="{MAIN}"><sheetData>' + "> " * (megabytes << 19) + "</sheetData></worksheet>"
    )


def doubled_name() -> bytes:
    content = with_parts({"xl/worksheets/sheet9.xml": sheet(row(1, "lain"))})
    return patched(content, b"xl/worksheets/sheet9.xml", b"xl/worksheets/sheet1.xml")


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)


def many_parts() -> bytes:
    return with_parts({f"xl/media/{number}.xml": "<a/>" for number in range(600)})


def many_names() -> bytes:
    """Return a zip whose directory alone would fill memory."""
    return with_parts({f"xl/media/{'x' * 200}{number}": "" for number in range(6000)})


def encrypted_bit() -> bytes:
    content = bytearray(xlsx())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def with_macros() -> bytes:
    return with_parts({"[Content_Types].xml": content_types("sheet.macroEnabled.main+xml"), "xl/vbaProject.bin": "x"})


def macro_sheet() -> bytes:
    links = relations(("rId1", "xlMacrosheet", "worksheets/sheet1.xml"))
    return with_parts({"xl/_rels/workbook.xml.rels": links})


def zip_with(name: str, content: str = "x") -> bytes:
    return with_parts({name: content})


def overlaid(content: bytes) -> bytes:
    """Return a zip that begins with another: readers that look from the front see a different file."""
    return xlsx(row(1, "lain")) + content


def word_file() -> bytes:
    return zipped({"[Content_Types].xml": content_types(), "word/document.xml": "<w/>"})


def flipped(content: bytes) -> bytes:
    at = content.index(SHEET.encode()) + len(SHEET) + 12
    return content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]


CONTAINERS: list[Case] = [
    refused("empty file", "empty", lambda: b""),
    refused("one byte", "damaged", lambda: b"P"),
    refused("noise named xlsx", "damaged", lambda: noise(5000)),
    refused("truncated in the middle", "damaged", lambda: xlsx()[:900]),
    refused("truncated by its last byte", "damaged", lambda: xlsx()[:-1]),
    refused("bytes after the end", "damaged", lambda: xlsx() + b"more"),
    refused("two zips in one", "damaged", lambda: overlaid(xlsx())),
    refused("a part flipped inside", "damaged", lambda: flipped(xlsx())),
    refused("old Excel", "old_excel", lambda: OLE + bytes(4096), file="data.xls"),
    refused("old Excel named xlsx", "old_excel", lambda: OLE + bytes(4096)),
    refused("OLE container that loops", "old_excel", lambda: OLE + bytes(68) + b"\0\0\0\0" * 300, file="data.xls"),
    refused("encrypted workbook", "encrypted", lambda: OLE + bytes(900) + "EncryptedPackage".encode("utf-16-le")),
    refused("encrypted part", "encrypted", encrypted_bit),
    refused("binary workbook", "binary_workbook", lambda: zip_with("xl/workbook.bin"), file="data.xlsx"),
    refused("binary workbook by name", "binary_workbook", xlsx, file="data.xlsb"),
    refused("macros", "macros", with_macros),
    refused("macros by name", "macros", with_macros, file="data.xlsm"),
    refused("program without a type", "macros", lambda: zip_with("xl/vbaProject.bin")),
    refused("macro sheet", "macros", macro_sheet),
    refused("xlsx named csv", "renamed", xlsx, file="data.csv"),
    refused("xlsx named ods", "renamed", xlsx, told=".xlsx", file="data.ods"),
    refused("csv named xlsx", "text_renamed", lambda: b"a;b\n1;2\n", told="menjadi .csv"),
    refused("csv of Excel named ods", "text_renamed", lambda: "a\tb\n".encode("utf-16"), told=".ods", file="data.ods"),
    refused("pdf named xlsx", "renamed", lambda: b"%PDF-1.7 \n"),
    refused("word without a separator named xlsx", "damaged", lambda: b"abc"),
    refused("web page named xls", "old_excel", lambda: b"<html><table><tr><td>1", file="data.xls"),
    refused("web page named csv", "web_page", lambda: b"<html><table><tr><td>1", file="data.csv"),
    refused("pdf", "unknown_ending", lambda: b"%PDF-1.7", told=".pdf", file="surat.pdf"),
    refused("pdf named csv", "renamed", lambda: b"%PDF-1.7 \n", file="surat.csv"),
    refused("no ending", "unknown_ending", xlsx, file="data"),
    refused("Word file", "not_a_workbook", word_file),
    refused("plain zip", "not_a_workbook", lambda: zipped({"a.txt": "a"})),
    refused("zip of 64 MB and more", "file_too_large", lambda: bytes(65 << 20), told="64 MB"),
    refused("zip bomb, one part", "inflates_too_much", lambda: bomb(90), told="1.024 MB"),
    refused(
        "zip bomb, many parts",
        "inflates_too_much",
        lambda: with_parts({f"xl/{n}.bin": bytes(19 << 20) for n in range(60)}),
    ),
    refused("directory tells a smaller size", "damaged", lambda: with_size(xlsx(), SHEET.encode(), 300)),
    refused("directory tells a larger size", "damaged", lambda: with_size(xlsx(), SHEET.encode(), 90_000)),
    refused("600 parts", "too_many_parts", many_parts, told="500"),
    refused("a directory larger than the file is worth", "too_many_parts", many_names),
    refused("part that climbs out", "unsafe_name", lambda: zip_with("../../etc/cron.d/x")),
    refused("part with an absolute name", "unsafe_name", lambda: zip_with("/etc/passwd")),
    refused("part with a backslash", "unsafe_name", lambda: zip_with("xl\\..\\x")),
    refused("doubled part", "unsafe_name", doubled_name),
    refused("doubled part but for case", "unsafe_name", lambda: zip_with("XL/Worksheets/Sheet1.xml", sheet(row(1, 9)))),
    refused("unknown compression", "damaged", lambda: zipped(parts_of({"Data": sheet(TABLE)}), zipfile.ZIP_BZIP2)),
]
