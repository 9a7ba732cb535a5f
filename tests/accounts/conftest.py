"""People who can sign in, and a trail to look at."""

from datetime import datetime

import pytest

from accounts.models import User
from tests.accounts.people import with_password
from tests.accounts.trail import ten_entries


@pytest.fixture
def sari(sari: User) -> User:
    """Sari, with a password."""
    return with_password(sari)


@pytest.fixture
def chain(db: None, at: datetime) -> None:
    """Ten entries."""
    ten_entries(at)
