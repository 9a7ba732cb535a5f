"""The national round of the finished edition: the first places of its provinces, brought with what they handed in."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from awards.actions.demonstration.courses import opened, stages_on
from awards.actions.demonstration.edition import FINISHED, PARITRANA, PREPARED
from awards.actions.demonstration.rounds import judge, people_of
from awards.actions.entrants.promotion import promote_winners
from awards.enums import RoundStage
from awards.models import Edition, Round
from regions.enums import Level
from regions.models import Region

IN_THE_NATION = stages_on(
    "2024-03-18 2024-03-29", "2024-04-01 2024-04-17", "2024-04-18 2024-04-22", "2024-04-24 2024-04-26",
    "2024-04-29 2024-04-30", "2024-05-02 2024-05-06", "2024-05-07 2024-05-08", "2024-05-13 2024-05-15",
    "2024-08-09 2024-08-09",
)  # fmt: skip
"""The first day of the interviews is the published one; the other days are invented."""
JURORS = tuple(f"juri{number}.nasional" for number in range(1, 6))


@transaction.atomic
def lay_nation(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Run the national round of Paritrana, data 2023, for the zone Kalimantan, unless it stands."""
    edition = Edition.objects.select_related("programme").get(programme__code=PARITRANA, data_year=FINISHED)
    if Round.objects.filter(edition=edition, is_national=True).exists():
        return
    tell("Putaran Paritrana, data 2023, nasional: juara pertama zona Kalimantan")
    people, nation = people_of(), Region.objects.get(level=Level.NATION)
    office = ("sekretaris.nasional", "sekretaris2.nasional")
    course = opened(edition, nation.code, IN_THE_NATION, people, JURORS, office, PREPARED)
    brought_at = course.moment(RoundStage.NOMINATION)
    promote_winners(round_=course.round, by=course.person(course.secretary, brought_at), at=brought_at)
    judge(course)
