"""The edition of the demonstration that runs: Kalimantan Timur verifies documents and waits for its jurors."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from awards.actions.demonstration.categories import KALTIM
from awards.actions.demonstration.courses import Course, opened
from awards.actions.demonstration.edition import BEGUN, FINISHED, PARITRANA, RUNNING
from awards.actions.demonstration.entrants import (
    FIRMS,
    REGENCIES,
    VILLAGES,
    entries_of,
    hand_in,
    propose_firms,
    propose_regions,
    verify,
)
from awards.actions.demonstration.judging import seat_jury
from awards.actions.demonstration.rounds import JURORS_OF_KALTIM, people_of
from awards.actions.settings.copies import copy_edition
from awards.enums import RoundStage
from awards.models import Edition, Round
from awards.queries.rounds.timetables import proposal
from regions.enums import Level
from regions.models import Region

OBJECTION_DAYS = 3
FIRMS_OF = ("keuangan", "tambang")
WITHOUT_PROOFS = ("64.03", "64.09.04.2002")
"""Entrants that have not handed in anything yet: their lists of missing proofs are long."""


@transaction.atomic
def lay_running(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Begin Paritrana, data 2024 from the year before, unless a round of it stands: Kaltim runs, the nation is planned.

    Jurors are seated and have declared nothing yet, so that who tries it out begins where a juror does.
    """
    editions = Edition.objects.select_related("programme").filter(programme__code=PARITRANA)
    edition = editions.get(data_year=RUNNING)
    if Round.objects.filter(edition=edition).exists():
        return
    tell("Putaran Paritrana, data 2024, Kalimantan Timur: verifikasi berkas sedang berjalan")
    people = people_of()
    begun = at - BEGUN - timedelta(days=1)
    copy_edition(source=editions.get(data_year=FINISHED), target=edition, by=people["admin"], at=begun)
    course = lay_kaltim(edition, people, begun)
    entries = [entry for entry in entries_of(course) if entry.region.code not in WITHOUT_PROOFS or entry.firm]
    hand_in(course, entries, course.moment(RoundStage.VERIFICATION, 9))
    verify(course, entries, course.moment(RoundStage.VERIFICATION, 15))
    seat_jury(course, course.moment(RoundStage.VERIFICATION, 16))
    nation = Region.objects.get(level=Level.NATION)
    first = course.days[RoundStage.HANDOVER].last + timedelta(days=7)
    days = proposal(edition, nation, first, OBJECTION_DAYS)
    opened(edition, nation.code, days, people, (), ("sekretaris.nasional", "sekretaris2.nasional"), begun)


def lay_kaltim(edition: Edition, people: dict[str, User], begun: datetime) -> Course:
    """Open the round of Kalimantan Timur and propose who competes."""
    kaltim = Region.objects.get(code=KALTIM)
    days = proposal(edition, kaltim, edition.opens_on, OBJECTION_DAYS)
    office = ("sekretaris.kaltim", "sekretaris2.kaltim")
    course = opened(edition, KALTIM, days, people, JURORS_OF_KALTIM, office, begun)
    propose_regions(course, "pemda", REGENCIES)
    propose_regions(course, "desa", VILLAGES)
    propose_firms(course, [firm for firm in FIRMS if firm.category in FIRMS_OF])
    return course
