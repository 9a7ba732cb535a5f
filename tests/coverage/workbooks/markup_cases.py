"""Markup inside a workbook: declarations, encodings, depth, and lists of sheets that mislead."""

from tests.coverage.workbooks.cases import Case, a_sheet, refused
from tests.coverage.workbooks.factory import HEAD, MAIN, TABLE, book, parts_of, row, sheet, with_parts, xlsx, zipped


def entity_flood() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{levels}]>' + sheet(TABLE).removeprefix(HEAD)


def doctype(system: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE worksheet SYSTEM "{system}">' + sheet(TABLE).removeprefix(HEAD)


def deep(levels: int) -> str:
    return HEAD + f'<worksheet xmlns="{MAIN}">' + "<a>" * levels + "</a>" * levels + "<sheetData/></worksheet>"


def two_sheets(first: str, second: str, target: str = "worksheets/sheet2.xml") -> bytes:
    parts = parts_of({first: sheet(TABLE), second: sheet(row(1, "dua"))})
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet2.xml", target)
    return zipped(parts)


def many_sheets(many: int) -> bytes:
    return zipped(parts_of({f"Kec {number}": sheet(row(1, number)) for number in range(1, many + 1)}))


def without(part: str) -> bytes:
    parts = parts_of({"Data": sheet(TABLE)})
    del parts[part]
    return zipped(parts)


MARKUP: list[Case] = [
    refused("external entity", "declaration", lambda: a_sheet(doctype("file:///etc/passwd"))),
    refused("external entity over the network", "declaration", lambda: a_sheet(doctype("http://127.0.0.1:9/x"))),
    refused("entity flood", "declaration", lambda: a_sheet(entity_flood())),
    refused("declaration in UTF-16", "declaration", lambda: a_sheet(doctype("x").encode("utf-16"))),
    refused(
        "declaration in a part nobody reads",
        "declaration",
        lambda: with_parts({"docProps/app.xml": "<!DOCTYPE a><a/>"}),
    ),
    refused("declaration across two pieces", "declaration", lambda: a_sheet(" " * ((1 << 20) - 5) + doctype("x"))),
    refused(
        "sheet in UTF-16", "encoding_of_part", lambda: a_sheet(sheet(TABLE).replace("UTF-8", "UTF-16").encode("utf-16"))
    ),
    refused("sheet that claims EBCDIC", "encoding_of_part", lambda: a_sheet(sheet(TABLE).replace("UTF-8", "cp037"))),
    refused("100 levels", "too_deep", lambda: a_sheet(deep(100)), told="50"),
    refused("100,000 levels", "too_deep", lambda: a_sheet(deep(100_000))),
    refused("sheet cut off", "damaged", lambda: a_sheet(sheet(TABLE)[:-30])),
    refused("unknown entity", "damaged", lambda: xlsx(row(1, "&nbsp;"))),
    refused(
        "bytes that are not UTF-8", "damaged", lambda: a_sheet(sheet(row(1, "Desa X")).encode().replace(b"X", b"\xff"))
    ),
    refused("text in CDATA", "not_plain", lambda: xlsx('<row r="2"><c r="A2" t="str"><v><![CDATA[9]]></v></c></row>')),
    refused("comment inside a number", "not_plain", lambda: xlsx('<row r="2"><c r="A2"><v>1<!-- x -->2</v></c></row>')),
    refused("row inside a comment", "not_plain", lambda: xlsx(f"<!-- {row(1, 5)} -->{row(2, 6)}")),
    refused(
        "cell of another namespace",
        "not_plain",
        lambda: xlsx('<row r="1"><y:c xmlns:y="urn:y" r="A1"><v>1</v></y:c></row>'),
    ),
    refused("two values in a cell", "not_plain", lambda: xlsx('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>')),
    refused(
        "two tables in a sheet", "not_plain", lambda: a_sheet(sheet(TABLE + "</sheetData><sheetData>" + row(9, 1)))
    ),
    refused("row in an attribute", "damaged", lambda: xlsx(f'<row r="1"><c r="A1" x="{row(2, 5)}"/></row>')),
    refused("sheet that is missing", "not_plain_list", lambda: two_sheets("A", "B", "worksheets/none.xml")),
    refused("sheet outside", "not_plain_list", lambda: two_sheets("A", "B", "../../secret.xml")),
    refused("two sheets that are one", "not_plain_list", lambda: two_sheets("A", "B", "worksheets/sheet1.xml")),
    refused("two sheets of one name", "not_plain_list", lambda: two_sheets("Data", "DATA")),
    refused("300 sheets", "too_many_sheets", lambda: many_sheets(300), told="300 lembar; paling banyak 250"),
    refused("no sheets", "no_sheets", lambda: with_parts({"xl/workbook.xml": book("")})),
    refused(
        "workbook list missing", "part_missing", lambda: without("xl/_rels/workbook.xml.rels"), told="workbook.xml.rels"
    ),
]
