"""What the page of one upload tells beside its rows: sheets, progress, what was written, what was written since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.db.models import F

from accounts.models import User
from coverage.enums import EFFECTIVE_ROWS, UploadState
from coverage.models import Change, Figure, Revision, StagedRow, Upload
from coverage.queries.upload_told import KINDS, total_of
from coverage.sheet_errors import sentence
from coverage.sheets.findings import Status
from coverage.sheets.stored import finding_from
from regions import names
from regions.models import Region

MOST_FINDINGS = 30
MOST_LATER = 100
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


@dataclass(frozen=True)
class LaterEdit:
    """A cell that someone wrote after an upload did: what it holds now, who wrote it last, and when."""

    figure: Figure
    by: User
    at: datetime


@dataclass(frozen=True)
class LaterEdits:
    """The first cells that were written since, and how many there are: undoing leaves them as they are."""

    rows: tuple[LaterEdit, ...]
    count: int


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


def later_edits(chain: Sequence[Change]) -> LaterEdits:
    """Return the cells of the first act that were written since, last by none of the acts of the chain."""
    first, *others = chain
    since = Revision.objects.filter(change=first, figure__version__gt=F("version"))
    own = Revision.objects.filter(change__in=[one.pk for one in others], version=F("figure__version"))
    since = since.exclude(figure__in=own.values("figure"))
    ordered = since.order_by("figure__month", "figure__region__code", "figure_id")
    rows = list(ordered.values_list("figure", flat=True)[:MOST_LATER])
    figures = Figure.objects.select_related("region", "category", "payer").in_bulk(rows)
    last = Revision.objects.filter(figure__in=rows, version=F("figure__version")).select_related("change__by")
    acts = {row.figure_id: row.change for row in last}
    edits = tuple(LaterEdit(figures[pk], acts[pk].by, acts[pk].at) for pk in rows)
    return LaterEdits(edits, len(rows) if len(rows) < MOST_LATER else since.count())
