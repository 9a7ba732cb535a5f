"""Many threads at once on the test database, on both engines.

SQLite keeps the test database in memory, where threads cannot wait for each other; for their time it becomes a file,
as it is in production, and is read back into memory when they are done.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

A_MEETING = 2.0
"""Seconds that one waits for the other, who may be kept out by a lock."""


@contextmanager
def shared_database() -> Iterator[None]:
    """Give the threads started within a database that they share; its content afterwards is what they left."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    settings, in_memory = connection.settings_dict, connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "shared.sqlite3")
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
        file.close()
        settings["NAME"] = path
        try:
            yield
        finally:
            settings["NAME"] = in_memory
            file = sqlite3.connect(path)
            file.backup(connection.connection)
            file.close()


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run `acts` in threads of their own, all released in the same moment; return their results or exceptions."""
    together = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        together.wait()
        try:
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    with shared_database():
        threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results


def take_lock_away(monkeypatch, model: type[Model]) -> None:
    """Let nobody lock rows of `model`."""
    lock = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet, "select_for_update", lambda rows, **how: rows if rows.model is model else lock(rows, **how)
    )


def let_two_meet(monkeypatch, *steps) -> None:
    """Hold each of two threads at its step, given as (module, name), until the other has come there or cannot."""
    meeting = threading.Barrier(2)

    def held(step):
        def wait_and_go(*told, **more):
            with suppress(threading.BrokenBarrierError):  # the other is kept out, or has gone on alone
                meeting.wait(A_MEETING)
            return step(*told, **more)

        return wait_and_go

    for module, name in steps:
        monkeypatch.setattr(module, name, held(getattr(module, name)))


def let_other_go_first(monkeypatch, step: tuple[Any, str], act: Callable[[], Any]) -> None:
    """Let another do `act` as a whole just before the step that is given as (module, name), the first time."""
    module, name = step
    done = getattr(module, name)

    def once_other_is_done(*told, **more):
        monkeypatch.setattr(module, name, done)
        [result] = at_once([act])
        assert not isinstance(result, Exception), result
        return done(*told, **more)

    monkeypatch.setattr(module, name, once_other_is_done)
