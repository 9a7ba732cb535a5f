"""All that the demonstration shows of awards, in its order: an edition that is finished, and one that runs."""

from collections.abc import Callable
from datetime import datetime

from awards.actions.demonstration.edition import lay_edition, lay_other
from awards.actions.demonstration.nation import lay_nation
from awards.actions.demonstration.rounds import lay_rounds
from awards.actions.demonstration.running import lay_running

STEPS = (lay_edition, lay_other, lay_rounds, lay_nation, lay_running)


def lay_awards(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Lay each part that does not stand yet; `tell` is given a line for each."""
    for step in STEPS:
        step(at=at, tell=tell)
