"""Take a file in from its bytes to its figures in one go, as a command or another program asks for it."""

from datetime import datetime
from typing import BinaryIO

from accounts.errors import AccountsError
from accounts.models import User
from coverage.actions.uploads.applying import apply_upload, cancel_upload
from coverage.actions.uploads.reading import read_upload
from coverage.actions.uploads.receiving import Sending, receive_upload
from coverage.enums import UploadState, Via
from coverage.errors import CoverageError
from coverage.import_errors import SecondPersonNeeded
from coverage.models import Upload
from coverage.queries.uploads.told import import_told, refusal_told
from coverage.sheets.stored import Stored


def import_file(
    *, file: BinaryIO, name: str, sending: Sending, dry_run: bool, by: User, at: datetime, via: Via
) -> Stored:
    """Receive, read and apply a file; return what is told of it (`import_sheet --json`).

    Its good rows are taken; where none is new, changed or unchanged the file is rejected and nothing of it stays to be
    applied, as in a dry run. The steps are those of the page, so the counts are the same. What its sender may not apply
    alone is staged and waits for a second person; the answer says who that may be.
    """
    try:
        upload = receive_upload(file=file, name=name, sending=sending, by=by, at=at, via=via)
    except (CoverageError, AccountsError) as refused:
        return refusal_told(refused.message, dry_run=dry_run)
    upload = read_upload(upload=upload, at=at)
    told = import_told(upload, by, at, dry_run=dry_run)
    if dry_run or told["outcome"] == "rejected":
        close(upload, by, at)
        return told
    try:
        apply_upload(upload=upload, partly=True, by=by, at=at)
    except SecondPersonNeeded:
        return import_told(Upload.objects.defer("original", "counted").get(pk=upload.pk), by, at)
    except (CoverageError, AccountsError) as refused:
        close(Upload.objects.get(pk=upload.pk), by, at)
        return refusal_told(refused.message)
    return told


def close(upload: Upload, by: User, at: datetime) -> None:
    """Let nothing of an upload wait for an answer that no person is asked for."""
    if upload.state != UploadState.REJECTED:
        cancel_upload(upload=upload, by=by, at=at)
