"""All about one cell, as JSON, as a part of the grid and as a page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.actions.remarks import comment_on_cell, explain_cautions
from coverage.cautions import Where
from coverage.enums import ReasonCode, StatedBy
from coverage.models import Observation, Report, Scheme, WorkerCategory
from coverage.months import shifted
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, published, staff_of
from tests.factories import A_MOMENT

ADDRESS = "/wilayah/64.01.01.2001/isi/sel/?periode=2025-07&kategori=petani&sumber=apbd_kab"


@pytest.fixture
def report(places, sari, budi) -> Report:
    """A cell with a year of history, an odd number with its reason, a comment, and what the village stated."""
    paser, busui = places["64.01"], places["64.01.01.2001"]
    for back in range(12, 0, -1):
        month = shifted(JULY, -back)
        past = an_open_report(paser, month)
        entered(past, [a_cell(busui, 200 + back, month=month)])
        if back == 12:
            published(past)
    report = an_open_report(paser)
    entered(report, [a_cell(busui, 210, funded_until=date(2025, 12, 31))])
    entered(report, [a_cell(busui, 12, funded_until=date(2025, 12, 31))])
    cell = a_cell(busui, 12)
    name = "64.01.01.2001|petani|apbd_kab"
    explain_cautions(report=report, cells=[name], reason=ReasonCode.PAYMENT_ENDED, by=sari, at=A_MOMENT)
    where = Where(cell.region, cell.category, cell.payer)
    comment_on_cell(report=report, cell=where, text="Mengapa turun?", owner=sari, by=budi, at=A_MOMENT)
    Observation.objects.create(
        region=busui, month=JULY, scheme=Scheme.objects.get(code="ucj"), enrolled=14, stated_by=StatedBy.VILLAGE,
        category=WorkerCategory.objects.get(code="petani"), source="Surat desa", recorded_at=A_MOMENT,
    )  # fmt: skip
    return report


def test_json_tells_history_other_sources_what_is_odd_what_people_say_and_who_wrote(client, sari, report):
    client.force_login(sari)

    told = client.get(ADDRESS).json()

    assert (told["id"], told["enrolled"], told["version"], told["until"]) == (
        "64.01.01.2001|petani|apbd_kab", 12, 2, "2025-12-31",
    )  # fmt: skip
    assert [one["enrolled"] for one in told["earlier"]] == [200 + back for back in range(1, 13)]
    assert (told["year_ago"], told["earlier"][-1]["period"], told["earlier"][-1]["state"]) == (
        212,
        "2024-07",
        "published",
    )
    assert [(one["enrolled"], one["stated_by"]) for one in told["observations"]] == [(14, "village")]
    assert [(one["rule"], one["explanation"]["label"]) for one in told["cautions"]] == [("fell", "pembayaran berakhir")]
    assert [(one["text"], one["by"], one["owner"], one["answer"]) for one in told["comments"]] == [
        ("Mengapa turun?", "Budi", "Sari", "")
    ]
    assert [(one["from"], one["to"], one["via"]) for one in told["revisions"]] == [
        (210, 12, "form"),
        (None, 210, "form"),
    ]
    assert "sari" in [one["username"] for one in told["owners"]]


@pytest.mark.parametrize("form", ["html", "halaman"])
def test_page_and_part_say_the_same_in_words(client, sari, report, form):
    client.force_login(sari)

    page = client.get(f"{ADDRESS}&bentuk={form}").content.decode()
    text = " ".join(page.split())

    for words in (
        "Dibayar sampai 31 Desember 2025", "turun dari 201 menjadi 12", "Alasan: pembayaran berakhir, dari Sari",
        "Juli 2024", "212", "14, menurut desa, Juli 2025", "Mengapa turun?", "210", "→ 12",
        "4 Agustus 2025 pukul 10.00 WITA",
    ):  # fmt: skip
        assert words in text, words
    assert ("<html" in page) == (form == "halaman")


def test_who_only_reads_gets_no_form(client, admin, report):
    client.force_login(admin)

    page = client.get(f"{ADDRESS}&bentuk=html")

    assert page.status_code in (200, 302)
    assert b"<form" not in page.content


def test_a_cell_that_was_never_written_is_shown_empty(client, sari, report):
    client.force_login(sari)

    told = client.get(ADDRESS.replace("petani", "prt")).json()

    assert (told["enrolled"], told["version"], told["revisions"], told["year_ago"]) == (None, 0, [], None)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("petani", "buruh"), 400), (("apbd_kab", "desa"), 400), (("2025-07", "2025-7"), 400), (("07", "08"), 404),
        (("64.01.01.2001", "64.08.01.2001"), 404), (("apbd_kab", "apbd_kab&bentuk=pdf"), 400),
    ],
)  # fmt: skip
def test_an_address_that_names_nothing_is_told(client, sari, report, change, status):
    client.force_login(sari)

    answer = client.get(ADDRESS.replace(*change), headers={"accept": "application/json"})

    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)


def test_who_is_not_signed_in_is_told_or_sent_to_sign_in(client, report):
    assert client.get(ADDRESS).status_code == 401
    assert client.get(f"{ADDRESS}&bentuk=halaman").status_code == 302


def test_queries_do_not_grow_with_what_there_is_to_tell(client, sari, budi, report, places):
    client.force_login(sari)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS)
    cell = a_cell(places["64.01.01.2001"], 12)
    where = Where(cell.region, cell.category, cell.payer)
    for heads in (13, 14, 15):
        entered(report, [a_cell(places["64.01.01.2001"], heads)])
        comment_on_cell(report=report, cell=where, text="Cek", owner=sari, by=budi, at=A_MOMENT)
        staff_of(places["64.01"])

    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)

    assert len(few) == len(many)
