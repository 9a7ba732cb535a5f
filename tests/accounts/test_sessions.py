"""A session belongs to its person from the password on, whatever the number of the account."""

import pytest
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str

from accounts.models import User
from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [7, 88, 240, 100_000])
def test_a_sign_in_that_waits_for_its_code_belongs_to_its_person(number):
    waiting = {LOGIN_SESSION_KEY: {"user_pk": user_pk_to_url_str(User(pk=number))}}

    assert SessionStore("k" * 32).create_model_instance(waiting).user_id == number
