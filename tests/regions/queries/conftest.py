"""Fixtures of the questions about regions."""

from datetime import date, datetime

import pytest

from regions.models import Placement, Region
from tests.regions.queries.spellings import plant_spellings

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def spellings(db: None, at: datetime) -> dict[str, Region]:
    return plant_spellings(at)


@pytest.fixture
def moved(places: dict[str, Region]) -> Region:
    """Batu Sopang, 64.01.01 until the end of 2026 and 64.12.01 from then on."""
    old = Placement.objects.get(code="64.01.01")
    Placement.objects.filter(pk=old.pk).update(valid_to=NEW_YEAR)
    Placement.objects.create(
        region=old.region, valid_from=NEW_YEAR, code="64.12.01", name=old.name, level=old.level, kind=old.kind,
        parent=old.parent, province=old.province, regency=old.regency, district=old.district,
    )  # fmt: skip
    return old.region
