"""A visitor with a real browser: what it opens, and what went wrong meanwhile without anybody seeing it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route, expect, sync_playwright

DESK, PHONE = 1280, 390  # widths in CSS pixels
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE = 8_000  # milliseconds until what a journey waits for must be there
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium_started(executable: str) -> Iterator[Browser]:
    """Give Chromium without a window. Playwright keeps a loop in this thread; Django is told that this is meant."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
            try:
                yield browser
            finally:
                browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def reads(page: Page, *words: str) -> None:
    """Wait until the main part of the page shows each of `words`.

    After a click a page may be read while half of it is still on its way; who asks only once sees that half.
    """
    for word in words:
        expect(page.get_by_role("main")).to_contain_text(word, use_inner_text=True, timeout=PATIENCE)


@dataclass
class Visitor:
    """One person at one browser window. `troubles` are console errors, broken answers and requests to other hosts."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)  # statuses of 400 and above that the journey means to meet

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("response", self._answered)
        self.page.route("**/*", self._routed)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"{response.status}: {response.url}")

    def _routed(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.scheme in ("http", "https") and url.hostname not in LOOPBACK:
            self.troubles.append(f"other host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def open(self, path: str, status: int = 200) -> Page:
        """Open `path`, which must answer with `status`, and return the page."""
        self.expected = {status} - set(range(400))
        response = self.page.goto(self.address + path, wait_until="load")
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        return self.page

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the window; 0 where nobody has to scroll sideways."""
        return int(
            self.page.evaluate(
                "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
            )
        )

    def barriers(self) -> list[str]:
        """Return what the accessibility rules (WCAG 2.2 AA and best practice) find on the page."""
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@contextmanager
def visiting(
    browser: Browser,
    address: str,
    width: int = DESK,
    *,
    dark: bool = False,
    scripts: bool = True,
    offline: bool = False,
) -> Iterator[Visitor]:
    """Give a visitor with a fresh window; at the end it must have met no trouble.

    `offline`: the browser may keep pages for the time without a network, which other journeys must not depend on.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
        locale="id-ID",
        service_workers="allow" if offline else "block",
    )
    try:
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page(), address)
        yield visitor
        assert visitor.troubles == []
    finally:
        context.close()
