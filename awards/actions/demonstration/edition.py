"""What the demonstration shows of awards: Paritrana on the figures of 2023, finished, and on those of 2024, running."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from accounts import access
from accounts.models import User
from awards.actions.settings.editions import EditionTold, save_edition, save_programme, set_ceremony
from awards.models import Edition, Programme

PARITRANA, FINISHED, RUNNING = "paritrana", 2023, 2024
OTHER = "k3"
"""Awards of occupational safety were given on the same day; the portal knows nothing more of them."""
OPENED, CLOSED, CEREMONY = date(2024, 1, 2), date(2024, 8, 12), date(2024, 8, 9)
"""Of the finished edition. The ceremony is the published one: it came long after the national interviews."""
PREPARED = datetime(2024, 1, 2, 3, tzinfo=UTC)
BEGUN = timedelta(days=24)
"""So long ago did the running edition begin: three weeks of Pengusulan are over, Verifikasi berkas is open."""


@transaction.atomic
def lay_edition(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Store both editions of Paritrana unless the first stands; by the demonstration's administrator.

    The day on which the running one closes is left open.
    """
    if Edition.objects.filter(programme__code=PARITRANA, data_year=FINISHED).exists():
        return
    tell("Penghargaan Paritrana: data 2023 selesai, data 2024 sedang berjalan")
    admin = User.objects.get(username="admin")
    save_programme(code=PARITRANA, name="Paritrana", by=admin, at=PREPARED)
    told = EditionTold(PARITRANA, FINISHED, "Paritrana Award 2023", opens_on=OPENED, closes_on=CLOSED)
    edition = save_edition(told=told, by=admin, at=PREPARED)
    set_ceremony(edition=edition, ceremony_on=CEREMONY, by=admin, at=PREPARED)
    told = EditionTold(PARITRANA, RUNNING, "Paritrana Award 2024", opens_on=access.day_of(at - BEGUN))
    save_edition(told=told, by=admin, at=at)


@transaction.atomic
def lay_other(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Store another programme beside Paritrana, with an edition that is marked as an example, unless it stands."""
    if Programme.objects.filter(code=OTHER).exists():
        return
    tell("Penghargaan K3: contoh penghargaan lain, tanpa putaran")
    admin = User.objects.get(username="admin")
    save_programme(code=OTHER, name="K3", by=admin, at=PREPARED)
    told = EditionTold(OTHER, FINISHED, "Penghargaan K3 (contoh)", opens_on=OPENED, closes_on=CLOSED)
    save_edition(told=told, by=admin, at=PREPARED)
