"""The jury of a round (tim penilai), and who could be appointed to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import Assignment, User
from awards.models import MarkSheet, Round, Seat
from regions.models import Region

JURORS = {False: Role.PROVINCIAL_JUROR, True: Role.NATIONAL_JUROR}
"""The role that a juror holds, by whether the round is national."""
OF_JURIES = frozenset(JURORS.values())
OTHER_OFFICES = frozenset({Role.SECRETARY, Role.ADMINISTRATOR})
"""Who runs a round or looks after it does not judge in it, and the other way round."""
READING = frozenset({Ability.READ_ROUNDS, Ability.READ_SUBMITTED, Ability.READ_EVIDENCE, Ability.EXPORT})
"""What the nation's secretariat may do in a provincial round: it reads, and acts in national rounds alone."""
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
    """Return the roles of `user` that count in a round: those at its region, a juror's only with a seat in it.

    Who holds a seat, or whose marks count though the seat has ended, is neither secretariat nor administrator there.
    """
    roles = offices_at(user, round_.region, at)
    if roles & OTHER_OFFICES and has_judged(user, round_):
        roles -= OTHER_OFFICES
    juror = JURORS[round_.is_national]
    if juror in roles and seat_of(user, round_) is not None:
        return (roles - OF_JURIES) | {juror}
    return roles - OF_JURIES


def offices_at(user: User, region: Region, at: datetime) -> set[Role]:
    """Return the roles of `user` that reach a region; a secretariat acts where it is one, not in all regions below."""
    held = access.reaching(access.assignments(user, at), region, access.day_of(at))
    return {Role(one.role) for one in held if one.role != Role.SECRETARY or one.region_id == region.pk}


def abilities_in(user: User, round_: Round, at: datetime) -> frozenset[Ability]:
    """Return what `user` may do in a round; nothing for who has nothing to do with it."""
    found = frozenset[Ability]().union(*(ABILITIES[role] for role in roles_in(user, round_, at)))
    return found | READING if watches(user, round_, at) else found


def watches(user: User, round_: Round, at: datetime) -> bool:
    """Tell whether `user` reads a provincial round as the nation's secretariat."""
    if round_.is_national:
        return False
    is_above = Role.SECRETARY in access.roles_at(user, round_.region, at) - offices_at(user, round_.region, at)
    return is_above and not has_judged(user, round_)


def counting() -> QuerySet[Seat]:
    """Return the seats whose marks count: those that are held, and those that left marks which stay final."""
    final = MarkSheet.objects.filter(seat=OuterRef("pk"), final_at__isnull=False)
    return Seat.objects.filter(Q(ended_at=None) | Exists(final))


def judging(user: User) -> QuerySet[Seat]:
    """Return the seats by which `user` is a juror whose marks count."""
    return counting().filter(user=user)


def has_judged(user: User, round_: Round) -> bool:
    """Tell whether `user` holds a seat in a round, or gave marks in it that stay final after the seat has ended."""
    return judging(user).filter(round=round_).exists()


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
