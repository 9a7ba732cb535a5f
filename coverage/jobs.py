"""The worker: reads the uploads that were sent from the page, applies those that were confirmed, forgets old files.

A view leaves a task in the queue of django-tasks, whose worker does them here one by one. A task names an upload; what
is to be done is told by the upload itself: its state says what, `attempt` who does it, `alive_at` that he still is at
it. Who is silent for half a minute is taken to be dead, and the upload gets another task. What a dead worker had begun
was never committed, and a task that finds nothing to do ends: one too many does no harm.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.db.models import F, Q, QuerySet
from django.utils.crypto import get_random_string
from django.utils.timezone import now
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.errors import AccountsError
from coverage.actions.task_retention import drop_old_tasks
from coverage.actions.uploads.applying import apply_upload, not_applied
from coverage.actions.uploads.giving_up import give_up
from coverage.actions.uploads.reading import ReadingStopped, read_upload
from coverage.actions.uploads.retention import drop_old_originals
from coverage.enums import UploadState, Via
from coverage.errors import CoverageError
from coverage.models import Upload

SILENT = timedelta(seconds=30)
BEAT, PAUSE, TELL_EVERY = 5.0, 0.5, 1.0
MOST_ATTEMPTS = 3
TAKE_BACK_EVERY, TIDY_EVERY = 10.0, 3600.0
LOG = logging.getLogger(__name__)
IS_OVER: ContextVar[Callable[[], bool]] = ContextVar("is_over", default=lambda: False)
"""Tells a task whether its worker was told to stop."""


def work(*, once: bool, is_over: Callable[[], bool]) -> None:
    """Do the tasks that wait, then wait for more, until `is_over`; with `once` until none waits.

    A database that does not answer is asked again, unless `once`.
    """
    IS_OVER.set(is_over)
    name, pause = get_random_string(32), Event()
    due = {take_back: (TAKE_BACK_EVERY, 0.0), tidy: (TIDY_EVERY, 0.0)}
    while not is_over():
        close_old_connections()
        try:
            for doing, (every, at) in due.items():
                if monotonic() >= at:
                    doing(now())
                    due[doing] = (every, monotonic() + every)
            if DBTaskResult.objects.ready().exists():
                one_task(name)
            elif once:
                return
            else:
                pause.wait(PAUSE)
        except OperationalError:
            if once:
                raise
            LOG.exception("the database does not answer")
            pause.wait(PAUSE)


def one_task(name: str) -> None:
    """Let the library's worker do the task that waits longest, if another worker does not do it already.

    It is asked for one at a time, since it watches neither over silent uploads nor over the process that started it,
    and since each of its own looks into an empty queue would lock SQLite against writers.
    """
    Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME], excluded_queue_names=[], backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        interval=0, startup_delay=False, batch=True, max_tasks=1, worker_id=name,
    ).run()  # fmt: skip


def take_back(at: datetime) -> None:
    """Enqueue what waits without a task: uploads whose worker is silent, or whose task was lost."""
    tasks = DBTaskResult.objects.ready().filter(task_path=work_on.module_path)
    waited_for = {told["args"][0] for told in tasks.values_list("args_kwargs", flat=True)}
    for number in waiting(at).order_by("sent_at", "pk").values_list("pk", flat=True):
        if number not in waited_for:
            work_on.enqueue(number)


def tidy(at: datetime) -> None:
    """Forget what is kept no longer: files and rows of old uploads, and tasks that were done."""
    drop_old_originals(at=at)
    drop_old_tasks(at=at)


def waiting(at: datetime) -> QuerySet[Upload]:
    """Return the uploads of the page that are to be read or applied and at which no worker is."""
    silent = Q(alive_at=None) | Q(alive_at__lt=at - SILENT)
    states = Q(state=UploadState.QUEUED) | Q(silent, state__in=(UploadState.READING, UploadState.APPLYING))
    return Upload.objects.filter(states, via=Via.IMPORT)


@task
def work_on(number: int) -> None:
    """Read or apply an upload, as its state asks for; do nothing where it asks for nothing or a worker is at it."""
    uploads = waiting(now()).defer("original", "counted").select_related("by", "wanted_by")
    upload = uploads.filter(pk=number).first()
    if upload is not None:
        do(upload, IS_OVER.get())


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
