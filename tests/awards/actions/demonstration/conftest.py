"""The rounds of the demonstration, laid once for all tests of this folder, on a register of no more than they need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.actions.demonstration import NEIGHBOURS, SLUGS
from awards.actions.demonstration.awards import lay_awards
from awards.actions.demonstration.entrants import REGENCIES, VILLAGES
from awards.actions.demonstration.results import NO_DESA
from awards.models import Round
from coverage.actions.demonstration import lay_published, set_stage
from coverage.actions.demonstration_judged import lay_judged
from tests.factories import plant_region

STARTED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Laid:
    """What stands, and what was told of it."""

    told: list[str]

    def round(self, region: str, data_year: int = 2023) -> Round:
        found = Round.objects.select_related("edition__programme", "region")
        return found.get(region__code=region, edition__data_year=data_year)


@pytest.fixture(scope="package")
def laid(django_db_setup, django_db_blocker) -> Iterator[Laid]:
    with django_db_blocker.unblock(), transaction.atomic():
        plant_register()
        lay_published(set_stage(STARTED))
        found = Laid([])
        for step in (lay_judged, lay_awards):
            step(at=STARTED, tell=found.told.append)
        yield found
        transaction.set_rollback(True)


def plant_register() -> None:
    """Store two provinces with the regencies that have offices in the demonstration, and the villages that compete."""
    cities = set(NO_DESA)
    others = [f"{code}.01.{'1001' if code in cities else '2001'}" for code in (*REGENCIES, *NEIGHBOURS)]
    villages = {code: f"Desa {code[-4:]}" for code in (*VILLAGES, *others)}
    districts = {code[:8]: f"Kecamatan {code[6:8]}" for code in villages}
    regencies = {
        code: f"{'Kota' if code in cities else 'Kabupaten'} {slug.title()}"
        for code, slug in (SLUGS | NEIGHBOURS).items()
    }
    provinces = {"64": "Kalimantan Timur", "63": "Kalimantan Selatan"}
    for code, name in ({"ID": "Indonesia"} | provinces | regencies | districts | villages).items():
        plant_region(code, name)
