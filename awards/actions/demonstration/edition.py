"""What the demonstration shows of awards: Paritrana, with its edition on the figures of 2023 open."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.models import User
from awards.actions.settings.editions import EditionTold, save_edition, save_programme
from awards.models import Edition

PARITRANA, DATA_YEAR = "paritrana", 2023


@transaction.atomic
def lay_edition(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Open Paritrana, data 2023 from the day of `at`, unless that edition stands; by the demonstration's administrator.

    The day on which it closes is left open: this demonstration runs it.
    """
    if Edition.objects.filter(programme__code=PARITRANA, data_year=DATA_YEAR).exists():
        return
    tell("Penghargaan Paritrana, data 2023, sedang berjalan")
    admin = User.objects.get(username="admin")
    save_programme(code=PARITRANA, name="Paritrana", by=admin, at=at)
    told = EditionTold(PARITRANA, DATA_YEAR, "Paritrana Award 2023", opens_on=access.day_of(at))
    save_edition(told=told, by=admin, at=at)
