"""The worker: reads and applies what waits, takes up what a dead worker left, and can be killed at any moment."""

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

from coverage import jobs
from coverage.actions import staging
from coverage.actions.uploads import ask_to_apply, cancel_upload
from coverage.enums import UploadState, Via
from coverage.models import Figure, Report, Upload
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, received, sent
from tests.factories import A_MOMENT
from tests.house import ROOT


@pytest.fixture
def paser(places):
    an_open_report(places["64.01"])
    return places["64.01"]


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

    ask_to_apply(upload=waiting, partly=False, by=sari, at=A_MOMENT)
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
    ask_to_apply(upload=waiting, partly=False, by=sari, at=A_MOMENT)
    Report.objects.update(state="submitted")

    worked()

    waiting.refresh_from_db()
    assert (waiting.state, waiting.wanted_by) == (UploadState.STAGED, None)
    assert waiting.found["not_applied"].startswith("Isian atau laporannya berubah")
    assert list(Figure.objects.all()) == []


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


def a_worker(address: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", "run_jobs", "--once"]
    environment = os.environ | {"DATABASE_URL": address, "DEBUG": "1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_killed_at_any_moment_the_figures_are_all_there_or_none(paser, sari, request):
    """Workers are killed with -9 at twenty seeded moments; the next one takes the upload up and ends it."""
    villages = (BUSUI, KASUNGAI)
    categories = ("petani", "nelayan", "kader", "umkm", "prt", "pmi", "relawan", "pedagang", "peternak", "rt_rw")
    rows = [a_row(code, number, "", name) for number, name in enumerate(categories, 1) for code in villages]
    upload = recent(sent(a_template(*rows), sari))
    ask_to_apply(upload=upload, partly=False, by=sari, at=A_MOMENT)
    address, ask = request.getfixturevalue("database")

    def seen() -> tuple[object, ...]:
        [(figures, total)] = ask("SELECT COUNT(*), COALESCE(SUM(enrolled), 0) FROM coverage_figure")
        [(stands,)] = ask("SELECT state FROM coverage_upload WHERE id = %s", upload.pk)
        return figures, total, stands

    chance, found = random.Random(20250804), []
    for moment in sorted(chance.uniform(0.2, 3.0) for _ in range(20)):
        worker = a_worker(address)
        with suppress(subprocess.TimeoutExpired):
            worker.wait(moment)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        found.append(seen())
        ask("UPDATE coverage_upload SET alive_at = NULL, attempt = 0 WHERE id = %s RETURNING id", upload.pk)
    assert a_worker(address).wait() == 0

    assert set(found) <= {(0, 0, "applying"), (20, 110, "applied")}
    assert seen() == (20, 110, "applied")


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
