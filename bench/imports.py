"""What an import costs against a stock importer, and against the least that any import does; on an empty database.

Each process measures in turns, so that both sides of a ratio saw the same machine. docs/performance.md tells the rows.
"""

import json
import subprocess
import sys
from statistics import median
from typing import Any

from bench.measure import Row, row_of
from bench.register import managed
from bench.servers import FOLDER, ROOT, environment
from bench.workbooks import in_a_process

FILES = FOLDER / "imports"
SMALL, LARGE, SAMPLE = 100_000, 1_000_000, 1_000
LEAST_FASTER = 60.0
MOST = {"floor": 4.0, "preview": 4.0, "growth": 11.0, "megabytes": 800.0, "persons": 3.0}


def import_rows(database: str, database_url: str) -> list[Row]:
    """Return the rows of importing on the empty database at `database_url`."""
    managed(database_url, "migrate", "--verbosity", "0")
    managed(database_url, "load_regions")
    if not (FILES / "persons.xlsx").exists():
        FILES.mkdir(parents=True, exist_ok=True)
        told_by("files", database_url)
    small, large = json.loads(told_by("small", database_url)), json.loads(told_by("large", database_url))
    return [
        *rows_of_small(database, small),
        *rows_of_large(database, large, median(whole for _, whole in small["ours"])),
        row_of(database, "wrong totals after these imports", "rows", [small["wrong"] + large["wrong"]], at_most=0,
               against="a recount"),
        persons_row(database, database_url),
    ]  # fmt: skip


def told_by(what: str, database_url: str) -> str:
    """Return what a process of bench.importing prints; raise CalledProcessError where it fails."""
    command = [sys.executable, "-m", "bench.importing", what, str(FILES)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(database_url), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def rows_of_small(database: str, told: dict[str, Any]) -> list[Row]:
    """Return what 100,000 rows cost against both other sides."""
    ours, floor = told["ours"], told["floor"]
    each = [whole / SMALL for _, whole in ours]
    alone = [real / SAMPLE for _, real in told["stock"]]
    shown = [(preview + real) / SAMPLE for preview, real in told["stock"]]
    return [
        ratio(database, "import, previewed and applied, a row", "× faster", shown, each, at_least=LEAST_FASTER,
              against="django-import-export, preview and import"),
        ratio(database, "import, previewed and applied, a row", "× faster", alone, each,
              against="its import alone, without a preview"),
        ratio(database, "import of 100,000 rows", "× floor", [whole for _, whole in ours],
              [whole for _, whole in floor], at_most=MOST["floor"], against="bare read, checks and one write"),
        ratio(database, "preview of 100,000 rows", "× bare", [seen for seen, _ in ours], [seen for seen, _ in floor],
              at_most=MOST["preview"], against="bare read and checks"),
    ]  # fmt: skip


def ratio(database: str, name: str, unit: str, over: list[float], under: list[float], **more: Any) -> Row:
    """Return the row of one side over the other, round by round; its times tell ours first."""
    ours, other = (under, over) if unit == "× faster" else (over, under)
    times = {"ours": median(ours) * 1000, "baseline": median(other) * 1000}
    return row_of(database, name, unit, [one / two for one, two in zip(over, under, strict=True)], **times, **more)


def rows_of_large(database: str, told: dict[str, Any], small: float) -> list[Row]:
    times = {"ours": told["seconds"] * 1000, "baseline": small * 1000, "against": "100,000 rows"}
    growth = [told["seconds"] / small]
    return [
        row_of(database, "import of 1,000,000 rows", "× time", growth, at_most=MOST["growth"], **times),
        row_of(database, "its memory, two processes together", "MB", [told["megabytes"]], at_most=MOST["megabytes"]),
    ]


def persons_row(database: str, database_url: str) -> Row:
    """Return what counting a list of a million persons costs against reading it with calamine alone."""
    pairs = []
    for _ in range(2):
        ours = json.loads(told_by("persons", database_url))["seconds"]
        pairs.append((ours, in_a_process("bare", FILES / "persons.xlsx")["seconds"]))
    return ratio(database, "list of 1,000,000 persons, counted", "× bare", [ours for ours, _ in pairs],
                 [bare for _, bare in pairs], at_most=MOST["persons"], against="calamine alone")  # fmt: skip
