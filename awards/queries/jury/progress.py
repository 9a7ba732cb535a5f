"""How far the marking of a round is: who has made what final. It counts sheets and never looks at points."""

from collections import Counter
from dataclasses import dataclass

from awards.arithmetic.schemes import Phase
from awards.enums import MARKED_STATES
from awards.models import Entry, MarkSheet, Round, Seat
from awards.queries.jury.conflicts import recused
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
    criteria that jurors mark, without the recused.
    """
    marked = {category for category, judged in judged_in(round_).items() if judged[phase]}
    rows = Entry.objects.filter(round=round_, state__in=MARKED_STATES[phase], category__in=marked)
    entries = list(rows.values_list("pk", flat=True))
    seats = list(Seat.objects.filter(round=round_, ended_at=None).values_list("pk", flat=True))
    return frozenset((seat, entry) for seat in seats for entry in entries) - recused(round_)


def final_pairs(round_: Round, phase: Phase) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each sheet that is final."""
    rows = MarkSheet.objects.filter(seat__round=round_, phase=phase, final_at__isnull=False)
    return frozenset(rows.values_list("seat", "entry"))


def is_all_final(round_: Round, phase: Phase) -> bool:
    """Tell whether there is something to mark in a phase and all of it is final."""
    expected = expected_pairs(round_, phase)
    return bool(expected) and expected <= final_pairs(round_, phase)


def progress_of(round_: Round, phase: Phase) -> tuple[JurorProgress, ...]:
    """Return how far each seated juror is, by name."""
    expected, final = expected_pairs(round_, phase), final_pairs(round_, phase)
    wanted = Counter(seat for seat, _ in expected)
    done = Counter(seat for seat, _ in expected & final)
    out = Counter(seat for seat, _ in recused(round_))
    seats = Seat.objects.filter(round=round_, ended_at=None).select_related("user").defer("pseudonym", "shuffle")
    return tuple(
        JurorProgress(seat, wanted[seat.pk], done[seat.pk], out[seat.pk]) for seat in seats.order_by("user__name", "pk")
    )
