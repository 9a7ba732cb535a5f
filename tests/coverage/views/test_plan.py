"""The page of the entry plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from coverage.queries.plan import asked_pairs
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.coverage.plans import a_plan
from tests.factories import a_person

PLAN = "/wilayah/64.01/susunan/?tahun=2025"
WHOLE = {"susunan": "lengkap"}


def codes(region, year: int = 2025) -> list[str]:
    return [f"{one.category.code} {one.payer.code} {one.per}" for one in asked_pairs(region, year)]


def test_the_head_sets_the_plan_and_is_told_so(client, hana, places):
    client.force_login(hana)

    answer = client.post(PLAN, WHOLE | {"petani|apbd_kab": "village", "pu|pemberi_kerja": "reporter", "prt|csr": ""})

    assert (answer.status_code, answer["Location"]) == (302, PLAN)
    assert codes(places["64.01"]) == ["pu pemberi_kerja reporter", "petani apbd_kab village"]
    page = " ".join(client.get(PLAN).content.decode().split())
    assert "Susunan isian Kabupaten Paser tahun 2025 tersimpan." in page
    assert '<dd class="kpi-number">8</dd>' in page  # 7 villages and the regency


def test_payers_in_use_come_first_and_others_are_folded(client, hana, places):
    a_plan(places["64.01"], villages=("petani csr",), own=())
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 5, "petani", "baznas")])
    client.force_login(hana)

    page = client.get(PLAN).content.decode()

    farmers = page.split('id="jenis-petani"')[1].split("</fieldset>")[0]
    used, others = farmers.split("<details>")
    assert [code for code in ("csr", "baznas", "apbd_kab") if f"petani-{code}" in used] == ["csr", "baznas"]
    assert "petani-apbd_kab" in others
    assert "pernah diisi" in used


def test_last_years_plan_is_offered_and_copied(client, hana, places):
    a_plan(places["64.01"], villages=("petani csr",), own=(), year=2023)
    client.force_login(hana)
    assert "Salin dari 2023" in client.get(PLAN).content.decode()

    client.post(PLAN, {"salin": "2023"})

    assert codes(places["64.01"]) == ["petani csr village"]


def test_what_is_refused_keeps_all_that_was_chosen(client, places):
    client.force_login(a_person("tono", Role.HEAD, places["64"]))

    answer = client.post("/wilayah/64/susunan/?tahun=2025", WHOLE | {"petani|csr": "village", "pu|csr": "reporter"})

    page = answer.content.decode()
    assert (answer.status_code, page.count('" selected>per desa'), page.count('" selected>hanya di')) == (422, 1, 1)
    assert "bukan per desa" in page
    assert codes(places["64"]) == []


def test_a_copy_of_nothing_is_refused_in_words(client, hana, places):
    client.force_login(hana)

    answer = client.post(PLAN, {"salin": "2020"})

    assert (answer.status_code, "belum ada, jadi tidak dapat disalin" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "form",
    [
        {}, {"petani|apbd_kab": "village"},
        WHOLE | {"petani|apbd_kab": "sometimes"}, WHOLE | {"petani|desa": "village"},
        WHOLE | {"buruh|csr": "village"}, {"salin": "dulu"},
    ],
)  # fmt: skip
def test_a_broken_form_changes_nothing(client, hana, places, form):
    a_plan(places["64.01"], villages=("petani csr",), own=())
    client.force_login(hana)

    assert client.post(PLAN, form).status_code == 400
    assert codes(places["64.01"]) == ["petani csr village"]


@pytest.mark.parametrize("who", ["sari", "budi", "wati"])
def test_who_may_only_read_sees_the_plan_without_a_form(client, places, who, request):
    a_plan(places["64.01"])
    client.force_login(request.getfixturevalue(who))

    page = client.get(PLAN).content.decode()

    assert "Nelayan" in page
    assert 'name="susunan"' not in page
    assert client.post(PLAN, WHOLE).status_code == 403


@pytest.mark.parametrize(
    ("address", "status"),
    [("/wilayah/64.01/susunan/?tahun=25", 400), ("/wilayah/64.01/susunan/?tahun=2101", 400),
     ("/wilayah/64.01.01/susunan/", 404), ("/wilayah/64.08/susunan/", 404), ("/wilayah/64.01/susunan/", 200)],
)  # fmt: skip
def test_addresses_are_read_strictly(client, hana, address, status):
    client.force_login(hana)

    assert client.get(address).status_code == status


def test_queries_do_not_grow_with_pairs(client, hana, places):
    client.force_login(hana)
    a_plan(places["64.01"], villages=("petani csr",), own=())
    client.get(PLAN)
    with CaptureQueriesContext(connection) as few:
        client.get(PLAN)
    a_plan(places["64.01"])

    with CaptureQueriesContext(connection) as many:
        client.get(PLAN)

    assert len(few) == len(many)


def test_without_a_year_the_page_opens_where_work_is(client, hana, places):
    an_open_report(places["64.01"], 202312)
    client.force_login(hana)

    page = client.get("/wilayah/64.01/susunan/").content.decode()
    client.post("/wilayah/64.01/susunan/", WHOLE | {"petani|apbd_kab": "village"})

    assert "2023" in page.split("<h1>")[1].split("</h1>")[0]
    assert codes(places["64.01"], 2023) == ["petani apbd_kab village"]
