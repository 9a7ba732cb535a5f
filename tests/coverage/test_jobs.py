"""The worker: does the tasks that wait, takes back what a dead worker left, and can be killed at any moment."""

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from coverage import jobs
from coverage.actions import staging
from coverage.actions.uploads.applying import ask_to_apply, cancel_upload
from coverage.enums import UploadState, Via
from coverage.models import Figure, Report, Upload
from coverage.queries.uploads.page import seal_of
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, a_row, a_template, received, sent
from tests.factories import A_MOMENT
from tests.house import ROOT


def worked() -> None:
    jobs.work(once=True, is_over=lambda: False)


def state(upload: Upload) -> str:
    return Upload.objects.get(pk=upload.pk).state


def recent(upload: Upload) -> Upload:
    """Let an upload be sent just now: the worker reads the clock, and forgets what is old."""
    Upload.objects.filter(pk=upload.pk).update(sent_at=now())
    upload.refresh_from_db()
    return upload


@pytest.fixture
def waiting(paser, sari):
    return recent(received(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7)), sari))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_waits_is_read_and_what_is_confirmed_is_applied(waiting, sari):
    worked()
    assert state(waiting) == UploadState.STAGED

    ask_to_apply(upload=waiting, seen=seal_of(Upload.objects.get(pk=waiting.pk)), partly=False, by=sari, at=A_MOMENT)
    worked()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.applied_by, waiting.rows_read) == (UploadState.APPLIED, sari, 3)
    assert sorted(Figure.objects.values_list("enrolled", flat=True)) == [7, 12]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize(("seconds", "left"), [(29, UploadState.READING), (31, UploadState.STAGED)])
def test_an_upload_of_a_silent_worker_is_taken_up_and_that_of_a_living_one_is_not(waiting, seconds, left):
    Upload.objects.update(state=UploadState.READING, attempt=1, alive_at=now() - timedelta(seconds=seconds))

    worked()

    assert state(waiting) == left


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_upload_on_which_workers_died_three_times_is_given_up(waiting, sari):
    Upload.objects.update(state=UploadState.READING, attempt=3, alive_at=now() - timedelta(seconds=31))

    worked()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.found["refused"]["code"]) == (UploadState.REJECTED, "takes_too_much")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_can_no_longer_be_applied_is_a_preview_again_and_says_why(waiting, sari, paser):
    worked()
    ask_to_apply(upload=waiting, seen=seal_of(Upload.objects.get(pk=waiting.pk)), partly=False, by=sari, at=A_MOMENT)
    Report.objects.update(state="submitted")

    worked()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.wanted_by) == (UploadState.STAGED, None)
    assert waiting.found["not_applied"].startswith("Isian atau laporannya berubah")
    assert list(Figure.objects.all()) == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_task_that_was_lost_is_enqueued_again_and_one_that_waits_is_not(waiting):
    jobs.take_back(now())
    jobs.take_back(now())
    assert [one.args_kwargs for one in DBTaskResult.objects.ready()] == [{"args": [waiting.pk], "kwargs": {}}]

    DBTaskResult.objects.update(status="RUNNING", started_at=now())  # its worker died before it began to read
    jobs.take_back(now())

    assert DBTaskResult.objects.ready().count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_task_too_many_finds_nothing_to_do(waiting):
    for _ in range(3):
        jobs.work_on.enqueue(waiting.pk)

    worked()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempt) == (UploadState.STAGED, 1)
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["SUCCESSFUL"] * 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_upload_on_which_the_program_itself_fails_does_not_stop_the_worker(waiting, sari):
    Upload.objects.update(found=[], state=UploadState.APPLYING, wanted_by=sari)  # no page leaves such a thing
    following = recent(received(a_template(a_row(BUSUI, 13)), sari))

    worked()

    assert (state(waiting), state(following)) == (UploadState.APPLYING, UploadState.STAGED)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


@pytest.fixture
def silence():
    """Give what keeps the database from answering, by a connection of its own, and what lets it answer again."""
    other = connection.copy()
    if connection.vendor == "postgresql":
        name, other.settings_dict["NAME"] = connection.settings_dict["NAME"], "postgres"
        off, on = (f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {word}' for word in ("false", "true"))
    else:
        off, on = "BEGIN EXCLUSIVE", "ROLLBACK"
    yield lambda: other.cursor().execute(off), lambda: other.cursor().execute(on)
    other.close()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_database_that_does_not_answer_is_asked_again(waiting, silence, caplog):
    stopped, answering = silence
    turns = iter((stopped, answering, lambda: None))

    def is_over() -> bool:
        turn = next(turns, None)
        if turn is not None:
            turn()
        return turn is None

    jobs.work(once=False, is_over=is_over)

    assert state(waiting) == UploadState.STAGED
    assert [record.message for record in caplog.records if record.name == jobs.__name__] == [
        "the database does not answer"
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_files_sent_by_command_or_program_are_left_to_them(paser, sari):
    upload = recent(received(a_template(a_row(BUSUI, 12)), sari, via=Via.COMMAND))

    worked()

    assert state(upload) == UploadState.QUEUED


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_reading_ends_at_once_where_it_is_cancelled_or_the_worker_is_told_to_stop(waiting, sari, monkeypatch):
    monkeypatch.setattr(jobs, "TELL_EVERY", 0.0)
    jobs.do(waiting, lambda: True)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempt) == (UploadState.QUEUED, 0)

    tell = jobs.teller(waiting, lambda: False)
    cancel_upload(upload=waiting, by=sari, at=A_MOMENT)
    with pytest.raises(jobs.ReadingStopped):
        tell(1, 2)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_says_that_it_is_alive_while_it_works(waiting, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT", 0.02)
    Upload.objects.update(state=UploadState.READING, attempt=1, alive_at=A_MOMENT)

    told, until = Upload.objects.filter(pk=waiting.pk, alive_at__gt=A_MOMENT), time.monotonic() + 10
    with jobs.beating(waiting.pk, 1):
        while not told.exists() and time.monotonic() < until:
            pass

    assert told.exists()


@pytest.fixture
def database(tmp_path):
    """Give a database of which other processes know: its address, and how to ask it."""
    told = connection.settings_dict
    if connection.vendor == "postgresql":
        yield f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}", staging.rows_of
        return
    path = tmp_path / "worker.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.isolation_level = None
        yield f"sqlite:///{path}", lambda asked, *told: copy.execute(asked.replace("%s", "?"), told).fetchall()


def a_worker(address: str, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "run_jobs", *options]
    environment = os.environ | {"DATABASE_URL": address, "DEBUG": "1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def begins(worker: "subprocess.Popen[str]") -> None:
    """Wait until a worker tells that it is at a task, or ends."""
    next((line for line in worker.stderr if "state=RUNNING" in line), None)


CATEGORIES = ("petani", "nelayan", "kader", "umkm", "prt", "pmi", "relawan", "pedagang", "peternak", "rt_rw")
WHOLE = {("queued", 0, 0), ("reading", 0, 0), ("staged", 3, 0), ("applying", 3, 0), ("applied", 3, 3)}
"""State and staged rows of an upload of three rows, and how many figures there are where it shall write them."""
STANDS = """
SELECT state, (SELECT COUNT(*) FROM coverage_stagedrow WHERE upload_id = u.id),
  (SELECT COUNT(*) FROM coverage_figure WHERE u.wanted_by_id IS NOT NULL
   AND category_id IN (SELECT category FROM coverage_stagedrow WHERE upload_id = u.id))
FROM coverage_upload AS u ORDER BY id
"""
HALF_A_MINUTE_LATER = """
UPDATE coverage_upload SET alive_at = NULL, attempt = 0 WHERE state IN ('reading', 'applying') RETURNING id
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_half(paser, sari, request):
    """Workers are killed with -9 at twenty seeded moments of their work; the next takes up what they left.

    Ten uploads wait to be read and ten to be applied.
    """
    for number, category in enumerate(CATEGORIES, 1):
        file = a_template(*(a_row(code, number, "", category) for code in (BUSUI, KASUNGAI, BATU_KAJANG)))
        waiting = recent(sent(file, sari))
        ask_to_apply(upload=waiting, seen=seal_of(waiting), partly=False, by=sari, at=A_MOMENT)
        recent(received(file, sari))
    address, ask = request.getfixturevalue("database")

    chance, found = random.Random(20250804), set()
    for _ in range(20):
        worker = a_worker(address, "--once")
        begins(worker)
        with suppress(subprocess.TimeoutExpired):
            worker.wait(chance.uniform(0, 0.3))
        killed(worker)
        found.update(ask(STANDS))
        ask(HALF_A_MINUTE_LATER)
    with a_worker(address, "--once") as last:
        last.communicate()

    assert found <= WHOLE
    assert (last.returncode, ask(STANDS)) == (0, [("applied", 3, 3), ("staged", 3, 0)] * 10)
    assert ask("SELECT COUNT(*), SUM(enrolled) FROM coverage_figure") == [(30, 165)]
    assert ask("SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'") > [(0,)]


def killed(worker: "subprocess.Popen[str]") -> None:
    worker.kill()
    worker.communicate()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_that_is_told_to_stop_ends_what_it_does_and_itself(waiting, request):
    jobs.work_on.enqueue(waiting.pk)
    address, ask = request.getfixturevalue("database")
    worker = a_worker(address)
    begins(worker)

    worker.send_signal(signal.SIGTERM)
    told = worker.communicate(timeout=20)[1]

    assert (worker.returncode, "state=SUCCESSFUL" in told) == (0, True)
    assert ask("SELECT status FROM django_tasks_database_dbtaskresult") == [("SUCCESSFUL",)]
    assert ask("SELECT state, attempt FROM coverage_upload") in ([("staged", 1)], [("queued", 0)])


def test_the_worker_ends_with_the_process_that_started_it(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite3'}", "DEBUG": "1"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
    parent = subprocess.Popen(
        ["bash", "-c", f"{sys.executable} manage.py run_jobs --with-parent & echo $!; exec sleep 100"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with parent.stdout as told:
        worker = int(told.readline())
    assert not ends(worker, within=3)

    parent.kill()
    parent.wait()

    assert ends(worker, within=10)


def ends(process: int, within: float) -> bool:
    """Wait until a process has ended, for so many seconds; tell whether it has."""
    handle = os.pidfd_open(process)
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)
