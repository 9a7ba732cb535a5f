"""The file of a register of regions: read, checked line by line, and made into a tree. Pure.

Columns are `code` and `name`, and optionally `parent_code` (wins over the code's own prefix, for a district that moved
and kept its code) and `previous_code` (the region is the one that had that code before). Level and kind follow from the
code: 64 is a province, 64.01 a regency, 64.71 a city, 64.01.01 a district, 64.01.01.1001 a kelurahan, .2001 a desa and
.3001 a desa adat, as the ministry numbers them. Other columns are passed over.
"""

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

NATION = "ID"
CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?", re.ASCII)
VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}
LONGEST_NAME = 120
MOST_BYTES = 64 * 1024 * 1024  # inflated; the register of 2025 has 3 MB


class Damage(Exception):
    """What is wrong with a file: a code, the line (0: the file as a whole) and what the sentence is to print."""

    def __init__(self, code: str, line: int = 0, /, **parameters: str | int) -> None:
        self.code, self.line, self.parameters = code, line, parameters
        super().__init__(code, line, parameters)


@dataclass(frozen=True, slots=True)
class Entry:
    """One region of the file. `province`, `regency` and `district` are codes of the ancestors, or its own."""

    line: int
    code: str
    name: str
    level: int
    kind: str
    parent: str
    previous: str
    province: str
    regency: str | None
    district: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole register: every parent stands before its children."""

    sha256: str
    entries: tuple[Entry, ...]

    def counts(self) -> dict[int, int]:
        """Return how many regions each level holds."""
        found = Counter(entry.level for entry in self.entries)
        return {level: found[level] for level in sorted(found)}


def level_of(code: str) -> int:
    return 0 if code == NATION else code.count(".") + 1


def kind_of(code: str) -> str:
    """Return the kind that the code tells, or "" where a village's first digit is none of 1, 2 and 3."""
    match level_of(code):
        case 0:
            return "negara"
        case 1:
            return "provinsi"
        case 2:
            return "kota" if code[3] >= "7" else "kabupaten"
        case 3:
            return "kecamatan"
        case _:
            return VILLAGE_KINDS.get(code[9], "")


def inflated(content: bytes) -> str:
    """Return the text of a file, gzipped or plain; raise Damage where it is neither."""
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
                content = file.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise Damage("gzip") from error
    if len(content) > MOST_BYTES:
        raise Damage("too_large", most=MOST_BYTES // 1024 // 1024)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Damage("not_utf8", content.count(b"\n", 0, error.start) + 1) from error


def rows_of(content: bytes, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells by column; raise Damage at a missing column or a row that is cut or too long."""
    reader = csv.reader(io.StringIO(inflated(content), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        for column in needed:
            if header.count(column) != 1:
                raise Damage("header", 1, column=column)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise Damage("row_length", reader.line_num, found=len(cells), expected=len(header))
            yield reader.line_num, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise Damage("row", reader.line_num) from error


def checked(line: int, cells: dict[str, str]) -> tuple[str, str, str, str]:
    """Return code, name, parent and previous code of one row, or raise Damage."""
    code, name = cells["code"], cells["name"]
    if not CODE.fullmatch(code):
        raise Damage("code", line, found=code[:20])
    if not kind_of(code):
        raise Damage("village_kind", line, found=code)
    if not name:
        raise Damage("no_name", line, found=code)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Damage("name", line, found=code)
    parent = cells.get("parent_code", "") or code.rpartition(".")[0] or NATION
    previous = cells.get("previous_code", "")
    if previous and not (CODE.fullmatch(previous) and level_of(previous) == level_of(code)):
        raise Damage("previous_code", line, found=previous[:20], code=code)
    return code, name, parent, "" if previous == code else previous


def read(content: bytes) -> Listing:
    """Return the register that the file holds; raise Damage with the first line that is wrong."""
    rows: dict[str, tuple[int, str, str, str]] = {}
    for line, cells in rows_of(content, ("code", "name")):
        code, name, parent, previous = checked(line, cells)
        if code in rows:
            raise Damage("twice", line, found=code, first=rows[code][0])
        rows[code] = (line, name, parent, previous)
    if not rows:
        raise Damage("empty")
    parents = {row[2] for row in rows.values()}
    entries: dict[str, Entry] = {}
    for code in sorted(rows, key=lambda code: (level_of(code), code)):
        line, name, parent, previous = rows[code]
        level = level_of(code)
        if (parent != NATION and parent not in entries) or level_of(parent) != level - 1:
            raise Damage("orphan", line, found=code, parent=parent[:20])
        if level < 4 and code not in parents:
            raise Damage("childless", line, found=code, name=name)
        above = entries.get(parent)
        entries[code] = Entry(
            line=line, code=code, name=name, level=level, kind=kind_of(code), parent=parent, previous=previous,
            province=above.province if above else code,
            regency=code if level == 2 else above.regency if above else None,
            district=code if level == 3 else above.district if above else None,
        )  # fmt: skip
    return Listing(sha256=hashlib.sha256(content).hexdigest(), entries=tuple(entries.values()))
