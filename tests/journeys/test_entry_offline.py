"""Filling a month while the line is gone: through reloads and a restart, and sent once when it is back."""

import pytest

from coverage.models import Change, Submission
from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import Visit
from tests.journeys.entering import PAGE, a_month_to_fill, held, open_grid, settled, sign_in

pytestmark = pytest.mark.browser
BUSUI = "Desa Busui, Petani, APBD kabupaten/kota"
KASUNGAI = "Desa Kasungai, Petani, APBD kabupaten/kota"
KAJANG = "Desa Batu Kajang, Petani, APBD kabupaten/kota"


def write(visitor, label: str, text: str) -> None:
    """Write into a field, which on a telephone is first looked up by its village."""
    field = visitor.page.get_by_label(label)
    if not field.is_visible():
        visitor.page.get_by_label("Cari desa/kelurahan").fill(label.split(",")[0])
        visitor.page.get_by_label("Cari desa/kelurahan").press("Enter")
    field.fill(text)
    field.press("Enter")


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "telephone"])
def test_what_is_typed_offline_outlives_two_restarts_and_is_sent_exactly_once(visit: Visit, places, width):
    visitor = sign_in(visit(width, offline=True), a_month_to_fill(places))
    open_grid(visitor)
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    write(visitor, BUSUI, "120")
    settled(visitor, "Sambungan terputus. 1 isian aman di perangkat ini")
    page.reload()
    page.locator("[data-ready]").wait_for()
    first = page.get_by_label(BUSUI).input_value()
    write(visitor, KASUNGAI, "81")
    settled(visitor, "Sambungan terputus. 2 isian aman di perangkat ini")
    page.close()
    visitor.page = page = page.context.new_page()
    page.goto(visitor.address + PAGE)
    page.locator("[data-ready]").wait_for()
    write(visitor, KAJANG, "7")
    settled(visitor, "Sambungan terputus. 3 isian aman di perangkat ini")
    nothing = held()
    page.context.set_offline(False)
    settled(visitor)

    assert (first, nothing) == ("120", {})
    assert held() == {"64.01.01.2001 petani": 120, "64.01.01.2002 petani": 81, "64.01.01.2003 petani": 7}
    assert sum(change.revisions.count() for change in Change.objects.all()) == 3
    assert Submission.objects.count() == Change.objects.count()


def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_key(visit: Visit, places):
    visitor = sign_in(visit(), a_month_to_fill(places))
    open_grid(visitor)
    lost = []

    def lose(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)  # the server has done it; the browser never hears
            route.abort()

    visitor.page.route("**/isi/simpan/", lose)
    write(visitor, BUSUI, "120")
    settled(visitor)

    assert lost == [200]
    assert held() == {"64.01.01.2001 petani": 120}
    assert (Submission.objects.count(), Change.objects.count()) == (1, 1)


def test_nothing_that_anyone_entered_is_in_the_frame_that_the_browser_keeps(visit: Visit, places):
    visitor = sign_in(visit(offline=True), a_month_to_fill(places))
    open_grid(visitor)
    write(visitor, BUSUI, "98765")
    settled(visitor)
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    kept = visitor.page.evaluate("""async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
        }
      }
      return found;
    }""")

    assert [path for path, _ in kept if not path.startswith("/static/")] == ["/isian-tanpa-jaringan/"]
    assert [path for path, text in kept if "98765" in text or "98.765" in text or "Isi.64.01" in text] == []


def test_signing_out_empties_what_the_browser_kept(visit: Visit, places):
    visitor = sign_in(visit(offline=True), a_month_to_fill(places))
    open_grid(visitor)
    settled(visitor)
    visitor.page.get_by_role("button", name="Keluar").click()
    visitor.page.wait_for_url(f"{visitor.address}/")

    left = visitor.page.evaluate("indexedDB.databases().then((found) => found.map((one) => one.name))")

    assert left == []
    assert visitor.page.evaluate("localStorage.getItem('isian-pengguna')") is None
