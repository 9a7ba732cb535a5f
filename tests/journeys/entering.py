"""What journeys through the entry grid share: a regency to fill, its officials signed in, a block to paste."""

from django.test import Client

from accounts.models import User
from coverage.models import Figure
from regions.models import Region
from tests.coverage.factories import an_open_report, staff_of
from tests.coverage.queries.test_grid import ask
from tests.factories import plant_region
from tests.journeys.browsing import Visitor

PAGE = "/wilayah/64.01/isi/?periode=2025-07"
SAVED = "Semua isian tersimpan."
PASTE = """([field, text]) => {
  const clipboard = new DataTransfer();
  clipboard.setData('text/plain', text);
  field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: clipboard, bubbles: true, cancelable: true}));
}"""


def a_month_to_fill(places: dict[str, Region], categories: tuple[str, ...] = ("petani", "nelayan")) -> User:
    """Let Paser ask `categories` of its villages for one payer, open July 2025, and return who enters."""
    ask(places["64.01"], *((category, "apbd_kab") for category in categories))
    an_open_report(places["64.01"])
    return staff_of(places["64.01"])["enters"]


def many_villages(places: dict[str, Region], count: int) -> None:
    """Plant villages until Paser has `count`."""
    standing = sum(code.startswith("64.01.") and code.count(".") == 3 for code in places)
    for number in range(count - standing):
        district = ("64.01.01", "64.01.02", "64.01.04")[number % 3]
        plant_region(f"{district}.{2100 + number}", f"Desa nomor {number}")


def sign_in(visitor: Visitor, user: User) -> Visitor:
    """Sign the person in without the sign-in page."""
    client = Client()
    client.force_login(user)
    visitor.page.context.add_cookies(
        [{"name": "sesi", "value": client.cookies["sesi"].value, "url": visitor.address, "httpOnly": True}]
    )
    return visitor


def open_grid(visitor: Visitor, path: str = PAGE) -> None:
    """Open the grid and wait until the script has taken over."""
    visitor.open(path)
    visitor.page.locator("[data-ready]").wait_for()


def settled(visitor: Visitor, told: str = SAVED) -> None:
    """Wait until the line at the foot says so."""
    visitor.page.locator("#keadaan-isian", has_text=told).wait_for()


def held() -> dict[str, int | None]:
    """Return the stored heads by region and category code."""
    rows = Figure.objects.filter(month=202507).values_list("region__code", "category__code", "enrolled")
    return {f"{region} {category}": heads for region, category, heads in rows}
