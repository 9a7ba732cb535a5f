"""The audit trail as tests look at it, and as someone without its key would touch it."""

from datetime import datetime

from django.db import connection, transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.guards import keep_append_only, lift_guards
from accounts.models import AuditEntry


def ten_entries(at: datetime) -> None:
    for number in range(10):
        with transaction.atomic():
            audit.record(by=None, act=Act.SIGNED_OUT, at=at, subject=f"act {number}")


def tamper(*statements: str) -> None:
    """Do to the database what someone with its file and without the key could do."""
    lift_guards(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    keep_append_only(connection)


def entries() -> list[tuple[str, str, str, str]]:
    """Return act, role, region and object of all entries."""
    told = AuditEntry.objects.order_by("sequence").values_list("act", "role", "region_code", "subject")
    return list(told)


def acts(*which: Act) -> list[tuple[str, str]]:
    """Return act and object of the entries of these kinds."""
    found = AuditEntry.objects.filter(act__in=which).order_by("sequence")
    return list(found.values_list("act", "subject"))
