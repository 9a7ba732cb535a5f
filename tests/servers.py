"""What the tests need beside Python: a PostgreSQL server, and Chromium. Found, or started for the time of the tests."""

import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

USUAL = "postgres://postgres@127.0.0.1:5432"
START_SECONDS = 30
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # a server for tests may lose its data


def chromium() -> str | None:
    """Return the path of Chromium or Chrome: that of the environment's CHROMIUM, else the first one on the PATH."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def answers(url: str) -> bool:
    """Tell whether a server at `url` (without a database) lets us create databases."""
    try:
        with psycopg.connect(f"{url}/postgres", connect_timeout=3) as connection:
            row = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
            return bool((row.fetchone() or [False])[0])
    except psycopg.OperationalError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def binaries() -> Path | None:
    """Return the folder of `initdb` and `postgres`: the newest of Debian's, else that of the PATH."""
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(re.findall(r"\d+", path)[0]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def unprivileged() -> dict[str, Any]:
    """Return arguments for subprocess that run it as someone else where we are root, since initdb refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    person = known.get("postgres") or known["nobody"]
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def stopped(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)  # the fast shutdown of PostgreSQL
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def own_cluster(programs: Path) -> Iterator[str]:
    """Start a PostgreSQL cluster in a temporary folder on a free port; stop and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="paritrana-postgres-"))
    someone = unprivileged()
    if someone:
        os.chown(folder, someone["user"], someone["group"])
    options: dict[str, Any] = {
        "cwd": folder,
        "env": {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        **someone,
    }
    port = free_port()
    try:
        store = folder / "data"
        choices = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([programs / "initdb", "-D", store, *choices], check=True, stdout=subprocess.DEVNULL, **options)
        switches: list[str | Path] = ["-D", store, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", folder]
        for setting in QUICK:
            switches += ["-c", setting]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([programs / "postgres", *switches], stdout=log, stderr=log, **options)
        try:
            url = f"postgres://postgres@127.0.0.1:{port}"
            until = time.monotonic() + START_SECONDS
            while not answers(url):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")
                time.sleep(0.1)
            yield url
        finally:
            stopped(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str | None]:
    """Give the DATABASE_URL of a PostgreSQL: that of TEST_DATABASE_URL, the usual local one, one of our own, or None.

    The database's name holds our process id, so that two runs on one machine do not meet.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    name = f"paritrana_{os.getpid()}"
    if answers(USUAL):
        yield f"{USUAL}/{name}"
    elif programs := binaries():
        with own_cluster(programs) as url:
            yield f"{url}/{name}"
    else:
        yield None
