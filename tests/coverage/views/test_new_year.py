"""Beginning a year through the browser: each part ticked."""

from datetime import date

import pytest

from accounts.actions.delegations import delegate_role
from accounts.enums import Acting
from accounts.models import Assignment
from coverage.actions.plan import set_plan
from coverage.enums import AskedPer
from coverage.models import AskedPair, Payer, Report, WorkerCategory
from coverage.queries.plan import Asked
from tests.accounts.people import sign_in, with_password

PATH = "/wilayah/64.01/tahun-baru/"


@pytest.fixture
def december(time_machine):
    time_machine.move_to("2025-12-10T02:00:00+00:00", tick=False)


@pytest.fixture
def head(client, hana, places, december, at):
    farmers = Asked(WorkerCategory.objects.get(code="petani"), Payer.objects.get(code="apbd_kab"), AskedPer.VILLAGE)
    set_plan(region=places["64.01"], year=2025, pairs=[farmers], by=hana, at=at)
    with_password(hana)
    sign_in(client, "hana")
    return client


def test_a_head_carries_plan_and_deputy_over(head, hana, budi, at):
    deputy = delegate_role(
        assignment=hana.assignments.get(), deputy=budi, acting=Acting.DAILY, since=date(2025, 12, 1),
        until=date(2025, 12, 31), reason="Kepala dinas mengikuti diklat", by=hana, at=at,
    )  # fmt: skip

    page = head.get(f"{PATH}?tahun=2026").content.decode()
    answer = head.post(
        PATH, {"tahun": "2026", "plan": "on", f"deputy-{deputy.pk}": "on", f"until-{deputy.pk}": "2026-01-31"}
    )

    assert "1 pasangan" in page
    assert "Budi tetap Plh. pengesah untuk Hana" in page
    assert answer["Location"] == "/mulai/"
    assert AskedPair.objects.filter(year=2026).count() == 1
    assert Assignment.objects.filter(acting="plh", until=date(2026, 1, 31)).exists()


def test_nothing_ticked_changes_nothing_and_says_so(head):
    page = head.post(PATH, {"tahun": "2026"}).content.decode()

    assert "Belum ada yang dicentang" in page
    assert AskedPair.objects.filter(year=2026).count() == 0


def test_a_province_opens_the_year_with_one_tick(client, wati, december):
    client.force_login(wati)

    page = client.get("/wilayah/64/tahun-baru/?tahun=2026").content.decode()
    client.post("/wilayah/64/tahun-baru/", {"tahun": "2026", "deadlines": "on"})

    assert "Buka tahun pelaporan 2026" in page
    assert Report.objects.count() == 60


def test_who_may_not_is_refused_whatever_is_sent(client, sari, head):
    client.force_login(sari)

    assert client.post(PATH, {"tahun": "2026", "plan": "on"}).status_code == 403
    assert client.get("/wilayah/64.01.01/tahun-baru/").status_code == 404
    assert AskedPair.objects.filter(year=2026).count() == 0
