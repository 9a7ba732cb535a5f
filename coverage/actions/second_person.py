"""Ask a second person to apply, take back or restore an import, and keep the answer; the act itself is elsewhere."""

from datetime import datetime

from accounts.actions import audit
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import User
from coverage import months
from coverage.enums import SecondAct, SecondState
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.models import SecondRequest, Upload
from coverage.queries.second_person import reached_uploads
from regions.models import Region

ANSWERS = {SecondState.APPROVED: Act.SECOND_APPROVED, SecondState.REFUSED: Act.SECOND_REFUSED,
           SecondState.WITHDRAWN: Act.SECOND_WITHDRAWN}  # fmt: skip


def ask(
    needed: SecondPersonNeeded, upload: Upload, by: User, at: datetime, *, partly: bool = False, reason: str = ""
) -> SecondRequest:
    """Store a request of `by` about a locked upload, with its entry in the trail; one may wait at a time."""
    if SecondRequest.objects.filter(upload=upload, state=SecondState.ASKED).exists():
        raise UploadRefused("waits_second", upload.pk)
    request = SecondRequest.objects.create(
        upload=upload, act=needed.act, asked_by=by, asked_at=at, about=[list(pair) for pair in needed.about],
        partly=partly, reason=reason,
    )  # fmt: skip
    record(request, Act.SECOND_ASKED, by, at, reason)
    return request


def answer(upload: Upload, act: SecondAct, state: SecondState, by: User, at: datetime, said: str = "") -> SecondRequest:
    """Store the answer to the request that waits about a locked upload, with its entry in the trail; return it.

    Raise UploadRefused (none waits; the wrong person: who asked withdraws, another approves or refuses, and nobody
    approves to apply what he sent himself), RightMissing where the second person could not import all of it alone.
    """
    request = SecondRequest.objects.select_for_update(of=("self",)).filter(
        upload=upload, act=act, state=SecondState.ASKED
    ).select_related("asked_by").first()  # fmt: skip
    if request is None:
        raise UploadRefused("no_request", upload.pk)
    if state == SecondState.WITHDRAWN:
        if by.pk != request.asked_by_id:
            raise UploadRefused("not_yours", upload.pk)
    else:
        refuse_first_person(request, upload, by)
        refuse_out_of_reach(upload, by, at)
    request.state, request.answered_by, request.answered_at, request.answer = state, by, at, said
    request.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    record(request, ANSWERS[state], by, at, said)
    return request


def refuse_first_person(request: SecondRequest, upload: Upload, by: User) -> None:
    """Raise UploadRefused for who asked, and for who sent what is to be applied."""
    if by.pk == request.asked_by_id or (request.act == SecondAct.APPLY and by.pk == upload.by_id):
        raise UploadRefused("own_request", upload.pk)


def refuse_out_of_reach(upload: Upload, by: User, at: datetime) -> None:
    """Raise RightMissing for who does not import for all reports of an upload."""
    if not Upload.objects.filter(reached_uploads(by, at), pk=upload.pk).exists():
        region = upload.reporters.order_by("code").first() or Region.objects.get(code="ID")
        raise RightMissing(region.name)


def lapse(upload: Upload, at: datetime) -> None:
    """Let a request that waits about an upload wait no longer: what it asks for was done or cannot be done."""
    waiting = SecondRequest.objects.filter(upload=upload, state=SecondState.ASKED)
    waiting.update(state=SecondState.LAPSED, answered_at=at)


def record(request: SecondRequest, act: Act, by: User, at: datetime, reason: str) -> None:
    """Leave an entry that names both: who did this, and who asked."""
    told = {
        "act": str(request.act),
        "months": [months.iso(month) for month, _ in request.about],
        "asked_by": str(request.asked_by),
    }
    audit.record(by=by, act=act, at=at, subject=f"upload:{request.upload_id}", new=told, reason=reason)
