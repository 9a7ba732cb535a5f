"""The worker: reads the uploads that were sent from the page, applies those that were confirmed, forgets old files.

The upload is its own place in the queue: its state says what is to be done, `attempt` who does it, `alive_at` that he
still is at it. Who is silent for half a minute is taken to be dead, and the upload is taken up by another. What a dead
worker had begun was never committed.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import F, Q
from django.utils.timezone import now

from accounts.errors import AccountsError
from coverage.actions.upload_giving_up import give_up
from coverage.actions.upload_reading import ReadingStopped, read_upload
from coverage.actions.upload_retention import drop_old_originals
from coverage.actions.uploads import apply_upload, not_applied
from coverage.enums import UploadState, Via
from coverage.errors import CoverageError
from coverage.models import Upload

SILENT = timedelta(seconds=30)
BEAT, PAUSE, TELL_EVERY = 5.0, 1.0, 1.0
MOST_ATTEMPTS = 3
TIDY_EVERY = 3600.0
LOG = logging.getLogger(__name__)


def work(*, once: bool, is_over: Callable[[], bool]) -> None:
    """Do what waits, then wait for more, until `is_over`; with `once` until nothing waits."""
    tidied = -TIDY_EVERY
    pause = Event()
    while not is_over():
        close_old_connections()
        if monotonic() - tidied >= TIDY_EVERY:
            drop_old_originals(at=now())
            tidied = monotonic()
        upload = next_upload(now())
        if upload is not None:
            do(upload, is_over)
        elif once:
            return
        else:
            pause.wait(PAUSE)


def next_upload(at: datetime) -> Upload | None:
    """Return the upload that waits longest: to be read, to be applied, or left by a worker that is silent."""
    silent = Q(alive_at=None) | Q(alive_at__lt=at - SILENT)
    waiting = Q(state=UploadState.QUEUED) | Q(silent, state__in=(UploadState.READING, UploadState.APPLYING))
    uploads = Upload.objects.filter(waiting, via=Via.IMPORT).defer("original", "counted")
    return uploads.select_related("by", "wanted_by").order_by("sent_at", "pk").first()


def do(upload: Upload, is_over: Callable[[], bool]) -> None:
    """Read or apply one upload. What goes wrong with it is told there, and does not stop the worker."""
    if upload.attempt >= MOST_ATTEMPTS:
        give_up(upload)
        return
    try:
        if upload.state == UploadState.APPLYING:
            apply(upload)
            return
        with beating(upload.pk, upload.attempt + 1):
            read_upload(upload=upload, at=now(), progress=teller(upload, is_over))
    except ReadingStopped:
        LOG.info("upload %s is no longer read here", upload.pk)
    except (CoverageError, AccountsError) as refused:
        LOG.info("upload %s: %s", upload.pk, type(refused).__name__)


def apply(upload: Upload) -> None:
    """Apply a confirmed upload for who confirmed it; where that is refused it is a preview again, and says why."""
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.APPLYING, attempt=upload.attempt)
    if upload.wanted_by is None or not mine.update(attempt=F("attempt") + 1, alive_at=now()):
        return
    try:
        with beating(upload.pk, upload.attempt + 1):
            apply_upload(upload=upload, partly=upload.wanted_partly, by=upload.wanted_by, at=now())
    except (CoverageError, AccountsError) as refused:
        not_applied(upload, refused.message)


def teller(upload: Upload, is_over: Callable[[], bool]) -> Callable[[int, int], None]:
    """Return what tells the page how far reading has come, and ends it where the upload was cancelled."""
    last = monotonic()
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.READING, attempt=upload.attempt + 1)

    def tell(rows: int, expected: int) -> None:
        nonlocal last
        if is_over():
            mine.update(state=UploadState.QUEUED, alive_at=None, attempt=F("attempt") - 1)
            raise ReadingStopped(upload.pk)
        if monotonic() - last >= TELL_EVERY:
            last = monotonic()
            if not mine.update(rows_read=rows, rows_expected=expected, alive_at=now()):
                raise ReadingStopped(upload.pk)

    return tell


@contextmanager
def beating(number: int, attempt: int) -> Iterator[None]:
    """Say every few seconds that this worker is at the upload, also while one long statement runs."""
    over = Event()
    thread = Thread(target=beat, args=(number, attempt, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def beat(number: int, attempt: int, over: Event) -> None:
    mine = Upload.objects.filter(pk=number, attempt=attempt, state__in=(UploadState.READING, UploadState.APPLYING))
    while not over.wait(BEAT):
        try:
            mine.update(alive_at=now())
        except DatabaseError:  # the other thread writes for long: nobody can take the upload meanwhile either
            LOG.debug("no beat for upload %s", number)
    connection.close()
