"""Which stage of a round is open at a moment: one at most, by its dates."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from awards.enums import STAGES, RoundStage
from awards.models import Round, RoundWindow

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Timetable:
    """The windows of a round in their order, as they stand at `at`."""

    windows: tuple[RoundWindow, ...]
    at: datetime

    @property
    def open(self) -> RoundWindow | None:
        """The window that is open, None between two and outside all."""
        return next((each for each in self.windows if each.opens_at <= self.at < each.closes_at), None)

    @property
    def stage(self) -> RoundStage | None:
        return RoundStage(self.open.stage) if self.open else None

    def is_open(self, *stages: RoundStage) -> bool:
        return self.stage in stages

    def has_passed(self, stage: RoundStage) -> bool:
        """Tell whether a stage is over: its window closed, or a later one has opened."""
        order = STAGES.index(stage)
        return any(
            (each.stage == stage and each.closes_at <= self.at)
            or (STAGES.index(RoundStage(each.stage)) > order and each.opens_at <= self.at)
            for each in self.windows
        )


def objections_until(round_: Round) -> datetime | None:
    """Return the last moment in which objections are filed, and until which they are to be answered; None: never."""
    window = RoundWindow.objects.filter(round=round_, stage=RoundStage.OBJECTION).first()
    return window.closes_at - A_MOMENT if window else None


def timetable(round_: Round, at: datetime) -> Timetable:
    """Return the timetable of a round at a moment."""
    return Timetable(tuple(RoundWindow.objects.filter(round=round_).order_by("position")), at)
