"""Two thousand spoiled spreadsheets: each is read, or refused with a sentence, and nothing else."""

import sys
from collections import Counter

import pytest

from bench.fuzz import outcomes
from coverage.workbook_errors import SENTENCES

SPOILED = 2_000


@pytest.mark.slow
def test_spoiled_spreadsheets_are_read_or_refused_and_nothing_else():
    command = [sys.executable, "-m", "tests.coverage.workbooks.fuzzing"]

    told = dict(outcomes(command, 1, 1 + SPOILED))

    counted = Counter(outcome.split(":")[0] for outcome in told.values())
    assert {seed: outcome for seed, outcome in told.items() if not outcome.startswith(("read", "refused: "))} == {}
    assert {outcome.removeprefix("refused: ") for outcome in told.values()} - {"read"} <= {*SENTENCES}
    assert counted["read"] > 100
    assert counted["refused"] > 1_000
