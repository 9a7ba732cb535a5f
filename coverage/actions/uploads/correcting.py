"""A workbook that was given back with its bad rows marked, and comes again corrected: only those rows are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from accounts.models import User
from coverage.actions.uploads.rows import PassedRow
from coverage.actions.uploads.sheets import SheetOutcome
from coverage.enums import BAD_ROWS, RowStatus, UploadUse
from coverage.models import StagedRow, Upload
from coverage.queries.uploads.corrections import SHEET, corrected_upload, holds_rows_alone
from coverage.sheets.stored import Stored
from coverage.workbooks.reading import opened


@dataclass(frozen=True)
class Correction:
    """The upload that a file corrects, and its bad rows as (sheet, row) of the corrected file.

    `marked` is None for a file that holds the bad rows alone: all of it is read.
    """

    upload: Upload
    marked: tuple[tuple[int, int], ...] | None

    @property
    def given(self) -> Stored:
        """What was said of the whole file then, and the rows that are read of it now."""
        said = {name: told for name, told in self.upload.given.items() if name not in ("sheet", "marked")}
        return said | ({"marked": [list(place) for place in self.marked]} if self.marked is not None else {})

    @property
    def answers(self) -> Stored:
        """What was answered then; what was put right in single rows is in the file now."""
        answers = {slot: told for slot, told in self.upload.answers.items() if slot != "rows"}
        systems = {sheet["system"] for sheet in self.upload.found.get("sheets", ()) if sheet["system"]}
        if self.marked is None and len(systems) == 1:
            answers.setdefault("system", {"": systems.pop()})  # a few rows may not tell what all of them did
        return answers


def correction_in(file: BinaryIO, name: str, sheets: Sequence[str], by: User, use: UploadUse) -> Correction | None:
    """Return what a file with these `sheets` corrects, if `by` sent that too, for the same use, and rows are still bad.

    Any other file is read as a whole. Raises WorkbookRefused where it cannot be opened.
    """
    earlier, is_alone = named_in(file, name, sheets)
    if earlier is None or earlier.by_id != by.pk or earlier.use != use:
        return None
    bad = StagedRow.objects.filter(upload=earlier, status__in=BAD_ROWS, row_number__gt=0)
    if is_alone:
        return Correction(earlier, None) if bad.exists() else None
    before = [number for number, sheet in enumerate(earlier.found.get("sheets", ())) if sheet["name"] != SHEET]
    now = [number for number, sheet in enumerate(sheets) if sheet != SHEET]
    numbers = dict(zip(before, now, strict=False))
    places = sorted(set(bad.values_list("sheet", "row_number")))
    marked = tuple((numbers[sheet], row) for sheet, row in places if sheet in numbers)
    return Correction(earlier, marked) if marked else None


def named_in(file: BinaryIO, name: str, sheets: Sequence[str]) -> tuple[Upload | None, bool]:
    """Return the upload that the first sheet of a marked workbook names, None where there is no such sheet or line; and
    whether the workbook holds its bad rows alone."""
    if SHEET not in sheets:
        return None, False
    with opened(file, name) as book:
        for lot in book.lots():
            if book.sheets[lot.sheet].name == SHEET:
                rows = list(zip(lot.numbers, lot.rows, strict=True))
                return corrected_upload(SHEET, rows), holds_rows_alone(rows)
    return None, False


def keep_marked(outcomes: Iterable[SheetOutcome], marked: Iterable[Sequence[int]]) -> None:
    """Pass over all rows of the sheets but the marked ones, and ask nothing about a sheet that has none."""
    places = {(sheet, row) for sheet, row in marked}
    for one in outcomes:
        rows = [(row.row_number, row.place) for row in one.arrived]
        rows += [(row.row_number, row.place) for row in one.passed]
        others = [
            PassedRow(one.number, row, RowStatus.IGNORED, "not_marked", place=place)
            for row, place in rows
            if (one.number, row) not in places
        ]
        one.arrived = [row for row in one.arrived if (one.number, row.row_number) in places]
        one.passed = [row for row in one.passed if (one.number, row.row_number) in places] + others
        one.targets = [target for target in one.targets if (one.number, target.row) in places]
        if not any(sheet == one.number for sheet, _ in places):
            one.understood = replace(one.understood, findings=())
