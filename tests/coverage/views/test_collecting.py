"""Collecting a month from the villages, over HTTP."""

import pytest

from tests.coverage.factories import a_cell, an_open_report, entered, published
from tests.coverage.plans import a_plan

PATH = "/wilayah/64.01/kumpulkan/"


@pytest.mark.parametrize("more", ["", "formulir/"])
def test_without_a_month_the_one_that_is_to_be_filled_next_is_shown(client, sari, places, more):
    a_plan(places["64.01"])
    done = an_open_report(places["64.01"], 202506)
    entered(done, [a_cell(places["64.01"], 5, "pu", "pemberi_kerja", month=202506)])
    published(done)
    for month in (202507, 202508):
        an_open_report(places["64.01"], month)
    client.force_login(sari)

    page = client.get(PATH + more).content.decode()
    chosen = client.get(f"{PATH}{more}?periode=2025-08").content.decode()

    assert ("Juli 2025" in page, "Agustus 2025" in page) == (True, False)
    assert "Agustus 2025" in chosen


def test_the_file_is_named_after_the_month_that_is_to_be_filled_next(client, sari, places):
    a_plan(places["64.01"])
    an_open_report(places["64.01"])
    client.force_login(sari)

    one, many = client.get(f"{PATH}format-isian.xlsx"), client.get(f"{PATH}format-isian.zip")

    assert 'filename="format-isian-64.01-kab-paser-2025-07.xlsx"' in one["Content-Disposition"]
    assert 'filename="format-isian-64.01-2025-07-per-kecamatan.zip"' in many["Content-Disposition"]


def test_each_district_has_a_link_to_its_own_spreadsheet_and_all_come_in_one_zip(client, sari, places):
    a_plan(places["64.01"])
    an_open_report(places["64.01"])
    client.force_login(sari)

    page = client.get(PATH).content.decode()
    of_district = client.get("/wilayah/64.01.01/kumpulkan/").content.decode()

    assert f"{PATH}format-isian.zip?periode=2025-07" in page
    assert "/wilayah/64.01.01/kumpulkan/format-isian.xlsx?periode=2025-07" in page
    assert "format-isian.zip" not in of_district


@pytest.mark.parametrize("more", ["", "formulir/", "format-isian.xlsx", "format-isian.zip"])
def test_without_any_report_the_page_says_who_opens_one(client, sari, more):
    client.force_login(sari)

    answer = client.get(PATH + more)

    assert answer.status_code == 404
    assert "belum mempunyai laporan bulanan yang dibuka" in answer.content.decode()


def test_a_month_that_cannot_be_read_is_refused(client, sari):
    client.force_login(sari)

    assert client.get(f"{PATH}?periode=kemarin").status_code == 400
