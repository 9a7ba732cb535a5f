"""Write the audit trail: the last step of every act, inside its transaction."""

import json
from datetime import datetime
from typing import Any, NoReturn

from django.db import transaction

from accounts.actions.public_versions import mark
from accounts.enums import Act
from accounts.models import AuditEntry, AuditHead, User
from accounts.origin import current_origin
from accounts.public_acts import PUBLIC
from accounts.queries.audit import digest_of


def refuse_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is a floating-point number, which two databases print differently. Give it as text.")


def settled(told: Any) -> Any:
    """Return `told` as any database hands it back: lists for tuples, text for keys. Raise ValueError for a float."""
    return json.loads(json.dumps(told), parse_float=refuse_float)


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
        subject=subject.replace("\0", "")[:120],  # a path may hold a NUL, which PostgreSQL does not store
        old=settled(old),
        new=settled(new),
        reason=reason,
    )
    entry.digest = digest_of(entry, head.digest)
    entry.save(force_insert=True)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    if act in PUBLIC:
        mark(region_code, entry.sequence)
    return entry
