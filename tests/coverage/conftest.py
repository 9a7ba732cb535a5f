"""What most tests of the imports begin with."""

import pytest

from regions.models import Region
from tests.coverage.factories import an_open_report


@pytest.fixture
def paser(places: dict[str, Region]) -> Region:
    """Paser, whose report of July 2025 is open; modules that need more of it have a fixture of this name."""
    an_open_report(places["64.01"])
    return places["64.01"]
