"""The Decembers that the awards of the demonstration are judged by: invented ones, beside the published."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.actions.demonstration import NEIGHBOURS
from coverage import months, samples
from coverage.actions.demonstration import (
    DECEMBER_2023,
    DECEMBER_2024,
    KUTAI_TIMUR,
    PASER,
    Stage,
    a_target,
    publish_sample,
    set_stage,
)

DECEMBER_2022 = 202212
COMPETING = ("64.01", "64.02", "64.03", "64.08", "64.09", "64.74")
"""The regencies of Kalimantan Timur that the demonstration's rounds judge."""
PUBLISHED = {(PASER, DECEMBER_2023), (KUTAI_TIMUR, DECEMBER_2024)}
"""Where published figures stand."""
VILLAGE_TARGET = 320


@transaction.atomic
def lay_judged(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Publish three Decembers of the regencies that compete, each where no report of that month stands."""
    stage = set_stage(at)
    tell("Data contoh untuk penghargaan: Desember 2022, 2023, dan 2024")
    for code in (*COMPETING, *NEIGHBOURS):
        for month in (DECEMBER_2022, DECEMBER_2023, DECEMBER_2024):
            if (code, month) not in PUBLISHED:
                lay_december(stage, code, month)


def lay_december(stage: Stage, code: str, month: int) -> None:
    """Publish a December with its target, and those of its villages that compete."""
    year = months.year_of(month)
    villages = samples.awarded_villages(code, month)
    a_target(stage, code, year, round(samples.workforce(code) * 0.94), is_sample=True)
    for village in villages:
        a_target(stage, village, year, VILLAGE_TARGET, is_sample=True)
    publish_sample(stage, code, month, {code: list(samples.december_samples(code, month))} | villages)
