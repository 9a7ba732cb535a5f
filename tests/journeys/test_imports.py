"""A file goes its whole way in the browser: upload, map, hold, fix, apply, undo; at a desk and on a telephone."""

from datetime import date

import pytest
from playwright.sync_api import Page

from coverage.jobs import work
from coverage.models import Figure, Upload
from tests.awards.factories import an_edition
from tests.coverage.factories import a_target, an_open_report, staff_of
from tests.coverage.seconding import DECEMBER, a_colleague, december
from tests.coverage.uploads import BUSUI, KASUNGAI, a_template, a_workbook
from tests.journeys.browsing import DESK, PHONE, Visitor, reads
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser
PATH = "/impor/"
SIZES = pytest.mark.parametrize(
    ("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"]
)
ROWS = [
    ["Rekapitulasi Juli 2025"],
    ["Lokasi", "Banyaknya"],
    ["Busui", 12],
    ["Kasungai", "81,5"],
    ["Batu Kajang", "-"],
    ["Busui Lama", 7],
]


RING = """() => {
  const held = document.activeElement, look = getComputedStyle(held);
  return [held.name || held.tagName, `${look.outlineStyle} ${look.outlineWidth}`];
}"""


@pytest.fixture
def paser(places):
    a_target(places["64.01"], 200)
    an_open_report(places["64.01"])
    return places["64.01"]


def choose_file(page: Page, content: bytes, name: str = "bpjs-juli.xlsx") -> None:
    page.get_by_label("Pilih berkas").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def send(visitor: Visitor, content: bytes) -> Page:
    """Send a file that says neither category nor payer nor month, and let the worker read it."""
    page = visitor.open(PATH)
    choose_file(page, content)
    page.get_by_text("Yang tidak tertulis di berkas").click()
    page.get_by_label("Jenis pekerja").select_option("petani")
    page.get_by_label("Sumber dana").select_option("apbd_kab")
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    page.wait_for_url("**/impor/*/")
    worked(page)
    return page


def worked(page: Page) -> None:
    """Let the worker do what waits; the page finds out by itself."""
    page.locator("[data-progress]").wait_for()
    work(once=True, is_over=lambda: False)
    page.locator("#hasil").wait_for()


def seen(visitor: Visitor, found: dict[str, object], stage: str) -> None:
    """Note what keeps people out of the page as it stands."""
    visitor.page.wait_for_load_state("load")
    found[stage] = (visitor.sideways(), visitor.barriers())


def put_right(visitor: Visitor, found: dict[str, object]) -> Page:
    """Send a file, say what its columns are, answer, correct a count and leave a row out; return its preview."""
    page = send(visitor, a_workbook({"Kecamatan Batu Sopang": ROWS}))
    reads(page, "Perlu jawaban: belum ada yang disimpan")
    seen(visitor, found, "2-columns")
    page.get_by_label("Kolom A dibaca sebagai").select_option("village")
    page.get_by_label("Kolom B dibaca sebagai").select_option("count")
    page.get_by_role("button", name="Simpan pencocokan dan baca ulang").click()
    worked(page)

    reads(page, "Yang perlu Anda pastikan")
    seen(visitor, found, "3-questions")
    page.get_by_label("0, memang tidak ada pekerja terlindungi").check()
    page.get_by_label("Juli 2025").check()
    page.get_by_role("button", name="Simpan jawaban dan baca ulang").click()
    worked(page)

    page.get_by_role("link", name="Ditolak").click()
    page.wait_for_url("**/?lihat=ditolak*")
    seen(visitor, found, "4-refused")
    page.get_by_label("Jumlah yang benar").fill("815")
    page.get_by_role("button", name="Simpan perbaikan dan baca ulang").click()
    worked(page)

    page.get_by_role("link", name="Perlu dipastikan").click()
    page.wait_for_url("**/?lihat=perlu-dipastikan*")
    page.get_by_label("Lewati baris ini").check()
    seen(visitor, found, "5-held")
    page.get_by_role("button", name="Simpan perbaikan dan baca ulang").click()
    worked(page)
    return page


@SIZES
def test_a_file_is_sent_mapped_held_put_right_applied_and_taken_back(visit: Visit, paser, width, dark):
    visitor, found = sign_in(visit(width, dark=dark), staff_of(paser)["enters"]), {}
    visitor.open(PATH)
    seen(visitor, found, "1-empty")

    page = put_right(visitor, found)
    reads(page, "Bila diterapkan: 3 isian baru", "dari target 200")
    seen(visitor, found, "6-preview")
    page.get_by_role("button", name="Terapkan semua: 3 baris").click()
    worked(page)

    reads(page, "3 isian baru")
    seen(visitor, found, "7-applied")
    stored = dict(Figure.objects.values_list("region__code", "enrolled"))
    page.get_by_label("Alasan").fill("Berkas bulan yang keliru")
    page.get_by_role("button", name="Batalkan impor").click()
    reads(page, "Impor ini sudah dibatalkan", "3 isian kembali seperti semula")
    seen(visitor, found, "8-undone")
    visitor.open(PATH)
    seen(visitor, found, "9-list")

    assert found == dict.fromkeys(found, (0, []))
    assert (stored[BUSUI], stored[KASUNGAI], len(stored)) == (12, 815, 3)
    assert set(Figure.objects.values_list("enrolled", flat=True)) == {None}


@SIZES
def test_what_an_open_award_is_judged_by_is_applied_by_two_people(visit: Visit, places, admin, width, dark):
    sender = staff_of(places["64.01"])["enters"]
    an_open_report(places["64.01"], DECEMBER)
    an_edition(admin, opens_on=date(2023, 1, 1), closes_on=None)
    rina = a_colleague(places["64.01"])
    one, other = sign_in(visit(width, dark=dark), sender), sign_in(visit(width, dark=dark), rina)
    found: dict[str, object] = {}

    page = one.open(PATH)
    choose_file(page, a_template(december(BUSUI, 12)))
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    page.wait_for_url("**/impor/*/")
    worked(page)
    seen(one, found, "1-preview")
    page.get_by_role("button", name="Minta orang kedua").click()
    reads(page, "Menunggu orang kedua", "Rina")
    seen(one, found, "2-waiting")
    told = other.open("/kerja/")
    seen(other, found, "3-task")
    told.get_by_role("link", name="Periksa pratinjaunya").click()
    told.wait_for_url("**/impor/*/")
    seen(other, found, "4-second")
    told.get_by_role("button", name="Setujui dan terapkan: 1 baris").click()
    worked(told)

    reads(told, "Diterapkan oleh Rina")
    seen(other, found, "5-applied")
    assert found == dict.fromkeys(found, (0, []))
    assert list(Figure.objects.values_list("region__code", "enrolled")) == [(BUSUI, 12)]


def test_without_scripts_the_same_form_sends_and_the_page_asks_again_by_itself(visit: Visit, paser):
    visitor = sign_in(visit(DESK, scripts=False), staff_of(paser)["enters"])
    page = visitor.open(PATH)
    choose_file(page, a_workbook({"A": [["Desa", "Peserta Aktif"], ["Busui", 5]]}))

    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    page.wait_for_url("**/impor/*/")
    reads(page, "Menunggu giliran dibaca.")
    work(once=True, is_over=lambda: False)

    reads(page, "Perlu jawaban: belum ada yang disimpan")


def test_the_keyboard_is_seen_everywhere_and_kept_after_a_refusal(visit: Visit, paser):
    visitor = sign_in(visit(DESK), staff_of(paser)["enters"])
    page = visitor.open(PATH)
    visitor.expected = {422}
    choose_file(page, b"PK nonsense", "rusak.xlsx")
    page.get_by_text("Yang tidak tertulis di berkas").click()
    page.get_by_label("Pilih berkas").focus()
    rings = {}
    for _ in range(7):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(RING)
        rings[name] = ring

    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("rusak").wait_for()

    assert list(rings) == ["sebagai", "SUMMARY", "periode", "jenis", "dana", "lembar", "BUTTON"]
    assert rings == dict.fromkeys(rings, "solid 3px")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_for_whom_and_when_is_asked_of_a_column_only_once_it_is_one_of_counts(visit: Visit, paser):
    visitor = sign_in(visit(PHONE), staff_of(paser)["enters"])
    page = send(visitor, a_workbook({"Kecamatan Batu Sopang": ROWS}))
    kinds = page.get_by_label("Jenis pekerja kolom B")
    before = kinds.is_visible()

    page.get_by_label("Kolom B dibaca sebagai").select_option("count")

    assert (before, kinds.is_visible()) == (False, True)


def test_a_file_that_is_dropped_is_the_one_that_is_sent_and_a_refusal_stays_on_the_page(visit: Visit, paser):
    visitor = sign_in(visit(DESK), staff_of(paser)["enters"])
    page = visitor.open(PATH)
    visitor.expected = {422}

    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(['PK nonsense'], 'jatuh.xlsx'));
          document.querySelector('[data-drop]').dispatchEvent(
            new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
        }"""
    )
    reads(page, "jatuh.xlsx")
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()

    page.get_by_role("alert").get_by_text("berkas", exact=False).first.wait_for()
    assert (page.url.endswith(PATH), Upload.objects.count()) == (True, 0)
