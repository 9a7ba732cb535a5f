"""What the page of one upload tells beside its rows: sheets, progress, its seal, what was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from coverage.enums import EFFECTIVE_ROWS, UploadState
from coverage.models import StagedRow, Upload
from coverage.queries.uploads.told import KINDS, total_of
from coverage.sheet_errors import sentence
from coverage.sheets.findings import Status
from coverage.sheets.stored import finding_from
from regions import names
from regions.models import Region

MOST_FINDINGS = 30
MOST_REPORTS = 200
UNDER_WAY = (UploadState.QUEUED, UploadState.READING, UploadState.APPLYING)


@dataclass(frozen=True)
class ToldSheet:
    """One sheet: its counts, of which `read` is the sum, and what was found in it in sentences."""

    name: str
    counts: Mapping[str, int]
    findings: tuple[str, ...]
    more: int
    persons: int | None

    @property
    def is_left(self) -> bool:
        """Whether nothing of the sheet would be stored, since it is no table or was passed over as a whole."""
        return self.counts["read"] == self.counts["ignored"]


@dataclass(frozen=True)
class Progress:
    """How far the reading of an upload has come; `left` is an estimate in seconds, None where there is none yet."""

    state: UploadState
    rows: int
    expected: int | None
    left: int | None

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


@dataclass(frozen=True)
class WrittenReport:
    """A report into which an upload wrote."""

    code: str
    place: str
    month: int


def sheets_told(upload: Upload) -> list[ToldSheet]:
    """Return the sheets of an upload in the order of the file, also those of which nothing was read."""
    return [sheet_told(sheet) for sheet in upload.found.get("sheets", ())]


def sheet_told(sheet: Mapping[str, Any]) -> ToldSheet:
    found = [finding_from(one) for one in sheet["findings"]]
    told = [sentence(one) for one in found if one.status is not Status.HELD]
    counts = {kind: sheet["counts"][kind] for kind in KINDS}
    more = len(told[MOST_FINDINGS:]) + int(sheet["more_findings"])
    return ToldSheet(sheet["name"], counts, tuple(told[:MOST_FINDINGS]), more, sheet.get("persons"))


def progress_of(upload: Upload) -> Progress:
    """Return how far an upload has come, and how long its rows will take if they go on as before."""
    state, rows, expected = UploadState(upload.state), upload.rows_read, upload.rows_expected
    left = None
    if state == UploadState.READING and rows and expected and upload.began_at and upload.alive_at:
        taken = (upload.alive_at - upload.began_at).total_seconds()
        left = ceil(taken * max(0, expected - rows) / rows)
    return Progress(state, rows, expected, left)


def seal_of(upload: Upload) -> str:
    """Return by what a preview is known again: its file, when it was made, and the counts that were shown.

    The counts alone would be the same after another answer has moved all rows to another category.
    """
    made = upload.began_at.isoformat() if upload.began_at else ""
    return "-".join([upload.digest[:12], made, *(str(count) for count in total_of(upload).values())])


def reports_written(upload: Upload) -> list[WrittenReport]:
    """Return the first reports into which an upload wrote, by region and month; one pass over its rows."""
    rows = StagedRow.objects.filter(upload=upload, status__in=EFFECTIVE_ROWS, reporter__isnull=False)
    pairs = sorted(set(rows.values_list("reporter", "month").distinct()))
    regions = Region.objects.in_bulk({region for region, _ in pairs})
    found = [
        WrittenReport(regions[region].code, names.short(regions[region].name, regions[region].kind), month)
        for region, month in pairs
        if region in regions and month
    ]
    return sorted(found, key=lambda one: (one.code, one.month))[:MOST_REPORTS]
