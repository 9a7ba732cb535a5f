"""Take the taking back of an upload back: its cells hold again what it wrote, except those that someone wrote since."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from coverage.actions.second_person import lapse
from coverage.actions.undo import Undone, undo_change
from coverage.actions.uploads.applying import ask_to_turn, locked, refuse_alone
from coverage.enums import BAD_ROWS, SecondAct, UploadState, Via
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.models import StagedRow, Upload
from coverage.queries.uploads.chain import chain_of


def restore_upload(*, upload: Upload, by: User, at: datetime, reason: str) -> Undone:
    """Write again what an upload wrote before it was taken back, by the same rules and rights.

    Raises UploadRefused (it was not taken back, or only stated numbers for comparison, which are gone), and what
    `undo_change` raises: a reason that is missing, a month that is no longer open, cells that were all written since;
    and SecondPersonNeeded where nobody may do it alone: by then the request waits for another person.
    """
    try:
        return restored(upload=upload, by=by, at=at, reason=reason, is_seconded=False)
    except SecondPersonNeeded as needed:
        ask_to_turn(needed, upload, by, at, reason)
        raise


@transaction.atomic
def restored(*, upload: Upload, by: User, at: datetime, reason: str, is_seconded: bool) -> Undone:
    """Restore an upload; `is_seconded` where `by` does so because another person asked."""
    upload = locked(upload)
    if upload.state != UploadState.UNDONE:
        raise UploadRefused("not_undone", upload.pk)
    if upload.change is None:
        raise UploadRefused("comparison_gone", upload.pk)
    if not is_seconded:
        refuse_alone(SecondAct.RESTORE, upload, by, at, reason)
    done = undo_change(change=chain_of(upload.change)[-1], by=by, at=at, via=Via(upload.via), reason=reason)
    lapse(upload, at)
    bad = StagedRow.objects.filter(upload=upload, status__in=BAD_ROWS)
    upload.state = UploadState.PARTIAL if bad.exists() else UploadState.APPLIED
    upload.save(update_fields=["state"])
    return done
