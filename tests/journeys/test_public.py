"""What a reader without an account does: look at the nation, find a region, ask where its percentage comes from."""

import pytest

from regions.models import Region
from tests.coverage.factories import a_published_month, a_target
from tests.journeys.browsing import DESK, PHONE, reads
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
DECEMBER_2023 = 202312
PUBLIC_PAGES = (
    "/",
    "/wilayah/ID/",
    "/wilayah/64/",
    "/wilayah/64.01/?periode=2023-12",
    "/wilayah/64.01.04/?periode=2023-12",
    "/peringkat/?tingkat=kabkota&induk=64&periode=2023-12",
    "/peta/",
    "/peta/?induk=64&periode=2023-12",
    "/peta/?induk=64&periode=2023-12&tampil=sisa",
    "/angka/64.01_2023-12_ucj_1/",
    "/cari/?q=paser",
    "/metode/",
    "/penghargaan/",
    "/data/",
    "/data/cakupan/",
    "/data/terbitan/",
    "/data/terbitan/64.01_2023-12_ucj_1/",
    "/data/api/",
    "/masuk/",
)


@pytest.fixture
def paser(places: dict[str, Region]) -> Region:
    """Kabupaten Paser with its published December 2023: 81,436 of 90,052 workers."""
    a_target(places["64.01"], 90_052, 2023)
    a_published_month(
        places["64.01"],
        {
            (places["64.01"], "tak_terinci_formal", "tak_terinci"): 37_521,
            (places["64.01"], "tak_terinci_informal", "tak_terinci"): 43_915,
        },
        DECEMBER_2023,
    )
    return places["64.01"]


@pytest.mark.smoke
def test_a_reader_finds_paser_and_opens_the_origin_of_its_percentage(visit: Visit, paser: Region):
    reader = visit()

    page = reader.open("/")
    page.get_by_role("searchbox").first.fill("paser")
    page.get_by_role("searchbox").first.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Kabupaten Paser").first.click()
    reads(page, "90,43", "81.436")
    page.get_by_role("main").locator(f"a[href*='/angka/{paser.code}_']").first.click()

    page.wait_for_url("**/angka/64.01_2023-12_ucj_1/**")
    reads(page, "90.052", "Keputusan Bupati 1/2025")


def test_a_telephone_without_scripts_reads_a_region_and_uses_the_menu(visit: Visit, paser: Region):
    reader = visit(PHONE, scripts=False)

    page = reader.open(f"/wilayah/{paser.code}/?periode=2023-12")
    shown = page.get_by_role("main").inner_text()
    page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("link", name="Cara menghitung").first.click()

    assert "90,43" in shown
    page.wait_for_url("**/metode/")


def test_an_unknown_region_is_answered_with_a_way_on(visit: Visit, paser: Region):
    reader = visit()

    page = reader.open("/wilayah/64.0/", status=404)

    assert page.get_by_role("main").get_by_role("link").count() > 0


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"])
def test_no_public_page_has_a_barrier_or_scrolls_sideways(visit: Visit, paser: Region, width: int, dark: bool):
    reader = visit(width, dark=dark)

    found = {}
    for path in PUBLIC_PAGES:
        reader.open(path)
        found[path] = (reader.sideways(), reader.barriers())

    assert found == {path: (0, []) for path in PUBLIC_PAGES}


def test_the_narrowest_telephone_scrolls_no_page_sideways(visit: Visit, paser: Region):
    reader = visit(320)

    wider = {path: reader.sideways() for path in PUBLIC_PAGES if reader.open(path)}

    assert wider == dict.fromkeys(PUBLIC_PAGES, 0)
