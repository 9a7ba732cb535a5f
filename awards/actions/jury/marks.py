"""Give marks (nilai): drafts that may be changed while the stage lasts, and the act that makes them final."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts import access
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.actions.jury.conflicts import find_conflicts
from awards.actions.settings.criteria import freeze_criteria
from awards.arithmetic.schemes import Criterion, Phase
from awards.enums import MARKED_STATES
from awards.jury_errors import MarkRefused, MarksStale, listed
from awards.models import CriteriaSet, Entry, Evidence, Mark, MarkRevision, MarkSheet, Seat
from awards.queries.jury.conflicts import is_recused
from awards.queries.jury.judged import Given, JudgedCriteria, has_step, is_open, judged_by, phase_words, stage_words
from awards.queries.jury.seats import JURORS, OTHER_OFFICES
from awards.queries.results.closed import is_closed_for, is_opened_again
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import criteria_of
from paritrana import formatting

LONGEST_NOTE = 2_000
SMALLEST = Decimal("0.001")
"""Points are stored to three places."""


@dataclass(frozen=True)
class Place:
    """Where marks are given: a seat that is held until the end of the act, an entry, a phase, and what is marked."""

    seat: Seat
    entry: Entry
    phase: Phase
    criteria_set: CriteriaSet
    judged: JudgedCriteria
    sheet: MarkSheet | None


def save_sheet(
    *, seat: Seat, entry: Entry, phase: Phase, given: Sequence[Given], seen: int, by: User, at: datetime
) -> MarkSheet:
    """Store what a juror says of an entry in a phase; criteria that are not named keep what they have.

    `seen` is the version that was shown, 0 where there was none. Sent twice, it is stored once. The first mark freezes
    the criteria. Raise MarkRefused, MarksStale, IdentityTyped, RightMissing; then nothing was stored.
    """
    if seen == 0:
        find_conflicts(round_=entry.round, seats=[seat], at=at)  # stays, whatever becomes of the marks
    with transaction.atomic():
        place = opened(seat, entry, phase, by, at)
        refuse_bad_marks(place, given)
        held = marks_of(place.sheet)
        changed = [one for one in given if one != held.get(one.criterion, Given(one.criterion, None))]
        refuse_beside(place, changed)
        sheet = place.sheet
        if not changed:
            return sheet or MarkSheet(seat=place.seat, entry=place.entry, phase=phase, version=0)
        if (sheet.version if sheet else 0) != seen:
            raise stale(place, sheet)
        freeze(place, at)
        return stored(place, changed, by, at)


def opened(seat: Seat, entry: Entry, phase: Phase, by: User, at: datetime) -> Place:
    """Return the place where `by` may give marks now, its seat locked: all acts of one juror follow each other.

    Raise MarkRefused with the first reason why not, RightMissing.
    """
    seat = (
        Seat.objects.select_for_update(of=("self",)).select_related("round__edition", "round__region").get(pk=seat.pk)
    )
    refuse_unseated(seat, by, at)
    rows = Entry.objects.select_related("category", "region", "firm")
    entry = rows.get(pk=entry.pk)
    if entry.round_id != seat.round_id:
        raise MarkRefused("foreign")
    entry.round = seat.round
    sheet = MarkSheet.objects.filter(seat=seat, entry=entry, phase=phase).select_related("reopened_for").first()
    refuse_closed(seat, entry, phase, sheet, at)
    criteria_set = criteria_of(seat.round, entry.category)
    judged = judged_by(criteria_set)[phase] if criteria_set else ()
    if criteria_set is None or not judged:
        raise MarkRefused("no_criteria", category=entry.category.name, phase=phase_words(phase))
    if sheet and sheet.final_at is not None:
        raise MarkRefused("final", entry=entry.name)
    return Place(seat, entry, phase, criteria_set, judged, sheet)


def freeze(place: Place, at: datetime) -> None:
    """Freeze the criteria with the first mark; raise MarkRefused where they were replaced in that very moment."""
    if place.criteria_set.frozen_at is None:
        held = freeze_criteria(round_=place.seat.round, category=place.entry.category, at=at)
        if held != place.criteria_set:
            raise MarkRefused("criteria_moved", category=place.entry.category.name)


def refuse_unseated(seat: Seat, by: User, at: datetime) -> None:
    """Raise MarkRefused for who does not sit there, or holds another office of the round."""
    roles = access.roles_at(by, seat.round.region, at)
    if seat.user_id != by.pk or seat.ended_at is not None or JURORS[seat.round.is_national] not in roles:
        raise MarkRefused("not_seated")
    if roles & OTHER_OFFICES:
        raise MarkRefused("two_offices")


def refuse_closed(seat: Seat, entry: Entry, phase: Phase, sheet: MarkSheet | None, at: datetime) -> None:
    """Raise MarkRefused where the result, the stage, the state of the entry or a conflict keeps the juror from it.

    Neither result nor stage keeps from a sheet that a granted objection has opened again.
    """
    is_again = is_opened_again(sheet)
    if is_closed_for(entry) and not is_again:
        raise MarkRefused("closed", entry=entry.name)
    if not is_open(phase, timetable(seat.round, at)) and not is_again:
        raise MarkRefused("stage", phase=phase_words(phase), stages=stage_words(phase), entry=entry.name)
    if entry.state not in MARKED_STATES[phase]:
        raise MarkRefused("not_judged", entry=entry.name, state=entry.get_state_display(), phase=phase_words(phase))
    if is_recused(seat, entry):
        raise MarkRefused("recused", entry=entry.name)
    if not seat.has_declared(entry):
        raise MarkRefused("undeclared", entry=entry.name)


def refuse_bad_marks(place: Place, given: Sequence[Given]) -> None:
    """Raise MarkRefused for the first mark that cannot stand, IdentityTyped for a number of a person in a note."""
    known = {one.code: one for one in place.judged}
    for one in given:
        criterion = known.get(one.criterion)
        if criterion is None:
            raise MarkRefused("criterion", criterion=one.criterion[:20])
        if one.points is not None:
            refuse_off_scale(criterion, one.points)
        if len(one.note) > LONGEST_NOTE:
            raise MarkRefused("note", criterion=criterion.name, most=formatting.number(LONGEST_NOTE))
        refuse_identity(one.note)
    linked = {one.evidence: known[one.criterion].name for one in given if one.evidence is not None}
    if linked:
        proofs = Evidence.objects.filter(entry__in=place.entry.dossiers, withdrawn_at=None, pk__in=linked)
        for number in sorted(linked.keys() - set(proofs.values_list("pk", flat=True))):
            raise MarkRefused("evidence", criterion=linked[number])


def refuse_beside(place: Place, changed: Iterable[Given]) -> None:
    """Raise MarkRefused for a change beside the criterion for which an objection opened the sheet again."""
    contested = place.sheet.reopened_for if place.sheet else None
    if contested is not None and any(one.criterion != contested.criterion for one in changed):
        raise MarkRefused("beside", entry=place.entry.name, number=contested.number)


def refuse_off_scale(criterion: Criterion, points: Decimal) -> None:
    is_within = points.is_finite() and criterion.lowest <= points <= criterion.highest
    if not is_within or points != points.quantize(SMALLEST):
        raise MarkRefused(
            "scale", points=printed(points), criterion=criterion.name, lowest=printed(criterion.lowest),
            highest=printed(criterion.highest),
        )  # fmt: skip
    if criterion.only_steps and not has_step(criterion, points):
        steps = listed([printed(step.mark) for step in criterion.steps])
        raise MarkRefused("step", points=printed(points), criterion=criterion.name, steps=steps)


def printed(points: Decimal) -> str:
    """Return points as they are typed, also such as no mark can be."""
    return formatting.typed(points)[:20] if points.is_finite() else str(points)


def marks_of(sheet: MarkSheet | None) -> dict[str, Given]:
    """Return what a sheet holds, by criterion."""
    rows = Mark.objects.filter(sheet=sheet) if sheet else ()
    return {one.criterion: Given(one.criterion, one.points, one.note, one.evidence_id) for one in rows}


def stale(place: Place, sheet: MarkSheet | None) -> MarksStale:
    at = formatting.moment(sheet.saved_at, place.seat.round.time_zone) if sheet else ""
    return MarksStale("stale", entry=place.entry.name, at=at)


def stored(place: Place, changed: Iterable[Given], by: User, at: datetime) -> MarkSheet:
    """Store the changed marks with their history, under the next version of the sheet."""
    sheet = place.sheet or MarkSheet(seat=place.seat, entry=place.entry, phase=place.phase, version=0)
    sheet.version, sheet.saved_at = sheet.version + 1, at
    sheet.save()
    marks = [
        Mark(sheet=sheet, criterion=one.criterion, points=one.points, note=one.note, evidence_id=one.evidence)
        for one in changed
    ]
    Mark.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["sheet", "criterion"],
        update_fields=["points", "note", "evidence"],
    )  # fmt: skip
    MarkRevision.objects.bulk_create(
        MarkRevision(
            sheet=sheet, criterion=one.criterion, version=sheet.version, points=one.points, note=one.note, by=by, at=at
        )
        for one in changed
    )
    return sheet


def make_final(*, seat: Seat, entry: Entry, phase: Phase, seen: int, by: User, at: datetime) -> MarkSheet:
    """Make a juror's marks of an entry final: all are there, and founded where the criterion asks for it.

    Raise MarkRefused, MarksStale, RightMissing; then nothing has changed.
    """
    find_conflicts(round_=entry.round, seats=[seat], at=at)
    with transaction.atomic():
        place = opened(seat, entry, phase, by, at)
        sheet, held = place.sheet, marks_of(place.sheet)
        refuse_incomplete(place, held)
        if sheet is None or sheet.version != seen:
            raise stale(place, sheet)
        sheet.final_at, sheet.version = at, sheet.version + 1
        sheet.save(update_fields=["final_at", "version"])
        # no region and no points: what officials read of their region's trail must tell nothing of marks
        told = {"round": place.seat.round_id, "entry": place.entry.pk, "phase": phase, "marks": len(held)}
        audit.record(by=by, act=Act.MARKS_FINAL, at=at, subject=f"marks:{sheet.pk}", new=told)
        return sheet


def refuse_incomplete(place: Place, held: dict[str, Given]) -> None:
    """Raise MarkRefused where a mark is missing, or lacks the note or proof that its criterion asks for."""
    blank = Given("", None)
    missing = [one.name for one in place.judged if held.get(one.code, blank).points is None]
    if missing:
        raise MarkRefused("incomplete", entry=place.entry.name, missing=listed(missing))
    bare = [one.name for one in place.judged if one.needs_note and not is_founded(held[one.code])]
    if bare:
        raise MarkRefused("unfounded", entry=place.entry.name, missing=listed(bare))


def is_founded(given: Given) -> bool:
    return bool(given.note.strip()) or given.evidence is not None
