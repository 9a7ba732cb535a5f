"""What most tests of the imports begin with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine as clock

from accounts.models import User
from regions.models import Region
from tests.awards.factories import an_edition
from tests.coverage.factories import JULY, an_open_report
from tests.coverage.seconding import DECEMBER, a_colleague
from tests.factories import A_MOMENT
from tests.regions.boundaries import squares


@pytest.fixture
def boundaries(settings: Any, tmp_path: Path) -> Callable[..., None]:
    """Lay a boundary file of the regions of these codes into a folder of its own."""
    folder = tmp_path / "batas"
    folder.mkdir()
    settings.BOUNDARIES_DIR, settings.VAR_DIR = str(folder), tmp_path / "var"
    return lambda *codes: (folder / f"{codes[0]}.topo.json").write_text(squares(codes)) and None


@pytest.fixture
def paser(places: dict[str, Region]) -> Region:
    """Paser, whose report of July 2025 is open; modules that need more of it have a fixture of this name."""
    an_open_report(places["64.01"])
    return places["64.01"]


@pytest.fixture
def judged(places: dict[str, Region], admin: User) -> Region:
    """Paser, whose reports of December 2023 and July 2025 are open, while the edition of data year 2023 is too."""
    an_edition(admin)
    for month in (DECEMBER, JULY):
        an_open_report(places["64.01"], month)
    return places["64.01"]


@pytest.fixture
def rina(paser: Region) -> User:
    """Rina enters the figures of Paser beside Sari, and so can be the second person."""
    return a_colleague(paser)


@pytest.fixture
def today(time_machine: clock.TimeMachineFixture) -> None:
    """The worker reads the clock and forgets files that are months old, so its day is that of the uploads."""
    time_machine.move_to(A_MOMENT)
