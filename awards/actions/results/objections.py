"""Contest a criterion of one's own result, and answer it in writing. The window is a setting of the portal."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.db import transaction

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.entrants.evidence_checks import Checked, checked
from awards.actions.entrants.evidence_quota import lock_day, refuse_beyond_day, refuse_beyond_entry
from awards.actions.jury.reopening import reopen_for_objection
from awards.actions.results.snapshots import store
from awards.actions.results.statements import refuse_number
from awards.arithmetic.schemes import Criterion, Kind, leaves
from awards.enums import RoundStage
from awards.evidence_faults import MEGABYTE
from awards.models import Entry, Objection, Result, Round, Snapshot, SnapshotInput
from awards.queries.jury.seats import OF_JURIES
from awards.queries.results.closed import newest_result, waiting_objection
from awards.queries.results.content import scheme_of
from awards.queries.results.published import newest_public
from awards.queries.rounds.stages import timetable
from awards.result_errors import ObjectionRefused

OF_ROUNDS = OF_JURIES | {Role.SECRETARY, Role.ADMINISTRATOR}
"""Offices at a region that are none of the region as an entrant."""
SHORTEST_TEXT = 20
LARGEST_PROOF = 5 * MEGABYTE


def file_objection(
    *, entry: Entry, criterion: str, text: str, proof: BinaryIO | None, by: User, at: datetime
) -> Objection:
    """Store an objection of the head of an entrant's region to one criterion of its public result.

    `proof` needs a descriptor; it is looked at like a proof of the dossier. Raise RightMissing, ObjectionRefused
    (outside the stage, no public result, no such criterion, too short, twice), IdentityTyped, EvidenceRefused and
    WorkbookRefused for the proof. Then nothing is kept.
    """
    access.require(by, Ability.NOMINATE, entry.region, at)
    refuse_identity(text)
    checked_proof = checked(proof, LARGEST_PROOF) if proof else None  # outside the transaction, since it takes its time
    with transaction.atomic():
        round_ = Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=entry.round_id)
        result = contested(round_, entry, criterion, text, at)
        if checked_proof:
            lock_day(by)
            refuse_beyond_day(checked_proof.size, by, at)
            refuse_beyond_entry(checked_proof.size, entry)
        made = Objection.objects.create(
            round=round_, number=Objection.objects.filter(round=round_).count() + 1, result=result, entry=entry,
            criterion=criterion, text=text.strip(), filed_by=by, filed_at=at, **told_of(checked_proof),
        )  # fmt: skip
        # number and deadline are public, all else is not
        record(made, Act.OBJECTION_SENT, by, at, {"result": result.version, "proof": made.proof_digest})
    return made


def told_of(proof: Checked | None) -> dict[str, Any]:
    """Return the fields that keep a proof; none where there is none."""
    if proof is None:
        return {}
    about = {"proof_type": proof.media_type, "proof_size": proof.size, "proof_digest": proof.digest}
    return {"proof": proof.content, **about}


def contested(round_: Round, entry: Entry, criterion: str, text: str, at: datetime) -> Result:
    """Return the public result that an entrant contests now; raise ObjectionRefused."""
    if not timetable(round_, at).is_open(RoundStage.OBJECTION):
        raise ObjectionRefused("window")
    result = next((one for one in newest_public(round_, at) if one.category_id == entry.category_id), None)
    if result is None or entry.firm_id is not None or not result.rows.filter(entry=entry).exists():
        raise ObjectionRefused("none")
    if leaf_of(result, criterion) is None:
        raise ObjectionRefused("criterion")
    if len(text.strip()) < SHORTEST_TEXT:
        raise ObjectionRefused("text")
    standing = Objection.objects.filter(result=result, entry=entry, criterion=criterion).first()
    if standing is not None:
        raise ObjectionRefused("twice", number=standing.number)
    return result


def leaf_of(result: Result, code: str) -> Criterion | None:
    return next((leaf for leaf in leaves(scheme_of(result)) if leaf.code == code), None)


@transaction.atomic
def answer_objection(
    *,
    objection: Objection,
    is_granted: bool,
    answer: str,
    by: User,
    at: datetime,
    raw: Decimal | None = None,
    level: str = "",
) -> Objection:
    """Answer an objection in writing, once. Granted, it waits for the next version of the result, which tells why.

    A computed or levelled criterion is corrected at once: the next snapshot holds `raw` or `level` in its place. For a
    judged one the sheets of this entry open again to the jurors who marked it. One grant of a category at a time: its
    version differs from the last in nothing else. Who filed it, or has an office in the entrant's region, does not
    answer. Raise RightMissing, ObjectionRefused, SnapshotRefused (the number), ReasonMissing, IdentityTyped.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=objection.round_id)
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    rows = Objection.objects.select_related("entry__category", "entry__region", "result__criteria_set")
    found = rows.defer("proof", "result__bundle").get(pk=objection.pk)
    if is_party(by, found, at):
        raise ObjectionRefused("party", number=found.number)
    if found.answered_at is not None:
        raise ObjectionRefused("answered", number=found.number)
    refuse_bad_reason(answer)
    leaf = leaf_of(found.result, found.criterion)
    waiting = waiting_objection(round_, found.entry.category)
    if is_granted and waiting is not None:
        raise ObjectionRefused("waiting", number=waiting.number)
    if is_granted and leaf is not None:
        correct(found, leaf, raw, level, by, at)
    found.is_granted, found.answer = is_granted, answer.strip()
    found.answered_by, found.answered_at = by, at
    found.raw, found.level = (raw, level) if is_granted else (None, "")
    found.save(update_fields=["is_granted", "answer", "answered_by", "answered_at", "raw", "level"])
    record(found, Act.OBJECTION_ANSWERED, by, at, {"granted": is_granted})
    return found


def is_party(user: User, objection: Objection, at: datetime) -> bool:
    """Tell whether a person filed an objection, or holds an office of the region or firm's place that entered."""
    if objection.filed_by_id == user.pk:
        return True
    held = access.assignments(user, at)
    return any(one.region_id == objection.entry.region_id and Role(one.role) not in OF_ROUNDS for one in held)


def correct(objection: Objection, leaf: Criterion, raw: Decimal | None, level: str, by: User, at: datetime) -> None:
    """Put the corrected number or level into the next snapshot, or let the jurors mark anew.

    Raise ObjectionRefused where there is nothing to put, or something where jurors mark, and SnapshotRefused for a
    number that could not be stated when numbers are frozen.
    """
    newest = newest_result(objection.round, objection.entry.category)
    if leaf.kind == Kind.JUDGED:
        if raw is not None or level:
            raise ObjectionRefused("judged")
        reopen_for_objection(objection=objection, phase=leaf.phase, by=by, at=at)
        if newest is not None and is_left(newest):
            carry(objection, newest, inputs_behind(newest), by, at)
        return
    known = {one.code for one in leaf.levels}
    is_level = level in known and raw is None
    is_number = raw is not None and not level
    if not (is_level if leaf.kind == Kind.LEVELLED else is_number):
        raise ObjectionRefused("correction")
    refuse_number(raw, objection.entry, leaf)
    if newest is None or newest.snapshot_id is None:
        raise ObjectionRefused("correction")
    inputs = inputs_behind(newest)
    for one in inputs:
        if one.entry_id == objection.entry_id and one.criterion == leaf.code:
            one.raw, one.level, one.figure_id, one.waiver, one.proofs = raw, level, "", "", []
            one.source = f"sanggahan no. {objection.number}"
    carry(objection, newest, inputs, by, at)


def is_left(result: Result) -> bool:
    """Tell whether numbers were frozen since a result, as for criteria that came after it."""
    newest = Snapshot.objects.filter(round=result.round_id, category=result.category_id).order_by("-version").first()
    return newest is not None and newest.pk != result.snapshot_id


def inputs_behind(result: Result) -> list[SnapshotInput]:
    """Return the inputs of a result, to be stored anew."""
    inputs = list(SnapshotInput.objects.filter(snapshot=result.snapshot_id).order_by("pk"))
    for one in inputs:
        one.pk = None
    return inputs


def carry(objection: Objection, newest: Result, inputs: list[SnapshotInput], by: User, at: datetime) -> None:
    """Freeze the numbers on which the version by an objection rests: those of the last version, or corrected."""
    store(objection.round, objection.entry.category, newest.criteria_set, inputs, by, at)


@transaction.atomic
def note_proof_read(*, objection: Objection, by: User, at: datetime) -> None:
    """Leave in the trail that someone opened the proof of an objection."""
    record(objection, Act.EVIDENCE_READ, by, at, {"proof": objection.proof_digest})


def record(objection: Objection, act: Act, by: User, at: datetime, told: Mapping[str, object]) -> None:
    subject = f"objection:{objection.round_id}/{objection.number}"
    code = objection.round.region.code
    audit.record(by=by, act=act, at=at, subject=subject, region_code=code, new=told)
