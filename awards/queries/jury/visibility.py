"""Which marks a person may see now: the one rule, which every list, page, count, export and error asks.

A juror sees his own. He sees the final ones of others for an entry once his own are final and the stage has come in
which the jury sits over them; never where he does not judge. The secretariat sees how far each juror is, and points
only when all marks of the phase are final or its stage is over. An administrator sees all. Nobody else sees any here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.abilities import Ability
from accounts.models import User
from awards.arithmetic.schemes import Phase
from awards.enums import JUDGED, OTHERS_READ_FROM
from awards.models import Conflict, MarkSheet, Round, Seat
from awards.queries.jury.conflicts import recused
from awards.queries.jury.judged import is_over
from awards.queries.jury.progress import is_all_final
from awards.queries.jury.seats import abilities_in, seat_of
from awards.queries.rounds.stages import Timetable, timetable


@dataclass(frozen=True)
class Sight:
    """What one person may see of the marks of a round. `whole` are the phases all of whose marks are open to him,
    `beside` the pairs of entry and phase in which he sees the final marks of others beside his own.
    """

    round_id: int
    seat_id: int | None = None
    whole: frozenset[Phase] = frozenset()
    beside: frozenset[tuple[int, Phase]] = frozenset()
    sees_progress: bool = False
    sees_drafts: bool = False

    @property
    def sees_order(self) -> bool:
        """Tell whether all marks are open to this person, and so what they come to: places, totals, decisions."""
        return self.whole == frozenset(Phase)

    def sheets(self) -> QuerySet[MarkSheet]:
        """Return the sheets that may be read, and no others."""
        mine = Q(seat=self.seat_id) if self.seat_id else Q(pk__in=[])
        open_phases = Q(phase__in=self.whole)
        if not self.sees_drafts:  # what is marked anew for an objection stays closed until all of it is final
            drafts = MarkSheet.objects.filter(seat__round=self.round_id, final_at=None, reopened_for__isnull=False)
            open_phases &= ~Q(reopened_for__in=drafts.values("reopened_for"))
        others = Q(pk__in=[])
        for phase in Phase:
            entries = [entry for entry, each in self.beside if each == phase]
            others |= Q(phase=phase, entry__in=entries, final_at__isnull=False)
        return MarkSheet.objects.filter(mine | open_phases | others, seat__round=self.round_id)

    def is_own(self, sheet: MarkSheet) -> bool:
        return self.seat_id is not None and sheet.seat_id == self.seat_id


def sight_of(user: User, round_: Round, at: datetime) -> Sight:
    """Return what `user` may see of the marks of a round at `at`."""
    seat, table = seat_of(user, round_), timetable(round_, at)
    abilities = abilities_in(user, round_, at)
    if seat is not None:  # whoever judges sees as a juror, whatever else he may be
        return Sight(
            round_.pk, seat.pk, beside=beside(seat, round_, table) if Ability.MARK_ENTRIES in abilities else frozenset()
        )
    if Ability.REOPEN_MARKS in abilities:
        return Sight(round_.pk, whole=frozenset(Phase), sees_progress=True, sees_drafts=True)
    if Ability.RUN_ROUNDS in abilities:
        return Sight(round_.pk, whole=told_phases(round_, table), sees_progress=True)
    return Sight(round_.pk, sees_progress=Ability.READ_ROUNDS in abilities)


def told_phases(round_: Round, table: Timetable) -> frozenset[Phase]:
    """Return the phases of which the secretariat may read all marks now."""
    return frozenset(phase for phase in Phase if is_over(phase, table) or is_all_final(round_, phase))


def told_rounds(rounds: Mapping[int, Round], tables: Mapping[int, Timetable]) -> set[int]:
    """Return those of the rounds (by id, as their timetables) of which the secretariat may read marks of a phase now.

    It is `told_phases` for many rounds. Whether all marks are final takes long to ask, so that is asked only of rounds
    whose papers are still marked and of which no sheet that somebody owes is a draft; one query for the others.
    """
    told = {pk for pk in rounds if is_over(Phase.DESK, tables[pk])}
    sheets = MarkSheet.objects.filter(seat__round__in=rounds.keys() - told).order_by()
    out = Conflict.objects.filter(seat=OuterRef("seat"), entry=OuterRef("entry"), lifted_at=None)
    owed = sheets.filter(~Exists(out), seat__ended_at=None, entry__state__in=JUDGED, final_at=None)
    begun = sheets.exclude(seat__round__in=owed.values("seat__round")).values_list("seat__round", flat=True).distinct()
    return told | {pk for pk in begun if told_phases(rounds[pk], tables[pk])}


def beside(seat: Seat, round_: Round, table: Timetable) -> frozenset[tuple[int, Phase]]:
    """Return the entries and phases in which a juror is done and the jury sits over the marks."""
    opened = {each.stage for each in table.windows if each.opens_at <= table.at}
    phases = [phase for phase in Phase if OTHERS_READ_FROM[phase] in opened]
    if not phases:
        return frozenset()
    own = MarkSheet.objects.filter(seat=seat, phase__in=phases, final_at__isnull=False)
    kept_out = recused(round_)
    return frozenset(
        (entry, Phase(phase)) for entry, phase in own.values_list("entry", "phase") if (seat.pk, entry) not in kept_out
    )
