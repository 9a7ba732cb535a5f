"""The two databases of the benchmarks: a file, and a database of the PostgreSQL server that the tests would use.

Where no server answers, a cluster of our own is kept in var/bench. Unlike the one of the tests it writes through to
the disk, as a server in earnest does.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.servers import START_SECONDS, USUAL, answers, binaries, free_port, stopped, unprivileged

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var/bench"
NAME = "paritrana_bench"
SCRATCH = f"{NAME}_scratch"
HELLO = "/sehat/hidup"
"""The page that does nothing, against which all others are held."""


def environment(database_url: str) -> dict[str, str]:
    """Return the environment of a process that works on the database at `database_url`."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "paritrana.settings",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(FOLDER),
        "DEBUG": "1",
        "KEPT_PAGES_MB": "0",  # else a page that is measured again and again would cost nothing
    }


def emptied(server: str, name: str) -> None:
    """Make the database `name` anew, empty; it ends the connections to the old one."""
    removed(server, name)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def removed(server: str, name: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def stands(server: str, name: str) -> bool:
    with psycopg.connect(f"{server}/postgres") as connection:
        return connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


@contextmanager
def postgres_server(folder: Path) -> Iterator[str | None]:
    """Give the URL of a server without a database: the tests' own, the usual local one, one kept in `folder`, None."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield urlunsplit(urlsplit(given)._replace(path="", query=""))
    elif answers(USUAL):
        yield USUAL
    elif programs := binaries():
        with kept_cluster(programs, folder) as url:
            yield url
    else:
        yield None


@contextmanager
def kept_cluster(programs: Path, folder: Path) -> Iterator[str]:
    """Start the cluster in `folder`, made on first use, on a free port; stop it at the end and keep its data."""
    someone = unprivileged()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if someone:
        os.chown(folder, someone["user"], someone["group"])
    options = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **someone}
    store = folder / "data"
    if not (store / "PG_VERSION").exists():
        choices = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([programs / "initdb", "-D", store, *choices], check=True, stdout=subprocess.DEVNULL, **options)
    port = free_port()
    switches = ["-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([programs / "postgres", "-D", store, *switches], stdout=log, stderr=log, **options)
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
