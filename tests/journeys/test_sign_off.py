"""Four people take a month from their inboxes to the public page, at a desk and on a telephone."""

import pytest
from playwright.sync_api import Page

from accounts.models import User
from coverage.models import Report
from regions.models import Region
from tests.accounts.people import PASSWORD, with_password
from tests.coverage.factories import (
    a_cell,
    a_published_month,
    a_target,
    an_observation,
    an_open_report,
    entered,
    staff_of,
)
from tests.journeys.browsing import DESK, PHONE, Visitor
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def paser(places: dict[str, Region]) -> Region:
    """Kabupaten Paser: June is published with 100 of 200 workers, July is filled in with 110 and waits."""
    region = places["64.01"]
    a_target(region, 200)
    a_published_month(region, {(region, "pu", "pemberi_kerja"): 100}, 202506)
    entered(an_open_report(region), [a_cell(region, 110, "pu", "pemberi_kerja")])
    for person in staff_of(region).values():
        with_password(person)
    return region


def signed_in(visitor: Visitor, user: User) -> Page:
    """Sign in and return the page that follows, which is the inbox."""
    page = visitor.open("/masuk/")
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/kerja/")
    return page


STEPS = (
    ("enters", "Buka laporan", "Ajukan laporan Juli 2025", "sudah diajukan"),
    ("checks", "Periksa laporan", "Nyatakan benar: 110 pekerja", "sudah dinyatakan benar"),
    ("signs", "Sahkan laporan", "Sahkan: 110 pekerja", "sudah disahkan"),
    ("publishes", "Terima dan terbitkan", "Terima dan terbitkan: 110 pekerja", "sudah terbit"),
)


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"])
def test_four_people_bring_a_month_to_the_public_page(visit: Visit, paser: Region, width: int, dark: bool):
    staff, found = staff_of(paser), {}
    reader = visit(width, dark=dark)
    before = reader.open("/wilayah/64.01/").get_by_role("main").inner_text()

    for office, link, button, said in STEPS:
        visitor = visit(width, dark=dark)
        page = signed_in(visitor, staff[office])
        found[f"inbox {office}"] = (visitor.sideways(), visitor.barriers())
        page.get_by_role("main").get_by_role("link", name=link).first.click()
        page.wait_for_url("**/laporan/64.01/2025-07/")
        page.get_by_role("heading", level=1).wait_for()
        found[f"report {office}"] = (visitor.sideways(), visitor.barriers())
        page.get_by_role("button", name=button).click()
        page.get_by_role("status").get_by_text(said).wait_for()

    after = reader.open("/wilayah/64.01/").get_by_role("main").inner_text()
    origin = reader.open("/angka/64.01_2025-07_ucj_1/").get_by_role("main").inner_text()
    assert found == dict.fromkeys(found, (0, []))
    assert ("50,00" in before, "55,00" in after) == (True, True)
    assert Report.objects.get(month=202507).state == "published"
    for told in ("Diajukan, operator", "Dinyatakan benar, pemeriksa", "Disahkan, pengesah", "Diterima dan diterbitkan"):
        assert told in origin


def test_a_month_is_given_back_and_handed_in_again_without_scripts(visit: Visit, paser: Region):
    staff = staff_of(paser)
    enterer = visit(PHONE, scripts=False)
    page = signed_in(enterer, staff["enters"])
    page.get_by_role("main").get_by_role("link", name="Buka laporan").click()
    page.get_by_role("button", name="Ajukan laporan Juli 2025").click()
    page.get_by_role("status").get_by_text("sudah diajukan").wait_for()
    checker = visit(PHONE, scripts=False)
    other = signed_in(checker, staff["checks"])
    other.get_by_role("main").get_by_role("link", name="Periksa laporan").click()
    other.get_by_label("Yang perlu diperbaiki").fill("Badan usaha yang tutup masih terhitung")
    other.get_by_role("button", name="Kembalikan").click()
    other.get_by_role("status").first.wait_for()

    page = enterer.open("/kerja/")

    shown = page.get_by_role("main").inner_text()
    assert "Dikembalikan 1" in shown
    assert "Badan usaha yang tutup masih terhitung" in shown


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"])
def test_board_months_history_and_paper_have_no_barrier(visit: Visit, paser: Region, width: int, dark: bool):
    visitor = visit(width, dark=dark)
    an_observation(paser, 150)  # a difference that nobody has explained: the record of it is provisional
    signed_in(visitor, staff_of(paser)["publishes"])

    found = {}
    for path in (
        "/laporan/?induk=64&tahun=2025",
        "/laporan/64.01/",
        "/laporan/64.01/2025-06/riwayat/",
        "/laporan/64.01/2025-07/cetak/",
        "/laporan/64.01/2025-07/pencocokan/berita-acara/",
    ):
        visitor.open(path)
        found[path] = (visitor.sideways(), visitor.barriers())

    assert found == dict.fromkeys(found, (0, []))


@pytest.mark.parametrize(("width", "shown"), [(DESK, 12), (PHONE, 2)], ids=["desk", "telephone"])
def test_a_telephone_shows_the_open_months_of_the_board_and_counts_the_others(
    visit: Visit, paser: Region, width: int, shown: int
):
    visitor = visit(width)
    page = signed_in(visitor, staff_of(paser)["publishes"])

    visitor.open("/laporan/?induk=64&tahun=2025")

    row = page.locator('[id="papan-64.01"]')
    assert row.locator("td:visible").count() == shown
    assert row.get_by_text("10 bulan belum dibuka").is_visible() == (width == PHONE)
    row.locator("td:visible").nth(0 if width == PHONE else 5).click(position={"x": 6, "y": 6})
    page.wait_for_url("**/laporan/64.01/2025-06/")


def test_the_text_of_a_reminder_is_copied_by_one_button(visit: Visit, paser: Region):
    visitor = visit()
    page = signed_in(visitor, staff_of(paser)["enters"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_text("Pengingat").first.click()
    page.get_by_role("button", name="Salin teks pengingat").click()
    page.get_by_text("tersalin").wait_for()

    assert "Laporan Juli 2025 Kab. Paser" in page.evaluate("navigator.clipboard.readText()")
