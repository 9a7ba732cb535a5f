"""Appoint jurors to a round and let them go: the secretariat, by decree."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.jury.conflicts import find_conflicts
from awards.actions.jury.reopening import give_back
from awards.enums import RoundStage, SeatRole
from awards.jury_errors import SeatRefused
from awards.models import MarkSheet, Result, Round, Seat
from awards.models.edition import LONGEST_NAME
from awards.queries.jury.conflicts import OFFICES
from awards.queries.jury.seats import JURORS, OF_JURIES, OTHER_OFFICES
from awards.queries.rounds.stages import timetable

PSEUDONYMS = tuple(f"J{number:02}" for number in range(1, 1_000))
"""What stands for jurors wherever marks are shown, and in bundles."""


@transaction.atomic
def appoint(*, round_: Round, user: User, role: SeatRole, decree: str, by: User, at: datetime) -> Seat:
    """Give a juror a seat in a round, or again the seat that had ended; its pseudonym is drawn, not counted.

    It must be before the interviews are over and before any category is closed: who comes later has heard nobody.
    Conflicts that the portal's records tell of are noted at once. Raise RightMissing, SeatRefused, IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    round_ = Round.objects.select_for_update().select_related("region", "edition").get(pk=round_.pk)
    refuse_late(round_, user, at)
    refuse_unfit(round_, user, at)
    if not 0 < len(decree.strip()) <= LONGEST_NAME:
        raise SeatRefused("decree")
    refuse_identity(decree)
    seats = {seat.user_id: seat for seat in Seat.objects.filter(round=round_).select_related("user")}
    seat = seats.get(user.pk)
    if seat and seat.ended_at is None:
        raise SeatRefused("seated", name=user)
    refuse_second_chair(role, seats)
    taken = {each.pseudonym for each in seats.values()}
    free = [each for each in PSEUDONYMS if each not in taken]
    short = [each for each in free if len(each) == len(PSEUDONYMS[0])] or free
    seat = seat or Seat(round=round_, user=user, pseudonym=secrets.choice(short), shuffle=secrets.token_hex(16))
    seat.role, seat.decree, seat.appointed_by, seat.appointed_at = role, decree.strip(), by, at
    seat.declared_at, seat.ended_at, seat.ended_why = None, None, ""
    seat.save()
    find_conflicts(round_=round_, seats=[seat], at=at)
    told = {
        "user": user.username,
        "role": role,
        "decree": seat.decree,
    }  # no pseudonym: it would tell whose marks are whose
    record(seat, Act.JUROR_APPOINTED, by, at, new=told)
    return seat


def refuse_late(round_: Round, user: User, at: datetime) -> None:
    """Raise SeatRefused once the interviews are over or a category is closed."""
    if Result.objects.filter(round=round_).exists():
        raise SeatRefused("closed", name=user)
    if timetable(round_, at).has_passed(RoundStage.INTERVIEW):
        raise SeatRefused("too_late", name=user)


def refuse_unfit(round_: Round, user: User, at: datetime) -> None:
    """Raise SeatRefused for who holds no juror's role there, another office of the same round, or one of its region."""
    roles = access.roles_at(user, round_.region, at)
    if JURORS[round_.is_national] not in roles & OF_JURIES:
        raise SeatRefused("not_a_juror", name=user, region=round_.region.name)
    if roles & OTHER_OFFICES:
        raise SeatRefused("two_offices", name=user)
    if not roles.isdisjoint(OFFICES):
        raise SeatRefused("whole_area", name=user, region=round_.region.name)


def refuse_second_chair(role: SeatRole, seats: dict[int, Seat]) -> None:
    for each in seats.values():
        if role == SeatRole.CHAIR and each.role == SeatRole.CHAIR and each.ended_at is None:
            raise SeatRefused("chair_taken", name=each.user)


@transaction.atomic
def end_seat(*, seat: Seat, reason: str, by: User, at: datetime) -> Seat:
    """End a juror's seat. Final marks stay and count under the pseudonym; drafts do not, and no more is expected.

    What a granted objection has opened again is final as it was, so that its version can be closed. Raise RightMissing,
    SeatRefused, ReasonMissing, IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, seat.round, at)
    refuse_bad_reason(reason)
    Round.objects.select_for_update().get(pk=seat.round_id)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("round__region", "user").get(pk=seat.pk)
    if seat.ended_at is not None:
        raise SeatRefused("ended", name=seat.user)
    give_back(MarkSheet.objects.filter(seat=seat), by, at)
    seat.ended_at, seat.ended_why = at, reason.strip()
    seat.save(update_fields=["ended_at", "ended_why"])
    record(seat, Act.JUROR_ENDED, by, at, old={"user": seat.user.username}, reason=seat.ended_why)
    return seat


def record(
    seat: Seat, act: Act, by: User, at: datetime, *, old: object = None, new: object = None, reason: str = ""
) -> None:
    code = seat.round.region.code
    audit.record(by=by, act=act, at=at, subject=f"seat:{seat.pk}", region_code=code, old=old, new=new, reason=reason)
