"""What a second person does with an import that waits: approve it, by doing what was asked, or refuse it.

Who asked can withdraw. What came from a program is closed then, since nobody decides about it on its page.
"""

from datetime import datetime

from django.db import transaction

from accounts.actions.reasons import refuse_bad_reason
from accounts.models import User
from coverage.actions.second_person import answer, refuse_first_person, refuse_out_of_reach
from coverage.actions.undo import Undone
from coverage.actions.uploads.applying import (
    apply_upload,
    cancel_upload,
    hand_to_worker,
    locked,
    refuse_unseen,
    taken_back,
)
from coverage.actions.uploads.restoring import restored
from coverage.enums import SecondAct, SecondState, UploadState, Via
from coverage.import_errors import UploadRefused
from coverage.models import SecondRequest, Upload
from coverage.queries.second_person import open_request


def approve(*, upload: Upload, request: int, seen: str, by: User, at: datetime) -> Undone | None:
    """Do what the request of that number asks for, as the second person; return which cells that turned, if any.

    `seen` is the seal of what this person looked at.

    Applying goes to the worker, or at once where the file came from a program, as it would have then. Raises
    UploadRefused (the request waits no longer, is one's own, or is about something else than what was looked at),
    RightMissing, and what applying or taking back raises.
    """
    asked = waiting(upload, request)
    refuse_first_person(asked, upload, by)
    refuse_out_of_reach(upload, by, at)
    if asked.act != SecondAct.APPLY:
        return approve_turning(upload, asked, seen, by, at)
    if upload.via == Via.IMPORT:
        approve_apply(upload, asked, seen, by, at)
    else:
        apply_upload(upload=upload, partly=asked.partly, by=by, at=at, seen=seen)
    return None


@transaction.atomic
def approve_apply(upload: Upload, asked: SecondRequest, seen: str, by: User, at: datetime) -> None:
    upload = looked_at(upload, asked, seen)
    asked = answer(upload, SecondAct.APPLY, SecondState.APPROVED, by, at)
    hand_to_worker(upload, asked.partly, by)


@transaction.atomic
def approve_turning(upload: Upload, asked: SecondRequest, seen: str, by: User, at: datetime) -> Undone:
    upload, act = looked_at(upload, asked, seen), SecondAct(asked.act)
    asked = answer(upload, act, SecondState.APPROVED, by, at)
    reason = f"{asked.reason} (diminta {asked.asked_by})"
    turning = restored if act == SecondAct.RESTORE else taken_back
    return turning(upload=upload, by=by, at=at, reason=reason, is_seconded=True)


@transaction.atomic
def refuse(*, upload: Upload, request: int, by: User, at: datetime, reason: str) -> None:
    """Refuse a request as the second person, with a reason that who asked is shown. Raises as `approve` does."""
    upload = locked(upload)
    asked = waiting(upload, request)
    refuse_bad_reason(reason)
    answer(upload, SecondAct(asked.act), SecondState.REFUSED, by, at, reason)
    give_back(upload, asked, by, at)


@transaction.atomic
def withdraw(*, upload: Upload, request: int, by: User, at: datetime) -> None:
    """Take one's own request back. Raises UploadRefused where it waits no longer, or is another's."""
    upload = locked(upload)
    asked = waiting(upload, request)
    answer(upload, SecondAct(asked.act), SecondState.WITHDRAWN, by, at)
    give_back(upload, asked, by, at)


def waiting(upload: Upload, request: int) -> SecondRequest:
    """Return the request of that number if it is the one that waits about an upload, or raise UploadRefused."""
    asked = open_request(upload)
    if asked is None or asked.pk != request:
        raise UploadRefused("no_request", upload.pk)
    return asked


def looked_at(upload: Upload, asked: SecondRequest, seen: str) -> Upload:
    """Lock and return an upload if that request still waits about it, and what was looked at is what stands."""
    upload = locked(upload)
    waiting(upload, asked.pk)
    refuse_unseen(upload, seen, "request_changed")
    return upload


def give_back(upload: Upload, asked: SecondRequest, by: User, at: datetime) -> None:
    """Let what was to be applied be a preview again, or close it where it came from a program."""
    if asked.act != SecondAct.APPLY:
        return
    if upload.via != Via.IMPORT:
        cancel_upload(upload=upload, by=by, at=at)
        return
    upload.state = UploadState.STAGED
    upload.save(update_fields=["state"])
