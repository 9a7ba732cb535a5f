"""The board over HTTP, its JSON and its table; and many months of one region taken on in one act."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.abilities import Role
from coverage.models import Report, ReportEvent
from tests.accounts.people import sign_in, with_password
from tests.coverage.factories import DUE, JULY, a_cell, an_open_report, entered, signed, staff_of
from tests.factories import a_person


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def plain(answer):
    text = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]))


@pytest.fixture
def late(places, time_machine):
    time_machine.move_to(DUE + timedelta(days=3), tick=False)
    an_open_report(places["64.01"])
    an_open_report(places["64.02"])


def test_the_board_tells_states_in_words_and_reminds_each_and_all_who_are_late(places, late, wati):
    answer = as_(wati).get("/laporan/?induk=64&tahun=2025")

    text = answer.content.decode()
    assert "diisi 3 hari terlambat" in plain(answer)
    reminders = re.findall(r"<textarea[^>]* readonly>(.*?)</textarea>", text, re.S)
    assert [reminder.count("Sudah terlambat 3 hari.") for reminder in reminders] == [2, 1, 1]
    assert "Laporan Juli 2025 Kab. Paser masih sedang diisi." in reminders[1]


def test_page_json_and_table_say_the_same(places, late, wati):
    client = as_(wati)

    told = client.get("/laporan.json?induk=64&tahun=2025").json()
    table = client.get("/laporan.csv?induk=64&tahun=2025")
    lines = b"".join(table.streaming_content).decode("utf-8-sig").splitlines()

    july = [row for row in told["rows"] if row["periode"] == "2025-07"]
    assert [(row["kode"], row["status"], row["hari_terlambat"]) for row in july[:3]] == [
        ("64.01", "open", 3), ("64.02", "open", 3), ("64.08", "belum dibuka", 0),
    ]  # fmt: skip
    assert len(lines) == 1 + len(told["rows"])
    assert lines[7].startswith("2025-07,64.01,Kab. Paser,open,")


def test_an_official_finds_the_own_row_and_no_name_of_another(places, late, sari):
    text = as_(sari).get("/laporan/").content.decode()

    assert 'id="papan-64.01"' in text
    assert "Kutai Kartanegara" not in text


@pytest.mark.parametrize(
    ("query", "status"), [("?tahun=25", 400), ("?tahun=1999", 400), ("?induk=63", 404), ("?induk=xx", 404), ("", 200)]
)
def test_what_cannot_be_shown_is_refused(places, late, sari, query, status):
    assert as_(sari).get(f"/laporan/{query}").status_code == status


def test_the_nation_sees_counts_of_provinces(places, late):
    verifier = a_person("nasional", Role.PROVINCE, places["ID"])

    text = plain(as_(verifier).get("/laporan/?induk=ID&tahun=2025"))

    assert "Kalimantan Timur" in text
    assert "0 dari 4 2 terlambat" in text


def boxes(*months):
    return [f"{report.month}:{report.version}" for report in Report.objects.filter(month__in=months).order_by("month")]


@pytest.fixture
def two_months(places):
    paser = places["64.01"]
    for month in (202506, JULY):
        entered(an_open_report(paser, month), [a_cell(paser, 10, "pu", month=month)])
    return paser


def test_ticked_months_are_taken_on_together(two_months):
    client = as_(staff_of(two_months)["enters"])

    answer = client.post("/laporan/64.01/bersama/", {"step": "ajukan", "months": boxes(202506, JULY)})

    assert (answer.status_code, answer["Location"]) == (303, "/laporan/64.01/")
    assert "2 bulan Kabupaten Paser: diajukan." in plain(client.get("/laporan/64.01/"))
    assert ReportEvent.objects.filter(step="submitted").count() == 2


def test_nothing_ticked_an_unknown_step_and_a_month_of_others_change_nothing(places, two_months):
    client = as_(staff_of(two_months)["enters"])
    sent = [
        {"step": "ajukan"}, {"step": "hapus", "months": boxes(JULY)}, {"step": "ajukan", "months": ["202501:1"]},
        {"step": "ajukan", "months": ["x:y"]}, {"months": boxes(JULY)},
    ]  # fmt: skip

    answers = [client.post("/laporan/64.01/bersama/", one).status_code for one in sent]
    stale = client.post("/laporan/64.01/bersama/", {"step": "ajukan", "months": [f"{JULY}:1", *boxes(202506)]})
    forbidden = client.post("/laporan/64.01/bersama/", {"step": "sahkan", "months": boxes(JULY)})

    assert answers == [422] * 5
    assert (stale.status_code, forbidden.status_code) == (409, 403)
    assert "Laporan Juli 2025 Kabupaten Paser berubah" in plain(stale)
    assert set(Report.objects.values_list("state", flat=True)) == {"open"}


def test_publishing_many_asks_for_the_password_when_the_sign_in_is_old(two_months, time_machine, at):
    time_machine.move_to(at, tick=False)
    for month in (202506, JULY):
        signed(Report.objects.select_related("region").get(month=month))
    publisher = with_password(staff_of(two_months)["publishes"])
    client, sent = Client(), {"step": "terbitkan", "months": boxes(202506, JULY)}
    sign_in(client, publisher.username)
    time_machine.shift(11 * 60)

    asked = client.post("/laporan/64.01/bersama/", sent)
    sign_in(client, publisher.username)

    assert asked["Location"].startswith("/akun/konfirmasi/")
    assert set(Report.objects.values_list("state", flat=True)) == {"signed"}
