"""Bring entrants into a round, and take them out again: by their region, by the secretariat, by a file of proposals."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import User
from awards.access import may_in, require_in
from awards.actions.rounds.open_stages import require_stage
from awards.entry_errors import EntryRefused
from awards.enums import EntrantKind, EntryOrigin, EntryState, RoundStage
from awards.models import Entry, Round
from awards.queries.entrants.eligibility import RELEASE, Candidate, conditions_of
from awards.queries.entrants.promotion import only_promoted
from awards.queries.jury.knowing import has_read_marks
from awards.queries.rounds.nominees import region_in_trail

WITHDRAWING = (RoundStage.NOMINATION, RoundStage.VERIFICATION, RoundStage.NOMINEES)
STANDING = (EntryState.PROPOSED, EntryState.VERIFIED, EntryState.NOMINEE)


@transaction.atomic
def propose_entry(*, round_: Round, candidate: Candidate, origin: EntryOrigin, by: User, at: datetime) -> Entry:
    """Store an entry, proposed while Pengusulan is open; one that was withdrawn stands again.

    A region proposes itself, or a village in it, as its head; the secretariat whoever lies in the round's area. Raise
    RightMissing, EntryRefused (stage, condition, double).
    """
    require_proposer(round_, candidate, origin, by, at)
    Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)  # two proposals at once: one after the other
    require_stage(round_, [RoundStage.NOMINATION], at)
    refuse_ineligible(round_, candidate, at)
    entry = standing_again(standing_entry(round_, candidate), candidate) or Entry(
        round=round_, category=candidate.category, firm=candidate.firm
    )
    entry.region = candidate.region
    entry.origin, entry.state, entry.why = origin, EntryState.PROPOSED, ""
    entry.proposed_by, entry.proposed_at, entry.decided_by, entry.decided_at = by, at, None, None
    entry.save()
    new = {"round": round_.pk, "category": candidate.category.code, "origin": str(origin), "name": candidate.name}
    record(entry, Act.ENTRY_PROPOSED, by, at, region_code=entry.region.code, new=new)
    return entry


def require_proposer(round_: Round, candidate: Candidate, origin: EntryOrigin, by: User, at: datetime) -> None:
    """Raise RightMissing or EntryRefused for who may not bring this candidate in by that way."""
    is_own = origin == EntryOrigin.REGION
    if is_own:
        access.require(by, Ability.NOMINATE, candidate.region, at)
    else:
        require_in(by, Ability.RUN_ROUNDS, round_, at)
    if candidate.category.pk in only_promoted(round_):
        raise EntryRefused("promoted_only", category=candidate.category.name)
    if not is_own:
        return
    own = {held.region_id for held in access.assignments(by, at) if Ability.NOMINATE in ABILITIES[Role(held.role)]}
    if candidate.region.pk not in own and candidate.category.kind != EntrantKind.VILLAGE:
        raise EntryRefused("not_own", name=candidate.name)


def refuse_ineligible(round_: Round, candidate: Candidate, at: datetime) -> None:
    """Raise EntryRefused for the first condition that is not met and never will be."""
    [conditions] = conditions_of(round_, [candidate], access.day_of(at))
    for one in conditions:
        if not one.is_met and one.code != RELEASE:
            raise EntryRefused("ineligible", name=candidate.name, why=sentence(one.asked, one.why))


def sentence(asked: str, why: str) -> str:
    return _("Syarat “%(asked)s” belum terpenuhi, karena %(why)s.") % {"asked": asked, "why": why}


def standing_entry(round_: Round, candidate: Candidate) -> Entry | None:
    """Return the entry of a candidate in a category, whatever became of it; a firm has one, wherever it sits."""
    rows = Entry.objects.filter(round=round_, category=candidate.category, firm=candidate.firm)
    return (rows if candidate.firm else rows.filter(region=candidate.region)).first()


def standing_again(found: Entry | None, candidate: Candidate) -> Entry | None:
    """Return an entry that was withdrawn, in its next version; raise EntryRefused where one stands already."""
    if found is None:
        return None
    if found.state != EntryState.WITHDRAWN:
        raise EntryRefused("doubled", name=candidate.name, category=candidate.category.name)
    found.version += 1
    return found


@transaction.atomic
def withdraw_entry(*, entry: Entry, seen: int, reason: str, by: User, at: datetime) -> Entry:
    """Take an entry out of a round, before its nominees are named: by its region's head or the secretariat.

    What it handed in stays. Raise RightMissing, EntryRefused, ReasonMissing, IdentityTyped.
    """
    if not may_withdraw(entry, by, at):
        raise RightMissing(entry.region.name)
    refuse_bad_reason(reason)
    entry = taken(entry, seen, STANDING)
    require_stage(entry.round, WITHDRAWING, at)
    if not heads(entry, by, at):
        refuse_who_knows(entry, by)
    return decided(entry, EntryState.WITHDRAWN, reason, by, at)


def may_withdraw(entry: Entry, by: User, at: datetime) -> bool:
    """Tell whether `by` heads the region that competes, or runs the round."""
    return heads(entry, by, at) or may_in(by, Ability.RUN_ROUNDS, entry.round, at)


def heads(entry: Entry, by: User, at: datetime) -> bool:
    return entry.firm_id is None and access.may(by, Ability.NOMINATE, entry.region, at)


def refuse_who_knows(entry: Entry, by: User) -> None:
    """Raise EntryRefused for who has read marks of the round: he would choose against whom the others compete."""
    if has_read_marks(by, entry.round):
        raise EntryRefused("known_out", name=entry.name)


def taken(entry: Entry, seen: int, states: tuple[EntryState, ...]) -> Entry:
    """Return an entry, locked; raise EntryRefused where it is not as it was seen, or in none of `states`."""
    row = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    for known in ("round", "category", "region", "firm"):
        setattr(row, known, getattr(entry, known))
    name = row.name
    if row.version != seen:
        raise EntryRefused("moved", name=name)
    if row.state not in states:
        raise EntryRefused("state", name=name, state=row.get_state_display())
    return row


def decided(entry: Entry, state: EntryState, why: str, by: User, at: datetime) -> Entry:
    """Store the next state of an entry with who decided it and why."""
    old: dict[str, object] = {"state": entry.state}
    entry.state, entry.why, entry.decided_by, entry.decided_at = state, why.strip(), by, at
    entry.version += 1
    entry.save(update_fields=["state", "why", "decided_by", "decided_at", "version"])
    code = region_in_trail(entry, at)
    record(entry, Act.ENTRY_DECIDED, by, at, region_code=code, old=old, new={"state": str(state)}, reason=why.strip())
    return entry


def record(
    entry: Entry,
    act: Act,
    by: User,
    at: datetime,
    *,
    region_code: str,
    new: dict[str, object],
    old: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    """Leave the audit entry of an act on an entry."""
    subject = f"entry:{entry.pk}"
    audit.record(by=by, act=act, at=at, subject=subject, region_code=region_code, old=old, new=new, reason=reason)
