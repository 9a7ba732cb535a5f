"""Fixtures that all tests share, and what a skipped test means."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from accounts.abilities import Role
from accounts.guards import keep_append_only, lift_guards
from accounts.models import User
from regions.models import Region
from tests.factories import A_MOMENT, a_person, plant_places


@pytest.fixture(scope="session", autouse=True)
def flush_passes_guards() -> Iterator[None]:
    """Lift the guards of append-only tables for the flush after a transactional test, and lay them again at once."""
    case: Any = TransactionTestCase
    flush = case._fixture_teardown

    def guarded_flush(self: TransactionTestCase) -> None:
        lift_guards(connection)
        flush(self)
        keep_append_only(connection)

    case._fixture_teardown = guarded_flush
    yield
    case._fixture_teardown = flush


@pytest.fixture(autouse=True)
def guards_lifted_for_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the flush after a test with real transactions empty append-only tables, and lay their guards again.

    The flush ends with `post_migrate`, which lays them for the next test; this one begins with them in any case.
    """
    marker = request.node.get_closest_marker("django_db")
    transactional = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not (transactional or (marker and marker.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")  # so that its flush comes after this fixture's end
    keep_append_only(connection)
    yield
    lift_guards(connection)


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


NO_REFERENCE = "the reference folder beside the repository is absent"
"""The one reason for which a test may be skipped where REQUIRE_ALL=1 asks for all."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where REQUIRE_ALL=1 and a test was skipped for another reason than NO_REFERENCE."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REQUIRE_ALL") != "1" or reporter is None or hasattr(session.config, "workerinput"):
        return
    skipped = [report for report in reporter.stats.get("skipped", []) if NO_REFERENCE not in str(report.longrepr)]
    for report in skipped:
        reporter.write_line(f"REQUIRE_ALL: skipped {report.nodeid}: {report.longrepr[-1]}", red=True)
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
