"""Sessions in our own table (SESSION_ENGINE), so that those of one person are found without opening everyone's."""

from typing import Any, cast

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from accounts.models import Session

BEGAN, SEEN, AGENT, ADDRESS, RIGHTS = "began", "seen", "agent", "address", "rights"
"""What a session tells of itself: seconds since 1970 of its sign-in and of its last request, browser, address, and
the roles that it has last acted with."""


class SessionStore(DatabaseSessions):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str | None) -> bool:
        """Look only for keys as we make them: a cookie may hold anything, even a NUL, which PostgreSQL cannot read."""
        return bool(key) and str(key).isascii() and str(key).isalnum() and bool(super()._validate_session_key(key))  # type: ignore[misc]

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        about_to = data.get(LOGIN_SESSION_KEY, {}).get("user_pk")  # the password was right, the code is still asked for
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else about_to and url_str_to_user_pk(about_to)
        return row
