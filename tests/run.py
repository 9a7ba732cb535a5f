"""Run all tests: on SQLite, those that ask a database on PostgreSQL too, in the browser, and one journey on PostgreSQL.

`make test` calls this. A suite whose server or browser is missing is left out loudly; REQUIRE_ALL=1 makes that, and
each skipped test, a failure. The last line is the sum in pytest's own form.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.servers import chromium, postgres

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
CLOSING = re.compile(r"^=* ?((?:\d+ [a-z]+(?:, )?)+) in ([0-9.]+)s")
NO_TESTS = 5  # pytest's exit code where nothing was collected


@dataclass
class Outcome:
    """How one suite ended: its name, pytest's exit code, its counts by word ("passed", "failed", …) and seconds."""

    name: str
    code: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    missing: str = ""  # what was not found, where the suite did not run

    @property
    def is_good(self) -> bool:
        if self.missing:
            return not REQUIRE_ALL
        return self.code == 0

    def __str__(self) -> str:
        if self.missing:
            return f"{self.name:<22} SKIPPED: {self.missing}"
        counts = ", ".join(f"{count} {word}" for word, count in self.counts.items()) or f"exit {self.code}"
        return f"{self.name:<22} {self.seconds:6.1f} s  {counts}"


def run_suite(name: str, database_url: str, *arguments: str) -> Outcome:
    """Run pytest with `arguments` on that database, showing its output as it comes."""
    print(f"\n→ {name}", flush=True)
    started = time.monotonic()
    outcome = Outcome(name)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no", *arguments]
    environment = os.environ | {"DEBUG": "1", "DATABASE_URL": database_url}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if closing := CLOSING.match(line):
                found = re.findall(r"(\d+) ([a-z]+)", closing[1])
                outcome.counts = Counter({word: int(count) for count, word in found if word != "deselected"})
    outcome.code = process.returncode
    outcome.seconds = time.monotonic() - started
    return outcome


def suites(chosen: list[str]) -> Iterator[Outcome]:
    """Run the four suites one after the other, with `chosen` paths or options for pytest."""
    sqlite = "sqlite:///build/tests.sqlite3"  # names the engine; the tests' own database is in memory
    parallel = ("-n", "2", "--dist", "loadgroup", "-m", "not browser")  # a group shares what it loads once
    yield run_suite("SQLite", sqlite, *parallel, *chosen)
    browser = chromium()
    with postgres() as server:
        if server:
            yield run_suite("PostgreSQL", server, "--database-only", *parallel, *chosen)
        else:
            yield Outcome("PostgreSQL", missing="no PostgreSQL answers, and no initdb is here (apt install postgresql)")
        if not browser:
            yield Outcome("browser", missing="no Chromium was found (apt install chromium)")
            return
        yield run_suite("browser on SQLite", sqlite, "-m", "browser", *chosen)
        if server:
            yield run_suite("browser on PostgreSQL", server, "-m", "smoke", *chosen)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM unwind the stack, so that a server of ours is stopped."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main(chosen: list[str]) -> int:
    started = time.monotonic()
    with ended_by_signals():
        outcomes = list(suites(chosen))
    if chosen:
        for outcome in outcomes:
            outcome.code = 0 if outcome.code == NO_TESTS else outcome.code
    print()
    for outcome in outcomes:
        print(outcome)
    total = sum((outcome.counts for outcome in outcomes), Counter[str]())
    words = ", ".join(f"{count} {word}" for word, count in total.items())
    good = all(outcome.is_good for outcome in outcomes)
    if not good:
        print("Not all suites passed: " + ", ".join(outcome.name for outcome in outcomes if not outcome.is_good))
    print(f"===== {words} in {time.monotonic() - started:.2f}s =====", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
