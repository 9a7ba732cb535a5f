"""The audit trail: one chain of all acts."""

from django.db import models

from accounts.enums import Act
from accounts.models.append_only import AppendOnlyModel


class AuditHead(models.Model):
    """The end of the chain: one row, locked last in a transaction, so that sequence numbers have no gap."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row")]


class AuditEntry(AppendOnlyModel):
    """One act: who, when, from where, on what, from which value to which, why. Never changed, never deleted.

    `digest` is HMAC-SHA-256 over the digest before and all other fields; `accounts.queries.audit` verifies the chain.
    Ids are kept as text and names as they were then, so that an entry can be read without any other row.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    user_id_then = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, blank=True)
    region_code = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    act = models.CharField(max_length=32, choices=Act)
    subject = models.CharField(max_length=120, blank=True)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["region_code", "sequence"], name="audit_region")]
