"""The demonstration runs Paritrana, data 2023; a second run leaves everything as it is."""

from datetime import timedelta

from accounts.models import AuditEntry
from awards.actions.demonstration.edition import lay_edition
from awards.models import Edition
from awards.queries.editions import guarded_months


def test_the_edition_is_open_from_the_day_of_loading_and_laid_once(admin, at):
    told: list[str] = []

    lay_edition(at=at, tell=told.append)
    before = AuditEntry.objects.count()
    lay_edition(at=at + timedelta(days=30), tell=told.append)

    assert told == ["Penghargaan Paritrana, data 2023, sedang berjalan"]
    assert (Edition.objects.get().opens_on, AuditEntry.objects.count()) == (at.date(), before)
    assert guarded_months(at) == [(202312, "Paritrana, data 2023")]
