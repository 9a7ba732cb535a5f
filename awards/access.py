"""Which rounds and entries a person may reach, and by what: an office at the region, or a seat in the jury.

Out of reach is 404, as if it did not exist; in reach without the ability is 403.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.errors import RightMissing
from accounts.models import User
from awards.enums import JUDGED
from awards.models import Edition, Entry, Evidence, Result, Round, Seat
from awards.queries.jury.conflicts import is_recused
from awards.queries.jury.knowing import has_read_marks
from awards.queries.jury.seats import OF_JURIES, OTHER_OFFICES, has_judged, offices_at, watches
from awards.queries.jury.seats import abilities_in as abilities_in
from awards.queries.jury.seats import roles_in as roles_in
from awards.queries.jury.seats import seat_of as seat_of
from awards.queries.jury.visibility import told_phases
from awards.queries.results.published import public_results
from awards.queries.rounds.nominees import as_told
from awards.queries.rounds.own_ways import headed
from awards.queries.rounds.stages import timetable
from regions.models import Region

READERS = (Ability.READ_ROUNDS, Ability.MARK_ENTRIES, Ability.REOPEN_MARKS)
"""Who has to do with a jury: the secretariat, the jurors, an administrator."""
SETTING_DATES = frozenset({Ability.RUN_ROUNDS, Ability.MANAGE_REFERENCE})


def may_in(user: User, ability: Ability, round_: Round, at: datetime) -> bool:
    """Tell whether `user` may do `ability` in a round."""
    return ability in abilities_in(user, round_, at)


def require_in(user: User, ability: Ability, round_: Round, at: datetime) -> None:
    """Raise RightMissing unless `user` may do `ability` in a round: each act upon a round asks this."""
    if not may_in(user, ability, round_, at):
        raise RightMissing(round_.region.name)


def round_for(user: User, ability: Ability, number: int, at: datetime) -> Round:
    """Return a round that `user` runs, judges or looks after by `ability`.

    A juror's role counts only with a seat in this very round. Raise OutOfReach, answered as 404, where the person has
    nothing to do with the round, PermissionDenied where it is another's act.
    """
    return round_for_any(user, (ability,), number, at)


def round_for_any(user: User, abilities: Collection[Ability], number: int, at: datetime) -> Round:
    """Return a round with which `user` has to do by one of `abilities`; raise as `round_for` does."""
    found = Round.objects.select_related("edition__programme", "region").filter(pk=number).first()
    held = abilities_in(user, found, at) if found else frozenset[Ability]()
    if found is None or not held:
        raise access.OutOfReach(str(number)[:13])
    if not held.intersection(abilities):
        raise PermissionDenied
    return found


def seat_for(user: User, number: int, at: datetime) -> Seat:
    """Return the seat by which `user` judges a round; raise OutOfReach or PermissionDenied."""
    found = round_for(user, Ability.MARK_ENTRIES, number, at)
    seat = Seat.objects.select_related("round__edition__programme", "round__region").filter(round=found, user=user)
    return seat.get(ended_at=None)


def entry_for(user: User, ability: Ability, number: int, at: datetime) -> Entry:
    """Return an entry that `user` reaches by `ability`: from an office at its region or above it, or by the round.

    The nation's offices reach entries of national rounds and administrators all; a province's officials and jurors see
    nothing of the rounds of others. Raise OutOfReach, answered as 404, or PermissionDenied.
    """
    found = (
        Entry.objects.select_related("round__edition__programme", "round__region", "category", "region", "firm")
        .filter(pk=number)
        .first()
    )
    held = abilities_about(user, found, at) if found else frozenset[Ability]()
    if found is None or not held:
        raise access.OutOfReach(str(number)[:13])
    if ability not in held:
        raise PermissionDenied
    return found


def abilities_about(user: User, entry: Entry, at: datetime) -> frozenset[Ability]:
    """Return what `user` may do with an entry, by its round and by the offices at its region."""
    found = abilities_in(user, entry.round, at)
    return found.union(*(ABILITIES[role] for role in roles_about(user, entry, at)))


def roles_about(user: User, entry: Entry, at: datetime) -> set[Role]:
    """Return the roles of `user` that count for an entry: those in its round, and the offices at its region.

    Where a firm competes, the region is where it sits, and its officials have nothing to do with the entry.
    """
    roles = roles_in(user, entry.round, at)
    if entry.firm_id is None:
        offices = access.roles_at(user, entry.region, at) - OF_JURIES - {Role.SECRETARY}
        roles |= offices - OTHER_OFFICES if has_judged(user, entry.round) else offices
    return roles


def may_freeze(user: User, round_: Round, at: datetime) -> bool:
    """Tell whether `user` freezes the numbers of a round now.

    The secretariat does, until marks of a phase are open to it: who knows what a number would do to the order does not
    choose it alone. Then an administrator does who is not of it, and it remains the secretariat that closes. Where
    marks are closed to it again, as by a juror whom it appoints, who has read them still freezes nothing.
    """
    abilities = abilities_in(user, round_, at)
    runs = Ability.RUN_ROUNDS in abilities
    if told_phases(round_, timetable(round_, at)):
        return Ability.REOPEN_MARKS in abilities and not runs
    return runs and not has_read_marks(user, round_)


def require_running(user: User, region: Region, at: datetime) -> None:
    """Raise RightMissing unless `user` runs the rounds of a region: its secretariat, or an administrator."""
    if not runs_rounds(user, region, at):
        raise RightMissing(region.name)


def runs_rounds(user: User, region: Region, at: datetime) -> bool:
    """Tell whether `user` may open the rounds of a region: its own secretariat, or an administrator."""
    return any(SETTING_DATES & ABILITIES[role] for role in offices_at(user, region, at))


def sets_dates(user: User, round_: Round, at: datetime) -> bool:
    """Tell whether `user` may set the dates of a round: its secretariat, or an administrator."""
    return not SETTING_DATES.isdisjoint(abilities_in(user, round_, at))


def require_dates(user: User, round_: Round, at: datetime) -> None:
    """Raise RightMissing unless `user` may set the dates of a round."""
    if not sets_dates(user, round_, at):
        raise RightMissing(round_.region.name)


def keeps_awards(user: User, at: datetime) -> bool:
    """Tell whether `user` keeps categories, zones and criteria, as administrators do."""
    return any(Ability.MANAGE_REFERENCE in ABILITIES[Role(held.role)] for held in access.assignments(user, at))


def rounds_to_open(user: User, edition: Edition, at: datetime) -> list[Region]:
    """Return the regions whose secretariat `user` is and where an edition has no round yet, by code."""
    able = [one.region for one in access.assignments(user, at) if Ability.RUN_ROUNDS in ABILITIES[Role(one.role)]]
    standing = set(Round.objects.filter(edition=edition).values_list("region", flat=True)) if able else set()
    return sorted({one for one in able if one.pk not in standing}, key=lambda one: one.code)


def timetable_for(user: User, number: int, at: datetime) -> Round:
    """Return a round whose dates `user` sets; raise OutOfReach or PermissionDenied."""
    found = Round.objects.select_related("edition__programme", "region").filter(pk=number).first()
    if found and sets_dates(user, found, at):
        return found
    return round_for(user, Ability.RUN_ROUNDS, number, at)


def dossier_for(user: User, number: int, at: datetime) -> tuple[Entry, bool]:
    """Return an entry that `user` may read about, and whether all of it: a juror who steps aside sees its name alone.

    Jurors see an entry once its documents are complete. Raise OutOfReach, answered as 404, or PermissionDenied.
    """
    found = entry_for(user, Ability.READ_EVIDENCE, number, at)
    offices = roles_about(user, found, at) - OF_JURIES
    if any(Ability.READ_EVIDENCE in ABILITIES[role] for role in offices) or watches(user, found.round, at):
        return found, True
    if found.state not in JUDGED:
        raise PermissionDenied
    seat = seat_of(user, found.round)
    return found, seat is not None and not is_recused(seat, found)


def objection_for(user: User, number: int, at: datetime) -> Entry:
    """Return an entry whose objections `user` reads: as who reads its proofs, without the jurors.

    Raise OutOfReach, answered as 404, or PermissionDenied.
    """
    found = entry_for(user, Ability.READ_EVIDENCE, number, at)
    if not any(Ability.READ_EVIDENCE in ABILITIES[role] for role in roles_about(user, found, at) - OF_JURIES):
        raise PermissionDenied
    return found


def as_known(user: User, round_: Round, entries: Iterable[Entry], at: datetime) -> list[Entry]:
    """Return entries of a round as `user` may know them: nominees before they are told only as one who names or judges.

    They are to be shown, and never to be stored.
    """
    if not abilities_in(user, round_, at).isdisjoint(READERS):
        return list(entries)
    table = timetable(round_, at)
    return [as_told(one, table) for one in entries]


def compares(user: User, entry: Entry, at: datetime) -> bool:
    """Tell whether `user` may know which proofs of an entry others handed in too: no office of an entrant may."""
    abilities = abilities_in(user, entry.round, at)
    if Ability.MARK_ENTRIES in abilities:
        seat = seat_of(user, entry.round)
        return seat is not None and not is_recused(seat, entry)
    return not abilities.isdisjoint({Ability.READ_ROUNDS, Ability.REOPEN_MARKS})


def reads_numbers(user: User, round_: Round, at: datetime) -> bool:
    """Tell whether `user` reads the frozen numbers of a round: its secretariat and administrators, and no juror."""
    return may_in(user, Ability.PUBLISH_RESULTS, round_, at) and seat_of(user, round_) is None


def evidence_for(user: User, number: int, proof: int, at: datetime) -> Evidence:
    """Return a proof of an entry whose whole dossier `user` reads, without its file; raise as `dossier_for` does."""
    entry, is_whole = dossier_for(user, number, at)
    found = Evidence.objects.filter(entry__in=entry.dossiers, pk=proof).defer("content", "redacted").first()
    if found is None:
        raise access.OutOfReach(str(number)[:13])
    if not is_whole:
        raise PermissionDenied
    found.entry = entry
    return found


def nominating_for(user: User, number: int, at: datetime) -> tuple[Round, list[Region]]:
    """Return a round and the regions of its area that `user` heads; raise OutOfReach, answered as 404, else."""
    found = Round.objects.select_related("edition__programme", "region").filter(pk=number).first()
    regions = headed(user, found, at) if found else []
    if found is None or not regions:
        raise access.OutOfReach(str(number)[:13])
    return found, regions


def result_to_audit(user: User, number: int, at: datetime) -> Result:
    """Return a closed result all of which `user` may export: of the round's secretariat, or an administrator.

    Who sits in the jury waits until the result is public, whatever other office he holds. Raise OutOfReach, answered as
    404, or PermissionDenied.
    """
    rows = Result.objects.select_related("round__edition__programme", "round__region", "category", "criteria_set")
    found: Result | None = rows.filter(pk=number).defer("bundle").first()
    if found is None:
        raise access.OutOfReach(str(number)[:13])
    round_for(user, Ability.PUBLISH_RESULTS, found.round_id, at)
    if seat_of(user, found.round) is not None and not public_results(at).filter(pk=number).exists():
        raise PermissionDenied
    return found
