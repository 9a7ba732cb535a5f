"""Note conflicts of interest, as jurors declare them and as records tell of them, and lift them by two people."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.jury.reopening import give_back
from awards.enums import GONE, ConflictKind, ConflictSource
from awards.jury_errors import ConflictRefused
from awards.models import Conflict, Entry, MarkSheet, Round, Seat
from awards.queries.jury.conflicts import Found, detected, with_counted_marks
from awards.queries.results.closed import is_closed_for
from awards.queries.results.judging import jurors_of

LONGEST_NOTE = 500


@transaction.atomic
def declare(
    *, seat: Seat, told: Collection[tuple[int, ConflictKind]], note: str, is_all: bool, by: User, at: datetime
) -> None:
    """Let a juror say of all entries where there is a conflict: pairs of an entry and a kind, none for "tidak ada".

    `is_all` is the sentence that there is no other. What stands stays, whatever is left out; what was lifted stands
    again where the juror says so. Where his marks of an entry are final, they count until two others agree that the
    conflict takes effect; where the result is closed nothing can be said any more. Raise ConflictRefused,
    IdentityTyped.
    """
    Round.objects.select_for_update().get(pk=seat.round_id)  # closing takes the same lock
    seat = (
        Seat.objects.select_for_update(of=("self",)).select_related("round__edition", "round__region").get(pk=seat.pk)
    )
    if seat.user_id != by.pk or seat.ended_at is not None:
        raise ConflictRefused("not_yours")
    if not is_all:
        raise ConflictRefused("unsaid")
    if len(note) > LONGEST_NOTE:
        raise ConflictRefused("note", most=LONGEST_NOTE)
    refuse_identity(note)
    known = set(Entry.objects.filter(round=seat.round).exclude(state__in=GONE).values_list("pk", flat=True))
    if not {entry for entry, _ in told} <= known:
        raise ConflictRefused("foreign")
    added = keep(Found(seat.pk, *pair) for pair in told) if told else []
    refuse_closed(added)
    for one in added:
        one.source, one.note, one.found_by, one.found_at = ConflictSource.DECLARED, note, by, at
    store(added)
    seat.declared_at = at
    seat.save(update_fields=["declared_at"])
    record(seat.round, [seat], added, ConflictSource.DECLARED, by, at)
    find_conflicts(round_=seat.round, seats=[seat], at=at)


def keep(found: Iterable[Found]) -> list[Conflict]:
    """Return those conflicts that do not stand yet: new rows, and lifted ones that are to stand again."""
    wanted = sorted(set(found))
    rows = Conflict.objects.select_for_update().filter(seat__in={one.seat for one in wanted}).order_by("pk")
    known = {(row.seat_id, row.entry_id, row.kind): row for row in rows}
    return [
        known.get(one, Conflict(seat_id=one.seat, entry_id=one.entry, kind=one.kind))
        for one in wanted
        if one not in known or known[one].lifted_at is not None
    ]


def refuse_closed(conflicts: Iterable[Conflict]) -> None:
    """Raise ConflictRefused where the result of an entry is closed, so that nothing can change it."""
    for one in conflicts:
        if is_closed_for(one.entry):
            raise ConflictRefused("closed", entry=one.entry.name)


def store(conflicts: Collection[Conflict]) -> None:
    """Let conflicts stand anew, late ones where marks count already."""
    counted = with_counted_marks({one.seat_id for one in conflicts})
    for one in conflicts:
        one.lift_why, one.lift_asked_by, one.lift_asked_at, one.lifted_by, one.lifted_at = "", None, None, None, None
        one.backed_by, one.backed_at, one.upheld_by, one.upheld_at = None, None, None, None
        one.is_late = (one.seat_id, one.entry_id) in counted
        one.save()


@transaction.atomic
def find_conflicts(*, round_: Round, seats: Collection[Seat], at: datetime) -> int:
    """Note the conflicts of these jurors that the portal's records tell of; return how many are new.

    What two people have lifted is not found again. The seats are held meanwhile, so that no marks become final between
    the look at them and the note.
    """
    found = detected(round_, seats, at)
    if not found:
        return 0
    rows = Conflict.objects.filter(seat__in={one.seat for one in found}).values_list("seat", "entry", "kind")
    new = sorted(found - {Found(seat, entry, ConflictKind(kind)) for seat, entry, kind in rows})
    if not new:
        return 0
    held = Seat.objects.select_for_update().filter(pk__in={one.seat for one in new}).order_by("pk")
    judging = list(held.values_list("pk", flat=True))
    for one in new:  # else his marks would drop out of a version by objection, which must have them
        give_back(MarkSheet.objects.filter(seat=one.seat, entry=one.entry), None, at)
    counted = with_counted_marks(judging)
    made = [
        Conflict(
            seat_id=one.seat, entry_id=one.entry, kind=one.kind, source=ConflictSource.DETECTED, found_at=at,
            is_late=(one.seat, one.entry) in counted,
        )
        for one in new
    ]  # fmt: skip
    Conflict.objects.bulk_create(made, ignore_conflicts=True)
    record(round_, seats, made, ConflictSource.DETECTED, None, at)
    return len(made)


def find_in_round(round_: Round, at: datetime) -> int:
    """Note what records tell of all jurors of a round whose marks count or will; return how many are new."""
    return find_conflicts(round_=round_, seats=list(jurors_of(round_).values()), at=at)


def record(
    round_: Round, seats: Collection[Seat], found: Collection[Conflict], source: ConflictSource, by: User | None,
    at: datetime,
) -> None:  # fmt: skip
    told = {"source": source, "conflicts": [[one.seat_id, one.entry_id, one.kind] for one in found]}
    subject = f"seat:{next(iter(seats)).pk}" if len(seats) == 1 else f"round:{round_.pk}"
    # of no region, as the steps upon it: the kind is private, and officials read the trail of their region
    audit.record(by=by, act=Act.CONFLICT_FOUND, at=at, subject=subject, new=told)


@transaction.atomic
def ask_lift(*, conflict: Conflict, reason: str, by: User, at: datetime) -> Conflict:
    """Ask, as the secretariat, that a conflict no longer keeps the juror from the entry; an administrator decides.

    Raise RightMissing, ConflictRefused, ReasonMissing, IdentityTyped.
    """
    found = taken(conflict, Ability.RUN_ROUNDS, by, at)
    refuse_bad_reason(reason)
    if found.lift_asked_by is not None:
        raise ConflictRefused("asked", name=found.lift_asked_by)
    found.lift_why, found.lift_asked_by, found.lift_asked_at = reason.strip(), by, at
    found.save(update_fields=["lift_why", "lift_asked_by", "lift_asked_at"])
    record_step(found, Act.CONFLICT_LIFT_ASKED, by, at)
    return found


@transaction.atomic
def lift(*, conflict: Conflict, by: User, at: datetime) -> Conflict:
    """Agree, as an administrator, to what the secretariat asked: the conflict is lifted. Raise as `ask_lift` does."""
    found = taken(conflict, Ability.LIFT_CONFLICTS, by, at)
    if found.lift_asked_by is None:
        raise ConflictRefused("not_asked")
    if found.lift_asked_by == by:
        raise ConflictRefused("same_person")
    found.lifted_by, found.lifted_at = by, at
    found.save(update_fields=["lifted_by", "lifted_at"])
    record_step(found, Act.CONFLICT_LIFTED, by, at)
    return found


def taken(conflict: Conflict, ability: Ability, by: User, at: datetime) -> Conflict:
    """Return a conflict with its round, held until the end of the act, for another than the juror.

    Raise RightMissing, and ConflictRefused for one that is lifted or can change no more.
    """
    require_in(by, ability, conflict.seat.round, at)
    Round.objects.select_for_update().get(pk=conflict.seat.round_id)
    about = ("seat__round__region", "entry__region", "entry__firm", "lift_asked_by", "backed_by")
    found = Conflict.objects.select_for_update(of=("self",)).select_related(*about).get(pk=conflict.pk)
    if found.seat.user_id == by.pk:
        raise ConflictRefused("juror")
    if found.lifted_at is not None:
        raise ConflictRefused("lifted")
    refuse_closed([found])
    return found


def record_step(conflict: Conflict, act: Act, by: User, at: datetime) -> None:
    about = {"seat": conflict.seat_id, "entry": conflict.entry_id, "kind": conflict.kind}
    audit.record(by=by, act=act, at=at, subject=f"conflict:{conflict.pk}", new=about, reason=conflict.lift_why)
