"""What a second person answers to a request about an upload, and how who asked withdraws it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coverage.actions.uploads import seconding
from coverage.enums import SecondAct, UploadState, Via
from coverage.forms.uploads import RefusalForm, RequestForm
from coverage.import_errors import UploadRefused
from coverage.models import Upload
from coverage.views.upload import show
from coverage.views.upload_acts import act, hand_over, named, tell_turned


def unknown(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Answer that what was looked at is not what stands."""
    return show(request, upload, 409, refused=UploadRefused("request_changed", upload.pk).message)


@require_POST
@login_required
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve what was looked at: the import is applied or taken back in this person's name too."""
    upload, user = named(request, number)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return unknown(request, upload)

    def approving() -> None:
        asked, seen = form.cleaned_data["permintaan"], form.cleaned_data["seen"]
        undone = seconding.approve(upload=upload, request=asked, seen=seen, by=user, at=now())
        if undone is not None:
            turned = SecondAct.RESTORE if upload.state == UploadState.UNDONE else SecondAct.UNDO
            tell_turned(request, upload, turned, undone)

    goes_to_worker = upload.state == UploadState.WAITING and upload.via == Via.IMPORT
    return (hand_over if goes_to_worker else act)(request, upload, approving)


@require_POST
@login_required
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse it, with a reason for who asked."""
    upload, user = named(request, number)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return show(request, upload, 422, refused=" ".join(str(line) for of in form.errors.values() for line in of))
    asked, reason = form.cleaned_data["permintaan"], form.cleaned_data["alasan_menolak"]

    def refusing() -> None:
        seconding.refuse(upload=upload, request=asked, by=user, at=now(), reason=reason)
        messages.success(request, _("Permintaan ditolak. Tidak ada angka yang berubah; peminta membaca alasan Anda."))

    return act(request, upload, refusing, refusal=reason)


@require_POST
@login_required
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's own request back."""
    upload, user = named(request, number)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return unknown(request, upload)
    asked = form.cleaned_data["permintaan"]
    return act(request, upload, lambda: seconding.withdraw(upload=upload, request=asked, by=user, at=now()))
