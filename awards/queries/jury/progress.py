"""How far the marking of a round is: who has made what final. It counts sheets and never looks at points."""

from collections import Counter
from dataclasses import dataclass

from awards.arithmetic.schemes import Phase
from awards.enums import MARKED_STATES
from awards.models import Entry, MarkSheet, Round, Seat
from awards.queries.jury.conflicts import recused, undecided_pairs
from awards.queries.jury.judged import judged_in


@dataclass(frozen=True)
class JurorProgress:
    """How many entries one juror is to mark in a phase, and of how many the marks are final."""

    seat: Seat
    expected: int
    final: int
    recused: int

    @property
    def is_done(self) -> bool:
        return self.final >= self.expected


def expected_pairs(round_: Round, phase: Phase) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each sheet that is to be: seated jurors, entries that are marked in the phase by
    criteria that jurors mark, without the recused. Of who judges no further only what is final already is to be.
    """
    marked = {category for category, judged in judged_in(round_).items() if judged[phase]}
    rows = Entry.objects.filter(round=round_, state__in=MARKED_STATES[phase], category__in=marked)
    entries = list(rows.values_list("pk", flat=True))
    seats = dict(Seat.objects.filter(round=round_).values_list("pk", "ended_at"))
    owed = {(seat, entry) for seat, ended_at in seats.items() if ended_at is None for entry in entries}
    out, waiting = recused(round_), undecided_pairs(round_)
    given = {
        (seat, entry)
        for seat, entry in final_pairs(round_, phase)
        if entry in entries and ((seat, entry) in waiting or (seats[seat] is not None and (seat, entry) not in out))
    }
    return frozenset(owed - out) | frozenset(given)


def final_pairs(round_: Round, phase: Phase) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each sheet that is final."""
    rows = MarkSheet.objects.filter(seat__round=round_, phase=phase, final_at__isnull=False)
    return frozenset(rows.values_list("seat", "entry"))


def is_all_final(round_: Round, phase: Phase) -> bool:
    """Tell whether there is something to mark in a phase and all of it is final."""
    expected = expected_pairs(round_, phase)
    return bool(expected) and expected <= final_pairs(round_, phase)


def progress_of(round_: Round, phase: Phase) -> tuple[JurorProgress, ...]:
    """Return how far each juror is, by name: the seated ones, and who has left with marks that count."""
    expected, final = expected_pairs(round_, phase), final_pairs(round_, phase)
    wanted = Counter(seat for seat, _ in expected)
    done = Counter(seat for seat, _ in expected & final)
    out = Counter(seat for seat, _ in recused(round_))
    seats = Seat.objects.filter(round=round_).select_related("user").defer("pseudonym", "shuffle")
    return tuple(
        JurorProgress(seat, wanted[seat.pk], done[seat.pk], out[seat.pk])
        for seat in seats.order_by("user__name", "pk")
        if seat.ended_at is None or wanted[seat.pk]
    )
