"""What the register of regions costs: its first load, and a second one that changes nothing. In an empty database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def loads(database_url: str) -> list[dict[str, Any]]:
    """Load the shipped register twice into the empty database at `database_url`; return both reports."""
    environment = os.environ | {"DATABASE_URL": database_url}
    managed("migrate", "--verbosity", "0", environment=environment)
    return [json.loads(managed("load_regions", "--json", environment=environment)) for _ in range(2)]


def managed(*command: str, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
