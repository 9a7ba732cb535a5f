"""Judge the documents of entrants, and name the nominees: the secretariat of the round, each in its stage."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions.reasons import refuse_bad_reason
from accounts.models import User
from awards.access import require_in
from awards.actions.entrants.entries import decided, sentence, taken
from awards.actions.jury.conflicts import find_in_round
from awards.actions.rounds.open_stages import require_stage
from awards.entry_errors import EntryRefused
from awards.enums import EntryOrigin, EntryState, RoundStage
from awards.models import EntrantCategory, Entry, Round
from awards.queries.entrants.eligibility import Candidate
from awards.queries.entrants.listing import rows_of

AT_THE_DESK = (EntryState.PROPOSED, EntryState.VERIFIED, EntryState.REFUSED)


@transaction.atomic
def verify_entry(*, entry: Entry, seen: int, by: User, at: datetime) -> Entry:
    """Say that the documents of an entry are complete, while Verifikasi berkas is open.

    Who proposed the entry for its region does not judge it. Raise RightMissing, EntryRefused.
    """
    entry = at_the_desk(entry, seen, by, at)
    name = Candidate.of(entry).name
    [row] = rows_of(entry.round, [entry], access.day_of(at))
    if row.unmet:
        raise EntryRefused("unmet", name=name, why=" ".join(sentence(one.asked, one.why) for one in row.unmet))
    if row.missing:
        raise EntryRefused("missing", name=name, why="; ".join(proof.name for proof in row.missing))
    found = decided(entry, EntryState.VERIFIED, "", by, at)
    find_in_round(entry.round, at)
    return found


@transaction.atomic
def refuse_entry(*, entry: Entry, seen: int, reason: str, by: User, at: datetime) -> Entry:
    """Say why an entry does not meet the conditions, while Verifikasi berkas is open.

    Raise RightMissing, EntryRefused, ReasonMissing, IdentityTyped.
    """
    refuse_bad_reason(reason)
    return decided(at_the_desk(entry, seen, by, at), EntryState.REFUSED, reason, by, at)


def at_the_desk(entry: Entry, seen: int, by: User, at: datetime) -> Entry:
    """Return an entry, locked, for who may judge its documents now."""
    require_in(by, Ability.RUN_ROUNDS, entry.round, at)
    entry = taken(entry, seen, AT_THE_DESK)
    require_stage(entry.round, [RoundStage.VERIFICATION], at)
    if entry.origin == EntryOrigin.REGION and entry.proposed_by_id == by.pk:
        raise EntryRefused("own", name=Candidate.of(entry).name)
    return entry


@transaction.atomic
def name_nominees(
    *, round_: Round, category: EntrantCategory, chosen: Mapping[int, int], reason: str, by: User, at: datetime
) -> int:
    """Name the nominees of a category at once, with one reason; return how many there are.

    `chosen` maps entries (id) to the versions that were seen. Who was a nominee and is not chosen is none any more.
    Raise RightMissing, EntryRefused, ReasonMissing, IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    refuse_bad_reason(reason)
    Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    require_stage(round_, [RoundStage.NOMINEES], at)
    if not chosen:
        raise EntryRefused("nobody", category=category.name)
    for entry in locked(round_, category, chosen):
        state = EntryState.NOMINEE if entry.pk in chosen else EntryState.VERIFIED
        if entry.state != state:
            decided(entry, state, reason, by, at)
    find_in_round(round_, at)
    return len(chosen)


def locked(round_: Round, category: EntrantCategory, chosen: Mapping[int, int]) -> Collection[Entry]:
    """Return the entries of a category that may be nominees; raise EntryRefused for a choice that is none of them."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=(EntryState.VERIFIED, EntryState.NOMINEE))
    found = {
        row.pk: row for row in rows.select_for_update(of=("self",)).select_related("region", "firm").order_by("pk")
    }
    if not chosen.keys() <= found.keys():
        raise EntryRefused("foreign", category=category.name)
    for number, seen in chosen.items():
        if found[number].version != seen:
            raise EntryRefused("moved", name=name_of(found[number], category))
    return found.values()


def name_of(entry: Entry, category: EntrantCategory) -> str:
    return Candidate(category, entry.region, entry.firm).name
