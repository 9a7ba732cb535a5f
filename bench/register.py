"""What the register of regions costs: its first load, and a second one that changes nothing. In an empty database."""

import json
import subprocess
import sys
from typing import Any

from bench.servers import ROOT, environment


def loads(database_url: str) -> list[dict[str, Any]]:
    """Load the shipped register twice into the empty database at `database_url`; return both reports."""
    managed(database_url, "migrate", "--verbosity", "0")
    return [json.loads(managed(database_url, "load_regions", "--json")) for _ in range(2)]


def managed(database_url: str, *command: str) -> str:
    """Return what a management command prints; raise CalledProcessError where it fails."""
    whole = [sys.executable, "manage.py", *command]
    told = subprocess.run(whole, cwd=ROOT, env=environment(database_url), check=True, stdout=subprocess.PIPE, text=True)
    return told.stdout
