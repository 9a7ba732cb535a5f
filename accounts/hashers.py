"""The password hash, with costs that an installation can raise; old hashes are renewed at the next sign-in."""

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost: int = settings.ARGON2_TIME_COST
    memory_cost: int = settings.ARGON2_MEMORY_KIB
    parallelism: int = settings.ARGON2_PARALLELISM
