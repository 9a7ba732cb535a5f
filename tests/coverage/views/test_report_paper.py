"""A month on paper and for other systems: watermark until it is published, every cell with its digests."""

import hashlib
import json
import sys
from datetime import date

import pytest
from django.test import Client

from coverage.actions.uploads.rows import SheetCounts
from coverage.models import Report
from tests.coverage.factories import a_cell, an_open_report, entered, published
from tests.coverage.reading_back import sent_again


@pytest.fixture
def report(places):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 120, "pu", "pemberi_kerja"), a_cell(places["64.01.01.2001"], 30)])
    return Report.objects.select_related("region").get()


@pytest.fixture
def client(sari):
    client = Client()
    client.force_login(sari)
    return client


def test_the_page_to_print_is_provisional_until_it_is_published(report, client):
    before = client.get("/laporan/64.01/2025-07/cetak/").content.decode()
    published(report)
    after = client.get("/laporan/64.01/2025-07/cetak/").content.decode()

    assert ("SEMENTARA" in before, "SEMENTARA" in after) == (True, False)
    assert "bukan tanda tangan elektronik tersertifikasi" in after
    assert "Sahkan.64.01" in after
    assert "150" in after


def test_the_pdf_is_a_file_to_keep(report, client):
    answer = client.get("/laporan/64.01/2025-07.pdf")

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="laporan-64.01-2025-07.pdf"'


def test_where_no_pdf_can_be_written_the_page_to_print_says_so(report, client, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as on a machine without its libraries

    answer = client.get("/laporan/64.01/2025-07.pdf", follow=True)

    assert answer.redirect_chain == [("/laporan/64.01/2025-07/cetak/", 302)]
    assert "Cetak halaman ini dari peramban Anda" in answer.content.decode()


def test_the_json_holds_every_cell_and_a_digest_that_anyone_can_recompute(report, client):
    published(report)

    told = client.get("/laporan/64.01/2025-07.json").json()

    text = json.dumps([list(cell.values()) for cell in told["cells"]], ensure_ascii=False, separators=(",", ":"))
    assert told["cells_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert sum(cell["enrolled"] for cell in told["cells"]) == told["totals"]["ucj"] == 150
    assert [step["step"] for step in told["signatures"]] == ["submitted", "checked", "signed", "published"]
    assert (told["is_provisional"], told["previous_publication"], told["audit"]["act"]) == (
        False, None, "report_published",
    )  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_cells_of_a_month_can_be_sent_in_again_and_change_nothing(report, client, places, form):
    entered(report, [a_cell(places["64.01.01.2001"], None, "nelayan", not_applicable=True)])

    answer = client.get(f"/laporan/64.01/2025-07.{form}")

    found = sent_again(answer.getvalue(), places["64.01"], date(2025, 7, 31), f"laporan.{form}")
    assert found == {0: SheetCounts(unchanged=3)}
