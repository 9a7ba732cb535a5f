"""What entering a month costs against a hello-world page: the grid of Paser, and saves of cells while others read.

The demonstration is served by gunicorn as in earnest; requests are sent when they are due, whether or not the earlier
ones were answered, so that a slow server cannot slow its own test down.
"""

import gzip
import http.client
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from queue import SimpleQueue
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

from bench.keeping import keeping_rows
from bench.measure import Row, row_of
from bench.screens import wait_for
from bench.servers import HELLO, ROOT, environment
from tests.servers import free_port

RATE = 40  # requests a second: 300 officials with 7.5 s between clicks
SECONDS = int(os.environ.get("BENCH_LOAD_SECONDS", "60"))
PASSWORD = "Peragaan-2026!"  # of the demonstration
HELLO_SECONDS = 10
WARMING = 3  # rounds of all officials before anything is measured
FLOOR_MS = 5.0  # a hello-world page counts as at least this slow
PEOPLE = ("petugas.paser", "petugas2.paser") * 5
GRID = "/wilayah/64.01/isi/?periode=2025-07"
SAVE = "/wilayah/64.01/isi/simpan/"
READS = {
    "form": (55, "/wilayah/64.01.01/isi/?periode=2025-07"),
    "dashboard": (15, "/peringkat/?tingkat=kabkota&induk=64"),
    "export": (5, "/wilayah/64.01/kumpulkan/format-isian.xlsx?periode=2025-07"),
}
"""What is read, by its share of a hundred requests."""

SAVES = 25
MIX = [name for name, (share, _) in READS.items() for _ in range(share)] + ["save"] * SAVES
MOST = {"form": 20.0, "save": 40.0, "dashboard": 15.0}
MOST_KB, MOST_GRID = 120.0, 25.0


@dataclass
class Official:
    """Somebody signed in, with cells that nobody else writes.

    Each request has its own connection, as from a proxy: kept ones, so few, would leave one worker of the server idle.
    """

    port: int
    username: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    cells: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: str | None = None, kind: str = "", accept: str = "*/*"
    ) -> tuple[int, bytes]:
        """Send one request and return status and body, unpacked."""
        headers = {
            "Cookie": "; ".join(f"{name}={text}" for name, text in self.cookies.items()),
            "Accept-Encoding": "gzip",
            "Accept": accept,
        }
        if kind:
            headers |= {"Content-Type": kind, "X-CSRFToken": self.token, "Referer": f"http://127.0.0.1:{self.port}/"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            told = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, text = cookie.split(";")[0].partition("=")
            self.cookies[name] = text
        return answer.status, gzip.decompress(told) if answer.headers.get("Content-Encoding") == "gzip" else told

    def sign_in(self) -> None:
        """Sign in and read the cells of the grid; raise RuntimeError where the portal does not let us."""
        self.token = token_of(self.ask("GET", "/masuk/")[1])
        form = urlencode({"login": self.username, "password": PASSWORD, "csrfmiddlewaretoken": self.token})
        status, _ = self.ask("POST", "/masuk/", form, "application/x-www-form-urlencoded")
        status_of_grid, page = self.ask("GET", GRID)
        if (status, status_of_grid) != (302, 200):
            raise RuntimeError(f"{self.username} could not sign in: {status}, {status_of_grid}")
        self.token = token_of(page)

    def save(self) -> int:
        """Save one cell of ours with another count; return the status."""
        cell = random.choice(self.cells)
        sent = {"id": cell, "text": str(random.randrange(1000)), "seen": self.seen[cell]}
        key = f"{random.getrandbits(128):032x}"
        body = json.dumps({"key": key, "period": "2025-07", "cells": [sent]})
        status, told = self.ask("POST", SAVE, body, "application/json")
        if status == 200:
            answered = json.loads(told)["cells"][0]
            self.seen[cell] = answered["version"]
            return 200 if answered["state"] in ("saved", "same") else 409
        return status


def token_of(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not found:
        raise RuntimeError("The page holds no form.")
    return found[1].decode()


@contextmanager
def served(database_url: str) -> Iterator[int]:
    """Set up the demonstration on an empty database, serve it as in earnest, and give the port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        around = environment(database_url) | {"VAR_DIR": folder, "PORT": str(port), "KEPT_PAGES_MB": "24"}
        for command in (("migrate", "--verbosity", "0"), ("load_regions",), ("demo",)):
            run(around, "manage.py", *command)
        serving = [sys.executable, "-m", "gunicorn", "bench.wsgi", "--log-level", "error"]
        with subprocess.Popen(serving, cwd=ROOT, env=around, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}{HELLO}")
                yield port
            finally:
                server.terminate()


def lay_year(database_url: str) -> None:
    """Let the grid have its full size: sixteen categories for each village, and a year behind them."""
    with tempfile.TemporaryDirectory() as folder:
        run(environment(database_url) | {"VAR_DIR": folder}, "-m", "bench.year")


def run(around: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, env=around, check=True, stdout=subprocess.DEVNULL)


def offered(officials: list[Official], acts: Callable[[], str], seconds: int) -> list[tuple[str, float, int]]:
    """Send RATE requests a second for so long; return what each was, its milliseconds since it was due, its status."""
    due: SimpleQueue[tuple[float, str] | None] = SimpleQueue()
    done: list[tuple[str, float, int]] = []

    def work(official: Official) -> None:
        while (request := due.get()) is not None:
            at, act = request
            try:
                status = official.save() if act == "save" else official.ask("GET", path_of(act))[0]
            except OSError:
                status = 0
            done.append((act, (time.perf_counter() - at) * 1000, status))

    workers = [threading.Thread(target=work, args=[official]) for official in officials]
    for worker in workers:
        worker.start()
    start = time.perf_counter()
    for number in range(RATE * seconds):
        at = start + number / RATE
        time.sleep(max(0.0, at - time.perf_counter()))
        due.put((at, acts()))
    for _ in workers:
        due.put(None)
    for worker in workers:
        worker.join()
    return done


def path_of(act: str) -> str:
    return HELLO if act == "hello" else READS[act][1]


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def entry_rows(database: str, database_url: str) -> list[Row]:
    """Return what entering costs on an empty database at `database_url`."""
    with served(database_url) as port:
        officials = [Official(port, name) for name in PEOPLE]
        for official in officials:
            official.sign_in()
        share_cells(officials)
        warm(officials)
        before = offered(officials, lambda: "hello", HELLO_SECONDS)
        mixed = offered(officials, lambda: random.choice(MIX), SECONDS)
        after = offered(officials, lambda: "hello", HELLO_SECONDS)
        lay_year(database_url)
        yielded = [*grid_rows(database, officials[0]), *keeping_rows(database, port)]
    hello = max(FLOOR_MS, p95([took for _, took, _ in (*before, *after)]))
    failed = [status for _, _, status in (*before, *mixed, *after) if status != 200]
    for act, most in MOST.items():
        took = p95([ms for name, ms, _ in mixed if name == act])
        yielded.append(
            row_of(
                database,
                f"{act} at {RATE}/s mixed, p95",
                "× hello",
                [took / hello],
                at_most=most,
                ours=took,
                baseline=hello,
                against=f"a hello-world page at {RATE}/s",
            )
        )
    against = ", ".join(map(str, sorted(set(failed))))
    yielded.append(
        row_of(database, f"errors in {len(mixed)} requests", "errors", [len(failed)], at_most=0, against=against)
    )
    return yielded


def warm(officials: list[Official]) -> None:
    """Let every worker have met each kind of request: what it imports and compiles once is not what a request costs."""
    for _ in range(WARMING):
        for official in officials:
            official.save()
            for _share, path in READS.values():
                official.ask("GET", path)


def share_cells(officials: list[Official]) -> None:
    """Give each official cells of its own, with the versions in which the grid shows them."""
    page = officials[0].ask("GET", GRID)[1].decode()
    found = re.search(r'<script id="isian-model" type="application/json">(.+?)</script>', page)
    model = json.loads(found[1]) if found else {"villages": [], "cells": [], "pairs": []}
    versions = {
        "|".join((village[0], model["categories"][category][0], model["payers"][payer][0])): version_in(cell)
        for village, row in zip(model["villages"], model["cells"], strict=True)
        for (category, payer), cell in zip(model["pairs"], row, strict=True)
    }
    if len(versions) < len(officials):
        raise RuntimeError(f"The grid names {len(versions)} cells.")
    for official, number in zip(officials, itertools.count(), strict=False):
        official.cells = sorted(versions)[number :: len(officials)]
        official.seen = {cell: versions[cell] for cell in official.cells}


def version_in(cell: list[Any] | int) -> int:
    """Return the version of a cell as the grid tells it; 0 for one that never held anything."""
    return int(cell[1] or 0) if isinstance(cell, list) and len(cell) > 1 else 0


def grid_rows(database: str, official: Official) -> list[Row]:
    """Return what the grid of all cells weighs, and how long it takes against a hello-world page, taking turns."""
    page = official.ask("GET", GRID)[1]
    ratios = []
    for _ in range(15):
        grid, hello = timed(official, GRID), median(timed(official, HELLO) for _ in range(5))
        ratios.append(grid / max(hello, 0.0005))
    weight = len(gzip.compress(page, 6)) / 1024
    return [
        row_of(database, "grid of 144 × 16, compressed", "KB", [weight], at_most=MOST_KB),
        row_of(database, "grid of 144 × 16", "× hello", ratios, at_most=MOST_GRID, against="one request at a time"),
    ]  # fmt: skip


def timed(official: Official, path: str) -> float:
    started = time.perf_counter()
    official.ask("GET", path)
    return time.perf_counter() - started
