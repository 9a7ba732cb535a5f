"""A round that has been judged, for tests of what comes after: three entries, marks of all jurors, a snapshot."""

from dataclasses import dataclass, field
from decimal import Decimal

from accounts.models import User
from awards.enums import RoundStage
from awards.models import CriteriaSet, Edition, EntrantCategory, Entry, Round, Seat, Snapshot
from regions.models import Region
from tests.awards.rows import a_category, a_round, a_seat, a_sheet, a_snapshot, an_entry, criteria_for


@dataclass
class JudgedRound:
    """A round of Kalimantan Timur in its plenary, with one category."""

    round: Round
    category: EntrantCategory
    criteria_set: CriteriaSet
    snapshot: Snapshot
    entries: list[Entry]
    seats: list[Seat]
    places: dict[str, Region]
    inputs: dict[tuple[Entry, str], object] = field(default_factory=dict)

    def fourth(self, by: User) -> Entry:
        """Add Kutai Kartanegara, which nobody has marked."""
        self.entries.append(an_entry(self.round, self.category, self.places["64.02"], by))
        return self.entries[-1]


def a_judged_round(edition: Edition, places: dict[str, Region], by: User, jurors: list[User]) -> JudgedRound:
    """Lay down Paser, Kutai Timur and Bontang with totals of 92, 70 and 48, the marks of the first two jurors apart."""
    category = a_category(edition)
    round_ = a_round(edition, places["64"], by, RoundStage.PLENARY)
    criteria_set = criteria_for(round_, category, by)
    entries = [an_entry(round_, category, places[code], by) for code in ("64.01", "64.08", "64.74")]
    seats = [a_seat(round_, juror, by) for juror in jurors]
    told = (("100", "perda", 80), ("60", "sk", 90), ("70", "nihil", 50))
    inputs: dict[tuple[Entry, str], object] = {}
    for entry, (coverage, level, points) in zip(entries, told, strict=True):
        inputs |= {(entry, "cakupan"): Decimal(coverage), (entry, "regulasi"): level}
        for index, seat in enumerate(seats):
            apart = {0: -10, 1: 10}.get(index, 0) if len(seats) > 1 else 0
            a_sheet(seat, entry, {"inovasi": points + apart})
    snapshot = a_snapshot(round_, category, by, inputs)
    return JudgedRound(round_, category, criteria_set, snapshot, entries, seats, places, inputs)
