"""What a person decides about an upload before it is applied: answers to its questions, and rows put right in place.

Either way the file is read again with what was decided, so that rows, duplicates and totals are judged together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from coverage import months
from coverage.actions.uploads.memory import remember_layouts
from coverage.enums import BAD_ROWS, UploadState
from coverage.import_errors import UploadRefused
from coverage.models import Payer, StagedRow, Upload, WorkerCategory
from coverage.numbers import Unreadable, parse_count
from coverage.queries.uploads.lines import is_decidable
from coverage.queries.uploads.questions import answerable
from coverage.sheet_errors import RowRefused
from coverage.sheets.answers import answered, is_answer
from coverage.sheets.identities import holds_number
from coverage.sheets.stored import Stored
from regions.models import Region


@dataclass(frozen=True)
class RowFix:
    """What a person put right in one count: its sheet, row and column (as in StagedRow), and what holds there.

    `enrolled` is as it was typed: a number, or "tb". What is None stays as the file says it; `skip` leaves the row out.
    """

    sheet: int
    row: int
    place: int
    enrolled: str | None = None
    region: str | None = None
    month: int | None = None
    category: str | None = None
    payer: str | None = None
    skip: bool = False


@transaction.atomic
def answer_upload(*, upload: Upload, answers: Mapping[str, Any], by: User, at: datetime) -> Upload:
    """Keep answers by the names of their questions ("dash:-"), and let the upload be read again with them.

    An empty answer takes an earlier one back. "columns:<key>" takes what a column means: {"role": "count", …}. What
    holds for the sender's next file is remembered. Raises UploadRefused: closed, not by its sender, no such
    question, no such answer.
    """
    upload = decided_by(upload, by)
    known = known_codes()
    if not answers.keys() <= answerable(upload):
        raise UploadRefused("no_question", upload.pk)
    kept = dict(upload.answers)
    for name, answer in answers.items():
        slot, _, key = name.partition(":")
        if holds_number(name):
            raise UploadRefused("no_answer", upload.pk)
        if answer not in ("", None) and not is_answer(slot, answer, *known, places_among(slot, answer)):
            raise UploadRefused("no_answer", upload.pk)
        kept = answered(kept, slot, key, answer)
    upload.answers = kept
    remember_layouts(upload, at)
    return read_again(upload)


@transaction.atomic
def correct_rows(*, upload: Upload, fixes: Sequence[RowFix], by: User, at: datetime) -> Upload:
    """Keep what was put right in rejected or held rows, and let the upload be read again with it.

    Raises UploadRefused (closed, not by its sender, no such row), RowRefused (a number that is none, no such code).
    """
    upload = decided_by(upload, by)
    if upload.is_person_list:
        raise UploadRefused("person_list", upload.pk)
    places = {(fix.sheet, fix.row, fix.place) for fix in fixes}
    rows = StagedRow.objects.filter(upload=upload, status__in=BAD_ROWS, row_number__in={fix.row for fix in fixes})
    if places - set(rows.values_list("sheet", "row_number", "place")):
        raise UploadRefused("no_such_row", upload.pk)
    kept = dict(upload.answers)
    for fix in fixes:
        key = f"{fix.sheet}:{fix.row}:{fix.place}"
        earlier = kept.get("rows", {}).get(key, {})
        kept = answered(kept, "rows", key, {"skip": True} if fix.skip else {**without_skip(earlier), **stored_fix(fix)})
    upload.answers = kept
    return read_again(upload)


def decided_by(upload: Upload, by: User) -> Upload:
    """Lock and return an upload about which `by` may decide."""
    held = Upload.objects.select_for_update(of=("self",)).select_related("by").defer("original", "counted")
    found = held.get(pk=upload.pk)
    if found.by_id != by.pk:
        raise UploadRefused("not_yours", found.pk)
    if not is_decidable(found):
        raise UploadRefused("closed", found.pk)
    return found


def read_again(upload: Upload) -> Upload:
    upload.state, upload.attempt, upload.alive_at = UploadState.QUEUED, 0, None
    upload.save(update_fields=["answers", "state", "attempt", "alive_at"])
    return upload


def known_codes() -> tuple[list[str], list[str]]:
    categories = WorkerCategory.objects.values_list("code", flat=True)
    return list(categories), list(Payer.objects.values_list("code", flat=True))


def places_among(slot: str, answer: Any) -> list[str]:
    """Return the code of the answer if it is that of a region."""
    if slot != "place" or not isinstance(answer, str):
        return []
    return list(Region.objects.filter(code=answer).values_list("code", flat=True))


def without_skip(fix: Mapping[str, Any]) -> Stored:
    return {name: told for name, told in fix.items() if name != "skip"}


def stored_fix(fix: RowFix) -> Stored:
    """Return what was put right, as it is kept; raise RowRefused for what cannot be."""
    told: Stored = {}
    if fix.enrolled is not None:
        count = parse_count(fix.enrolled)
        if isinstance(count, Unreadable):
            raise RowRefused(count.code, fix.row, fix.enrolled, count.likely)
        if count.heads is None and not count.is_not_applicable:
            raise RowRefused("count_blank", fix.row, fix.enrolled)
        told |= {"enrolled": count.heads, "not_applicable": count.is_not_applicable}
    if fix.month is not None:
        if months.parse(months.iso(fix.month)) is None:
            raise RowRefused("no_period", fix.row, str(fix.month))
        told["month"] = fix.month
    categories, payers = known_codes()
    for name, code, known in (("category", fix.category, categories), ("payer", fix.payer, payers)):
        if code is not None:
            if code not in known:
                raise RowRefused(f"{name}_unknown", fix.row, code)
            told[name] = code
    if fix.region is not None:
        if not Region.objects.filter(code=fix.region).exists():
            raise RowRefused("code_unknown", fix.row, fix.region)
        told["region"] = fix.region
    return told
