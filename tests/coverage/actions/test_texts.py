"""No text that people type about figures keeps the identity number of a worker, whichever page it is typed on."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from coverage.actions.reports import check_report, submit_report
from coverage.models import Extension, Report
from tests.accounts.people import PASSWORD, sign_in, with_password
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, published, staff_of
from tests.coverage.plans import a_plan
from tests.coverage.views.test_corrections import found
from tests.coverage.views.test_reconciliation import sent
from tests.coverage.views.test_targets import TYPED
from tests.factories import A_MOMENT

NUMBER = "6401 0142 0390 0001"
TEXT = f"Pekerja {NUMBER} sudah meninggal"
SAID = "Teks ini memuat 16 angka seperti NIK, jadi tidak disimpan."
MONTH = "/laporan/64.01/2025-07/"


def signed_in(person) -> Client:
    client = Client()
    sign_in(client, with_password(person).username, PASSWORD)
    return client


def kept() -> list[str]:
    """Return the tables that hold the number."""
    return [
        model.__name__
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        if any(NUMBER in str(told) for told in row)
    ]


def refused(answer) -> bool:
    """Tell whether the page says so and still holds what was typed."""
    page = answer.content.decode()
    return SAID in page and NUMBER in page


@pytest.fixture
def staff(places):
    return staff_of(places["64.01"])


@pytest.fixture
def report(places) -> Report:
    a_plan(places["64.01"])
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 900, "pu", "pemberi_kerja")])
    return report


def step(person, word: str, **typed: str):
    return signed_in(person).post(f"{MONTH}{word}/", {"seen": Report.objects.get().version} | typed)


def test_steps_of_a_report(report, staff):
    assert refused(step(staff["enters"], "ajukan", reason=TEXT))
    submit_report(report=report, by=staff["enters"], at=A_MOMENT, reason="Desa lain belum mengirim")
    assert SAID in step(staff["enters"], "tarik", reason=TEXT).content.decode()
    assert refused(step(staff["checks"], "kembalikan", reason=TEXT))

    assert (Report.objects.get().state, kept()) == ("submitted", [])


def test_reopening(report, staff):
    published(report)
    client, path = signed_in(staff["publishes"]), f"{MONTH}koreksi/"
    cells = found(client.get(path))

    answer = client.post(path, {"do": "buka", "cells": cells, "reason": TEXT, "seen": Report.objects.get().version})

    assert (refused(answer), Report.objects.get().state, kept()) == (True, "published", [])


def test_more_time(report, staff):
    day = (timezone.now() + timedelta(days=9)).date().isoformat()
    asking, path = signed_in(staff["enters"]), f"{MONTH}perpanjangan/"

    assert refused(asking.post(path, {"day": day, "clock": "16:00", "reason": TEXT}))
    asking.post(path, {"day": day, "clock": "16:00", "reason": "Jaringan dua kecamatan putus"})
    decide = f"{path}{Extension.objects.get().pk}/putuskan/"
    assert refused(signed_in(staff["publishes"]).post(decide, {"decision": "tolak", "answer": TEXT}))

    assert (Extension.objects.get().state, kept()) == ("asked", [])


def test_reconciliation(report, staff, places):
    an_observation(places["64.01"], 1000)
    client, path = signed_in(staff["enters"]), f"{MONTH}pencocokan/"
    shown = sent(client.get(path))

    finding = client.post(path, {"difference": shown, "state": "explained", "reason": "late_data", "note": TEXT})
    typed = {"wilayah": "64.01.02.2001", "kategori": "", "menurut": "village", "angka": "1.250", "sumber": TEXT}
    stated = client.post(f"{path}angka/", typed)

    assert [SAID in answer.content.decode() for answer in (finding, stated)] == [True, True]
    assert kept() == []


@pytest.mark.parametrize("field", ["issuer", "method", "legal_basis", "document"])
def test_targets(staff, places, field):
    answer = signed_in(staff["enters"]).post("/wilayah/64.01/target/", TYPED | {field: TEXT})

    assert (refused(answer), kept()) == (True, [])


def test_holidays_and_signers_on_paper(report, staff):
    holiday = signed_in(staff["publishes"]).post(
        "/wilayah/64/batas-waktu/hari-libur/", {"day": "2025-08-14", "name": TEXT, "tahun": "2025"}
    )
    submit_report(report=report, by=staff["enters"], at=A_MOMENT, reason="Desa lain belum mengirim")
    check_report(report=Report.objects.get(), by=staff["checks"], at=A_MOMENT)
    signer = signed_in(staff["checks"]).post(f"{MONTH}kertas/", {"signer_name": TEXT})

    assert [SAID in answer.content.decode() for answer in (holiday, signer)] == [True, True]
    assert kept() == []
