"""Measure the speed of the portal on SQLite and PostgreSQL, each number against a baseline of the same run.

`make bench` calls this: `python -m bench.run [files] [sqlite] [postgresql]`. The table is printed and written to
bench/results.json; the exit code is 1 if a bound is missed. docs/performance.md tells what the rows mean.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench.awards import award_rows
from bench.entering import entry_rows
from bench.imports import import_rows
from bench.measure import Row
from bench.register import loads
from bench.servers import FOLDER, NAME, ROOT, SCRATCH, emptied, environment, postgres_server, removed, stands
from bench.workbooks import reading_rows

RESULTS = ROOT / "bench/results.json"
HALF_MADE = 3  # as bench.engine says it
FREE_GIGABYTES = {"files": 1, "sqlite": 4, "postgresql": 17}


def engine(database_url: str, *arguments: str) -> int:
    """Run bench.engine on one database; return its exit code."""
    command = [sys.executable, "-m", "bench.engine", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment(database_url), check=False).returncode


def measured(database_url: str) -> list[Row]:
    """Return the rows of a database whose data set stands; raise RuntimeError where measuring failed."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "rows.json"
        if engine(database_url, "measure", str(told)):
            raise RuntimeError("The measuring failed; its message stands above.")
        return [Row(**row) for row in json.loads(told.read_text())]


def on_files() -> list[Row]:
    """Measure the reading of uploads, which asks no database."""
    return [replace(row, database="files") for row in reading_rows()]


def on_sqlite() -> list[Row]:
    """Measure on files below var/bench."""
    kept, scratch = FOLDER / "paritrana.sqlite3", FOLDER / "scratch.sqlite3"
    if engine(f"sqlite:///{kept}", "prepare") == HALF_MADE:
        unlink(kept)
        engine(f"sqlite:///{kept}", "prepare")
    unlink(scratch)
    try:
        url = f"sqlite:///{scratch}"
        found = [*measured(f"sqlite:///{kept}"), *register_rows("sqlite", url), *entry_rows("sqlite", url)]
        unlink(scratch)
        found += award_rows("sqlite", url)
        unlink(scratch)
        return [*found, *import_rows("sqlite", url)]
    finally:
        unlink(scratch)


def unlink(database: Path) -> None:
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def on_postgresql() -> list[Row]:
    """Measure on a database of its own on the server; return nothing, loudly, where there is none."""
    with postgres_server(FOLDER / "postgres") as server:
        if server is None:
            print("PostgreSQL SKIPPED: no server answers, and no initdb is here (apt install postgresql)", flush=True)
            return []
        if not stands(server, NAME):
            emptied(server, NAME)
        if engine(f"{server}/{NAME}", "prepare") == HALF_MADE:
            emptied(server, NAME)
            engine(f"{server}/{NAME}", "prepare")
        emptied(server, SCRATCH)
        try:
            url = f"{server}/{SCRATCH}"
            entering = entry_rows("postgresql", url)  # first: the server tidies up for minutes after the large writes
            emptied(server, SCRATCH)
            entering += award_rows("postgresql", url)
            emptied(server, SCRATCH)
            imports = import_rows("postgresql", url)
            emptied(server, SCRATCH)
            return [*measured(f"{server}/{NAME}"), *register_rows("postgresql", url), *entering, *imports]
        finally:
            removed(server, SCRATCH)


def register_rows(database: str, scratch_url: str) -> Iterator[Row]:
    """Yield the seconds of the first load of the register and of a second one, and what the second changed."""
    counted = ("new", "changed", "ended", "aliases_new", "aliases_withdrawn", "provinces_changed")
    first, second = loads(scratch_url)
    changes = sum(count for name, count in second.items() if name in counted)
    for name, unit, figure, most, against in (
        ("register: first load", "s", first["seconds"], None, f"{first['new']:,} regions"),
        ("register: second load", "s", second["seconds"], first["seconds"], "the first load"),
        ("register: changes by the second load", "changes", changes, 0, ""),
    ):
        yield Row(database, name, unit, figure, figure, figure, runs=1, at_most=most, against=against)


def line(row: Row) -> str:
    """Return one line of the table."""
    bound = ""
    if row.at_most is not None:
        bound = f"<= {row.at_most:g}"
    elif row.at_least is not None:
        bound = f">= {row.at_least:g}"
    verdict = "" if not bound else "kept" if row.is_kept else "MISSED"
    spread = f"{row.least:.4g} to {row.most:.4g}" if row.runs > 1 else ""
    sides = f"{row.ours:.2f} / {row.baseline:.2f}" if row.ours is not None else ""
    figures = f"{row.figure:>8.4g} {row.unit:<14} {spread:<17} {bound:<7} {verdict:<6} {sides:<17}"
    return f"{row.name:<42} {figures} {row.against}"


def machine() -> dict[str, Any]:
    """Return what the numbers were taken on, without its name."""
    return {"cores": os.cpu_count(), "architecture": platform.machine(), "python": platform.python_version()}


def write(rows: list[Row]) -> None:
    """Write the rows to bench/results.json; those of a database that was not measured now stay as they were."""
    measured_now = {row.database for row in rows}
    earlier = json.loads(RESULTS.read_text())["rows"] if RESULTS.exists() else []
    kept = [row for row in earlier if row["database"] not in measured_now] + [asdict(row) for row in rows]
    RESULTS.write_text(json.dumps({"machine": machine(), "rows": kept}, indent=1, ensure_ascii=False) + "\n")


def main(chosen: list[str]) -> int:
    started = time.monotonic()
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for database, measure in (("files", on_files), ("sqlite", on_sqlite), ("postgresql", on_postgresql)):
        if chosen and database not in chosen:
            continue
        print(f"→ {database}", flush=True)
        free = shutil.disk_usage(FOLDER).free / 1e9
        if free < FREE_GIGABYTES[database]:
            print(f"{database} SKIPPED: {free:.0f} GB are free, {FREE_GIGABYTES[database]} are needed", flush=True)
            continue
        found = measure()
        print(f"{'':<42} {'median':>8} {'':<14} {'least to most':<17} {'bound':<14} {'ms, both sides':<17} against")
        print("\n".join(map(line, found)), flush=True)
        rows += found
    write(rows)
    missed = [row for row in rows if not row.is_kept]
    for row in missed:
        print(f"MISSED on {row.database}: {row.name}, {row.figure:.4g} {row.unit}")
    print(f"{len(rows)} measured, {len(missed)} missed, in {time.monotonic() - started:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
