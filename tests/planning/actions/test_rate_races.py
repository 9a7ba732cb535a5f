"""Two administrators at the same moment: rates of one key do not come to hold in the same months.

With the lock taken away they do on PostgreSQL. On SQLite they cannot, since a second writer begins after the first.
"""

from dataclasses import replace

import pytest
from django.db import connection

from accounts.abilities import Role
from planning.actions import rates
from planning.actions.rates import RateTold, save_rate
from planning.errors import RateRefused
from planning.models import ContributionRate
from tests.factories import a_person
from tests.threads import at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TOLD = RateTold("JKM", 203001, "PP 1/2030", category="petani", amount=7_000)


@pytest.mark.parametrize("is_locked", [True, False])
def test_rates_that_overlap_are_not_both_stored(admin, places, at, monkeypatch, is_locked):
    if not is_locked:
        take_lock_away(monkeypatch, ContributionRate)
    let_two_meet(monkeypatch, (rates, "refuse_overlap"))
    other = a_person("admin2", Role.ADMINISTRATOR, places["ID"])

    results = at_once(
        [
            lambda: save_rate(told=TOLD, by=admin, at=at),
            lambda: save_rate(told=replace(TOLD, first_month=203006), by=other, at=at),
        ]
    )

    stored = 1 if is_locked or connection.vendor == "sqlite" else 2
    assert ContributionRate.objects.filter(category__code="petani").count() == stored, results
    assert sum(isinstance(result, RateRefused) for result in results) == 2 - stored
