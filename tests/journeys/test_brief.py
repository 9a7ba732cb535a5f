"""The brief on paper: one A4 page, whatever is on it, and whole; on a telephone nothing scrolls sideways."""

import re

import pytest

from accounts.models import User
from coverage.enums import ReportState, StatedBy
from coverage.models import Report
from regions.models import Placement, Region
from tests.coverage.factories import JULY, a_cell, a_target, an_observation, an_open_report, entered
from tests.coverage.releases import Number, plant_children, plant_releases
from tests.journeys.browsing import DESK, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser
LONG = "Kampuang Tanjuang Koto Mambang Sungai Durian"
LONGEST = f"{LONG} {LONG} {LONG}"[:120]
BRIEFS = ("64", "64.01", "64.01.01.2001")


@pytest.fixture
def published(places: dict[str, Region]) -> dict[str, Region]:
    """Kalimantan Timur and Paser with many ranked regions below, two releases, flags and other sources."""
    regencies = [places[code] for code in ("64.01", "64.02", "64.08", "64.74")]
    districts = plant_children(places["64.01"], 12)
    for month, more in ((202506, 0), (JULY, 10)):
        below = [Number(region, 100 + number + more, 100) for number, region in enumerate([*regencies, *districts])]
        plant_releases([*below, Number(places["64"], 500 + more, 1000, reported=3, expected=4)], month)
    for code in ("64", "64.01"):
        for _ in range(5):
            an_observation(
                places[code], 77, StatedBy.PRESS, target=100, source="https://berita.example/" + "panjang-" * 30
            )
    return places


def pages_of(visitor: Visitor) -> int:
    """Return how many pages the page at hand prints on; each is A4 (595 by 842 points)."""
    written = visitor.page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", written)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    return len(re.findall(rb"/Type ?/Page\b", written))


def whole_on_paper(visitor: Visitor) -> list[str]:
    """Return what would be cut off on paper: parts of the brief wider than itself."""
    visitor.page.emulate_media(media="print")
    visitor.page.set_viewport_size({"width": 688, "height": 1030})  # A4 within its margins
    found: list[str] = visitor.page.evaluate(
        """() => {
          const page = document.querySelector('#ringkas').getBoundingClientRect();
          return [...document.querySelectorAll('#ringkas :is(p, h1, h2, td, th, dd, dt, li)')]
            .filter((part) => !part.matches('.brief-mark') && part.getBoundingClientRect().right > page.right + 1)
            .map((part) => part.textContent.trim());
        }"""
    )
    visitor.page.emulate_media(media="null")
    visitor.page.set_viewport_size({"width": DESK, "height": 900})
    return found


@pytest.mark.parametrize("name", ["", LONG, LONGEST], ids=["short names", "longest names", "names as long as may be"])
def test_a_brief_is_one_page_of_a4(visit: Visit, published: dict[str, Region], name: str):
    if name:
        Placement.objects.update(name=name)
    reader = visit()

    found = {}
    for code in BRIEFS:
        reader.open(f"/wilayah/{code}/ringkas/")
        found[code] = (pages_of(reader), whole_on_paper(reader))

    assert found == dict.fromkeys(BRIEFS, (1, []))


def test_a_live_brief_is_one_page_and_marked_on_paper(visit: Visit, places: dict[str, Region], sari: User):
    a_target(places["64.01"], 1000)
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 120, "pu", "pemberi_kerja")])
    assert Report.objects.get().state == ReportState.OPEN
    reader = sign_in(visit(), sari)

    page = reader.open("/wilayah/64.01/ringkas/?angka=sementara")

    page.emulate_media(media="print")
    mark = page.evaluate("getComputedStyle(document.querySelector('.brief-mark'), '::before').content")
    assert mark == '"SEMENTARA"'
    assert page.locator(".brief-mark").is_visible()
    page.emulate_media(media="null")
    assert pages_of(reader) == 1


def test_the_text_is_copied_by_its_button_and_without_scripts_the_field_is_there(
    visit: Visit, published: dict[str, Region]
):
    reader, plain = visit(), visit(scripts=False)

    page = reader.open("/wilayah/64.01/ringkas/")
    page.get_by_role("button", name="Salin teks").click()
    without = plain.open("/wilayah/64.01/ringkas/")

    assert page.locator("[data-copied]").is_visible()
    assert without.get_by_role("button", name="Salin teks").count() == 0
    assert without.locator("#teks-ringkas-isi").input_value() == page.locator("#teks-ringkas-isi").input_value()


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True), (320, False)])
def test_no_brief_has_a_barrier_or_scrolls_sideways(visit: Visit, published: dict[str, Region], width: int, dark: bool):
    reader = visit(width, dark=dark)

    found = {}
    for code in BRIEFS:
        reader.open(f"/wilayah/{code}/ringkas/")
        found[code] = (reader.sideways(), reader.barriers())

    assert found == {code: (0, []) for code in BRIEFS}
