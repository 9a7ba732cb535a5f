"""How long a key takes in the entry grid, from the finger to the screen: `python -m bench.typing`, run by hand.

The demonstration is served with sixteen categories for each of Paser's 144 villages, and opened in Chromium
with its processor slowed six times, as wide as a desk and as a telephone. Digits are typed and cells left by Enter as
people do. A key ends when its frame is drawn. Beside it stands what the same keys take in one field on an empty page:
what of a time is the machine's. The work of a key is the processor time of the page's own thread for all that the key
leads to, sums, marks and saving included, which other programs on the machine change little.
"""

import sys
import tempfile
from dataclasses import dataclass
from statistics import median, quantiles

from playwright.sync_api import Browser, CDPSession, Page

from bench.entering import GRID, lay_year, served
from bench.screens import sign_in
from bench.servers import HELLO
from tests.journeys.browsing import DESK, PHONE, chromium_started, visiting
from tests.servers import chromium

FIRST = "Desa Muara Langon, Petani, APBD kabupaten/kota"
SLOWDOWN = 6
CELLS = 30
PAUSE = 90  # milliseconds between two keys of somebody quick
MOST = 50  # milliseconds, half of what a person still takes for at once

LISTEN = """() => {
  window.keyTimes = [];
  const drawn = new MessageChannel(), waiting = [];
  drawn.port1.onmessage = () => {
    const now = performance.now();
    window.keyTimes.push(...waiting.splice(0).map((one) => [one.key, now - one.at]));
  };
  addEventListener('keydown', (event) => {
    waiting.push({ key: event.key, at: event.timeStamp });
    requestAnimationFrame(() => drawn.port2.postMessage(''));  // comes after this frame was styled, laid out and drawn
  }, { capture: true });
}"""


@dataclass(frozen=True)
class Times:
    """Milliseconds from a press until its frame is drawn, of digits and of Enter; `work` is that of an average key."""

    digit: list[float]
    enter: list[float]
    work: float


def key_times(browser: Browser, address: str, width: int) -> Times:
    """Return what keys take in the grid of sixteen categories."""
    with visiting(browser, address, width) as visitor:
        sign_in(visitor, "petugas.paser")
        page = visitor.open(f"{GRID}&sumber=apbd_kab")
        page.locator("[data-ready]").wait_for()
        if width == DESK:
            page.get_by_label(FIRST).focus()
        else:
            page.get_by_label("Cari desa/kelurahan").fill("Muara Langon")
            page.get_by_label("Cari desa/kelurahan").press("Enter")
        return times_of(page)


def bare_times(browser: Browser, address: str, width: int) -> Times:
    """Return what the same keys take in a single field on an empty page."""
    with visiting(browser, address, width) as visitor:
        page = visitor.open(HELLO)
        page.evaluate("document.body.replaceChildren(document.createElement('input'))")
        page.locator("input").focus()
        return times_of(page)


def times_of(page: Page) -> Times:
    """Type into the field at hand and those below it, on a slow processor."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(LISTEN)
    before = worked(session)
    for number in range(CELLS):
        typed(page, str(1000 + 37 * number))
    work = (worked(session) - before) * 1000
    found: list[tuple[str, float]] = page.evaluate("window.keyTimes")
    return Times(
        digit=[took for key, took in found if key.isdigit()],
        enter=[took for key, took in found if key == "Enter"],
        work=work / len(found),
    )


def worked(session: CDPSession) -> float:
    """Return the seconds of processor time that the page's thread has worked."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def typed(page: Page, digits: str) -> None:
    for key in [*digits, "Enter"]:
        page.keyboard.press(key)
        page.wait_for_timeout(PAUSE)


def told(name: str, times: list[float]) -> str:
    middle, late = median(times), quantiles(times, n=20)[-1]
    kept = "kept" if max(middle, late) <= MOST else "missed"
    return f"{name:22} {len(times):4} keys  median {middle:5.0f} ms  p95 {late:5.0f} ms  bound {MOST} ms: {kept}"


def main() -> int:
    """Print what keys take; 1 where there is no browser."""
    executable = chromium()
    if executable is None:
        print("No Chromium was found (apt install chromium).", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        served(database_url := f"sqlite:///{folder}/portal.sqlite3") as port,
        chromium_started(executable) as browser,
    ):
        address = f"http://127.0.0.1:{port}"
        lay_year(database_url)
        for width in (DESK, PHONE):
            for name, times in (("empty", bare_times(browser, address, width)),
                                ("grid", key_times(browser, address, width))):  # fmt: skip
                print(told(f"{width} px, {name}, digit", times.digit))
                print(told(f"{width} px, {name}, Enter", times.enter))
                print(f"{width} px, {name}: {times.work:.0f} ms of work a key")
    return 0


if __name__ == "__main__":
    sys.exit(main())
