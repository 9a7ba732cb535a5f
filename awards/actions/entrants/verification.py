"""Judge the documents of entrants, and name the nominees: the secretariat of the round, each in its stage."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.entrants.entries import decided, refuse_who_knows, sentence, taken
from awards.actions.jury.conflicts import find_in_round
from awards.actions.rounds.open_stages import require_stage
from awards.arithmetic.schemes import Phase
from awards.entry_errors import EntryRefused
from awards.enums import EntryOrigin, EntryState, RoundStage
from awards.models import EntrantCategory, Entry, Round
from awards.queries.entrants.listing import rows_of
from awards.queries.entrants.nominees import fields_of, passed_over
from awards.queries.jury.knowing import has_read_marks
from awards.queries.jury.visibility import sight_of

AT_THE_DESK = (EntryState.PROPOSED, EntryState.VERIFIED, EntryState.REFUSED)


@transaction.atomic
def verify_entry(*, entry: Entry, seen: int, by: User, at: datetime) -> Entry:
    """Say that the documents of an entry are complete, while Verifikasi berkas is open.

    Who proposed the entry for its region does not judge it. Raise RightMissing, EntryRefused.
    """
    entry = at_the_desk(entry, seen, by, at)
    name = entry.name
    [row] = rows_of(entry.round, [entry], at)
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

    Who has read marks of the round takes nobody out. Raise RightMissing, EntryRefused, ReasonMissing, IdentityTyped.
    """
    refuse_bad_reason(reason)
    entry = at_the_desk(entry, seen, by, at)
    refuse_who_knows(entry, by)
    return decided(entry, EntryState.REFUSED, reason, by, at)


def at_the_desk(entry: Entry, seen: int, by: User, at: datetime) -> Entry:
    """Return an entry, locked, for who may judge its documents now."""
    require_in(by, Ability.RUN_ROUNDS, entry.round, at)
    entry = taken(entry, seen, AT_THE_DESK)
    require_stage(entry.round, [RoundStage.VERIFICATION], at)
    refuse_own(entry, by)
    return entry


def refuse_own(entry: Entry, by: User) -> None:
    """Raise EntryRefused for who proposed an entry for its region: another decides on it."""
    if entry.origin == EntryOrigin.REGION and entry.proposed_by_id == by.pk:
        raise EntryRefused("own", name=entry.name)


@transaction.atomic
def name_nominees(
    *,
    round_: Round,
    category: EntrantCategory,
    chosen: Mapping[int, int],
    reason: str,
    by: User,
    at: datetime,
    deviation: str = "",
) -> int:
    """Name the nominees of a category at once, with one reason; return how many there are.

    `chosen` maps entries (id) to the versions that were seen. Who was a nominee and is not chosen is none any more.
    Every entry of the category gets its next version, chosen or not: so that who saw an older set is told, and the
    version, which the region of an entry sees, does not tell whether it is a nominee.
    Where an entry is passed over whose papers stand before those of a chosen one of its zone, `deviation` tells why; of
    an order that `by` may not see yet nothing is asked. Who proposed an entry for its region does not make it a
    nominee. Raise RightMissing, EntryRefused, ReasonMissing, IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    refuse_bad_reason(reason)
    Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    require_stage(round_, [RoundStage.NOMINEES], at)
    if not chosen:
        raise EntryRefused("nobody", category=category.name)
    entries = locked(round_, category, chosen)
    refuse_deviation(round_, category, set(chosen), deviation, by, at)
    for entry in entries:
        state = EntryState.NOMINEE if entry.pk in chosen else EntryState.VERIFIED
        if entry.state != state:
            refuse_own(entry, by)
            decided(entry, state, reason, by, at)
        else:
            entry.version += 1
            entry.save(update_fields=["version"])
    find_in_round(round_, at)
    return len(chosen)


def refuse_deviation(
    round_: Round, category: EntrantCategory, chosen: set[int], deviation: str, by: User, at: datetime
) -> None:
    """Refuse to pass over better papers without saying why; what is said goes to the trail, with who was passed over.

    Who has read marks while all were final names nobody while some are not again, as those of a juror whom he appointed
    since: what he is not shown he knows. Raise EntryRefused, ReasonMissing, IdentityTyped.
    """
    sight = sight_of(by, round_, at)
    if Phase.DESK not in sight.whole and has_read_marks(by, round_):
        raise EntryRefused("known")
    fields = fields_of(round_, sight)
    passed = [entry for field in fields if field.category == category for entry in passed_over(field, chosen)]
    if not passed:
        return
    if not deviation.strip():
        raise EntryRefused("deviates", names=", ".join(one.name for one in passed))
    refuse_bad_reason(deviation)
    # of no region: officials who read the trail of theirs would learn the order of the papers
    audit.record(
        by=by, act=Act.ENTRY_DECIDED, at=at, subject=f"round:{round_.pk}",
        new={"category": category.code, "passed_over": [one.pk for one in passed]}, reason=deviation.strip(),
    )  # fmt: skip


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
            raise EntryRefused("moved", name=found[number].name)
    return found.values()
