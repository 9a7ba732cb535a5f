"""The keys of a person's programs."""

from accounts.models import Token, User


def tokens_of(user: User) -> list[Token]:
    """Return the keys that were not revoked, the newest first, also those whose day is over."""
    return list(Token.objects.filter(user=user, revoked_at=None).order_by("-made_at", "-pk"))
