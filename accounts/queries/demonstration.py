"""Whether this installation holds the demonstration."""

from accounts.enums import Act
from accounts.models import AuditEntry


def demonstration_stands() -> bool:
    """Tell whether demonstration accounts and data were ever loaded here."""
    return AuditEntry.objects.filter(act=Act.DEMONSTRATION_LOADED).exists()
