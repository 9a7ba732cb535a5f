"""Lines of reference data compared with what stands, and handed row by row to the house's gates.

import-export leads through the rows and tells new, changed and unchanged apart; nothing is written but by a gate.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result, RowResult
from import_export.tmp_storages import CacheStorage
from tablib import Dataset

from accounts.errors import AccountsError
from coverage.errors import CoverageError
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from coverage.resources.kinds import Gate, Kind


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


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many rows are of each outcome."""
    statuses = Counter(row.status for row in rows)
    return {status: statuses[status] for status in ("new", "changed", "unchanged", "rejected")}


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
