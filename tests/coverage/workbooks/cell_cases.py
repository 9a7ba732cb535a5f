"""Cells: out of place, too many, too long, not numbers; and odd ones that are read as they are."""

from datetime import date

from coverage.workbooks.cells import Marked
from tests.coverage.workbooks.cases import Case, a_sheet, read, refused
from tests.coverage.workbooks.factory import (
    DAY,
    HEAD,
    MAIN,
    PERCENT,
    PERCENT_TENTHS,
    READ,
    TABLE,
    cell,
    row,
    shared,
    sheet,
    texts,
    xlsx,
)  # fmt: skip
from tests.coverage.workbooks.markup_cases import many_sheets


def wide(columns: int) -> str:
    names = [cell(f"{letters}1", 1) for letters in (column_name(number) for number in range(1, columns + 1))]
    return f'<row r="1">{"".join(names)}</row>'


def column_name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def styled_blanks() -> str:
    blanks = "".join(
        f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>' for number in range(4, 5000)
    )
    return TABLE + blanks + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'


def prefixed() -> str:
    inner = sheet(TABLE).removeprefix(HEAD).replace("xmlns=", "xmlns:x=")
    return HEAD + inner.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")


CELLS: list[Case] = [
    refused(
        "row number beyond the sheet",
        "too_many_rows",
        lambda: xlsx(row(1, 1) + row(1_048_577, 2)),
        told="Lembar Data, baris 1.048.577",
    ),
    refused("row number beyond reason", "rows_out_of_order", lambda: xlsx(row(99_999_999_999, 2))),
    refused(
        "stray cell in the last row",
        "lonely_cell",
        lambda: xlsx(TABLE + '<row r="1048576"><c r="J1048576"><v>1</v></c></row>'),
        told="Lembar Data, baris 1.048.576, kolom J",
    ),
    refused("201 columns", "too_many_columns", lambda: xlsx(wide(201)), told="baris 1, kolom GS"),
    refused("16,384 columns", "too_many_columns", lambda: xlsx(wide(16_384)), told="kolom GS"),
    refused(
        "cell after the last column",
        "too_many_columns",
        lambda: xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        told="kolom XFD",
    ),
    refused(
        "text of 501 letters",
        "text_too_long",
        lambda: xlsx(TABLE + row(4, "a", "b" * 501)),
        told="baris 4, kolom B berisi teks 501 huruf",
    ),
    refused(
        "shared text of 5,000 letters",
        "text_too_long",
        lambda: xlsx(f'<row r="7">{shared("C7", 1)}</row>', strings=texts("a", "b" * 5000)),
        told="baris 7, kolom C",
    ),
    refused("rows in disorder", "rows_out_of_order", lambda: xlsx(row(3, 1) + row(2, 2)), told="baris 2"),
    refused("doubled row", "rows_out_of_order", lambda: xlsx(row(2, 1) + row(2, 2)), told="baris 2"),
    refused(
        "doubled cell",
        "cells_out_of_order",
        lambda: xlsx('<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'),
        told="baris 2: sel “A2”",
    ),
    refused(
        "cell of another row",
        "cells_out_of_order",
        lambda: xlsx('<row r="2"><c r="A9"><v>1</v></c></row>'),
        told="“A9”",
    ),
    refused("cell place that is none", "cells_out_of_order", lambda: xlsx('<row r="2"><c r="$B$2"><v>1</v></c></row>')),
    refused(
        "not a number",
        "not_a_number",
        lambda: xlsx(row(1, 1) + '<row r="3"><c r="B3"><v>NaN</v></c></row>'),
        told="Lembar Data, baris 3, kolom B: “NaN”",
    ),
    refused(
        "infinite number", "not_a_number", lambda: xlsx('<row r="3"><c r="B3"><v>1e309</v></c></row>'), told="“1e309”"
    ),
    refused("word as a number", "not_a_number", lambda: xlsx('<row r="3"><c r="B3" t="n"><v>sepuluh</v></c></row>')),
    refused(
        "shared text that is not there",
        "damaged_cell",
        lambda: xlsx(f'<row r="3" x="">{shared("B3", 7)}</row>', strings=texts("a")),
        told="baris 3, kolom B",
    ),
    refused(
        "shared text that is not there, in the usual form",
        "damaged",
        lambda: xlsx(f'<row r="3">{shared("B3", 7)}</row>', strings=texts("a")),
    ),
    refused("unknown kind of cell", "damaged_cell", lambda: xlsx('<row r="3"><c r="B3" t="z"><v>1</v></c></row>')),
    refused(
        "50,000 merges",
        "merges",
        lambda: xlsx(after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 50_000 + "</mergeCells>"),
        told="20.000",
    ),
    refused("merge that is none", "merges", lambda: xlsx(after='<mergeCells><mergeCell ref="A1:"/></mergeCells>')),
    read(
        "merge of 17 billion cells",
        lambda: xlsx(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        READ,
    ),
    read("dimension of 17 billion cells", lambda: xlsx(before='<dimension ref="A1:XFD1048576"/>'), READ),
    read("dimension that is none", lambda: xlsx(before='<dimension ref="ZZZZ999999999999"/>'), READ),
    read("blank cells down to the last", lambda: xlsx(styled_blanks()), READ),
    read(
        "title rows and gaps keep their numbers",
        lambda: xlsx(row(4, None, None, "Judul") + row(9, None, 5)),
        [(4, [None, None, "Judul"]), (9, [None, 5, None])],
    ),
    read(
        "errors",
        lambda: xlsx(
            '<row r="5"><c r="B5" t="e"><v>#REF!</v></c><c r="C5"><v>1</v></c></row>'
            '<row r="8"><c r="D8" t="e"><v>#N/A</v></c></row>'
        ),
        [(5, [None, Marked("error", "#REF!"), 1, None]), (8, [None, None, None, Marked("error", "#N/A")])],
    ),
    read(
        "formulas",
        lambda: xlsx(
            '<row r="5"><c r="A5"><f>1+1</f></c><c r="B5"><f>1+1</f><v>2</v></c>'
            '<c r="C5"><f>X</f><v></v></c><c r="D5" t="str"><f>X</f><v></v></c><c r="E5"><v>7</v></c></row>'
        ),
        [(5, [Marked("uncalculated", ""), 2, Marked("uncalculated", ""), None, 7])],
    ),
    read(
        "formulas that the program left to be reckoned",
        lambda: xlsx('<row r="5"><c r="A5"><f>1+1</f><v>0</v></c></row>', more='<calcPr fullCalcOnLoad="1"/>'),
        [(5, [Marked("uncalculated", "")])],
    ),
    read(
        "percentages",
        lambda: xlsx(f'<row r="1">{cell("A1", 1, PERCENT)}{cell("B1", 0.125, PERCENT_TENTHS)}{cell("C1", 1)}</row>'),
        [(1, [Marked("percent", "1"), Marked("percent", "0.125"), 1])],
    ),
    read(
        "a date, and a date as number",
        lambda: xlsx(f'<row r="1">{cell("A1", 45261, DAY)}{cell("B1", 45261)}</row>'),
        [(1, [date(2023, 12, 1), 45261])],
    ),
    read(
        "numbers",
        lambda: xlsx(row(1, "1.250", 1250, 12.5, -3, "１２", "٣", 6401010101010001.0)),
        [(1, ["1.250", 1250, 12.5, -3, "１２", "٣", 6401010101010001])],
    ),
    read(
        "truth",
        lambda: xlsx('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>'),
        [(1, [True, False])],
    ),
    read(
        "formula and markup as text",
        lambda: xlsx(row(1, "=cmd|' /C calc'!A0", "&lt;script&gt;x", "a &amp; b")),
        [(1, ["=cmd|' /C calc'!A0", "<script>x", "a & b"])],
    ),
    read(
        "control characters",
        lambda: xlsx(row(1, "a_x0000_b", "baik")),
        [(1, [Marked("unreadable", "a\ufffdb"), "baik"])],
    ),
    read(
        "shared and rich texts",
        lambda: xlsx(
            f'<row r="1">{shared("A1", 1)}{shared("B1", 0)}{shared("C1", 2)}</row>',
            strings=texts("satu", "")
            + '<si><r><t>du</t></r><r><rPr><b/></rPr><t>a</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
        ),
        [(1, [None, "satu", "dua"])],
    ),
    read(
        "rows without numbers",
        lambda: xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"),
        [(1, [1, 2]), (3, [3, None])],
    ),
    read("names with a prefix", lambda: a_sheet(prefixed()), READ),
    read(
        "another namespace of the standard",
        lambda: a_sheet(sheet(TABLE).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")),
        READ,
    ),
    read("sheet with a mark of byte order", lambda: a_sheet(b"\xef\xbb\xbf" + sheet(TABLE).encode()), READ),
    read("200 columns", lambda: xlsx(wide(200)), [(1, [1] * 200)]),
    read("200 sheets", lambda: many_sheets(200), [(1, [number]) for number in range(1, 201)]),
    read("no rows at all", lambda: xlsx(""), []),
    read(
        "NIK as text and as number",
        lambda: xlsx(row(1, "6401999001990001", 6401999001990001)),
        [(1, ["6401999001990001", 6401999001990001])],
    ),
]
