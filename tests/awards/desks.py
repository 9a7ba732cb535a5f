"""A round that is being judged, for tests of the desk: two regencies, two jurors, three criteria."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from awards.actions.jury.marks import make_final, save_sheet
from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.models import CriteriaSet, Edition, Entry, MarkSheet, Round, Seat
from awards.queries.jury.judged import Given
from regions.models import Region
from tests.awards.rows import a_category, a_round, a_seat, an_entry, judged_by
from tests.factories import A_MOMENT

WHOLE = {
    Phase.DESK: (Given("inovasi", Decimal(70)), Given("regulasi", Decimal("82.5"), "Perda 3/2023 berlaku")),
    Phase.INTERVIEW: (Given("wawancara", Decimal(90)),),
}
"""Marks of all criteria of a phase."""


@dataclass(frozen=True)
class Desk:
    """`one` and `other` are the seats of two jurors, `paser` and `kutim` the entries."""

    round: Round
    criteria: CriteriaSet
    paser: Entry
    kutim: Entry
    one: Seat
    other: Seat


def a_desk(
    edition: Edition, places: dict[str, Region], citra: User, jurors: tuple[User, User],
    stage: RoundStage = RoundStage.VERIFICATION, **entry,
) -> Desk:  # fmt: skip
    """Lay down the round of Kalimantan Timur with two verified regencies and two jurors who have declared."""
    round_, category = a_round(edition, places["64"], citra, stage), a_category(edition)
    made = judged_by(round_, category, citra)
    entries = [an_entry(round_, category, places[code], citra, **entry) for code in ("64.01", "64.08")]
    return Desk(round_, made, *entries, *(a_seat(round_, juror, citra) for juror in jurors))


def saved(seat: Seat, entry: Entry, *given: Given, seen: int = 0, phase: Phase = Phase.DESK) -> MarkSheet:
    """Save marks as the juror of the seat; all of the phase unless told."""
    marks = given or WHOLE[phase]
    return save_sheet(seat=seat, entry=entry, phase=phase, given=marks, seen=seen, by=seat.user, at=A_MOMENT)


def finished(seat: Seat, entry: Entry, *given: Given, phase: Phase = Phase.DESK) -> MarkSheet:
    """Save marks and make them final."""
    sheet = saved(seat, entry, *given, phase=phase)
    return make_final(seat=seat, entry=entry, phase=phase, seen=sheet.version, by=seat.user, at=A_MOMENT)
