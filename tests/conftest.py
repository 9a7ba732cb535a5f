"""Fixtures that all tests share."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from accounts.abilities import Role
from accounts.guards import keep_append_only, lift_guards
from accounts.models import User
from regions.models import Region
from tests.factories import A_MOMENT, a_person, plant_places
from tests.skips import NO_REFERENCE, pytest_sessionfinish

__all__ = ["NO_REFERENCE", "pytest_sessionfinish"]  # pytest finds its hooks here by name

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that ask for no database: on a second database they would say the same again",
    )
    parser.addoption("--write-docs", action="store_true", help="write the tables in docs/ anew that tests hold to")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    asking = [item for item in items if asks_for_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def asks_for_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE_FIXTURES & fixtures) or item.get_closest_marker("django_db") is not None


settings.register_profile("house", deadline=None)  # a busy machine is no wrong answer
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def flush_passes_guards() -> Iterator[None]:
    """Lift the guards of append-only tables for the flush after a transactional test, and lay them again at once.

    The flush leaves the tables empty, whatever the test asked for: the rows that the framework would lay into them
    anew have other keys than those that a later test restores, and stand in their way.
    """
    case: Any = TransactionTestCase
    flush = case._fixture_teardown

    def guarded_flush(self: Any) -> None:
        lift_guards(connection)
        self.serialized_rollback = True
        flush(self)
        keep_append_only(connection)

    case._fixture_teardown = guarded_flush
    yield
    case._fixture_teardown = flush


@pytest.fixture
def at() -> datetime:
    return A_MOMENT


@pytest.fixture
def places(db: None) -> dict[str, Region]:
    """Real places by code: Indonesia, two provinces, six regencies, some districts and villages."""
    return plant_places()


@pytest.fixture
def sari(places: dict[str, Region]) -> User:
    """Sari enters the figures of Paser."""
    return a_person("sari", Role.ENTERER, places["64.01"])


@pytest.fixture
def budi(places: dict[str, Region]) -> User:
    """Budi checks the figures of Paser."""
    return a_person("budi", Role.CHECKER, places["64.01"])


@pytest.fixture
def hana(places: dict[str, Region]) -> User:
    """Hana heads the manpower office of Paser and signs."""
    return a_person("hana", Role.HEAD, places["64.01"])


@pytest.fixture
def wati(places: dict[str, Region]) -> User:
    """Wati verifies for the province of Kalimantan Timur and publishes."""
    return a_person("wati", Role.PROVINCE, places["64"])


@pytest.fixture
def admin(places: dict[str, Region]) -> User:
    """The administrator of the portal."""
    return a_person("admin", Role.ADMINISTRATOR, places["ID"])


@pytest.fixture
def stranger(places: dict[str, Region]) -> User:
    """Someone who is signed in and holds no role."""
    return a_person("stranger")
