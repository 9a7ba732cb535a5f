"""How `make test` judges: a missing server or a skipped test passes, unless all are required."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import run
from tests.house import ROOT
from tests.skips import NO_REFERENCE


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("24 passed in 1.90s", "24 passed"),
        ("2 failed, 1246 passed, 1 skipped in 265.34s (0:04:25)", "2 failed, 1246 passed, 1 skipped"),
        ("===== 1 passed, 3 errors in 0.51s =====", "1 passed, 3 errors"),
    ],
)
def test_the_closing_line_of_pytest_is_read(line: str, words: str):
    closing = run.CLOSING.match(line)

    assert closing is not None
    assert closing[1] == words


@pytest.mark.parametrize(("require_all", "is_good"), [(False, True), (True, False)])
def test_a_missing_server_is_a_failure_only_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch, require_all: bool, is_good: bool
):
    monkeypatch.setattr(run, "REQUIRE_ALL", require_all)

    assert run.Outcome("PostgreSQL", missing="no PostgreSQL answers").is_good is is_good


def test_an_outcome_tells_its_seconds_and_counts():
    outcome = run.Outcome("SQLite", counts=Counter({"passed": 24, "skipped": 1}), seconds=2.54)

    assert str(outcome) == "SQLite                    2.5 s  24 passed, 1 skipped"


@pytest.mark.parametrize(
    ("reason", "require_all", "code"),
    [("no time", "0", 0), ("no time", "1", 1), (NO_REFERENCE, "1", 0)],
    ids=["skips pass", "no skip passes where all is required", "but for absent reference data"],
)
def test_a_skipped_test_is_a_failure_where_all_is_required(tmp_path: Path, reason: str, require_all: str, code: int):
    (tmp_path / "test_skipping.py").write_text(f"import pytest\ndef test_it():\n    pytest.skip({reason!r})\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.skips"]

    ended = subprocess.run(
        [*command, "--rootdir", str(tmp_path), "-c", "pyproject.toml", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"REQUIRE_ALL": require_all},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "1 skipped" in ended.stdout
