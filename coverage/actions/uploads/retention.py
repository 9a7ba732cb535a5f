"""Forget what is kept of uploads no longer than it is needed: the file as it was sent, and its rows."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.actions import audit
from accounts.enums import Act
from coverage.enums import UNDECIDED_UPLOADS, SecondAct, SecondState, UploadState
from coverage.models import SecondRequest, StagedRow, Upload

KEPT = timedelta(days=90)


@transaction.atomic
def drop_old_originals(*, at: datetime) -> int:
    """Drop the files of uploads sent 90 days ago or earlier, with their rows; return how many.

    What they wrote stays, and can still be taken back. One that was still waiting is closed.
    """
    old = Upload.objects.filter(sent_at__lte=at - KEPT).filter(
        Q(original__isnull=False) | Q(counted__isnull=False) | Q(state__in=UNDECIDED_UPLOADS)
    )
    numbers = list(old.order_by("pk").values_list("pk", flat=True))
    if not numbers:
        return 0
    StagedRow.objects.filter(upload__in=numbers).delete()
    waiting = SecondRequest.objects.filter(upload__in=numbers, act=SecondAct.APPLY, state=SecondState.ASKED)
    waiting.update(state=SecondState.LAPSED, answered_at=at)
    Upload.objects.filter(pk__in=numbers, state__in=UNDECIDED_UPLOADS).update(state=UploadState.CANCELLED)
    Upload.objects.filter(pk__in=numbers).update(original=None, counted=None)
    audit.record(by=None, act=Act.ORIGINALS_DROPPED, at=at, new={"count": len(numbers), "uploads": numbers[:200]})
    return len(numbers)
