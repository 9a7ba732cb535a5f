"""Reference data sent as a spreadsheet: read, compared with what stands, and handed row by row to the house's gates.

import-export leads through the rows and tells new, changed and unchanged apart; nothing is written but by a gate. Every
cell is a text in one form ("81436", "2025-08-31", "ya"), so that lines can be compared as they are.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result, RowResult
from import_export.tmp_storages import CacheStorage
from tablib import Dataset

from accounts.errors import AccountsError
from accounts.identity import holds_identity
from accounts.models import User
from coverage.entry_errors import RemarkRefused
from coverage.errors import CoverageError
from coverage.numbers import Count, parse_count
from coverage.queries import reference
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from coverage.workbooks.cells import Marked
from coverage.workbooks.reading import opened
from regions.names import plain

MOST_ROWS = 5_000
LONGEST_ALIAS = 120
FLAGS = {"ya": "ya", "tidak": "tidak", "1": "ya", "0": "tidak"}


def cell_text(cell: Any) -> str:
    """Return what a cell says as text; a whole number without separators, a day as 2025-08-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return (cell.shown if isinstance(cell, Marked) else str(cell)).strip()


def lines_in(file: BinaryIO, name: str, columns: tuple[str, ...]) -> list[tuple[int, Line]]:
    """Return the rows of the first sheet with their own numbers, by the columns of its first row.

    `file` needs a descriptor. Raise WorkbookRefused for a file that cannot be read, ReferenceRefused for other columns,
    too many rows or none, and RemarkRefused where any cell holds what may be the identity number of a person.
    """
    rows = []
    with opened(file, name) as workbook:
        for sheet, number, cells in workbook.rows():
            if sheet is workbook.sheets[0]:
                rows.append((number, [cell_text(cell) for cell in cells]))
            if len(rows) > MOST_ROWS + 1:
                raise ReferenceRefused("rows", str(MOST_ROWS))
    if any(holds_identity(text) for _number, texts in rows for text in texts):
        raise RemarkRefused("identity")
    head = [text.lower() for text in rows[0][1] if text] if rows else []
    if sorted(head) != sorted(columns) or head != [text.lower() for text in rows[0][1]][: len(head)]:
        raise ReferenceRefused("columns", ", ".join(columns))
    found = [
        (number, dict(zip(head, [*texts, *[""] * len(head)], strict=False))) for number, texts in rows[1:] if any(texts)
    ]
    if not found:
        raise ReferenceRefused("empty")
    return found


def required(text: str, column: str) -> str:
    if not text:
        raise ReferenceRefused("missing", column)
    return text


def number(text: str, column: str) -> str:
    told = parse_count(required(text, column))
    if not isinstance(told, Count) or told.heads is None:
        raise ReferenceRefused("number", text)
    return str(told.heads)


def day(text: str, column: str) -> str:
    try:
        return date.fromisoformat(required(text, column)).isoformat()
    except ValueError as error:
        raise ReferenceRefused("day", text) from error


def day_or_none(text: str, column: str) -> str:
    return day(text, column) if text else ""


def other_name(text: str, column: str) -> str:
    """Return another name or code of a region in the form in which names are looked up."""
    if not 0 < len(plain(text)) <= LONGEST_ALIAS:
        raise ReferenceRefused("alias", text)
    return plain(text)


def yes_or_no(text: str, column: str) -> str:
    if text.lower() not in FLAGS:
        raise ReferenceRefused("flag", text)
    return FLAGS[text.lower()]


def optional(text: str, column: str) -> str:
    return text


Reader = Callable[[str, str], str]
Gate = Callable[[Line], object]
PersonsGate = Callable[[Line, User, datetime], object]


@dataclass(frozen=True)
class Kind:
    """A kind of reference data: its columns with how each is read, and those by which a line is found again."""

    columns: dict[str, Reader]
    key: tuple[str, ...]
    standing: Callable[[date], Iterable[Line]]
    never_compared: tuple[str, ...] = ()

    def key_of(self, line: Line) -> tuple[str, ...]:
        return tuple(line[column] for column in self.key)


@dataclass(frozen=True)
class Table:
    """A kind of reference data with its word in the address, its title, and the gate by which a person writes lines."""

    word: str
    title: Any
    kind: Kind
    gate: PersonsGate


class Entry:
    """One line as import-export handles it: an object with the columns as attributes."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def __str__(self) -> str:
        return " ".join(self.line.values())


class ReferenceResource(Resource):  # type: ignore[misc]
    """Lines of one kind on their way to its gate, beside those that stand on a day."""

    def __init__(self, kind: Kind, gate: Gate, on: date) -> None:
        super().__init__()
        self.kind, self.gate = kind, gate
        self.standing = {kind.key_of(line): line for line in kind.standing(on)}
        self.seen: set[tuple[str, ...]] = set()
        self.fields = {column: Field(attribute=column, column_name=column) for column in kind.columns}

    class Meta:
        skip_diff = True
        report_skipped = True
        store_instance = True
        instance_loader_class = BaseInstanceLoader  # never asked: lines are found in `standing`

    def before_import_row(self, row: Line, **kwargs: Any) -> None:
        """Bring the cells into their one form; raise ValidationError for what cannot be read or stands twice."""
        try:
            for column, read in self.kind.columns.items():
                row[column] = read(row[column], column)
            key = self.kind.key_of(row)
            if key in self.seen:
                raise ReferenceRefused("twice", " ".join(key).strip())
        except CoverageError as error:
            raise ValidationError(error.message) from error
        self.seen.add(key)

    def get_or_init_instance(self, instance_loader: BaseInstanceLoader, row: Line) -> tuple[Entry, bool]:
        line = self.standing.get(self.kind.key_of(row))
        return Entry(dict(line or {})), line is None

    def import_instance(self, instance: Entry, row: Line, **kwargs: Any) -> None:
        instance.line = {column: row[column] for column in self.kind.columns}

    def skip_row(self, instance: Entry, original: None, row: Line, import_validation_errors: Any = None) -> bool:
        """Skip a line that says what stands."""
        old = self.standing.get(self.kind.key_of(row), {})
        compared = [column for column in self.kind.columns if column not in self.kind.never_compared]
        return all(old.get(column) == row[column] for column in compared)

    def validate_instance(self, instance: Entry, *args: Any, **kwargs: Any) -> None:
        """Leave judgement to the gate."""

    def save_instance(self, instance: Entry, is_create: bool, row: Line, **kwargs: Any) -> None:
        try:
            self.gate(instance.line)
        except (CoverageError, AccountsError) as error:
            raise ValidationError(error.message) from error

    def save_m2m(self, instance: Entry, row: Line, **kwargs: Any) -> None:
        """Leave nothing to write beside the gate."""


@dataclass(frozen=True)
class Row:
    """One line of a preview: its row in the file, what it says, what stood, and why it cannot be taken."""

    number: int
    status: str  # new, changed, unchanged, rejected
    line: Line
    old: Line
    message: str = ""

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Return column, old and new of each cell that would change."""
        return [(name, self.old.get(name, ""), text) for name, text in self.line.items() if self.old.get(name) != text]


STATUSES = {RowResult.IMPORT_TYPE_NEW: "new", RowResult.IMPORT_TYPE_UPDATE: "changed",
            RowResult.IMPORT_TYPE_SKIP: "unchanged"}  # fmt: skip


def taken(resource: ReferenceResource, lines: list[tuple[int, Line]], *, dry_run: bool) -> list[Row]:
    """Hand the lines to the gate in one transaction and return what became of each.

    A dry run, or one line that is rejected, leaves everything as it was.
    """
    columns = list(resource.kind.columns)
    dataset = Dataset(*[[line[name] for name in columns] for _number, line in lines], headers=columns)
    result: Result = resource.import_data(
        dataset, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
    )
    for failed in (*result.base_errors, *(error for _number, errors in result.row_errors() for error in errors)):
        raise failed.error
    rows = []
    for (number_in_file, _sent), told, sent in zip(lines, result.rows, dataset.dict, strict=True):
        refused = told.validation_error
        line = dict(sent) if refused else told.instance.line
        old = {} if refused else resource.standing.get(resource.kind.key_of(line), {})
        message = " ".join(refused.messages) if refused else ""
        rows.append(Row(number_in_file, STATUSES.get(told.import_type, "rejected"), line, old, message))
    return rows


def digest_of(rows: list[Row]) -> str:
    """Return by what a preview is told from another: what stood and what would stand."""
    told = [(row.status, sorted(row.line.items()), sorted(row.old.items())) for row in rows]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def applied(kind: Kind, lines: list[tuple[int, Line]], gate: Gate, on: date, digest: str) -> list[Row] | None:
    """Write previewed lines through the gate, all or none; return None where the preview would be another by now."""
    with transaction.atomic():
        rows = taken(ReferenceResource(kind, gate, on), lines, dry_run=False)
        if digest_of(rows) == digest and not any(row.message for row in rows):
            return rows
        transaction.set_rollback(True)
    return None


class Waiting(CacheStorage):  # type: ignore[misc]
    """Lines that wait an hour for their person to apply them; the file itself is not kept."""

    CACHE_LIFETIME = 3_600
    CACHE_PREFIX = "reference-"


CATEGORIES = Kind(
    {"kode": required, "nama": required, "urutan": number, "skema": required, "rentan": yes_or_no, "segmen": optional,
     "segmen_sejak": day_or_none, "mulai": day, "sebelum": day},
    key=("kode",), standing=reference.categories, never_compared=("segmen_sejak",),
)  # fmt: skip
PAYERS = Kind({"kode": required, "nama": required, "urutan": number}, key=("kode",), standing=reference.payers)
ALIASES = Kind(
    {"sistem": required, "sebutan": other_name, "kode": required, "sumber": required},
    key=("sistem", "sebutan", "kode"), standing=reference.aliases, never_compared=("sumber",),
)  # fmt: skip
TARGETS = Kind(
    {"kode": required, "tahun": number, "segmen": optional, "target": number, "penerbit": required, "cara": required,
     "dasar_hukum": optional, "dokumen": optional, "per_tanggal": day},
    key=("kode", "tahun", "segmen"), standing=reference.targets,
)  # fmt: skip
