"""How people of the cast sign in: with a password, and with a second factor."""

import time
from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client

from accounts.models import User

PASSWORD = "tujuh-belas gerobak biru"
NEW = "delapan-belas perahu kuning"
NOBODY = "Orang ini pindah tugas ke dinas lain"  # a reason


def with_password(user: User, password: str = PASSWORD) -> User:
    user.set_password(password)
    user.save()
    return user


def give_second_factor(user: User) -> str:
    """Give the person a second factor and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str, at: datetime | None = None, skew: float = 0) -> str:
    """Return the code that an app shows at `at` (now), its clock being `skew` seconds ahead."""
    seconds = (at.timestamp() if at else time.time()) + skew
    return format_hotp_value(hotp_value(secret, int(seconds // 30)))


def sign_in(client: Client, username: str, password: str = PASSWORD, **extra: str) -> HttpResponse:
    return client.post("/masuk/", {"login": username, "password": password}, **extra)


def signed_in(user: User) -> Client:
    """Return a browser in which the person is signed in already, without having gone through the page for it."""
    client = Client()
    client.force_login(user)
    return client
