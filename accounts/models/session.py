"""Signed-in browsers."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from accounts.models.user import User


class Session(AbstractBaseSession):
    """A browser that is signed in, or is about to. It names its person, so that everyone can see and end their own."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
