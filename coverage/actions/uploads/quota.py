"""How much one person may upload in a day, in whatever way, and how many rows may lie staged of what one person sent.

Else one account could fill the disk of all: with files, or with the rows of small files that unpack to millions.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum

from accounts import access
from accounts.models import User
from coverage.import_errors import UploadsUsedUp
from coverage.models import StagedRow, Upload
from coverage.workbook_errors import WorkbookRefused


def refuse_beyond_day(size: int, by: User, at: datetime) -> None:
    """Raise UploadsUsedUp where `size` bytes more than what `by` has sent since midnight on his clock are too much.

    Everything that was received counts, also what was closed since, or of which only counts were kept: a bound that
    could be emptied by closing would bound nothing.
    """
    zone = access.clock_of(by, at)
    midnight = datetime.combine(at.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    today = Upload.objects.filter(by=by, sent_at__gte=midnight, sent_at__lt=midnight + timedelta(days=1))
    used = today.aggregate(used=Sum("size"))["used"] or 0
    if used + size > settings.UPLOADS_PER_DAY:
        raise UploadsUsedUp(used, size, settings.UPLOADS_PER_DAY, midnight + timedelta(days=1), zone)


def refuse_beyond_day_for_sure(size: int, by: User, at: datetime) -> None:
    """Do the same in the transaction that keeps the file: of two sent at once the second sees the first."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    refuse_beyond_day(size, by, at)


def refuse_too_many_kept(count: int, upload: Upload) -> None:
    """Raise WorkbookRefused where `count` rows of an upload, with all that lie staged of its sender's others, are many.

    Only what lies there counts, since only that takes room: closing an upload frees its rows, and so do 90 days. Nobody
    is locked for it: of two that are read at once one may go beyond, and the bound is not that fine.
    """
    kept = StagedRow.objects.filter(upload__by=upload.by_id).exclude(upload=upload).count()
    if kept + count > settings.UPLOADED_ROWS_KEPT:
        raise WorkbookRefused("too_many_kept", kept=kept, count=count, most=settings.UPLOADED_ROWS_KEPT)
