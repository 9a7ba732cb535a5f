from accounts.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from accounts.models.assignment import Assignment
from accounts.models.audit import AuditEntry, AuditHead
from accounts.models.public_version import PublicVersion
from accounts.models.session import Session
from accounts.models.sign_in import SignInTries
from accounts.models.token import Token
from accounts.models.user import Invitation, User

__all__ = [
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "Assignment",
    "AuditEntry",
    "AuditHead",
    "Invitation",
    "PublicVersion",
    "Session",
    "SignInTries",
    "Token",
    "User",
]
