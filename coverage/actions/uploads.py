"""Apply an upload that was previewed, and take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.errors import RightMissing
from accounts.models import User
from coverage.actions.figures import SavedFigures, save_figures
from coverage.actions.staging import Cell
from coverage.actions.undo import Undone, undo_change
from coverage.actions.upload_rows import stage_again
from coverage.enums import RowStatus, UploadState, Via
from coverage.errors import CellLocked, FigureRefused, FiguresConflict, ReportLocked
from coverage.import_errors import UploadRefused
from coverage.models import StagedRow, Upload

CELL_FIELDS = ("region", "month", "category", "payer", "enrolled", "not_applicable", "funded_until", "seen")
APPLIED = (UploadState.APPLIED, UploadState.PARTIAL)
MOVED = (FiguresConflict, ReportLocked, CellLocked, FigureRefused, RightMissing)


def apply_upload(*, upload: Upload, partly: bool, by: User, at: datetime) -> SavedFigures:
    """Store the good rows of a previewed upload, all of them or none; `partly` leaves out rejected and held rows.

    The same figures again change nothing and leave no audit entry. Raises UploadRefused: it was applied before, is not
    previewed, has rows that are not good while `partly` is false, or has none that is; and "moved" where cells or
    reports changed since the preview, which then has been made anew.
    """
    try:
        return stored(upload, partly, by, at)
    except MOVED as error:
        with transaction.atomic():
            stage_again(upload=upload, by=by, at=at)
        raise UploadRefused("moved", upload.pk) from error


@transaction.atomic
def stored(upload: Upload, partly: bool, by: User, at: datetime) -> SavedFigures:
    upload = Upload.objects.select_for_update(of=("self",)).select_related("applied_by").get(pk=upload.pk)
    if upload.state in APPLIED:
        raise UploadRefused("applied", upload.pk, str(upload.applied_by), upload.applied_at)
    if upload.state != UploadState.STAGED:
        raise UploadRefused("not_staged", upload.pk)
    rows = StagedRow.objects.filter(upload=upload)
    bad = rows.filter(status__in=(RowStatus.REJECTED, RowStatus.HELD)).count()
    if bad and not partly:
        raise UploadRefused("not_whole", upload.pk, count=bad)
    good = rows.filter(status__in=(RowStatus.NEW, RowStatus.CHANGED, RowStatus.UNCHANGED))
    kept: Any = good.values_list(*CELL_FIELDS)
    cells = [Cell(*row) for row in kept]
    if not cells:
        raise UploadRefused("nothing_good", upload.pk)
    saved = save_figures(cells=cells, by=by, at=at, via=Via(upload.via), reason=f"Impor no. {upload.pk}")
    upload.state = UploadState.PARTIAL if bad else UploadState.APPLIED
    upload.applied_by, upload.applied_at, upload.change = by, at, saved.change
    upload.save(update_fields=["state", "applied_by", "applied_at", "change"])
    return saved


@transaction.atomic
def undo_upload(*, upload: Upload, by: User, at: datetime, reason: str) -> Undone:
    """Take back what an upload wrote, sparing what someone wrote since.

    Raises UploadRefused (it was not applied, wrote nothing, or was taken back), and what `undo_change` raises.
    """
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state == UploadState.UNDONE:
        raise UploadRefused("undone", upload.pk)
    if upload.state not in APPLIED or upload.change is None:
        raise UploadRefused("not_applied", upload.pk)
    done = undo_change(change=upload.change, by=by, at=at, via=Via(upload.via), reason=reason)
    upload.state = UploadState.UNDONE
    upload.save(update_fields=["state"])
    return done
