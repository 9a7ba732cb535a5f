"""The audit trail, read: its chain walked from the first entry to its head.

Each entry holds HMAC-SHA-256 of the digest before and its own text, with a key that is not in the database. Whoever
changes, deletes, swaps or inserts entries without that key breaks the chain at the first of them. Entries cut off at
the end are found by the head; a head set back together with its entries only by a copy of it kept elsewhere.
"""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.conf import settings

from accounts.models import AuditEntry, AuditHead

LOT = 2000  # entries held in memory at once


@dataclass(frozen=True)
class Head:
    """The end of the chain: the number of its last entry (0 for none yet) and that entry's digest."""

    sequence: int = 0
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found: how many entries are right, and the first fault or None."""

    entries: int
    head: Head
    fault: str | None = None
    sequence: int | None = None

    @property
    def is_intact(self) -> bool:
        return self.fault is None


def digest_of(entry: AuditEntry, before: str) -> str:
    """Return HMAC-SHA-256 over the digest before and the canonical text of `entry`."""
    told = {
        field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields if field.name != "digest"
    }
    told["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(settings.AUDIT_KEY.encode(), f"{before}\n{text}".encode(), "sha256").hex()


def stored_head() -> Head:
    """Return the head as the database tells it."""
    row = AuditHead.objects.filter(pk=1).first()
    return Head(row.sequence, row.digest) if row else Head()


def entries_in_order() -> Iterator[AuditEntry]:
    """Yield all entries by number, in lots, so that a long trail needs no more memory than a short one."""
    last = None
    while True:
        later = AuditEntry.objects.all() if last is None else AuditEntry.objects.filter(sequence__gt=last)
        lot = list(later.order_by("sequence")[:LOT])
        yield from lot
        if len(lot) < LOT:
            return
        last = lot[-1].sequence


def verdict(kept: Head | None = None) -> Verdict:
    """Walk the chain and tell the first fault; `kept` is a head that was written down elsewhere at an earlier time."""
    head, reached = stored_head(), Head()
    for entry in entries_in_order():
        expected = reached.sequence + 1
        if entry.sequence != expected:
            return Verdict(reached.sequence, head, "missing", expected)
        if not hmac.compare_digest(entry.digest, digest_of(entry, reached.digest)):
            return Verdict(reached.sequence, head, "altered", entry.sequence)
        reached = Head(entry.sequence, entry.digest)
        if kept and kept.sequence == entry.sequence and kept.digest != entry.digest:
            return Verdict(reached.sequence, head, "rewritten", entry.sequence)
    if reached.sequence < head.sequence or (kept and reached.sequence < kept.sequence):
        return Verdict(reached.sequence, head, "cut_off", reached.sequence + 1)
    if reached != head:
        return Verdict(reached.sequence, head, "beyond_head", head.sequence + 1)
    return Verdict(reached.sequence, head)
