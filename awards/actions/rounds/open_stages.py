"""Refuse what is done outside its stage, with the dates between which it can be done."""

from collections.abc import Sequence
from datetime import datetime

from awards.entry_errors import EntryRefused
from awards.enums import RoundStage
from awards.models import Round
from awards.queries.rounds.stages import timetable
from paritrana import formatting


def require_stage(round_: Round, stages: Sequence[RoundStage], at: datetime) -> None:
    """Raise EntryRefused unless one of `stages`, which follow each other, is open; it names the first and the last."""
    times = timetable(round_, at)
    if times.is_open(*stages):
        return
    words = " – ".join(dict.fromkeys(str(stage.label) for stage in (stages[0], stages[-1])))
    windows = [window for window in times.windows if window.stage in stages]
    if not windows:
        raise EntryRefused("no_stage", stage=words)
    raise EntryRefused(
        "stage",
        stage=words,
        opens=formatting.moment(windows[0].opens_at, round_.time_zone),
        closes=formatting.moment(windows[-1].closes_at, round_.time_zone),
    )
