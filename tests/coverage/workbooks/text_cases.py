"""Workbooks of LibreOffice, and text files."""

from coverage.workbooks.cells import Marked
from tests.coverage.workbooks.cases import Case, read, refused
from tests.coverage.workbooks.container_cases import noise
from tests.coverage.workbooks.factory import ods, ods_cell, ods_row

GOOD = [(1, ["Desa", "Jumlah"]), (2, ["Janju é", "1.250"])]
GOOD_TEXT = "Desa;Jumlah\r\nJanju é;1.250\r\n"


LIBRE: list[Case] = [
    read(
        "ods",
        lambda: ods(ods_row("Kode", 12) + ods_row("a", 1.5)),
        [(1, ["Kode", 12]), (2, ["a", 1.5])],
        file="data.ods",
    ),
    read(
        "ods with blanks for a million rows",
        lambda: ods(
            ods_row("Kode", 12) + '<table:table-row table:number-rows-repeated="1048575">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        [(1, ["Kode", 12])],
        file="data.ods",
    ),
    read(
        "ods with repeated rows",
        lambda: ods(ods_row("a", more='table:number-rows-repeated="2"') + ods_row("b")),
        [(1, ["a"]), (2, ["a"]), (3, ["b"])],
        file="data.ods",
    ),
    read(
        "ods with errors, percentages, formulas",
        lambda: ods(
            '<table:table-row><table:table-cell office:value-type="string" '
            'calcext:value-type="error" table:formula="of:=1">'
            "<text:p>#DIV/0!</text:p></table:table-cell>"
            '<table:table-cell office:value-type="percentage" office:value="1"><text:p>100%</text:p></table:table-cell>'
            '<table:table-cell table:formula="of:=1"/></table:table-row>'
        ),
        [(1, [Marked("error", "#DIV/0!"), Marked("percent", "1"), Marked("uncalculated", "")])],
        file="data.ods",
    ),
    refused(
        "ods with a cell for a million",
        "too_many_cells",
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            + ods_cell(5, 'table:number-columns-repeated="200"')
            + "</table:table-row>"
        ),
        told="Lembar Data",
        file="data.ods",
    ),
    refused(
        "ods with 16,384 columns",
        "too_many_columns",
        lambda: ods("<table:table-row>" + ods_cell(5, 'table:number-columns-repeated="16384"') + "</table:table-row>"),
        told="baris 1, kolom A",
        file="data.ods",
    ),
    refused(
        "ods with endless repetition",
        "not_plain",
        lambda: ods(ods_row("a", more='table:number-rows-repeated="99999999999"')),
        file="data.ods",
    ),
    refused(
        "ods with a lonely cell",
        "lonely_cell",
        lambda: ods(
            ods_row(*range(8))
            + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
            + ods_row(1)
        ),
        told="baris 1.000.002",
        file="data.ods",
    ),
    refused(
        "encrypted ods",
        "encrypted",
        lambda: ods(ods_row(1), {"META-INF/manifest.xml": "<a><encryption-data/></a>"}),
        file="data.ods",
    ),
    refused(
        "ods with programs", "macros", lambda: ods(ods_row(1), {"Basic/Standard/Module1.xml": "<a/>"}), file="data.ods"
    ),
    refused("ods with a declaration", "declaration", lambda: ods("<!DOCTYPE a>"), file="data.ods"),
]

TEXTS: list[Case] = [
    *(
        read(f"csv in {code}", lambda code=code: GOOD_TEXT.encode(code), GOOD, file="a.csv")
        for code in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
    ),
    *(
        read(f"csv with {sign!r}", lambda sign=sign: GOOD_TEXT.replace(";", sign).encode(), GOOD, file="a.csv")
        for sign in (",", "\t")
    ),
    read(
        "csv with decimal commas",
        lambda: b"Desa;Persen\nA;12,5\nB;13,5\n",
        [(1, ["Desa", "Persen"]), (2, ["A", "12,5"]), (3, ["B", "13,5"])],
        file="a.csv",
    ),
    read(
        "csv that names its separator",
        lambda: b"sep=;\r\na;b,c\r\n1;2,3\r\n",
        [(1, ["a", "b,c"]), (2, ["1", "2,3"])],
        file="a.csv",
    ),
    read(
        "csv with blank lines and line ends in a cell",
        lambda: b'a;"b\nc"\n\n;\nd;e\n',
        [(1, ["a", "b\nc"]), (4, ["d", "e"])],
        file="a.csv",
    ),
    read("csv of one column", lambda: b"a\nb\n", [(1, ["a"]), (2, ["b"])], file="a.txt"),
    read(
        "csv with a formula and blanks",
        lambda: b"=1+1;,\n a ;b\n",
        [(1, ["=1+1", ","]), (2, [" a ", "b"])],
        file="a.csv",
    ),
    refused(
        "csv with an open quote", "open_quote", lambda: b'a;b\n"c;d\n' + b"e;f\n" * 200, told="Baris 2", file="a.csv"
    ),
    refused(
        "csv with an open quote in its last row", "open_quote", lambda: b'a;b\nc;"d\n', told="Baris 2", file="a.csv"
    ),
    refused("csv with a quote inside", "quote", lambda: b'a;b\n"PT "Maju" Jaya";1\n', told="Baris 2", file="a.csv"),
    refused("csv with zeros", "encoding", lambda: b"a;b\n\0\0\0;c\n" * 9, file="a.csv"),
    refused("csv of noise", "encoding", lambda: noise(3000), file="a.csv"),
    refused("csv of blanks", "empty", lambda: b"\n\n;;\n", file="a.csv"),
    refused(
        "csv with 300 columns",
        "too_many_columns",
        lambda: b";".join([b"a"] * 300),
        told="Baris 1, kolom KN",
        file="a.csv",
    ),
    refused(
        "csv with a long cell", "text_too_long", lambda: b"a;b\nc;" + b"d" * 501, told="Baris 2, kolom B", file="a.csv"
    ),
    refused("csv with one line of 20 MB", "open_quote", lambda: b'"' + b"a" * (20 << 20), told="Baris 1", file="a.csv"),
    refused(
        "csv with too many rows", "too_many_rows", lambda: b"a\n" * 1_048_577, told="Baris 1.048.577", file="a.csv"
    ),
]
