"""Spreadsheets made by hand: sound ones, odd ones and hostile ones, as bytes."""

import io
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="170" formatCode="[$-421]dd mmmm yyyy"/>'
    '<numFmt numFmtId="171" formatCode="0.0%"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>'
    "</styleSheet>"
)
GENERAL, PERCENT, DAY, PERCENT_TENTHS = range(4)


def content_types(book: str = "sheet.main+xml") -> str:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.{book}"/></Types>'
    )


def relations(*told: tuple[str, str, str]) -> str:
    """Return relationships given as (id, kind, target)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in told
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def book(sheets: str, more: str = "") -> str:
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>{more}</workbook>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return a worksheet with `rows` as XML."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(place: str, content: object, style: int = GENERAL) -> str:
    """Return a cell as the usual programs write it: numbers as such, text inline."""
    if isinstance(content, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{content}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{content}</v></c>' if style else f'<c r="{place}"><v>{content}</v></c>'


def row(number: int, *contents: object) -> str:
    cells = "".join(
        cell(f"{chr(65 + at)}{number}", content) for at, content in enumerate(contents) if content is not None
    )
    return f'<row r="{number}">{cells}</row>'


TABLE = row(1, "Kode Wilayah", "Peserta Aktif") + row(2, "64.01.01.2001", 120) + row(3, "64.01.01.2002", 90432)
READ = [(1, ["Kode Wilayah", "Peserta Aktif"]), (2, ["64.01.01.2001", 120]), (3, ["64.01.01.2002", 90432])]


def parts_of(sheets: Mapping[str, str], strings: str = "", more: str = "", state: str = "visible") -> dict[str, str]:
    """Return the parts of a workbook whose sheets are given as name and XML."""
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>' for at, (name, _) in numbered
    )
    links = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered]
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book(listed, more),
        "xl/_rels/workbook.xml.rels": relations(
            *links, ("rId900", "styles", "styles.xml"), ("rId901", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": STYLES,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    return parts | {f"xl/worksheets/sheet{at}.xml": xml for at, (_, xml) in numbered}


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


def xlsx(rows: str = TABLE, before: str = "", after: str = "", **more: str) -> bytes:
    """Return a workbook with one sheet, Data; `more` goes to parts_of."""
    return zipped(parts_of({"Data": sheet(rows, before, after)}, **more))


def with_parts(changed: Mapping[str, str | bytes], rows: str = TABLE) -> bytes:
    """Return a workbook with one sheet, some of whose parts are others."""
    return zipped({**parts_of({"Data": sheet(rows)}), **changed})


def texts(*strings: str) -> str:
    return "".join(f"<si><t>{text}</t></si>" for text in strings)


def shared(place: str, index: int) -> str:
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return the content with some bytes exchanged; they must be there."""
    assert old in content
    return content.replace(old, new)


def with_size(content: bytes, name: bytes, size: int) -> bytes:
    """Return a zip whose directory tells another inflated size for one part."""
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    return content[: at + 24] + struct.pack("<L", size) + content[at + 28 :]


ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods_cell(content: object, more: str = "") -> str:
    if isinstance(content, str):
        return f'<table:table-cell office:value-type="string" {more}><text:p>{content}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{content}" {more}>'
        "<text:p>x</text:p></table:table-cell>"
    )


def ods_row(*contents: object, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(map(ods_cell, contents))}</table:table-row>"


def ods(rows: str, parts: Mapping[str, str] | None = None, styles: str = "", style: str = "") -> bytes:
    """Return a LibreOffice workbook with one sheet, Data."""
    content = (
        f"{HEAD}<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Data" {style}>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
            **(parts or {}),
        }
    )
