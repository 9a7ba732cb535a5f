"""What the grid warns of and offers while the line is gone, and what of it still stands after a reload."""

import pytest

from coverage.enums import AskedPer, StatedBy
from coverage.models import Figure, Report
from coverage.months import shifted
from tests.coverage.factories import JULY, a_cell, a_target, an_observation, an_open_report, entered
from tests.coverage.queries.test_grid import ask
from tests.journeys.browsing import DESK, PATIENCE, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.entering import a_month_to_fill, held, open_grid, settled, sign_in

pytestmark = pytest.mark.browser
BUSUI = "Desa Busui, Petani, APBD kabupaten/kota"
OWN = "Kabupaten Paser, Penerima upah badan usaha, APBD kabupaten/kota"
SIZES = pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "telephone"])


def write(visitor: Visitor, label: str, text: str) -> None:
    """Write into a field and stay in it; on a telephone its village is looked up first."""
    field = visitor.page.get_by_label(label)
    if not field.is_visible():
        visitor.page.get_by_label("Cari desa/kelurahan").fill(label.split(",")[0])
        visitor.page.get_by_label("Cari desa/kelurahan").press("Enter")
    field.fill(text)


def beside(visitor: Visitor, words: str) -> None:
    """Wait until the panel of the cell says so."""
    visitor.page.locator("#sel-ini", has_text=words).wait_for()


def signs(visitor: Visitor) -> int:
    """Return how many cells bear a question mark."""
    return visitor.page.locator("#isian-tabel td.is-odd:not(.sum)").count()


@SIZES
def test_without_a_network_a_jump_is_seen_beside_the_months_of_a_year(visit: Visit, places, width):
    user = a_month_to_fill(places)
    for back, heads in zip(range(5, 0, -1), (100, 110, 120, 130, 140), strict=True):
        month = shifted(JULY, -back)
        entered(an_open_report(places["64.01"], month), [a_cell(places["64.01.01.2001"], heads, month=month)])
    visitor = sign_in(visit(width), user)
    open_grid(visitor)
    visitor.page.context.set_offline(True)

    write(visitor, BUSUI, "150")
    usual = signs(visitor)
    write(visitor, BUSUI, "200")
    beside(visitor, "Berubah dari 140 (Juni 2025) menjadi 200, jauh dari biasanya")

    assert (usual, signs(visitor)) == (0, 1)


@SIZES
def test_without_a_network_both_levels_are_told_at_the_regency_and_in_the_village(visit: Visit, places, width):
    user = a_month_to_fill(places)
    ask(places["64.01"], ("pu", "apbd_kab"), per=AskedPer.REPORTER)
    entered(Report.objects.get(), [a_cell(places["64.01.01.2001"], 30, "pu"), a_cell(places["64.01"], 70, "petani")])
    visitor = sign_in(visit(width), user)
    open_grid(visitor)
    visitor.page.context.set_offline(True)
    own = visitor.page.locator("#isian-tabel .is-own input")
    if width == PHONE:
        visitor.page.get_by_role("button", name="Sebelumnya").click()

    own.fill("900")
    beside(visitor, "Diisi 900 untuk kabupaten/kota dan 30 untuk desa-desanya, lalu keduanya dijumlahkan.")
    write(visitor, BUSUI, "5")
    beside(visitor, "Jenis pekerja ini juga diisi 70 untuk kabupaten/kota, lalu keduanya dijumlahkan.")

    assert signs(visitor) == 1


@SIZES
def test_without_a_network_a_village_above_its_target_is_told_with_all_its_tabs(visit: Visit, places, width):
    user = a_month_to_fill(places)
    ask(places["64.01"], ("petani", "apbdes"))
    a_target(places["64.01.01.2001"], 40)
    entered(Report.objects.get(), [a_cell(places["64.01.01.2001"], 15, payer="apbdes")])
    visitor = sign_in(visit(width), user)
    open_grid(visitor)
    visitor.page.context.set_offline(True)

    write(visitor, BUSUI, "25")
    beside(visitor, "belum diisi")
    below = visitor.page.locator("#isian-tabel .sum.is-above").count()
    write(visitor, BUSUI, "30")
    beside(visitor, "Desa Busui: Jumlah 45 melampaui target 40.")
    visitor.page.locator("#isian-tabel .sum.is-above.is-odd").wait_for()

    assert below == 0


@SIZES
def test_a_question_mark_stands_after_a_reload_until_a_reason_is_given(visit: Visit, places, width):
    a_target(places["64.01.01.2001"], 40)
    visitor = sign_in(visit(width), a_month_to_fill(places))
    open_grid(visitor)
    page = visitor.page
    write(visitor, BUSUI, "16800")
    page.keyboard.press("Enter")
    settled(visitor)
    before = (signs(visitor), page.locator("#isian-tabel .sum.is-odd").count())
    open_grid(visitor)
    after = (signs(visitor), page.locator("#isian-tabel .sum.is-odd").count())
    write(visitor, BUSUI, "16.800")
    if width == PHONE:
        page.get_by_role("button", name="Riwayat, alasan, dan catatan").click()
    page.locator("#sel-ini").get_by_role("button", name="Koreksi").click()
    beside(visitor, "Alasan: koreksi")
    page.locator("#isian-tabel td.is-odd").first.wait_for(state="detached")
    open_grid(visitor)

    assert (before, after) == ((1, 1), (1, 1))
    assert page.locator("#isian-tabel td.is-odd").count() == 0
    assert held() == {"64.01.01.2001 petani": 16800}


@SIZES
def test_the_number_of_a_village_is_taken_over_by_one_key_and_taken_back(visit: Visit, places, width):
    user = a_month_to_fill(places)
    an_observation(places["64.01.01.2001"], 1214, StatedBy.VILLAGE, "petani", source="Surat desa 7/2025")
    an_observation(places["64.01.01.2001"], 15, StatedBy.BPJS, "petani")
    visitor = sign_in(visit(width), user)
    open_grid(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    write(visitor, BUSUI, "")
    beside(visitor, "Menurut desa: 1.214 pekerja. Sumber: Surat desa 7/2025.")
    offer = page.get_by_role("button", name="Ambil angka desa: 1.214 (tombol D)")
    offer.wait_for()
    barriers = visitor.barriers()

    keys.press("d")
    taken = page.get_by_label(BUSUI).input_value()
    keys.press("Control+z")
    back = page.get_by_label(BUSUI).input_value()
    keys.press("b")
    settled(visitor)
    of_bpjs = held()
    offer.click()
    settled(visitor)

    assert (taken, back, barriers) == ("1.214", "", [])
    assert of_bpjs == {"64.01.01.2001 petani": 15}
    assert held() == {"64.01.01.2001 petani": 1214}
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == BUSUI


def test_a_number_of_all_payers_is_told_and_not_taken_into_one_of_them(visit: Visit, places):
    user = a_month_to_fill(places)
    ask(places["64.01"], ("petani", "apbdes"))
    an_observation(places["64.01.01.2001"], 14, StatedBy.VILLAGE, "petani")
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    visitor.page.get_by_label(BUSUI).focus()
    beside(visitor, "Angka ini untuk semua sumber dana, jadi bagi sendiri ke isian masing-masing.")

    visitor.page.keyboard.press("d")
    notice = visitor.page.locator(".grid-bar", has_text="Desa belum menyebut angka yang dapat diambil ke isian ini.")
    notice.wait_for(timeout=PATIENCE)

    assert visitor.page.get_by_label(BUSUI).input_value() == ""
    assert Figure.objects.count() == 0
