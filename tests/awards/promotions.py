"""A provincial round whose result is published and final, and the national round that takes its winners."""

from dataclasses import dataclass

from accounts.abilities import Role
from accounts.models import User
from awards.actions.results.closing import close_round
from awards.actions.results.publishing import approve_publication, ask_publication
from awards.actions.settings.zones import save_zones
from awards.enums import RoundStage
from awards.models import Edition, Mark, Publication, Result, Round
from regions.models import Region
from tests.awards.closings import JudgedRound, a_judged_round
from tests.awards.rows import a_category, a_round, a_snapshot, judged_at, moved_to
from tests.awards.settings import KALIMANTAN
from tests.factories import A_MOMENT, a_person


@dataclass
class Ready:
    """Paser, first in Kalimantan Timur with its result published, may go on to the national round."""

    provincial: JudgedRound
    national: Round
    result: Result
    publication: Publication
    other: User
    """The second of the province's secretariat."""


def published(provincial: JudgedRound, by: User, other: User, **more) -> tuple[Result, Publication]:
    """Close the category of a round, publish it by two, and let the time for objections pass."""
    result = close_round(round_=provincial.round, category=provincial.category, by=by, at=A_MOMENT)
    moved_to(provincial.round, RoundStage.ANNOUNCEMENT)
    told = {"sk_number": "100.3/K.5/2025", "sk_on": A_MOMENT.date(), "embargo_until": None} | more
    asked = ask_publication(result=result, by=by, at=A_MOMENT, **told)
    approved = approve_publication(publication=asked, digest=asked.result.digest, by=other, at=A_MOMENT)
    moved_to(provincial.round, RoundStage.HANDOVER)
    return result, approved


def a_final_round(
    edition: Edition, places: dict[str, Region], admin: User, citra: User, eko: User, jurors: list[User],
    is_tied: bool = False, **more,
) -> Ready:  # fmt: skip
    """Lay down Kalimantan Timur's published result and a national round whose Pengusulan is open.

    Paser is first; where `is_tied`, Kutai Timur is too.
    """
    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=A_MOMENT)
    other = a_person("fajar", Role.SECRETARY, places["64"])
    provincial = a_judged_round(edition, places, citra, jurors)
    if is_tied:
        tie(provincial, citra)
    result, publication = published(provincial, citra, other, **more)
    national = a_round(edition, places["ID"], eko)
    goal = a_category(edition, "kabkota_nasional", name="Kabupaten/kota nasional", at_province=False, position=5)
    judged_at(national, goal)
    return Ready(provincial, national, result, publication, other)


def tie(provincial: JudgedRound, by: User) -> None:
    """Give the second entry what the first has."""
    first, second, _third = provincial.entries
    alike = dict(provincial.inputs)
    for code in ("cakupan", "regulasi"):
        alike[second, code] = provincial.inputs[first, code]
    a_snapshot(provincial.round, provincial.category, by, alike)
    for mark in Mark.objects.filter(sheet__entry=first):
        Mark.objects.filter(sheet__entry=second, sheet__seat=mark.sheet.seat).update(points=mark.points)
