"""One database: make its data set unless it stands, then measure. `bench.run` starts this as a process of its own.

`python -m bench.engine prepare` ends with HALF_MADE where the database holds anything but a whole data set of today's
tables; `python -m bench.engine measure FILE` writes its rows to FILE.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import django
from django.conf import settings

django.setup()
settings.DEBUG = False  # while it is on, Django keeps the text of every query, which costs more than many queries

from django.core.management import call_command  # noqa: E402 - models can be imported only after the setup
from django.db import connection  # noqa: E402

from bench import dataset  # noqa: E402
from bench.loading import settle  # noqa: E402
from bench.reads import read_rows  # noqa: E402
from bench.writes import write_rows  # noqa: E402

MONTHS = {"postgresql": 12, "sqlite": 3}
HALF_MADE = 3


def prepare() -> int:
    """Make the data set in an empty database; return HALF_MADE where the database must be emptied first."""
    count = MONTHS[connection.vendor]
    if dataset.is_complete(count):
        call_command("migrate", verbosity=0)
        return 0
    if connection.introspection.table_names():
        return HALF_MADE
    print(f"→ data set, {count} months (once)", flush=True)
    started = time.monotonic()
    call_command("migrate", verbosity=0)
    dataset.make(count)
    print(f"  made in {time.monotonic() - started:.0f} s", flush=True)
    return 0


def measure(into: Path) -> int:
    settle()
    rows = [*read_rows(MONTHS[connection.vendor]), *write_rows()]
    into.write_text(json.dumps([asdict(row) for row in rows]))
    return 0


if __name__ == "__main__":
    sys.exit(prepare() if sys.argv[1] == "prepare" else measure(Path(sys.argv[2])))
