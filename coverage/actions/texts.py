"""What may be written into any text about figures that is kept."""

from accounts.identity import holds_identity
from coverage.entry_errors import RemarkRefused


def refuse_identity(*texts: str) -> None:
    """Raise RemarkRefused where a text holds what may be the identity number (NIK) of a worker: none is ever stored."""
    if any(map(holds_identity, texts)):
        raise RemarkRefused("identity")
