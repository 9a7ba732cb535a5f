"""Apply an upload that was previewed, and take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts import access
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import User
from coverage.actions.figures import SavedFigures, save_figures
from coverage.actions.second_person import answer, ask, lapse, refuse_out_of_reach
from coverage.actions.staging import Cell
from coverage.actions.undo import Undone, undo_change
from coverage.actions.uploads.comparison import record_comparison, undo_comparison
from coverage.actions.uploads.memory import remember_layouts
from coverage.actions.uploads.rows import SheetCounts, counts_stored, stage_again
from coverage.actions.uploads.targets import propose_targets
from coverage.enums import (
    APPLIED_UPLOADS,
    BAD_ROWS,
    GOOD_ROWS,
    RowStatus,
    SecondAct,
    SecondState,
    UploadState,
    UploadUse,
    Via,
)
from coverage.errors import CellLocked, FigureRefused, FiguresConflict, ReportLocked
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.models import StagedRow, Upload
from coverage.queries.second_person import needing_second, touched_by_turning
from coverage.queries.uploads.chain import chain_of
from coverage.queries.uploads.page import seal_of
from paritrana import formatting

CELL_FIELDS = ("region", "month", "category", "payer", "enrolled", "not_applicable", "funded_until", "seen")
CLOSABLE = (UploadState.QUEUED, UploadState.READING, UploadState.ASKING, UploadState.STAGED, UploadState.WAITING)
MOVED = (FiguresConflict, ReportLocked, CellLocked, FigureRefused, RightMissing)


def apply_upload(*, upload: Upload, partly: bool, by: User, at: datetime, seen: str | None = None) -> SavedFigures:
    """Store the good rows of a previewed upload, all of them or none; `partly` leaves out rejected and held rows.

    Of an upload for comparison observations are stored instead of figures. Targets that the file states are proposed.
    The same figures again change nothing and leave no audit entry. Raises UploadRefused: it was applied before, is not
    previewed, has rows that are not good while `partly` is false, or has none that is; and "moved" where cells or
    reports changed since the preview, which then has been made anew. Raises SecondPersonNeeded where who sent it may
    not apply it alone: by then it waits for another person, whose applying is the approval. `seen` is the seal of the
    preview that was looked at, where a person looked: another one refuses.
    """
    try:
        return stored(upload, partly, by, at, seen)
    except SecondPersonNeeded as needed:
        with transaction.atomic():
            wait_for_second(needed, locked(upload), partly, by, at)
        raise
    except MOVED as error:
        with transaction.atomic():
            moved(upload, at)
        raise UploadRefused("moved", upload.pk) from error


def locked(upload: Upload) -> Upload:
    """Lock an upload and return it as it stands, without what is kept of its file."""
    return Upload.objects.select_for_update(of=("self",)).defer("original", "counted").get(pk=upload.pk)


def refuse_unseen(upload: Upload, seen: str, code: str) -> None:
    """Raise UploadRefused where the preview of a locked upload is not the one that `seen` is the seal of.

    Before the lock it would say nothing: the file may be read again between a look at the seal and the act.
    """
    if seen != seal_of(upload):
        raise UploadRefused(code, upload.pk)


def wait_for_second(needed: SecondPersonNeeded, upload: Upload, partly: bool, by: User, at: datetime) -> None:
    """Let a previewed upload wait for a second person, and note who asked for which of its rows."""
    if upload.state not in (UploadState.STAGED, UploadState.APPLYING):
        raise UploadRefused("not_staged", upload.pk)
    ask(needed, upload, by, at, partly=partly)
    upload.state, upload.wanted_by = UploadState.WAITING, None
    upload.save(update_fields=["state", "wanted_by"])


def moved(upload: Upload, at: datetime) -> None:
    """Preview an upload anew after something else was written, for who sent it, whoever applied it."""
    if upload.use == UploadUse.FIGURES:
        counts = stage_again(upload=upload, by=upload.by, at=at)
        found = Upload.objects.only("found").get(pk=upload.pk).found
        for number, sheet in enumerate(found.get("sheets", ())):
            sheet["counts"] = counts_stored(counts.get(number, SheetCounts()))
        Upload.objects.filter(pk=upload.pk).update(found=found)
    state = UploadState.STAGED if upload.use == UploadUse.FIGURES else UploadState.QUEUED
    Upload.objects.filter(pk=upload.pk, state=UploadState.APPLYING).update(state=state, wanted_by=None, began_at=at)


@transaction.atomic
def stored(upload: Upload, partly: bool, by: User, at: datetime, seen: str | None) -> SavedFigures:
    held = Upload.objects.select_for_update(of=("self",)).select_related("by")  # applied_by: only after the lock
    upload = held.defer("original", "counted").get(pk=upload.pk)
    if upload.state in APPLIED_UPLOADS:
        raise UploadRefused("applied", upload.pk, str(upload.applied_by), upload.applied_at, access.clock_of(by, at))
    if seen is not None:
        refuse_unseen(upload, seen, "request_changed")
    if upload.state == UploadState.WAITING:
        answer(upload, SecondAct.APPLY, SecondState.APPROVED, by, at)
    elif upload.state not in (UploadState.STAGED, UploadState.APPLYING):
        raise UploadRefused("not_staged", upload.pk)
    elif about := needing_second(upload, by, at):
        raise SecondPersonNeeded(SecondAct.APPLY, upload.pk, about)
    rows = StagedRow.objects.filter(upload=upload)
    bad = rows.filter(status__in=BAD_ROWS).count()
    if bad and not partly:
        raise UploadRefused("not_whole", upload.pk, count=bad)
    good = rows.filter(status__in=GOOD_ROWS)
    if not good.exists():
        raise UploadRefused("nothing_good", upload.pk)
    saved = saved_rows(upload, good, bad, by, at)
    propose_targets(upload, by, at)
    remember_layouts(upload, at)
    upload.state = UploadState.PARTIAL if bad else UploadState.APPLIED
    upload.applied_by, upload.applied_at, upload.change = by, at, saved.change
    upload.save(update_fields=["state", "applied_by", "applied_at", "change"])
    return saved


def saved_rows(upload: Upload, good: QuerySet[StagedRow], bad: int, by: User, at: datetime) -> SavedFigures:
    """Store what the good rows say; the trail tells a part of a file from a whole one."""
    if upload.use == UploadUse.COMPARISON:
        return SavedFigures(None, record_comparison(upload, by, at), 0, good.filter(status=RowStatus.UNCHANGED).count())
    kept: Any = good.values_list(*CELL_FIELDS)
    reason = f"Impor no. {upload.pk}"
    if by.pk != upload.by_id:
        reason += f", diunggah {upload.by}"  # two had a hand in it, and the trail names both
    if bad:
        reason += f", sebagian: {formatting.number(bad)} baris tidak diambil"
    cells = [Cell(*row) for row in kept.iterator(chunk_size=10_000)]
    return save_figures(cells=cells, by=by, at=at, via=Via(upload.via), reason=reason)


@transaction.atomic
def ask_to_apply(*, upload: Upload, seen: str, partly: bool, by: User, at: datetime) -> Upload:
    """Let the worker apply a previewed upload, or a second person where one may not; return it.

    `seen` is the seal of the preview that was looked at. Raises UploadRefused where it is not previewed, or was
    previewed anew since.
    """
    upload = locked(upload)
    if upload.state != UploadState.STAGED:
        raise UploadRefused("not_staged", upload.pk)
    refuse_unseen(upload, seen, "preview_changed")
    if about := needing_second(upload, by, at):
        wait_for_second(SecondPersonNeeded(SecondAct.APPLY, upload.pk, about), upload, partly, by, at)
        return upload
    return hand_to_worker(upload, partly, by)


def hand_to_worker(upload: Upload, partly: bool, by: User) -> Upload:
    """Let the worker apply a locked upload for `by`."""
    upload.state, upload.wanted_by, upload.wanted_partly = UploadState.APPLYING, by, partly
    upload.alive_at, upload.attempt = None, 0
    upload.save(update_fields=["state", "wanted_by", "wanted_partly", "alive_at", "attempt"])
    return upload


@transaction.atomic
def not_applied(upload: Upload, message: str) -> None:
    """Make an upload whose application was refused a preview again, which says why.

    Not one that waits for another person, nor one that someone applied, closed or took back meanwhile.
    """
    held = locked(upload)
    if held.state not in (UploadState.APPLYING, UploadState.STAGED, UploadState.QUEUED):
        return
    if held.state == UploadState.APPLYING:
        held.state, held.wanted_by = UploadState.STAGED, None
    held.found = held.found | {"not_applied": message}
    held.save(update_fields=["state", "wanted_by", "found"])


@transaction.atomic
def cancel_upload(*, upload: Upload, by: User, at: datetime) -> Upload:
    """Close an upload that was not applied, also while it is read; what was kept of it goes. Raises UploadRefused."""
    upload = locked(upload)
    if upload.state not in CLOSABLE:
        raise UploadRefused("closed", upload.pk)
    StagedRow.objects.filter(upload=upload).delete()
    upload.targets.all().delete()
    lapse(upload, at)
    upload.state, upload.original, upload.counted = UploadState.CANCELLED, None, None
    upload.save(update_fields=["state", "original", "counted"])
    audit.record(by=by, act=Act.UPLOAD_CANCELLED, at=at, subject=f"upload:{upload.pk}")
    return upload


def undo_upload(*, upload: Upload, by: User, at: datetime, reason: str) -> Undone:
    """Take back what an upload wrote, sparing what someone wrote since.

    Raises UploadRefused (it was not applied, wrote nothing, or was taken back), and what `undo_change` raises; and
    SecondPersonNeeded where nobody may do it alone: by then the request waits for another person.
    """
    try:
        return taken_back(upload=upload, by=by, at=at, reason=reason, is_seconded=False)
    except SecondPersonNeeded as needed:
        ask_to_turn(needed, upload, by, at, reason)
        raise


@transaction.atomic
def ask_to_turn(needed: SecondPersonNeeded, upload: Upload, by: User, at: datetime, reason: str) -> None:
    """Ask a second person to take an upload back, or to restore it."""
    ask(needed, locked(upload), by, at, reason=reason)


def refuse_alone(act: SecondAct, upload: Upload, by: User, at: datetime, reason: str) -> None:
    """Raise SecondPersonNeeded where nobody may take an upload back or restore it alone, once it could be asked for."""
    if about := touched_by_turning(upload, at):
        refuse_bad_reason(reason)
        refuse_out_of_reach(upload, by, at)
        raise SecondPersonNeeded(act, upload.pk, about)


@transaction.atomic
def taken_back(*, upload: Upload, by: User, at: datetime, reason: str, is_seconded: bool) -> Undone:
    """Take an upload back; `is_seconded` where `by` does so because another person asked."""
    upload = locked(upload)
    if upload.state == UploadState.UNDONE:
        raise UploadRefused("undone", upload.pk)
    if upload.state not in APPLIED_UPLOADS or (upload.change is None and upload.use == UploadUse.FIGURES):
        raise UploadRefused("not_applied", upload.pk)
    if not is_seconded:
        refuse_alone(SecondAct.UNDO, upload, by, at, reason)
    if upload.change is None:
        done = Undone(None, undo_comparison(upload, by, at, reason), (), 0)
    else:
        done = undo_change(change=chain_of(upload.change)[-1], by=by, at=at, via=Via(upload.via), reason=reason)
    lapse(upload, at)
    upload.state = UploadState.UNDONE
    upload.save(update_fields=["state"])
    return done
