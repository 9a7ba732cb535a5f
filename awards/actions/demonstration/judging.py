"""How the juries of the demonstration judge: seats, declarations, marks that are plausible and always the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.actions.demonstration.courses import SAMPLE, Course
from awards.actions.jury.conflicts import declare, find_conflicts
from awards.actions.jury.interviews import ask, begin, end, note_attendance, set_order
from awards.actions.jury.marks import Place, refuse_bad_marks, refuse_incomplete, refuse_unseated
from awards.actions.jury.seats import appoint
from awards.actions.settings.criteria import freeze_criteria
from awards.arithmetic.schemes import Criterion, Phase
from awards.enums import ConflictKind, RoundStage, SeatRole
from awards.jury_errors import MarkRefused
from awards.models import Entry, Mark, MarkRevision, MarkSheet, Seat
from awards.queries.jury.conflicts import recused
from awards.queries.jury.judged import Given, is_open, judged_by, phase_words, stage_words
from awards.queries.rounds.stages import timetable

OFFICES = (SeatRole.CHAIR, SeatRole.SECRETARY)
LEAST, MOST = 1, 5
NOTES = {
    1: "Belum terlihat dalam berkas.",
    2: "Baru rencana, hasilnya belum ada.",
    3: "Berjalan di sebagian wilayah.",
    4: "Berjalan luas, buktinya lengkap.",
    5: "Hasilnya terukur dan dapat ditiru.",
}


def seat_jury(course: Course, at: datetime) -> list[Seat]:
    """Appoint the jury: its chair, its secretary, and members."""
    by = course.person(course.secretary, at)
    offices = [*OFFICES, *[SeatRole.MEMBER] * len(course.jurors)]
    return [
        appoint(
            round_=course.round, user=course.people[name], role=role, decree=f"SK contoh {number:02}/TP", by=by, at=at
        )
        for number, (name, role) in enumerate(zip(course.jurors, offices, strict=False), start=1)
    ]


def declare_all(course: Course, seats: Iterable[Seat], at: datetime, told: Mapping[str, Entry] | None = None) -> None:
    """Let each juror declare; `told` names with whose leader a juror says to be related."""
    for seat in seats:
        entry = (told or {}).get(seat.user.username)
        declare(
            seat=seat, told=[(entry.pk, ConflictKind.FAMILY)] if entry else [], note=SAMPLE if entry else "",
            is_all=True, by=course.person(seat.user.username, at), at=at,
        )  # fmt: skip


def mark_all(course: Course, seats: Iterable[Seat], entries: Sequence[Entry], phase: Phase, at: datetime) -> None:
    """Give the marks of a phase, each juror of each entry that is no conflict, and make them final.

    Set-wise, with the refusals of `awards.actions.jury.marks`: five hundred sheets one by one take half a minute.
    """
    if not is_open(phase, timetable(course.round, at)):
        raise MarkRefused("stage", phase=phase_words(phase), stages=stage_words(phase), entry=course.round.region.name)
    categories = {entry.category_id: entry.category for entry in entries}
    sets = {pk: freeze_criteria(round_=course.round, category=one, at=at) for pk, one in categories.items()}
    judged = {pk: judged_by(one)[phase] for pk, one in sets.items()}
    for seat in seats:
        by = course.person(seat.user.username, at)
        refuse_unseated(seat, by, at)
        find_conflicts(round_=course.round, seats=[seat], at=at)
        aside = recused(course.round)
        places = [
            Place(seat, entry, phase, sets[entry.category_id], judged[entry.category_id], None)
            for entry in entries
            if (seat.pk, entry.pk) not in aside
        ]
        store(places, by, at)


def store(places: Sequence[Place], by: User, at: datetime) -> None:
    """Store the whole marks of one juror as final sheets, with their history and an entry in the trail for each."""
    given = {place.entry.pk: [given_to(place.entry, one, place.seat) for one in place.judged] for place in places}
    for place in places:
        refuse_bad_marks(place, given[place.entry.pk])
        refuse_incomplete(place, {one.criterion: one for one in given[place.entry.pk]})
    sheets = MarkSheet.objects.bulk_create(
        MarkSheet(seat=one.seat, entry=one.entry, phase=one.phase, version=2, saved_at=at, final_at=at)
        for one in places
    )
    told = [(sheet, one) for sheet in sheets for one in given[sheet.entry_id]]
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=one.criterion, points=one.points, note=one.note) for sheet, one in told
    )
    MarkRevision.objects.bulk_create(
        MarkRevision(sheet=sheet, criterion=one.criterion, version=1, points=one.points, note=one.note, by=by, at=at)
        for sheet, one in told
    )
    for sheet in sheets:
        new = {
            "round": sheet.seat.round_id, "entry": sheet.entry_id, "phase": sheet.phase,
            "marks": len(given[sheet.entry_id]),
        }  # fmt: skip
        audit.record(by=by, act=Act.MARKS_FINAL, at=at, subject=f"marks:{sheet.pk}", new=new)


def given_to(entry: Entry, criterion: Criterion, seat: Seat) -> Given:
    """Return an invented mark: what the entrant is worth, how the juror leans, and some chance."""
    year, juror = entry.round.edition.data_year, seat.user.username
    worth = Random(f"{entry.name}/{year}/{criterion.code}").uniform(2.3, 4.8)  # noqa: S311 - invented marks
    lean = Random(juror).uniform(-0.5, 0.4)  # noqa: S311
    chance = Random(f"{entry.name}/{criterion.code}/{juror}").gauss(0, 0.45)  # noqa: S311
    mark = min(MOST, max(LEAST, round(worth + lean + chance)))
    return Given(criterion.code, Decimal(mark), f"Contoh. {NOTES[mark]}")


def hear(course: Course, nominees: list[Entry], seats: list[Seat]) -> None:
    """Hear the nominees in their order, a quarter of an hour each; the last head of all sent somebody."""
    at = course.moment(RoundStage.NOMINEES, 16)
    order = {entry.pk: place for place, entry in enumerate(nominees, start=1)}
    set_order(round_=course.round, order=order, by=course.person(course.secretary, at), at=at)
    at = course.moment(RoundStage.INTERVIEW, 8)
    text = "Contoh: berapa pekerja rentan yang dianggarkan tahun depan?"
    ask(seat=seats[-1], entry=nominees[0], text=text, by=course.person(seats[-1].user.username, at), at=at)
    by = course.person(course.secretary, at)
    for entry in nominees:
        begin(entry=entry, by=by, at=at)
        is_there = entry is not nominees[-1]
        note_attendance(entry=entry, head=is_there, instead="" if is_there else "Sekretaris (contoh)", by=by, at=at)
        at += timedelta(minutes=15)
        end(entry=entry, by=by, at=at)
