"""The browser, the server and the places of the journeys."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browsing import Visitor, chromium_started, visiting
from tests.servers import chromium

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all journeys."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium was found")
    with chromium_started(executable) as started:
        yield started


@pytest.fixture
def visit(browser: Browser, django_db_serialized_rollback: None, live_server: LiveServer) -> Iterator[Visit]:
    """A function that gives a visitor with a fresh window: `visit(PHONE, dark=True, scripts=False)`."""
    with ExitStack() as windows:

        def opened(*arguments: Any, **options: Any) -> Visitor:
            return windows.enter_context(visiting(browser, live_server.url, *arguments, **options))

        yield opened
