"""What may be written as a reason, and in any other text that is kept."""

from accounts.errors import IdentityTyped, ReasonMissing
from accounts.identity import holds_identity

SHORTEST_REASON = 10


def refuse_identity(*texts: str) -> None:
    """Raise IdentityTyped where a text holds what may be the identity number (NIK) of a person."""
    if any(map(holds_identity, texts)):
        raise IdentityTyped


def refuse_bad_reason(reason: str) -> None:
    """Raise ReasonMissing for a reason too short to tell one, IdentityTyped where it holds an identity number."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    refuse_identity(reason)
