"""From an empty portal to its first public number, through browsers alone: nothing is set up by hand."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from accounts.access import day_of
from coverage import months
from paritrana import formatting
from tests.accounts.people import code_of
from tests.journeys.browsing import DESK, PHONE, Visitor, reads
from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "tiga belas perahu di teluk"
WHY = "Bertugas mulai bulan ini"


def main(page: Page):
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=name).first.click()


def start(page: Page) -> None:
    """Open the first steps by the menu."""
    page.goto(page.url.split("#")[0] + "#menu")
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Mulai di sini").click()


def arrive(visitor: Visitor, link: str, username: str, name: str) -> Page:
    """Use an invitation and sign in."""
    page = visitor.open(link)
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_label("Kata sandi, sekali lagi").fill(PASSWORD)
    press(page, "Simpan kata sandi")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Masuk")
    return page


def invite(page: Page, username: str, name: str, role: str) -> str:
    """Invite someone from the list of people, and return the path of the link that is shown."""
    follow(page, "Undang orang")
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Peran").select_option(label=role)
    page.get_by_label("Alasan").fill(WHY)
    press(page, "Undang dan tampilkan tautan")
    link = page.get_by_label("Tautan saja").input_value()
    follow(page, "Kembali ke daftar orang")
    return link[link.index("/akun/") :]


def with_code(page: Page) -> None:
    """Set up the second factor that an administrator needs."""
    secret = page.locator(".font-monospace").inner_text().strip()
    main(page).get_by_label("Kode verifikasi").fill(code_of(secret))
    press(page, "Aktifkan")


def propose_target(page: Page, persons: str) -> None:
    page.get_by_label("Jumlah pekerja").fill(persons)
    page.get_by_label("Ditetapkan oleh").fill("Pemerintah Kabupaten Paser")
    page.get_by_label("Cara menghitung").fill("RPJMD")
    page.get_by_label("Dasar hukum").fill("Keputusan Bupati nomor 1")
    page.get_by_label("Dokumen").fill("jdih.paserkab.go.id")
    page.get_by_label("Keadaan per tanggal").fill(date(timezone.now().year, 1, 1).isoformat())
    press(page, "Usulkan target")


def prepare(head: Page) -> tuple[str, str]:
    """Let the head invite who enters and who checks, and choose what is asked; return the links of the two."""
    start(head)
    reads(head, "5 langkah lagi")
    follow(head, "Buka daftar orang")
    links = invite(head, "operator", "Sari", "operator"), invite(head, "pemeriksa", "Budi", "pemeriksa")
    start(head)
    follow(head, "Buka susunan isian")
    pair = "[name='petani|apbd_kab']"
    while not head.locator(pair).is_visible():
        head.locator(f"details:not([open]):has({pair}) > summary").first.click()
    head.locator(pair).select_option("reporter")
    press(head, "Simpan")
    return links


def open_year(province: Page, year: int) -> None:
    start(province)
    follow(province, "Buka batas waktu")
    press(province, f"Buka tahun pelaporan {year}")
    reads(province, "60 laporan dibuka")


def agree_on_target(enterer: Page, head: Page, province: Page) -> None:
    """Bring a target through its three steps by three people."""
    start(enterer)
    follow(enterer, "Buka target")
    propose_target(enterer, "1.250")
    reads(enterer, "1.250")
    start(head)
    follow(head, "Buka target")
    press(head, "Setujui target 1.250 pekerja")
    province.goto(head.url)
    press(province, "Terima target 1.250 pekerja")


def hand_in(enterer: Page, month: int) -> str:
    """Fill in the one number that is asked and submit the month; return the address of its report."""
    start(enterer)
    follow(enterer, "Buka laporan bulanan")
    follow(enterer, formatting.month(month))
    enterer.wait_for_url("**/laporan/64.01/*/")
    report = enterer.url
    follow(enterer, "Isian bulanan")
    enterer.locator("[name^='isi:']").first.fill("1.000")
    press(enterer, "Simpan isian")
    enterer.goto(report)
    press(enterer, "Ajukan laporan")
    return report


def test_an_empty_portal_reaches_its_first_public_number(visit: Visit, places, capsys):
    call_command("first_admin", email="dewi@kemnaker.example")
    link = capsys.readouterr().out.strip()
    today = day_of(timezone.now())
    month = months.shifted(today.year * 100 + today.month, -1)

    admin = arrive(visit(scripts=False), link[link.index("/akun/") :], "dewi", "Dewi")
    with_code(admin)
    start(admin)
    follow(admin, "Kalimantan Timur")
    to_province = invite(admin, "verifikator", "Wati", "verifikator provinsi")
    follow(admin, "Kabupaten Paser")
    head = arrive(visit(PHONE, scripts=False), invite(admin, "kepala", "Hana", "pengesah"), "kepala", "Hana")
    to_enterer, to_checker = prepare(head)
    province = arrive(visit(DESK, scripts=False), to_province, "verifikator", "Wati")
    open_year(province, months.year_of(month))
    enterer = arrive(visit(PHONE, scripts=False), to_enterer, "operator", "Sari")
    agree_on_target(enterer, head, province)
    report = hand_in(enterer, month)
    checker = arrive(visit(DESK, scripts=False), to_checker, "pemeriksa", "Budi")
    for page, act in ((checker, "Nyatakan benar"), (head, "Sahkan"), (province, "Terima dan terbitkan")):
        page.goto(report)
        press(page, f"{act}: 1.000 pekerja")
    start(head)

    reads(head, "semua langkah selesai")
    anyone = visit(PHONE)
    told = anyone.open("/wilayah/64.01/").get_by_role("main").inner_text()
    assert [
        words for words in ("1.000", "80,00\N{NO-BREAK SPACE}%", formatting.month(month)) if words not in told
    ] == []
    assert anyone.barriers() == []
