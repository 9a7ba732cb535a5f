"""What stops the start: a key that is missing or weak, hosts that are open to anyone, DEBUG beyond this machine.

Each raises ImproperlyConfigured with one sentence that names the setting. Only `paritrana.settings` calls these.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def own_key(name: str, given: str, kept_in: Path | None) -> str:
    """Return the secret `name` as it was given, else the one kept in a folder, made there once per installation.

    Without such a folder, as in production, a key that is not given is refused.
    """
    if given:
        return given
    if kept_in is None:
        raise ImproperlyConfigured(f"{name} is not set. Put at least 50 random characters into the environment.")
    kept = kept_in / name.lower()
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


def refuse_weak_keys(secret_key: str, audit_key: str) -> None:
    """Refuse keys that can be guessed, and one key for both purposes."""
    for name, secret in (("SECRET_KEY", secret_key), ("AUDIT_KEY", audit_key)):
        if len(secret) < 50 or len(set(secret)) < 5 or secret.startswith("django-insecure-"):
            raise ImproperlyConfigured(f"{name} is too weak. It needs at least 50 random characters.")
    if secrets.compare_digest(secret_key.encode(), audit_key.encode()):
        raise ImproperlyConfigured("AUDIT_KEY equals SECRET_KEY. The audit chain needs a key of its own.")


def refuse_open_hosts(hosts: Sequence[str], origins: Sequence[str]) -> None:
    """Refuse to answer under any name, and to take forms from origins that are not https."""
    if not hosts or any("*" in host for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS is empty or holds '*'. Name the hosts that the portal answers for.")
    if not origins or not all(origin.startswith("https://") and "*" not in origin for origin in origins):
        raise ImproperlyConfigured(
            "CSRF_TRUSTED_ORIGINS is empty or names more than https origins. Example: https://portal.example.go.id"
        )


def refuse_open_development(hosts: Sequence[str]) -> None:
    """Refuse to show the insides of DEBUG to visitors from elsewhere than this machine."""
    if strangers := set(hosts) - set(LOOPBACK):
        raise ImproperlyConfigured(
            f"DEBUG is on while ALLOWED_HOSTS names {', '.join(sorted(strangers))}. Turn DEBUG off or name loopback."
        )


def refuse_negative(name: str, number: int, what_to_give: str) -> None:
    """Refuse a count below 0; `what_to_give` is the sentence that tells what is counted."""
    if number < 0:
        raise ImproperlyConfigured(f"{name} is negative. {what_to_give}")
