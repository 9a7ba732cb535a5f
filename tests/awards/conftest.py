"""The people of an award: Ayu and Bayu judge for Kalimantan Timur, Citra runs its rounds."""

import pytest

from accounts.abilities import Role
from accounts.models import User
from awards.models import Edition
from regions.models import Region
from tests.awards.factories import an_edition
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
