"""Write the audit trail: the last step of every act, inside its transaction."""

import hmac
import json
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.enums import Act
from accounts.models import AuditEntry, AuditHead, User


@dataclass(frozen=True)
class Origin:
    """From where a request came: the client's address and the id that its log lines carry."""

    address: str = ""
    request_id: str = ""


current_origin: ContextVar[Origin] = ContextVar("current_origin", default=Origin())
"""Set by the middleware for the length of a request; commands leave it empty."""


def digest_of(entry: AuditEntry, before: str) -> str:
    """Return HMAC-SHA-256 over the digest before and the canonical text of `entry`."""
    told = {
        field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields if field.name != "digest"
    }
    told["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(settings.AUDIT_KEY.encode(), f"{before}\n{text}".encode(), "sha256").hex()


def record(
    *,
    by: User | None,
    act: Act,
    at: datetime,
    subject: str = "",
    region_code: str = "",
    role: str = "",
    old: Any = None,
    new: Any = None,
    reason: str = "",
) -> AuditEntry:
    """Append one entry to the chain and return it; call it last, since it holds the chain's only lock until commit.

    `old` and `new` are what changed, as JSON without floating-point numbers and without anything personal of a worker.
    Raise TransactionManagementError outside a transaction: an act and its entry stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An audit entry belongs into the transaction of its act.")
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
    origin = current_origin.get()
    entry = AuditEntry(
        sequence=head.sequence + 1,
        at=at,
        user_id_then=by.pk if by else None,
        user_name=str(by)[:120] if by else "",
        role=role,
        region_code=region_code,
        address=origin.address,
        request_id=origin.request_id,
        act=act,
        subject=subject[:120],
        old=old,
        new=new,
        reason=reason,
    )
    entry.digest = digest_of(entry, head.digest)
    entry.save(force_insert=True)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    return entry
