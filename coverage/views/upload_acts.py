"""What a person does with an upload: answer, choose columns, put rows right, apply, close, take back."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import AccountsError
from accounts.models import User
from coverage.access import upload_for
from coverage.actions.undo import Undone
from coverage.actions.uploads.answers import RowFix, answer_upload, correct_rows
from coverage.actions.uploads.applying import ask_to_apply, cancel_upload, undo_upload
from coverage.actions.uploads.restoring import restore_upload
from coverage.enums import SecondAct
from coverage.errors import CoverageError
from coverage.forms.uploads import ApplyForm, ReasonForm, answers_in, columns_in, fixes_in
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.jobs import work_on
from coverage.models import Upload
from coverage.queries.uploads.questions import decided_columns, misread
from coverage.views.upload import show
from paritrana import formatting

CHANGED_SINCE = ("preview_changed", "request_changed")
TURNED_AT = {SecondAct.UNDO: "batalkan", SecondAct.RESTORE: "pulihkan"}
"""The part of the page where each is done."""

TURNED = {
    SecondAct.UNDO: lambda: _(
        "Impor no. %(number)s dibatalkan: %(restored)s isian kembali seperti semula, %(spared)s dibiarkan."
    ),
    SecondAct.RESTORE: lambda: _(
        "Impor no. %(number)s dipulihkan: %(restored)s isian kembali seperti diimpor, %(spared)s dibiarkan."
    ),
}


def back_to(upload: Upload) -> HttpResponse:
    answer = redirect("coverage:upload", upload.pk)
    answer.status_code = 303
    return answer


def act(request: HttpRequest, upload: Upload, doing: Callable[[], object], **typed: Any) -> HttpResponse:
    """Do it and go back to the page, or show the page with why it was refused, where, and what was typed."""
    try:
        doing()
    except (CoverageError, AccountsError) as error:
        fresh = upload_for(cast(User, request.user), upload.pk, now())
        is_changed = isinstance(error, UploadRefused) and error.code in CHANGED_SINCE
        return show(request, fresh, 409 if is_changed else 422, refused=error.message, **typed)
    return back_to(upload)


def hand_over(request: HttpRequest, upload: Upload, doing: Callable[[], object], **typed: Any) -> HttpResponse:
    """Do what leaves the upload to the worker, with the task for it, both or neither; answer as `act` does."""

    @transaction.atomic
    def enqueued() -> None:
        doing()
        work_on.enqueue(upload.pk)

    return act(request, upload, enqueued, **typed)


def named(request: HttpRequest, number: int) -> tuple[Upload, User]:
    user = cast(User, request.user)
    return upload_for(user, number, now()), user


@require_POST
@login_required
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the answers to the questions of an upload, and let it be read again."""
    upload, user = named(request, number)
    none_told = _("Belum ada jawaban yang dipilih. Pilih paling sedikit satu.")
    answers = answers_in(request.POST.dict())
    return keep(request, upload, user, answers, none_told, refused_at="pertanyaan", misread=misread(answers))


@require_POST
@login_required
def map_columns(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what its columns mean, and let it be read again."""
    upload, user = named(request, number)
    none_told = _("Tidak ada kolom yang artinya diubah. Ubah dulu, lalu simpan.")
    decided = decided_columns(upload, columns_in(request.POST.dict()))
    return keep(request, upload, user, decided, none_told, refused_at="kolom")


def keep(
    request: HttpRequest, upload: Upload, user: User, answers: dict[str, Any], none_told: str, **typed: Any
) -> HttpResponse:
    """Keep answers, of which there must be one."""
    typed |= {"given": request.POST.dict()}
    if not answers:
        return show(request, upload, 422, refused=none_told, **typed)
    return hand_over(request, upload, lambda: answer_upload(upload=upload, answers=answers, by=user, at=now()), **typed)


@require_POST
@login_required
def fix(request: HttpRequest, number: int) -> HttpResponse:
    """Put rejected and held rows right, and let the file be read again with them."""
    upload, user = named(request, number)
    fixes, asked = fixes_in(request.POST.dict()), request.POST.dict()
    if not fixes:
        told = _("Belum ada baris yang diperbaiki. Isi paling sedikit satu.")
        return show(request, upload, 422, asked, refused=told, refused_at="baris")
    typed = {f"{one['sheet']}:{one['row']}:{one['place']}": one for one in fixes}
    rows, more = [RowFix(**one) for one in fixes], {"asked": asked, "typed": typed, "refused_at": "baris"}
    return hand_over(request, upload, lambda: correct_rows(upload=upload, fixes=rows, by=user, at=now()), **more)


@require_POST
@login_required
def apply(request: HttpRequest, number: int) -> HttpResponse:
    """Let the good rows of the preview that was looked at be stored."""
    upload, user = named(request, number)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return show(request, upload, 409, refused=UploadRefused("preview_changed", upload.pk).message)
    seen = form.cleaned_data["seen"]
    return hand_over(
        request, upload, lambda: ask_to_apply(upload=upload, seen=seen, partly=form.partly, by=user, at=now())
    )


@require_POST
@login_required
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Close an upload that was not applied, also while it is read."""
    upload, user = named(request, number)
    if upload.by_id != user.pk:
        raise PermissionDenied
    return act(request, upload, lambda: cancel_upload(upload=upload, by=user, at=now()))


@require_POST
@login_required
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what an upload wrote; what was written since stays and is listed."""
    upload, user = named(request, number)
    return turn(request, upload, SecondAct.UNDO, partial(undo_upload, upload=upload, by=user))


@require_POST
@login_required
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Write again what an upload wrote before it was taken back; what was written since stays and is listed."""
    upload, user = named(request, number)
    return turn(request, upload, SecondAct.RESTORE, partial(restore_upload, upload=upload, by=user))


def turn(request: HttpRequest, upload: Upload, turned: SecondAct, doing: Callable[..., Undone]) -> HttpResponse:
    """Do what needs a reason, and say how many cells went and how many stayed."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        why = " ".join(map(str, form.errors["alasan"]))
        return show(request, upload, 422, refused=why, refused_at=TURNED_AT[turned])
    reason = form.cleaned_data["alasan"]

    def turning() -> None:
        try:
            tell_turned(request, upload, turned, doing(at=now(), reason=reason))
        except SecondPersonNeeded as needed:  # by now the request stands
            messages.info(request, needed.message)

    return act(request, upload, turning, reason=reason, refused_at=TURNED_AT[turned])


def tell_turned(request: HttpRequest, upload: Upload, turned: SecondAct, done: Undone) -> None:
    """Say on the next page how many cells an upload that was taken back or restored wrote, and how many stayed."""
    counts = {"restored": formatting.number(done.restored), "spared": formatting.number(done.spared_count)}
    messages.success(request, TURNED[turned]() % ({"number": upload.pk} | counts))
