"""Asking for more time, and the answer, through the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.models import Extension, Report
from tests.coverage.factories import JULY, an_open_report

PATH = "/laporan/64.01/2025-07/perpanjangan/"


@pytest.fixture
def later():
    return (timezone.now() + timedelta(days=9)).date()


@pytest.fixture
def report(places):
    return an_open_report(places["64.01"])


def ask(client, day):
    return client.post(PATH, {"day": day.isoformat(), "clock": "16:00", "reason": "Jaringan dua kecamatan putus"})


def test_more_time_is_asked_for_and_granted(client, report, sari, wati, later):
    client.force_login(sari)
    ask(client, later)
    client.force_login(wati)
    page = client.get(PATH).content.decode()
    client.post(f"{PATH}{Extension.objects.get().pk}/putuskan/", {"decision": "beri", "answer": ""})

    assert "Jaringan dua kecamatan putus" in page
    due = Report.objects.get(region=report.region, month=JULY).due_at
    assert (due.date(), due.hour) == (later, 8)  # 16.00 WITA
    assert "diberikan" in client.get(PATH).content.decode()


def test_a_refusal_without_an_answer_is_sent_back(client, report, sari, wati, later):
    client.force_login(sari)
    ask(client, later)
    client.force_login(wati)
    asked = Extension.objects.get()

    page = client.post(f"{PATH}{asked.pk}/putuskan/", {"decision": "tolak", "answer": "tidak"}).content.decode()
    forged = client.post(f"{PATH}{asked.pk + 1}/putuskan/", {"decision": "beri"})

    assert "Tulis alasan penolakan" in page
    assert forged.status_code == 404
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_what_cannot_be_asked_is_told_and_kept(client, report, sari):
    client.force_login(sari)

    page = ask(client, report.due_at.date() - timedelta(days=1)).content.decode()

    assert "lebih kemudian" in page
    assert "Jaringan dua kecamatan putus" in page
    assert Extension.objects.count() == 0


def test_an_extension_of_another_report_is_not_decided_here(client, places, report, sari, wati, later):
    other = an_open_report(places["64.02"])
    asked = Extension.objects.create(
        report=other, until=timezone.now() + timedelta(days=9), reason="x", asked_by=sari, asked_at=timezone.now()
    )
    client.force_login(wati)

    assert client.post(f"{PATH}{asked.pk}/putuskan/", {"decision": "beri"}).status_code == 404
