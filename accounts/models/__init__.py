from accounts.models.assignment import Assignment
from accounts.models.audit import AuditEntry, AuditHead
from accounts.models.user import Invitation, User

__all__ = ["Assignment", "AuditEntry", "AuditHead", "Invitation", "User"]
