"""Filling a month in the grid with a real browser: by keys, by paste, two at once, with a session that ends."""

import json
import time
from pathlib import Path

import pytest

from accounts.abilities import Role
from coverage.models import Change, Explanation, Figure, Report
from tests.accounts.people import PASSWORD, with_password
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.factories import a_person
from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import Visit
from tests.journeys.entering import PAGE, PASTE, a_month_to_fill, held, many_villages, open_grid, settled, sign_in

pytestmark = pytest.mark.browser
BUSUI = "Desa Busui, Petani, APBD kabupaten/kota"
CASES = Path(__file__).resolve().parent.parent / "coverage"
VILLAGES = (
    "64.01.01.2001", "64.01.01.2002", "64.01.01.2003", "64.01.02.2001", "64.01.02.2002", "64.01.04.1001",
    "64.01.04.2002",
)  # fmt: skip
SIXTEEN = (
    "bpu_mandiri", "petani", "pekebun", "nelayan", "umkm", "keagamaan", "rt_rw", "relawan", "kader", "buruh_lepas",
    "pedagang", "peternak", "prt", "transportasi", "pmi", "rentan_lain",
)  # fmt: skip


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "telephone"])
def test_a_month_is_filled_by_the_keyboard_alone(visit: Visit, places, width):
    visitor = sign_in(visit(width), a_month_to_fill(places))
    open_grid(visitor)
    keys = visitor.page.keyboard
    first = BUSUI
    for _ in range(40):
        keys.press("Tab")
        if visitor.page.evaluate("document.activeElement.getAttribute('aria-label')") == first:
            break

    if width == DESK:  # down the first column, then up the second
        for number in range(7):
            keys.type(str(1200 + number))
            keys.press("Enter" if number < 6 else "ArrowRight")
        for number in range(6, -1, -1):
            keys.type(str(number))
            keys.press("ArrowUp")
    else:  # village by village
        for number in range(7):
            keys.type(str(1200 + number))
            keys.press("Enter")
            keys.type(str(number))
            keys.press("Enter")
    settled(visitor)

    assert held() == {
        f"{code} {category}": heads
        for number, code in enumerate(VILLAGES)
        for category, heads in (("petani", 1200 + number), ("nelayan", number))
    }


def test_keys_take_back_restore_empty_and_mark(visit: Visit, places):
    visitor = sign_in(visit(), a_month_to_fill(places))
    open_grid(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    busui = page.get_by_label(BUSUI)
    busui.focus()
    keys.type("12")
    keys.press("Escape")
    after_escape = busui.input_value()
    keys.type("12")
    keys.press("ArrowDown")
    keys.press("t")
    keys.press("Shift+ArrowUp")
    keys.press("Delete")
    emptied = busui.input_value()
    keys.press("Control+z")
    kasungai = page.get_by_label("Desa Kasungai, Petani, APBD kabupaten/kota")
    back = (busui.input_value(), kasungai.input_value())
    keys.press("Control+z")
    keys.press("Control+y")
    settled(visitor)

    assert (after_escape, emptied, back) == ("", "", ("12", "tb"))
    figures = {figure.region.code: (figure.enrolled, figure.not_applicable) for figure in Figure.objects.all()}
    assert figures == {"64.01.01.2001": (12, False), "64.01.01.2002": (None, True)}


def test_an_unreadable_number_is_told_and_kept_and_what_looks_odd_is_marked(visit: Visit, places):
    user = a_month_to_fill(places)
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    page.get_by_label(BUSUI).focus()
    keys.type("81,5")
    keys.press("ArrowDown")
    keys.type("16800")
    keys.press("ArrowUp")
    keys.press("ArrowDown")
    settled(visitor, "Lainnya tersimpan. 1 isian ditolak")
    panel = page.locator("#sel-ini").inner_text()
    keys.press("ArrowUp")
    refusal = page.locator("#sel-ini").inner_text()
    open_grid(visitor)

    assert "iuran" in panel
    assert "Maksud Anda 815 atau 81?" in refusal
    assert page.get_by_label(BUSUI).input_value() == "81,5"
    assert held() == {"64.01.01.2002 petani": 16800}


def test_a_block_of_144_by_16_is_pasted_as_one_act(visit: Visit, places):
    user = a_month_to_fill(places, SIXTEEN)
    many_villages(places, 144)
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    page = visitor.page
    rows = [[str(1000 + row * 16 + column) for column in range(16)] for row in range(144)]
    rows[3][2] = "banyak"
    rows[4][0] = "81,5"
    rows[5][1] = ""
    block = "\r\n".join("\t".join([*row, "lebih"]) for row in [*rows, rows[0]]) + "\r\n"
    first = page.locator("#isian-tabel input").first
    first.focus()
    began = time.perf_counter()
    first.evaluate(f"(field, text) => ({PASTE})([field, text])", block)
    took = time.perf_counter() - began
    notice = page.locator(".grid-bar .muted").inner_text()
    settled(visitor)

    assert "2.301 isian ditempel" in notice
    assert "161 sel berada di luar tabel" in notice
    assert "(“banyak”)" in notice
    assert "(“81,5”)" in notice
    assert Figure.objects.count() == 144 * 16 - 3
    assert Change.objects.count() == -(-2301 // 400)
    assert took < 3
    page.keyboard.press("Control+z")
    settled(visitor)
    assert Figure.objects.exclude(enrolled=None).count() == 0


def test_ten_thousand_pasted_cells_stay_fluid_and_what_is_outside_is_told(visit: Visit, places):
    visitor = sign_in(visit(), a_month_to_fill(places))
    open_grid(visitor)
    first = visitor.page.locator("#isian-tabel input").first
    first.focus()
    block = "\n".join("\t".join(["5"] * 20) for _ in range(500))
    began = time.perf_counter()
    first.evaluate(f"(field, text) => ({PASTE})([field, text])", block)
    took = time.perf_counter() - began
    settled(visitor)

    assert "9.986 sel berada di luar tabel" in visitor.page.locator(".grid-bar .muted").inner_text()
    assert Figure.objects.filter(enrolled=5).count() == 14
    assert took < 1.5


def test_two_officials_on_one_cell_see_both_values_and_choose(visit: Visit, places):
    user = a_month_to_fill(places)
    rina = a_person("rina", Role.ENTERER, places["64.01"])
    first, second = sign_in(visit(), user), sign_in(visit(PHONE), rina)
    open_grid(first)
    open_grid(second)
    first.page.get_by_label(BUSUI).fill("120")
    first.page.get_by_label(BUSUI).press("Enter")
    settled(first)
    second.expected = {409}
    second.page.get_by_label(BUSUI).fill("125")
    second.page.get_by_label(BUSUI).press("Enter")
    box = second.page.locator("#isian-berbeda")
    box.wait_for()
    told = box.inner_text()
    untouched = held()
    box.get_by_role("button", name="Pakai isian saya: 125").click()
    settled(second)

    assert untouched == {"64.01.01.2001 petani": 120}
    assert str(user) in told
    assert "Pakai yang tersimpan: 120" in told
    assert held() == {"64.01.01.2001 petani": 125}


def test_after_the_session_ended_everything_waits_and_is_sent_after_signing_in(visit: Visit, places):
    user = with_password(a_month_to_fill(places))
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    page = visitor.page
    page.context.clear_cookies(name="sesi")
    visitor.expected = {401}
    page.get_by_label(BUSUI).fill("120")
    page.get_by_label(BUSUI).press("Enter")
    settled(visitor, "Sesi berakhir. 1 isian aman di perangkat ini; masuk lagi untuk mengirim.")
    nothing = held()
    page.get_by_role("link", name="Masuk lagi").click()
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    page.locator("[data-ready]").wait_for()
    settled(visitor)

    assert nothing == {}
    assert held() == {"64.01.01.2001 petani": 120}


def test_what_one_person_left_unsent_is_not_shown_to_another(visit: Visit, places):
    user = a_month_to_fill(places)
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    visitor.page.context.clear_cookies(name="sesi")
    visitor.expected = {401}
    visitor.page.get_by_label(BUSUI).fill("120")
    visitor.page.get_by_label(BUSUI).press("Enter")
    settled(visitor, "Sesi berakhir")
    sign_in(visitor, a_person("rina", Role.ENTERER, places["64.01"]))
    open_grid(visitor)
    settled(visitor)

    assert visitor.page.get_by_label(BUSUI).input_value() == ""
    assert held() == {}


def test_copies_of_last_month_are_saved_once_confirmed(visit: Visit, places):
    user = a_month_to_fill(places)
    june = an_open_report(places["64.01"], 202506)
    entered(june, [a_cell(places[code], 10 + number, month=202506) for number, code in enumerate(VILLAGES[:3])])
    visitor = sign_in(visit(), user)
    open_grid(visitor)
    page = visitor.page
    page.get_by_label("Untuk").select_option("all")
    page.get_by_role("button", name="Salin bulan lalu").click()
    settled(visitor, "3 salinan belum dikonfirmasi")
    nothing = held()
    open_grid(visitor)
    kept = page.get_by_label("Desa Kasungai, Petani, APBD kabupaten/kota").input_value()
    page.get_by_label(BUSUI).focus()
    page.keyboard.press("Enter")
    settled(visitor, "2 salinan belum dikonfirmasi")
    page.get_by_label("Untuk").select_option("all")
    page.get_by_role("button", name="Konfirmasi salinan").click()
    settled(visitor)
    page.get_by_role("button", name="Isi yang kosong dengan 0").click()
    settled(visitor)

    assert (nothing, kept) == ({}, "11")
    assert held() == {f"{code} nelayan": 0 for code in VILLAGES} | {
        f"{code} petani": 10 + number if number < 3 else 0 for number, code in enumerate(VILLAGES)
    }


def test_one_tap_gives_the_reason_for_all_picked_cells(visit: Visit, places):
    visitor = sign_in(visit(), a_month_to_fill(places))
    open_grid(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    page.get_by_label(BUSUI).focus()
    for text in ("6800", "16800", "5"):
        keys.type(text)
        keys.press("ArrowDown")
    settled(visitor)
    page.get_by_label(BUSUI).focus()
    keys.press("Shift+ArrowDown")
    marked = page.locator("#isian-tabel td.is-odd").count()
    page.locator("#sel-ini").get_by_role("button", name="Koreksi").click()
    page.locator("#isian-tabel td.is-odd").first.wait_for(state="detached")
    page.locator("#sel-ini", has_text="Alasan: koreksi").wait_for()
    given = set(Explanation.objects.values_list("region__code", "category__code", "rule", "reason"))

    assert marked == 2
    assert given == {
        ("64.01.01.2001", "petani", "money", "correction"),
        ("64.01.01.2002", "petani", "money", "correction"),
    }


# The script and the server agree


@pytest.mark.parametrize("table", ["number_cases", "caution_cases"])
def test_the_script_follows_the_same_table_as_the_server(visit: Visit, places, table):
    visitor = visit()
    visitor.open("/metode/")
    cases = json.loads((CASES / f"{table}.json").read_text(encoding="utf-8"))

    assert visitor.page.evaluate(AGREEMENT[table], cases) == []


AGREEMENT = {
    "number_cases": """async (cases) => {
      const { parseCount } = await import('/static/entry/numbers.js');
      const read = cases.read.filter((one) => {
        const told = parseCount(one.text);
        const isOther = Boolean(told.isNotApplicable) !== one.not_applicable;
        return told.code || isOther || (told.heads ?? null) !== (one.heads ?? null);
      });
      const refused = cases.refused.filter((one) => {
        const told = parseCount(one.text);
        return told.code !== one.code || JSON.stringify(told.likely) !== JSON.stringify(one.likely);
      });
      return [...read, ...refused];
    }""",
    "caution_cases": """async (cases) => {
      const rules = await import('/static/entry/cautions.js');
      const told = (found) => JSON.stringify(found.map((one) => one.rule));
      const odd = (found, one) => told(found) !== JSON.stringify(one.rules);
      const runs = (values) => rules.cautionsOfRuns(values).map((run) => [run.at, run.before]);
      return [
        ...cases.cells.filter((one) => odd(rules.cautionsOfCell(one.now, one.earlier.at(-1) ?? null, one.usual), one)),
        ...cases.totals.filter((one) => odd(rules.cautionsOfTotal(one.total, one.before, one.target), one)),
        ...cases.targets.filter((one) => odd(rules.cautionsOfTarget(one.target, one.before), one)),
        ...cases.levels.filter((one) => odd(rules.cautionsOfLevels(one.own, one.below), one)),
        ...cases.runs.filter((one) => JSON.stringify(runs(one.values)) !== JSON.stringify(one.runs)),
      ];
    }""",
}


# For everyone


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (DESK, True), (PHONE, False), (PHONE, True)])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_grid_has_no_barrier_and_scrolls_no_page_sideways(visit: Visit, places, width, dark, scripts):
    user = a_month_to_fill(places)
    entered(Report.objects.get(), [a_cell(places["64.01.01.2001"], 12)])
    visitor = sign_in(visit(width, dark=dark, scripts=True), user)
    if scripts:
        open_grid(visitor)
        visitor.page.get_by_label(BUSUI).fill("81,5")
        visitor.page.get_by_label(BUSUI).press("Enter")
        settled(visitor, "1 isian ditolak")
    else:
        visitor.page.route("**/entry/main.js", lambda route: route.abort())
        visitor.open(PAGE)

    assert (visitor.sideways(), visitor.barriers()) == (0, [])


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "telephone"])
def test_a_link_from_the_report_leads_to_its_cell(visit: Visit, places, width):
    visitor = sign_in(visit(width), a_month_to_fill(places))

    open_grid(visitor, f"{PAGE}#sel-64.01.04.1001-nelayan-apbd_kab")

    named = visitor.page.locator("input:focus")
    assert named.get_attribute("aria-label").endswith("Nelayan, APBD kabupaten/kota")
    visitor.page.keyboard.type("31")
    visitor.page.keyboard.press("Enter")
    settled(visitor)
    assert held() == {"64.01.04.1001 nelayan": 31}
