"""Programmes and editions, made through the ordinary actions."""

from datetime import date

from accounts.models import User
from awards.actions.settings.editions import EditionTold, save_edition, save_programme
from awards.models import Edition
from tests.factories import A_MOMENT

OPENED, CLOSED = date(2025, 7, 1), date(2025, 9, 1)


def an_edition(by: User, data_year: int = 2023, code: str = "paritrana", **more) -> Edition:
    """Store an edition, open in July and August 2025 unless told otherwise."""
    save_programme(code=code, name=code.title(), by=by, at=A_MOMENT)
    told = {"label": "Paritrana Award 2023", "opens_on": OPENED, "closes_on": CLOSED} | more
    return save_edition(told=EditionTold(code, data_year, **told), by=by, at=A_MOMENT)
