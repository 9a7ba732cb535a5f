"""The list of entrants through the browser of the secretariat."""

import io

import openpyxl
import pytest

from tests.accounts.people import signed_in
from tests.awards.entrants import a_criteria_set
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def page(kaltim, edition, places, citra):
    regencies = a_category(edition, needs_release=True)
    a_criteria_set(regencies, citra)
    judged_at(kaltim, regencies)
    mining = a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2)
    an_entry(kaltim, regencies, places["64.01"], citra, state="proposed")
    an_entry(kaltim, mining, places["64.01"], citra, firm=a_firm(places["64.01"], name="=cmd PT Nakal"))
    return f"/penghargaan/putaran/{kaltim.pk}/peserta"


@pytest.fixture
def secretariat(citra):
    return signed_in(citra)


def test_an_empty_round_says_who_can_fill_it(secretariat, kaltim):
    page = secretariat.get(f"/penghargaan/putaran/{kaltim.pk}/peserta/").content.decode()

    assert "Belum ada peserta." in page
    assert "tahap Pengusulan sampai" in page
    assert "pukul 00.00" not in page  # a deadline is told by the last minute of its day, not the first of the next


def test_the_list_names_what_is_missing(secretariat, page):
    told = secretariat.get(f"{page}/").content.decode()

    assert "2 dari 2 peserta" in told
    assert "1 bukti wajib belum ada: Perda atau Perkada" in told
    assert "angka Desember 2023 Kabupaten Paser belum terbit" in told
    assert "NPP NN123456 · Kab. Paser" in told


def test_a_filter_is_kept_for_the_tables(secretariat, page):
    told = secretariat.get(f"{page}/?kategori=kabkota&status=proposed&bukti=kurang").content.decode()

    assert "1 dari 2 peserta" in told
    assert f"{page}.xlsx?kategori=kabkota&amp;status=proposed&amp;bukti=kurang" in told
    assert "Nakal" not in told


@pytest.mark.parametrize("asked", ["kategori=lomba", "status=menang", "bukti=ya"])
def test_an_unknown_filter_is_refused(secretariat, page, asked):
    assert secretariat.get(f"{page}/?{asked}").status_code == 400


def test_the_tables_hold_the_same_rows_and_no_formula(secretariat, page):
    lines = b"".join(secretariat.get(f"{page}.csv")).decode("utf-8-sig").splitlines()
    sheet = openpyxl.load_workbook(io.BytesIO(secretariat.get(f"{page}.xlsx").content)).active

    assert len(lines) == sheet.max_row == 3
    assert "'=cmd PT Nakal" in lines[2]
    assert (sheet.cell(3, 2).value, sheet.cell(3, 2).data_type) == ("=cmd PT Nakal", "s")
