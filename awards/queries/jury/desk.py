"""The desk of one juror (meja penilaian): the entries in an order of his own, and how far he is with each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from awards.arithmetic.schemes import Phase
from awards.enums import MARKED_STATES
from awards.models import Entry, MarkSheet, Seat
from awards.queries.jury.conflicts import recused
from awards.queries.jury.judged import JudgedCriteria, is_open, judged_in
from awards.queries.results.closed import is_opened_again
from awards.queries.rounds.stages import timetable


@dataclass(frozen=True)
class DeskRow:
    """One entry on the desk: how many of its criteria the juror has marked, of how many, and whether that is final."""

    entry: Entry
    marked: int
    criteria: int
    is_final: bool
    objection: int = 0
    """The number of the objection for which it is marked anew, until that is final; else 0."""

    @property
    def is_whole(self) -> bool:
        return self.marked >= self.criteria


@dataclass(frozen=True)
class Desk:
    """What lies on the desk in a phase. `kept_out` are the entries that the juror does not judge, by name."""

    phase: Phase
    rows: tuple[DeskRow, ...]
    kept_out: tuple[Entry, ...]
    is_open: bool
    needs_declaration: bool

    @property
    def final(self) -> int:
        return sum(row.is_final for row in self.rows)


def place_of(seat: Seat, entry: int) -> str:
    """Return where an entry lies on the desk of a juror: chance, and always the same."""
    return hashlib.sha256(f"{seat.shuffle}:{entry}".encode()).hexdigest()


def entries_of(seat: Seat, phase: Phase, judged: Mapping[int, Mapping[Phase, JudgedCriteria]]) -> list[Entry]:
    """Return the entries that are marked in a phase by these criteria, in the order of this juror."""
    rows = Entry.objects.filter(
        round=seat.round_id, state__in=MARKED_STATES[phase], category__in=[pk for pk in judged if judged[pk][phase]]
    )
    return sorted(rows.select_related("category", "region", "firm"), key=lambda one: place_of(seat, one.pk))


def desk_of(seat: Seat, phase: Phase, at: datetime) -> Desk:
    """Return the desk of a juror. It asks for his own marks and for no others."""
    judged, out = judged_in(seat.round), recused(seat.round)
    entries = entries_of(seat, phase, judged)
    marked = Count("marks", filter=Q(marks__points__isnull=False))
    sheets = {
        one.entry_id: one
        for one in MarkSheet.objects.filter(seat=seat, phase=phase)
        .select_related("reopened_for")
        .annotate(marked=marked)
    }
    return Desk(
        phase=phase,
        rows=tuple(
            row_of(one, sheets, len(judged[one.category_id][phase])) for one in entries if (seat.pk, one.pk) not in out
        ),
        kept_out=tuple(sorted((one for one in entries if (seat.pk, one.pk) in out), key=lambda one: one.name)),
        is_open=is_open(phase, timetable(seat.round, at)),
        needs_declaration=seat.declared_at is None or not all(map(seat.has_declared, entries)),
    )


def row_of(entry: Entry, sheets: Mapping[int, MarkSheet], criteria: int) -> DeskRow:
    sheet = sheets.get(entry.pk)
    if sheet is None:
        return DeskRow(entry, 0, criteria, is_final=False)
    marked: int = getattr(sheet, "marked", 0)
    again = sheet.reopened_for.number if sheet.reopened_for and is_opened_again(sheet) else 0
    return DeskRow(entry, marked, criteria, sheet.final_at is not None, again)


def next_entry(seat: Seat, phase: Phase, left: int, at: datetime) -> Entry | None:
    """Return the entry to go on with after `left`: of those that this juror has not wholly marked the one that the
    fewest jurors have begun, so that no entry comes short when the stage ends; among equals in his own order.

    Where all are marked, the first that is not final. How many have begun an entry shows in nothing else.
    """
    rows = [row for row in desk_of(seat, phase, at).rows if not row.is_final and row.entry.pk != left]
    wanted = [row for row in rows if not row.is_whole] or rows
    if not wanted:
        return None
    counts = MarkSheet.objects.filter(phase=phase, entry__in=[row.entry.pk for row in wanted]).exclude(seat=seat)
    begun = dict(counts.values_list("entry").annotate(many=Count("pk")))
    return min(wanted, key=lambda row: (begun.get(row.entry.pk, 0), place_of(seat, row.entry.pk))).entry


def opened_again(seat: Seat) -> list[MarkSheet]:
    """Return the sheets of a juror that a granted objection has opened again, whatever their phase."""
    rows = MarkSheet.objects.filter(seat=seat, final_at=None, reopened_for__isnull=False, reopened_for__results=None)
    return list(rows.select_related("entry__region", "entry__firm", "reopened_for").order_by("pk"))
