"""The jury of a round (tim penilai), and who could be appointed to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts import access
from accounts.abilities import Role
from accounts.models import Assignment, User
from awards.models import Round, Seat

JURORS = {False: Role.PROVINCIAL_JUROR, True: Role.NATIONAL_JUROR}
"""The role that a juror holds, by whether the round is national."""
OF_JURIES = frozenset(JURORS.values())
ORDER = {"chair": 0, "secretary": 1, "member": 2}


@dataclass(frozen=True)
class Jury:
    """Who sits in a round, the chair first, and who did: `ended`."""

    seated: tuple[Seat, ...]
    ended: tuple[Seat, ...]


def jury_of(round_: Round) -> Jury:
    """Return the jury of a round. Names stand here, so pseudonyms do not."""
    seats = Seat.objects.filter(round=round_).select_related("user").defer("pseudonym", "shuffle")
    ordered = sorted(seats, key=lambda seat: (ORDER[seat.role], seat.user.name, seat.pk))
    return Jury(
        tuple(seat for seat in ordered if seat.ended_at is None),
        tuple(seat for seat in ordered if seat.ended_at is not None),
    )


def roles_in(user: User, round_: Round, at: datetime) -> set[Role]:
    """Return the roles of `user` that count in a round: those at its region, a juror's only with a seat in it."""
    roles = access.roles_at(user, round_.region, at)
    juror = JURORS[round_.is_national]
    if juror in roles and seat_of(user, round_) is not None:
        return (roles - OF_JURIES) | {juror}
    return roles - OF_JURIES


def seat_of(user: User, round_: Round) -> Seat | None:
    """Return the seat that `user` holds in a round, if it has not ended."""
    return Seat.objects.filter(round=round_, user=user, ended_at=None).first()


def candidates(round_: Round, at: datetime) -> QuerySet[User]:
    """Return the people who hold the role of a juror at the round's region and do not sit in the round, by name."""
    day = access.day_of(at)
    held = Assignment.objects.on(day).filter(
        role=JURORS[round_.is_national], region__in=access.lineage(round_.region, day)
    )
    seated = Seat.objects.filter(round=round_, ended_at=None)
    found = User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(pk__in=seated.values("user"))
    return found.order_by("name", "pk")
