"""Give an upload up on which workers died again and again, so that it does not take the next one along."""

from django.db import transaction

from coverage.actions.uploads.applying import not_applied
from coverage.enums import UploadState
from coverage.models import Upload
from coverage.workbook_errors import WorkbookRefused


@transaction.atomic
def give_up(upload: Upload) -> None:
    """Reject an upload that cannot be read, or make one that cannot be applied a preview again; say why."""
    held = Upload.objects.select_for_update(of=("self",)).defer("original", "counted").get(pk=upload.pk)
    if (held.state, held.attempt) != (upload.state, upload.attempt):
        return
    refused = WorkbookRefused("takes_too_much")
    if held.state == UploadState.APPLYING:
        not_applied(held, refused.message)
        return
    held.state = UploadState.REJECTED
    held.found = {"sheets": [], "questions": [], "refused": {"code": refused.code, "message": refused.message}}
    held.save(update_fields=["state", "found"])
