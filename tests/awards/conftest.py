"""The people of an award, and a round of regencies: Ayu and Bayu judge for Kalimantan Timur, Citra runs its rounds.

Dewi judges for the nation.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from accounts.abilities import Role
from accounts.models import User
from awards.actions.results.snapshots import Stated, freeze_snapshot
from awards.enums import RoundStage
from awards.models import Edition, EntrantCategory, Entry, Round, Snapshot
from regions.models import Region
from tests.awards.factories import an_edition
from tests.awards.rows import a_category, a_round, an_entry, criteria_for
from tests.factories import a_person


@pytest.fixture
def ayu(places: dict[str, Region]) -> User:
    return a_person("ayu", Role.PROVINCIAL_JUROR, places["64"])


@pytest.fixture
def bayu(places: dict[str, Region]) -> User:
    return a_person("bayu", Role.PROVINCIAL_JUROR, places["64"])


@pytest.fixture
def citra(places: dict[str, Region]) -> User:
    return a_person("citra", Role.SECRETARY, places["64"])


@pytest.fixture
def dewi(places: dict[str, Region]) -> User:
    return a_person("dewi", Role.NATIONAL_JUROR, places["ID"])


@pytest.fixture
def eko(places: dict[str, Region]) -> User:
    """Eko runs the national rounds."""
    return a_person("eko", Role.SECRETARY, places["ID"])


@pytest.fixture
def edition(admin: User) -> Edition:
    return an_edition(admin)


@pytest.fixture
def category(edition: Edition) -> EntrantCategory:
    return a_category(edition)


@pytest.fixture
def round_(edition: Edition, places: dict[str, Region], citra: User, category: EntrantCategory) -> Round:
    """Kalimantan Timur looks at documents, by the criteria of the category."""
    made = a_round(edition, places["64"], citra, RoundStage.VERIFICATION)
    criteria_for(made, category, citra)
    return made


@pytest.fixture
def paser(round_: Round, category: EntrantCategory, places: dict[str, Region], citra: User) -> Entry:
    return an_entry(round_, category, places["64.01"], citra)


@pytest.fixture
def bontang(round_: Round, category: EntrantCategory, places: dict[str, Region], citra: User) -> Entry:
    return an_entry(round_, category, places["64.74"], citra)


@pytest.fixture
def freeze(round_: Round, category: EntrantCategory, citra: User, at: datetime) -> Callable[..., Snapshot]:
    """A function that freezes the numbers of the category with what Citra states, so many hours later."""

    def frozen(*stated: Stated, later: int = 0) -> Snapshot:
        moment = at + timedelta(hours=later)
        return freeze_snapshot(round_=round_, category=category, stated=stated, by=citra, at=moment)

    return frozen
