"""Contest a criterion of one's own result, and answer it in writing. The window is a setting of the portal."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.results.snapshots import store
from awards.arithmetic.schemes import Criterion, Kind, leaves
from awards.enums import RoundStage
from awards.models import Entry, Objection, Result, Round, Snapshot, SnapshotInput
from awards.queries.results.closed import newest_result
from awards.queries.results.content import scheme_of
from awards.queries.results.published import newest_public
from awards.queries.rounds.stages import timetable
from awards.result_errors import ObjectionRefused
from coverage.calendars import SATURDAY, instant
from coverage.queries.deadlines import closed_days

SHORTEST_TEXT = 20
CLOSING_CLOCK = time(16, 0)
LARGEST_PROOF = 5 * 1024 * 1024
MAGIC = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""What a proof of each kind begins with; what it is called is not asked."""


@transaction.atomic
def file_objection(
    *, entry: Entry, criterion: str, text: str, proof: bytes | None, by: User, at: datetime
) -> Objection:
    """Store an objection of the head of an entrant's region to one criterion of its public result.

    Raise RightMissing, ObjectionRefused (outside the stage, no public result, no such criterion, too short, twice, a
    proof of another kind), IdentityTyped.
    """
    access.require(by, Ability.NOMINATE, entry.region, at)
    round_ = Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=entry.round_id)
    if not timetable(round_, at).is_open(RoundStage.OBJECTION):
        raise ObjectionRefused("window")
    result = next((one for one in newest_public(round_, at) if one.category_id == entry.category_id), None)
    if result is None or entry.firm_id is not None or not result.rows.filter(entry=entry).exists():
        raise ObjectionRefused("none")
    if leaf_of(result, criterion) is None:
        raise ObjectionRefused("criterion")
    if len(text.strip()) < SHORTEST_TEXT:
        raise ObjectionRefused("text")
    refuse_identity(text)
    standing = Objection.objects.filter(result=result, entry=entry, criterion=criterion).first()
    if standing is not None:
        raise ObjectionRefused("twice", number=standing.number)
    made = Objection.objects.create(
        round=round_, number=Objection.objects.filter(round=round_).count() + 1, result=result, entry=entry,
        criterion=criterion, text=text.strip(), proof=proof, proof_type=type_of(proof),
        proof_digest=hashlib.sha256(proof).hexdigest() if proof else "", filed_by=by, filed_at=at,
        answer_due_at=answer_due(round_, at),
    )  # fmt: skip
    told = {"result": result.version, "entry": entry.pk, "criterion": criterion, "proof": made.proof_digest}
    record(made, Act.OBJECTION_SENT, by, at, told)
    return made


def leaf_of(result: Result, code: str) -> Criterion | None:
    return next((leaf for leaf in leaves(scheme_of(result)) if leaf.code == code), None)


def type_of(proof: bytes | None) -> str:
    """Return the media type of a proof by its content; raise ObjectionRefused for what is none of the three kinds."""
    if proof is None:
        return ""
    found = next((kind for magic, kind in MAGIC.items() if proof.startswith(magic)), None)
    if found is None or len(proof) > LARGEST_PROOF:
        raise ObjectionRefused("file")
    return found


def answer_due(round_: Round, at: datetime) -> datetime:
    """Return until when an answer is due: as many working days later as the round leaves for objections, to 16.00."""
    zone = round_.time_zone
    day = at.astimezone(ZoneInfo(zone)).date()
    closed = closed_days(round_.region, day, day + timedelta(days=120))
    left = max(round_.objection_days, 1)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY and day not in closed
    return instant(day, CLOSING_CLOCK, zone)


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
    judged one the marks of this entry open again. Raise RightMissing, ObjectionRefused, ReasonMissing, IdentityTyped.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=objection.round_id)
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    found = Objection.objects.select_related("entry__category", "result__criteria_set").get(pk=objection.pk)
    if found.answered_at is not None:
        raise ObjectionRefused("answered", number=found.number)
    refuse_bad_reason(answer)
    leaf = leaf_of(found.result, found.criterion)
    if is_granted and leaf is not None:
        correct(found, leaf, raw, level, by, at)
    found.is_granted, found.answer = is_granted, answer.strip()
    found.answered_by, found.answered_at = by, at
    found.raw, found.level = (raw, level) if is_granted else (None, "")
    found.save(update_fields=["is_granted", "answer", "answered_by", "answered_at", "raw", "level"])
    record(found, Act.OBJECTION_ANSWERED, by, at, {"granted": is_granted})
    return found


def correct(objection: Objection, leaf: Criterion, raw: Decimal | None, level: str, by: User, at: datetime) -> None:
    """Put the corrected number or level into the next snapshot; raise ObjectionRefused where there is none to put."""
    if leaf.kind == Kind.JUDGED:
        if raw is not None or level:
            raise ObjectionRefused("judged")
        return
    known = {one.code for one in leaf.levels}
    if (leaf.kind == Kind.LEVELLED and level not in known) or (leaf.kind == Kind.COMPUTED and raw is None):
        raise ObjectionRefused("correction")
    entry = objection.entry
    last = Snapshot.objects.filter(round=objection.round_id, category=entry.category_id).order_by("-version").first()
    if last is None:
        raise ObjectionRefused("correction")
    inputs = list(SnapshotInput.objects.filter(snapshot=last).order_by("pk"))
    for one in inputs:
        one.pk = None
        if one.entry_id == entry.pk and one.criterion == leaf.code:
            one.raw, one.level, one.figure_id = raw, level, ""
            one.source = f"sanggahan no. {objection.number}"
    newest = newest_result(objection.round, entry.category)
    store(objection.round, entry.category, newest.criteria_set if newest else last.criteria_set, inputs, by, at)


def record(objection: Objection, act: Act, by: User, at: datetime, told: Mapping[str, object]) -> None:
    subject = f"objection:{objection.round_id}/{objection.number}"
    code = objection.round.region.code
    audit.record(by=by, act=act, at=at, subject=subject, region_code=code, new=told)
