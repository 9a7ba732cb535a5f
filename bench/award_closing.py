"""Close the nation's round of `bench.award_rounds`: `python -m bench.award_closing RANKING CLOSING FILE`.

It prints the seconds of the closing and the queries behind a live ranking, and writes the bundle to FILE.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings

django.setup()
settings.DEBUG = False

from accounts.models import User  # noqa: E402 - models can be imported only after the setup
from awards.actions.results.closing import close_round  # noqa: E402
from awards.models import Round  # noqa: E402
from awards.queries.results.judging import judged  # noqa: E402
from awards.queries.results.live_ranking import live_ranking  # noqa: E402
from awards.queries.settings.schemes import categories_of, criteria_of  # noqa: E402
from bench.awards import SECRETARY  # noqa: E402
from bench.measure import statements_of  # noqa: E402


def closing(number: int, into: Path) -> float:
    """Close a round and return its seconds."""
    round_ = Round.objects.select_related("edition__programme", "region").get(pk=number)
    [category] = categories_of(round_)
    by = User.objects.get(username=SECRETARY)
    started = time.perf_counter()
    result = close_round(round_=round_, category=category, by=by, at=datetime.now(UTC))
    seconds = time.perf_counter() - started
    into.write_bytes(bytes(result.bundle))
    return seconds


def queries(number: int) -> int:
    """Return how many statements the numbers of a live ranking need."""
    round_ = Round.objects.select_related("edition__programme", "region").get(pk=number)
    [category] = categories_of(round_)

    def look() -> None:
        held = criteria_of(round_, category)
        if held is None:
            raise RuntimeError("The round is not judged.")
        live_ranking(judged(round_, category, held))

    return len(statements_of(look))


if __name__ == "__main__":
    counted = queries(int(sys.argv[1]))
    print(json.dumps({"queries": counted, "seconds": closing(int(sys.argv[2]), Path(sys.argv[3]))}))
