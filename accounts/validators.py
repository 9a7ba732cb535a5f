"""Passwords that tell too much: they hold the person's name, their region, or the name of the programme."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Assignment, User

COMMON_WORDS = frozenset({"bpjs", "jamsostek", "paritrana"})
KINDS_OF_REGION = frozenset({"kabupaten", "kota", "provinsi", "kecamatan", "distrik", "desa", "kelurahan", "indonesia"})
SHORTEST_WORD = 4  # shorter ones stand in too many harmless passwords


def words(text: str) -> set[str]:
    """Return the words of `text` in small letters, and all as one: "Kutai Timur" gives kutai, timur, kutaitimur."""
    parts = [part for part in re.split(r"[^a-z0-9]+", text.casefold()) if part and part not in KINDS_OF_REGION]
    return {word for word in (*parts, "".join(parts)) if len(word) >= SHORTEST_WORD}


class NoTellingWordsValidator:
    """Refuses what a colleague would guess first; the password itself is compared, never changed."""

    def validate(self, password: str, user: User | None = None) -> None:
        telling = set(COMMON_WORDS)
        if user is not None:
            telling |= words(user.name) | words(user.username) | words(user.email.split("@")[0])
            held = Assignment.objects.filter(user=user.pk).values_list("region__name", flat=True)
            telling |= {word for name in held for word in words(name)}
        plain = re.sub(r"[^a-z0-9]+", "", password.casefold())
        if any(word in plain for word in telling):
            raise ValidationError(self.get_help_text(), code="password_telling")

    def get_help_text(self) -> str:
        return _("Kata sandi tidak boleh memuat nama Anda, nama wilayah Anda, atau nama program ini.")
