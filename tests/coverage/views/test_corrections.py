"""The page of a limited correction: find, choose, say why, open; what is refused keeps all that was chosen."""

import re

import pytest

from coverage.models import Report, UnlockedCell
from tests.coverage.factories import a_cell, a_published_month, reopened, staff_of

PAGE = "/laporan/64.01/2025-07/koreksi/"


@pytest.fixture
def report(places) -> Report:
    cells = {
        (places["64.01.01.2001"], "petani", "csr"): 120,
        (places["64.01.02.2001"], "petani", "csr"): 300,
        (places["64.01.02.2001"], "nelayan", "apbd_kab"): 40,
    }
    a_published_month(places["64.01"], cells)
    a_published_month(places["64.01"], {**cells, (places["64.01.02.2001"], "petani", "csr"): 301}, month=202508)
    a_published_month(places["64.01"], cells, month=202509)
    return Report.objects.get(month=202507)


@pytest.fixture
def province(client, places, report):
    client.force_login(staff_of(places["64.01"])["publishes"])
    return client


def found(answer) -> list[str]:
    text = answer.content.decode()
    return re.findall(r'<input[^>]*name="cells" value="([0-9-]+)"', text)


def word(cell) -> str:
    return "-".join(map(str, cell))


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("?cari=busui", 1), ("?cari=64.01.02.2001", 2), ("?kategori=nelayan", 1), ("?sumber=csr", 2),
     ("?cari=busui&kategori=nelayan", 0)],
)  # fmt: skip
def test_cells_are_found_by_village_category_and_payer(province, query, count):
    assert len(found(province.get(PAGE + query))) == count


def test_what_is_chosen_stays_through_a_search_and_is_opened_with_the_reason(province, places):
    [busui] = found(province.get(f"{PAGE}?cari=busui"))

    searched = province.post(PAGE, {"do": "cari", "cari": "tanjung aru", "cells": [busui], "reason": "Salah ketik"})
    assert found(searched)[0] == busui
    assert len(found(searched)) == 3
    assert "Salah ketik" in searched.content.decode()
    answer = province.post(PAGE, {"do": "buka", "cells": [busui], "reason": "Salah ketik di Busui", "seen": "6"})

    assert (answer.status_code, answer["Location"]) == (302, "/laporan/64.01/2025-07/")
    [cell] = UnlockedCell.objects.values_list("region", "category", "payer")
    assert word(cell) == busui
    page = province.get("/laporan/64.01/2025-07/").content.decode()
    assert "1 isian dibuka untuk koreksi" in page


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ({"cells": []}, 422, "paling sedikit satu isian"),
        ({"cells": ["1-1-1"]}, 422, "bukan bagian dari laporan"),
        ({"cells": ["bukan sel"]}, 422, "bukan bagian dari laporan"),
        ({"reason": "pendek"}, 422, "paling sedikit 10 huruf"),
        ({"seen": "1"}, 409, "berubah setelah Anda membukanya"),
    ],
)
def test_what_cannot_be_opened_is_told_and_keeps_the_choice_and_the_reason(province, more, status, said):
    [busui] = found(province.get(f"{PAGE}?cari=busui"))
    sent = {"do": "buka", "cells": [busui], "reason": "Salah ketik di Busui"} | more

    answer = province.post(PAGE, sent)

    assert answer.status_code == status
    assert said in answer.content.decode()
    assert sent["reason"] in answer.content.decode()
    assert UnlockedCell.objects.count() == 0


def test_later_months_with_the_same_copied_number_are_listed_until_the_first_other_number(province):
    [busui] = found(province.get(f"{PAGE}?cari=busui"))
    aru = found(province.get(f"{PAGE}?cari=tanjung+aru&kategori=petani"))[0]

    text = province.get(f"{PAGE}?cells={busui}&cells={aru}").content.decode()

    links = re.findall(r'href="(/laporan/64.01/2025-\d\d/koreksi/\?cells=[0-9-]+)"', text)
    assert links == [f"/laporan/64.01/2025-{month}/koreksi/?cells={busui}" for month in ("08", "09")]
    assert found(province.get(links[0]))[0] == busui


def test_a_correction_that_is_being_filled_can_be_widened_and_one_that_is_handed_in_cannot(province, places, report):
    reopened(report, [a_cell(places["64.01.01.2001"], 0, "petani", "csr")])
    text = province.get(PAGE).content.decode()
    assert "sudah dibuka" in text
    assert 'value="buka"' in text

    Report.objects.filter(pk=report.pk).update(state="submitted")

    assert 'value="buka"' not in province.get(PAGE).content.decode()


def test_one_village_and_three_take_the_same_queries(province, places, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as few:
        province.get(f"{PAGE}?cari=busui")
    with django_assert_max_num_queries(len(few)):
        province.get(PAGE)
