"""Keep the proofs of an entry: checked before anything is stored, version after version, and never dropped."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from accounts import access
from accounts.abilities import ABILITIES, Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import User
from awards.access import require_in, roles_about
from awards.actions.entrants.evidence_checks import (
    LONGEST_ISSUER,
    LONGEST_TITLE,
    Checked,
    checked,
    size_of,
    told_name,
)
from awards.actions.entrants.evidence_quota import lock_day, refuse_beyond_day, refuse_beyond_entry
from awards.actions.rounds.open_stages import require_stage
from awards.enums import GONE, JUDGED
from awards.evidence_errors import EvidenceRefused
from awards.models import Entry, Evidence
from awards.queries.entrants.evidence import filing_stages, is_announced
from awards.queries.entrants.proofs import OTHER, asked_proofs

MOST_AMOUNT = Decimal(10) ** 16


@dataclass(frozen=True)
class ProofTold:
    """What is said of a file: what it proves (`criterion` and `proof` are codes), who issued it, when, for how long.

    `proof` is OTHER for what no criterion asks for; `amount` is in rupiah.
    """

    criterion: str
    proof: str
    title: str
    issuer: str
    issued_on: date
    valid_until: date | None = None
    amount: Decimal | None = None


def file_evidence(*, entry: Entry, told: ProofTold, file: BinaryIO, name: str, by: User, at: datetime) -> Evidence:
    """Keep a file as the next version of a proof; what was there before stays.

    `file` needs a descriptor. Raise RightMissing, EntryRefused (stage), EvidenceRefused, IdentityTyped, and
    WorkbookRefused for a workbook that no process should open. Then nothing is kept.
    """
    require_filing(entry, by, at)
    refuse_bad_words(entry, told, at)
    refuse_closed(entry, at)
    refuse_no_room(size_of(file), entry, by, at)
    found = checked(file)  # outside the transaction, since looking at a file takes its time
    with transaction.atomic():
        entry = held(entry, by, at)
        refuse_closed(entry, at)
        refuse_no_room(found.size, entry, by, at)
        proof, version = place_of(entry, told, found)
        row = Evidence.objects.create(
            entry=entry, criterion=told.criterion, proof=proof, version=version, title=told.title,
            issuer=told.issuer, issued_on=told.issued_on, valid_until=told.valid_until, amount=told.amount,
            file_name=told_name(name), media_type=found.media_type, size=found.size, digest=found.digest,
            content=found.content, filed_by=by, filed_at=at,
            after_complete=entry.state in JUDGED,
        )  # fmt: skip
        told_of = {"version": version, "digest": row.digest, "size": row.size}
        record(row, Act.EVIDENCE_FILED, by, at, told_of | late(row.after_complete))
    return row


def require_filing(entry: Entry, by: User, at: datetime) -> None:
    """Raise RightMissing for who hands in nothing for this entry."""
    if not any(Ability.FILE_EVIDENCE in ABILITIES[role] for role in roles_about(by, entry, at)):
        raise RightMissing(entry.region.name)


def refuse_bad_words(entry: Entry, told: ProofTold, at: datetime) -> None:
    """Raise EvidenceRefused or IdentityTyped for what is said of a file, whatever the file."""
    refuse_identity(told.title, told.issuer)
    if not 0 < len(told.title.strip()) <= LONGEST_TITLE:
        raise EvidenceRefused("title")
    if not 0 < len(told.issuer.strip()) <= LONGEST_ISSUER:
        raise EvidenceRefused("issuer")
    if told.valid_until and told.valid_until < told.issued_on:
        raise EvidenceRefused("dates")
    if told.issued_on > access.day_of(at):
        raise EvidenceRefused("future")
    if told.amount is not None and not 0 <= told.amount < MOST_AMOUNT:
        raise EvidenceRefused("amount")
    asked = {(one.criterion, one.code) for one in asked_proofs(entry.round).get(entry.category_id, ())}
    others = Evidence.objects.filter(entry=entry, criterion="").values_list("criterion", "proof")
    if (told.criterion, told.proof) not in asked | {("", OTHER)} | set(others):
        raise EvidenceRefused("proof")


def held(entry: Entry, by: User, at: datetime) -> Entry:
    """Return an entry, locked, with the day of `by`; raise RightMissing for who lost the right in the meantime."""
    row = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    for known in ("round", "category", "region", "firm"):
        setattr(row, known, getattr(entry, known))
    require_filing(row, by, at)
    lock_day(by)
    return row


def refuse_gone(entry: Entry) -> None:
    """Raise EvidenceRefused for an entry that competes no more."""
    if entry.state in GONE:
        raise EvidenceRefused("no_entry", name=entry.name)


def refuse_closed(entry: Entry, at: datetime) -> None:
    """Raise EntryRefused or EvidenceRefused where the proofs of an entry do not change now."""
    refuse_gone(entry)
    require_stage(entry.round, filing_stages(entry), at)


def refuse_no_room(size: int, entry: Entry, by: User, at: datetime) -> None:
    """Raise EvidenceRefused where so many bytes more are too much, for today or for the entry."""
    refuse_beyond_day(size, by, at)
    refuse_beyond_entry(size, entry)


def late(is_late: bool) -> dict[str, object]:
    """Return what the trail says of a change after the documents were declared complete."""
    return {"after_complete": True} if is_late else {}


def place_of(entry: Entry, told: ProofTold, found: Checked) -> tuple[str, int]:
    """Return the code and the version that a file gets; raise EvidenceRefused where it stands there already."""
    rows = Evidence.objects.filter(entry=entry, criterion=told.criterion)
    if (told.criterion, told.proof) == ("", OTHER):
        many = rows.values("proof").distinct().count()
        return f"{OTHER}_{many + 1}", 1
    last = rows.filter(proof=told.proof).defer("content", "redacted").order_by("-version").first()
    if last and last.digest == found.digest and last.withdrawn_at is None:
        raise EvidenceRefused("same", version=last.version)
    return told.proof, (last.version if last else 0) + 1


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: User, at: datetime) -> None:
    """Take a proof back, with all its versions that stand; they stay listed as withdrawn.

    Raise RightMissing, EntryRefused (stage), EvidenceRefused, ReasonMissing, IdentityTyped.
    """
    require_filing(evidence.entry, by, at)
    refuse_bad_reason(reason)
    entry = held(evidence.entry, by, at)
    refuse_closed(entry, at)
    rows = Evidence.objects.filter(entry=entry, criterion=evidence.criterion, proof=evidence.proof, withdrawn_at=None)
    newest = rows.aggregate(newest=Max("version"))["newest"]
    if newest is None:
        raise EvidenceRefused("withdrawn")
    is_late = entry.state in JUDGED
    rows.update(
        withdrawn_by=by, withdrawn_at=at, withdrawn_why=reason.strip(), withdrawn_after_complete=is_late
    )  # fmt: skip
    record(evidence, Act.EVIDENCE_WITHDRAWN, by, at, {"version": newest} | late(is_late), reason.strip())


def file_redacted(*, evidence: Evidence, file: BinaryIO, by: User, at: datetime, reason: str = "") -> Evidence:
    """Keep the copy of a version that the public may see, in place of any before; the version itself stays as it is.

    What the public can already see only the secretariat replaces, with a reason. Raise RightMissing, EvidenceRefused,
    WorkbookRefused, ReasonMissing, IdentityTyped.
    """
    entry = evidence.entry
    require_filing(entry, by, at)
    refuse_gone(entry)
    refuse_unseen(entry, reason, by, at)
    refuse_no_room(size_of(file), entry, by, at)
    found = checked(file)
    with transaction.atomic():
        row, was_seen = held_copy(evidence, reason, by, at)
        refuse_no_room(found.size, row.entry, by, at)
        if row.withdrawn_at is not None:
            raise EvidenceRefused("withdrawn")
        old = row.redacted_digest
        row.redacted, row.redacted_type, row.redacted_size = found.content, found.media_type, found.size
        row.redacted_digest, row.redacted_by, row.redacted_at = found.digest, by, at
        save_copy(row, was_seen, reason, by, at)
        told = {"version": row.version, "redacted": found.digest, "was": old}
        record(row, Act.COPY_FILED, by, at, told, reason.strip() if was_seen else "")
    return row


@transaction.atomic
def take_down_copy(*, evidence: Evidence, reason: str, by: User, at: datetime) -> None:
    """Take the copy for the public away, as where it shows what it must not; its digest stays in the trail.

    Once the public could see it, only the secretariat does. Raise RightMissing, EvidenceRefused, ReasonMissing,
    IdentityTyped.
    """
    require_filing(evidence.entry, by, at)
    refuse_bad_reason(reason)
    row, was_seen = held_copy(evidence, reason, by, at)
    if not row.redacted_digest:
        raise EvidenceRefused("no_copy")
    old = row.redacted_digest
    row.redacted, row.redacted_type, row.redacted_size = None, "", 0
    row.redacted_digest, row.redacted_by, row.redacted_at = "", None, None
    save_copy(row, was_seen, reason, by, at)
    record(row, Act.COPY_TAKEN_DOWN, by, at, {"version": row.version, "redacted": "", "was": old}, reason.strip())


def held_copy(evidence: Evidence, reason: str, by: User, at: datetime) -> tuple[Evidence, bool]:
    """Return a version, locked with its entry, and whether the public sees its entry already."""
    entry = held(evidence.entry, by, at)
    refuse_gone(entry)
    row = Evidence.objects.select_for_update(of=("self",)).defer("content", "redacted").get(pk=evidence.pk)
    row.entry = entry
    return row, refuse_unseen(entry, reason, by, at)


def refuse_unseen(entry: Entry, reason: str, by: User, at: datetime) -> bool:
    """Tell whether the public sees an entry; then raise RightMissing for all but the secretariat, and ask a reason."""
    if not is_announced(entry, at):
        return False
    require_in(by, Ability.RUN_ROUNDS, entry.round, at)
    refuse_bad_reason(reason)
    return True


def save_copy(row: Evidence, was_seen: bool, reason: str, by: User, at: datetime) -> None:
    """Store what became of a copy, and where the public could see it when and why it changed."""
    if was_seen:
        row.copy_changed_by, row.copy_changed_at, row.copy_why = by, at, reason.strip()
    names = [f"redacted{each}" for each in ("", "_type", "_size", "_digest", "_by", "_at")]
    row.save(update_fields=[*names, "copy_changed_by", "copy_changed_at", "copy_why"])


@transaction.atomic
def note_reading(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Leave in the trail that someone opened a proof."""
    record(evidence, Act.EVIDENCE_READ, by, at, {"version": evidence.version})


def record(evidence: Evidence, act: Act, by: User, at: datetime, new: dict[str, object], reason: str = "") -> None:
    """Leave the audit entry of an act on a proof: which one, and `new` of it."""
    entry = evidence.entry
    audit.record(
        by=by, act=act, at=at, subject=f"entry:{entry.pk}/evidence:{evidence.pk}", region_code=entry.region.code,
        new={"proof": f"{evidence.criterion}:{evidence.proof}"} | new, reason=reason,
    )  # fmt: skip
