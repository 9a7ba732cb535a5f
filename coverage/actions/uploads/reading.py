"""Read a received file and stage what it says: sheet by sheet, in one pass, without storing a figure.

Reading may be taken up by another worker, or cancelled, at any moment; only who still holds the upload stages it.
"""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import BinaryField, F
from django.db.models.functions import Substr

from accounts.models import User
from coverage.actions import staging
from coverage.actions.uploads.comparison import stage_comparison
from coverage.actions.uploads.correcting import keep_marked
from coverage.actions.uploads.held import MANY, HeldRows
from coverage.actions.uploads.persons import read_persons
from coverage.actions.uploads.quota import refuse_too_many_kept
from coverage.actions.uploads.receiving import ABILITY_OF
from coverage.actions.uploads.rows import PassedRow, SheetCounts, counts_stored, stage_rows
from coverage.actions.uploads.sheets import Memory, SheetOutcome, held_for, read_sheet
from coverage.actions.uploads.targets import stage_targets
from coverage.enums import RowStatus, UploadState, UploadUse
from coverage.import_errors import UploadRefused
from coverage.models import Upload
from coverage.queries.uploads.context import Surroundings, remembered_layouts, surroundings
from coverage.sheets.cells import Value
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.labels import is_called
from coverage.sheets.said import Given
from coverage.sheets.stored import Stored
from coverage.sheets.understanding import Understood
from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import MEGABYTE, Limits
from coverage.workbooks.reading import Sheet, Workbook, opened

Progress = Callable[[int, int], None]
"""Told how many rows were read, and how many there may be."""
READABLE = (UploadState.QUEUED, UploadState.READING, UploadState.ASKING, UploadState.STAGED)
PIECE = 4 * MEGABYTE
GOOD = ("new", "changed", "unchanged")


class ReadingStopped(Exception):
    """Someone cancelled the upload, or another worker took it up: what was read so far is dropped."""


@dataclass
class Reading:
    """What was read of a file: what became of each sheet, and of the file as a whole."""

    sheets: list[SheetOutcome] = field(default_factory=list)
    rows: int = 0


def read_upload(*, upload: Upload, at: datetime, progress: Progress = lambda rows, most: None) -> Upload:
    """Read an upload and stage its rows as of `at`, for who sent it; return it as it then stands.

    What `progress` raises ends the reading. A file that cannot be read, or of which
    no row could be stored and none is asked about, is rejected, and says why. Raises UploadRefused where it was applied
    or closed, ReadingStopped where it no longer is to be read.
    """
    upload = taken_up(upload, at)
    by = upload.by
    given = Given(upload.given.get("month"), upload.given.get("category", ""), upload.given.get("payer", ""))
    if upload.use == UploadUse.COMPARISON:
        given = replace(given, category=given.category or "tak_terinci", payer=given.payer or "tak_terinci")
    memory = Memory(upload.answers, given, remembered_layouts(by))
    try:
        with without_collecting():
            reading = read_whole(upload, at, memory, progress)
            return staged(upload, reading, by, at)
    except WorkbookRefused as refused:
        return rejected(upload, refused)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no circles among hundreds of thousands of rows: there are none, and each look goes through all rows."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@transaction.atomic
def taken_up(upload: Upload, at: datetime) -> Upload:
    """Mark an upload as being read by this worker; its attempt tells it from others that saw it waiting too."""
    found = Upload.objects.filter(pk=upload.pk, state__in=READABLE, attempt=upload.attempt)
    if not found.update(state=UploadState.READING, attempt=F("attempt") + 1, began_at=at, alive_at=at, rows_read=0):
        raise UploadRefused("closed", upload.pk)
    taken = Upload.objects.defer("original").get(pk=upload.pk)
    taken.by = upload.by  # as the caller knows the person: by a key of a program some of the roles may not count
    return taken


def read_whole(upload: Upload, at: datetime, memory: Memory, progress: Progress) -> Reading:
    """Return all sheets of a file; raise WorkbookRefused where reading fails on the way."""
    if upload.is_person_list:
        return Reading(read_persons(upload, held_against(upload, at, memory), memory))
    with tempfile.TemporaryFile() as file:
        lay_down(upload, file)
        reading = read_sheets(file, upload, at, memory, progress)
    if "marked" in upload.given:
        keep_marked(reading.sheets, upload.given["marked"])
    return reading


def lay_down(upload: Upload, file: BinaryIO) -> None:
    """Write the kept file of an upload into `file`, piece by piece: as a whole it would be held several times over."""
    begin, piece = 1, b""
    while begin == 1 or len(piece) == PIECE:
        part = Substr("original", begin, PIECE, output_field=BinaryField())
        found = Upload.objects.filter(pk=upload.pk).values_list(part, flat=True).get()
        if found is None:
            raise WorkbookRefused("dropped")
        piece = bytes(found)
        file.write(piece)
        begin += PIECE
    file.seek(0)


def held_against(upload: Upload, at: datetime, memory: Memory) -> Surroundings:
    return surroundings(upload.by, ABILITY_OF[UploadUse(upload.use)], at, memory.given.month)


def read_sheets(file: BinaryIO, upload: Upload, at: datetime, memory: Memory, progress: Progress) -> Reading:
    """Return the sheets of a workbook. One in whose codes there is doubt follows the others, if these agree.

    They are understood when the reading process has ended: it holds as much as all of them.
    """
    reading = Reading()
    only, unclear = upload.given.get("sheet", ""), {}
    with opened(file, upload.file_name, surveys=upload.surveys) as book:
        if only and not any(is_called(sheet.name, only) for sheet in book.sheets):
            raise WorkbookRefused("sheet_missing", name=only)
        around = held_against(upload, at, memory)  # while the process makes ready the first rows
        held = rows_of(book, reading, progress)
    for number, (sheet, rows) in enumerate(zip(book.sheets, held, strict=True)):
        why = passed_over(sheet, only)
        if why is not None:
            reading.sheets.append(left_sheet(number, sheet, rows, why))
            refuse_too_many(reading)
            continue
        outcome = read_sheet(number, sheet.name, rows, merges_of(sheet), around, memory)
        hidden = sum(last - first + 1 for first, last in sheet.hidden_rows)
        if hidden and len(rows):
            add(outcome, Finding("hidden_rows", Status.WARNED, more={"hidden": hidden}))
        if any(one.code == "system_unclear" for one in outcome.understood.findings):
            unclear[number] = (sheet, rows)
        reading.sheets.append(outcome)
        refuse_too_many(reading)
    systems = {one.understood.system for one in reading.sheets if one.understood.system is not None}
    if len(systems) == 1 and unclear:
        memory = replace(memory, answers={**memory.answers, "system": {"": systems.pop().value}})
        for number, (sheet, rows) in unclear.items():
            reading.sheets[number] = read_sheet(number, sheet.name, rows, merges_of(sheet), around, memory)
    elif len(systems) > 1:
        asked = Finding("system_unclear", Status.HELD, choices=tuple(Choice(each.value) for each in sorted(systems)))
        for one in reading.sheets:
            held_for(one, asked)
    return reading


def refuse_too_many(reading: Reading) -> None:
    """Raise WorkbookRefused where the sheets so far hold more than can be judged together."""
    most = Limits().counts
    if sum(len(one.arrived) + len(one.passed) for one in reading.sheets) > most:
        raise WorkbookRefused("too_many_counts", sheet=reading.sheets[-1].name, most=most)


def rows_of(book: Workbook, reading: Reading, progress: Progress) -> list[HeldRows]:
    """Return all rows of each sheet of a workbook, the empty ones too."""
    expected = sum(sheet.last_row for sheet in book.sheets)
    is_packed = sum(sheet.filled for sheet in book.sheets) >= MANY
    held = [HeldRows(is_packed=is_packed) for _ in book.sheets]
    texts: dict[Value, Value] = {}
    for lot in book.lots():
        held[lot.sheet].add(lot.numbers, lot.rows, texts)
        reading.rows += len(lot.numbers)
        progress(reading.rows, expected)
    return held


def merges_of(sheet: Sheet) -> list[tuple[int, int, int, int]]:
    return [(top, left - 1, bottom, right - 1) for top, left, bottom, right in sheet.merges]


def passed_over(sheet: Sheet, only: str) -> Finding | None:
    """Return why a sheet is not read at all."""
    if only:
        return None if is_called(sheet.name, only) else Finding("sheet_not_chosen", Status.IGNORED)
    return None if sheet.visibility == "visible" else Finding("sheet_hidden", Status.IGNORED)


def left_sheet(number: int, sheet: Sheet, rows: HeldRows, why: Finding) -> SheetOutcome:
    passed = [PassedRow(number, row, RowStatus.IGNORED, why.code) for row in rows.numbers()]
    return SheetOutcome(number, sheet.name, Understood((why,)), passed=passed)


def add(outcome: SheetOutcome, finding: Finding) -> None:
    outcome.understood = replace(outcome.understood, findings=(*outcome.understood.findings, finding))


@transaction.atomic
def staged(upload: Upload, reading: Reading, by: User, at: datetime) -> Upload:
    """Stage what was read, if this worker still holds the upload."""
    staging.let_disk_follow()
    held = still_held(upload)
    refuse_too_many_kept(sum(len(sheet.arrived) + len(sheet.passed) for sheet in reading.sheets), held)
    arrived = [row for sheet in reading.sheets for row in sheet.arrived]
    targets = [(sheet.number, target) for sheet in reading.sheets for target in sheet.targets]
    arrived, conflicting, told = stage_targets(upload, arrived, targets, by, at)
    passed = [*conflicting, *(row for sheet in reading.sheets for row in sheet.passed)]
    if upload.use == UploadUse.COMPARISON:
        counts = stage_comparison(upload=upload, arrived=arrived, passed=passed, by=by, at=at)
    else:
        counts = stage_rows(upload=upload, arrived=arrived, passed=passed, by=by, at=at)
    held.found = found_of(reading, counts) | {"targets": told}
    held.state = state_of(counts, held.found)
    held.rows_read = held.rows_expected = reading.rows or sum(each.read for each in counts.values())
    held.save(update_fields=["found", "state", "rows_read", "rows_expected"])
    return held


def still_held(upload: Upload) -> Upload:
    """Lock and return an upload that this worker reads; raise ReadingStopped where it no longer does."""
    held = (
        Upload.objects.select_for_update(of=("self",))
        .defer("original", "counted")
        .filter(pk=upload.pk, state=UploadState.READING, attempt=upload.attempt)
    )
    found = held.select_related("by").first()
    if found is None:
        raise ReadingStopped(upload.pk)
    return found


def found_of(reading: Reading, counts: dict[int, SheetCounts]) -> Stored:
    """Return what is kept of a reading beside its rows."""
    sheets, questions = [], dict[str, Stored]()
    for one in reading.sheets:
        told = one.stored()
        told["counts"] = counts_stored(counts.get(one.number, SheetCounts()))
        sheets.append(told)
        for question in one.questions():
            questions.setdefault(question["id"], question)
    return {"sheets": sheets, "questions": list(questions.values())}


def state_of(counts: dict[int, SheetCounts], found: Stored) -> UploadState:
    """Return how far an upload has come: previewed where a row is good, asking where answers may make one so."""
    if any(getattr(each, kind) for each in counts.values() for kind in GOOD):
        return UploadState.STAGED
    is_asked = bool(found["questions"]) or any(each.held for each in counts.values())
    return UploadState.ASKING if is_asked else UploadState.REJECTED


@transaction.atomic
def rejected(upload: Upload, refused: WorkbookRefused) -> Upload:
    """Close an upload that cannot be read, with the sentence that says why."""
    held = still_held(upload)
    held.rows.all().delete()
    held.targets.all().delete()
    held.found = {"sheets": [], "questions": [], "refused": {"code": refused.code, "message": refused.message}}
    held.state = UploadState.REJECTED
    held.save(update_fields=["found", "state"])
    return held
