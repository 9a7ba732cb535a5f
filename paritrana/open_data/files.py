"""The files of datasets with their dictionary: the second sheet of a workbook, a member of the JSON, a CSV of its own.

And the files of a dated release, which hold nothing that could ever read otherwise: no dictionary, no translation.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import JsonResponse
from django.http.response import HttpResponseBase

from coverage import months
from coverage.queries.dated_releases import DatedRelease
from coverage.queries.open_data import PUBLISHED_COLUMNS, utc
from paritrana.exports import MEDIA_TYPE as CSV
from paritrana.exports import (
    SHEET_NAME,
    csv_answer,
    csv_lines,
    file_answer,
    json_answer,
    lasting_workbook,
    workbook_of_all,
)
from paritrana.open_data.columns import DICTIONARY
from paritrana.open_data.datasets import Dataset
from paritrana.spreadsheets import MEDIA_TYPE as XLSX

DICTIONARY_SHEET = "Kamus"
MEDIA_TYPES = {"xlsx": XLSX, "csv": CSV, "json": "application/json"}


def table_of(dataset: Dataset, form: str, rows: Iterable[Sequence[object]]) -> HttpResponseBase:
    """Answer with a dataset as a table, "csv" or "xlsx"; the workbook tells its columns on a second sheet."""
    name = f"paritrana-{dataset.code}"
    if form == "csv":
        return csv_answer(name, dataset.header, rows)
    return file_answer(f"{name}.xlsx", workbook(dataset, rows), XLSX)


def workbook(dataset: Dataset, rows: Iterable[Sequence[object]]) -> bytes:
    """Return a dataset as a workbook, its dictionary on the second sheet."""
    dictionary = [list(row.values()) for row in dataset.dictionary]
    return workbook_of_all([(SHEET_NAME, dataset.header, rows), (DICTIONARY_SHEET, DICTIONARY, dictionary)])


def json_of(dataset: Dataset, name: str, rows: Iterable[Mapping[str, Any]]) -> HttpResponseBase:
    """Answer with a dataset as JSON: its dictionary, and the rows as the list `name`."""
    return JsonResponse({"dictionary": dataset.dictionary, name: list(rows)})


def long_json_of(dataset: Dataset, name: str, rows: Iterable[Mapping[str, Any]]) -> HttpResponseBase:
    """Answer as `json_of` does, with rows that are written one by one: too many to be held at once."""
    return json_answer({"dictionary": dataset.dictionary}, name, rows)


def dictionary_of(dataset: Dataset) -> HttpResponseBase:
    """Answer with the dictionary of a dataset as a CSV file of its own."""
    rows = [list(row.values()) for row in dataset.dictionary]
    return csv_answer(f"paritrana-{dataset.code}-kamus", DICTIONARY, rows)


@dataclass(frozen=True)
class DatedFile:
    """One file of a dated release, whose bytes never change."""

    form: str
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.form]


def dated_file(release: DatedRelease, form: str) -> DatedFile:
    """Return a dated release as "xlsx", "csv" or "json"."""
    if form == "xlsx":
        cells = (row.cells() for row in release.rows)
        return DatedFile(form, lasting_workbook(PUBLISHED_COLUMNS, cells, release.released_at))
    if form == "csv":
        lines = csv_lines(PUBLISHED_COLUMNS, (row.cells() for row in release.rows))
        return DatedFile(form, "".join(lines).encode())
    return DatedFile(form, f"{json.dumps(dated_json(release), ensure_ascii=False, indent=1)}\n".encode())


def dated_json(release: DatedRelease) -> dict[str, Any]:
    """Return the content of the JSON file; what replaced the release is not in it, since that changes."""
    return {
        "figure_id": release.figure_id,
        "code": release.code,
        "name": release.name,
        "period": months.iso(release.month),
        "scheme": release.scheme,
        "version": release.version,
        "cause": release.cause.value,
        "reason": release.reason,
        "released_at": utc(release.released_at),
        "is_sample": release.is_sample,
        "rows": [row.told() for row in release.rows],
    }
