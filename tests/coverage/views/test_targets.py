"""Targets through the browser: proposed, approved and accepted by three people."""

import pytest

from coverage.enums import DenominatorState
from coverage.models import Denominator, ReleasedTotal
from tests.coverage.factories import a_published_month, an_open_report

PATH = "/wilayah/64.01/target/"
TYPED = {
    "tahun": "2025", "segment": "", "persons": "90.052", "percent": "", "base": "", "effective": "202501",
    "issuer": "Pemerintah Kabupaten Paser", "method": "RPJMD", "legal_basis": "Keputusan Bupati 1/2025",
    "document": "jdih.paserkab.go.id", "as_of": "2025-03-01",
}  # fmt: skip


@pytest.fixture
def a_potential(places, admin, at):
    return Denominator.objects.create(
        region=places["64.01"], year=2025, scheme_id=1, kind="potential", version=1, effective_month=202501,
        persons=72_852, issuer="BPS", method="Sakernas", as_of=at.date(), state="accepted",
        proposed_by=admin, proposed_at=at, accepted_by=admin, accepted_at=at,
    )  # fmt: skip


def test_three_people_bring_a_target_to_count(client, places, sari, hana, wati):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 45_026})
    client.force_login(sari)
    client.post(PATH, TYPED)
    row = Denominator.objects.get()

    client.force_login(hana)
    page = client.get(f"{PATH}?tahun=2025").content.decode()
    assert "Setujui target 90.052 pekerja" in page
    assert "belum ada target" in page
    client.post(f"{PATH}{row.pk}/setujui/")
    client.force_login(wati)
    page = client.get(f"{PATH}?tahun=2025").content.decode()
    assert "50,00\N{NO-BREAK SPACE}%" in page
    client.post(f"{PATH}{row.pk}/terima/")

    row.refresh_from_db()
    assert row.state == DenominatorState.ACCEPTED
    assert ReleasedTotal.objects.get(region=places["64.01"], axis=0, member=0).target == 90_052


def test_percent_of_a_potential_is_rounded_up(client, sari, a_potential):
    client.force_login(sari)

    client.post(PATH, TYPED | {"persons": "", "percent": "82,24", "base": str(a_potential.pk)})

    assert Denominator.objects.get(kind="target").persons == 59_914


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"persons": "81,5"}, "Maksud Anda 815 atau 81?"),
        ({"persons": ""}, "Isi salah satu"),
        ({"persons": "tb"}, "Ini bukan angka"),
        ({"percent": "50,5"}, "Isi salah satu"),
        ({"persons": "", "percent": "82.24"}, "Maksud Anda 82,24?"),
        ({"persons": "", "percent": "82,24"}, "Pilih potensi"),
        ({"persons": "", "percent": "82,24", "base": "99999"}, "Pilih salah satu dari daftar."),
        ({"effective": "202401"}, "Pilih salah satu dari daftar."),
        ({"issuer": ""}, "Isi bagian ini"),
        ({"as_of": "31-03-2025"}, "Pilih dari kalender"),
    ],
)
def test_what_cannot_be_proposed_is_told_and_nothing_typed_is_lost(client, sari, typed, told):
    client.force_login(sari)

    page = client.post(PATH, TYPED | typed).content.decode()

    assert told in page
    assert "Keputusan Bupati 1/2025" in page
    assert Denominator.objects.count() == 0


def test_extra_fields_change_nothing(client, sari, places):
    client.force_login(sari)

    client.post(PATH, TYPED | {"state": "accepted", "region": places["64.02"].pk, "version": "9", "is_sample": "on"})

    row = Denominator.objects.get()
    assert (row.state, row.region, row.version, row.is_sample) == ("proposed", places["64.01"], 1, False)


def test_who_proposed_is_told_why_he_cannot_approve_and_targets_of_others_do_not_exist(client, sari, hana, places):
    client.force_login(sari)
    client.post(PATH, TYPED | {"document": ""})
    row = Denominator.objects.get()

    assert client.post(f"{PATH}{row.pk}/setujui/").status_code == 403
    client.force_login(hana)
    told = client.post(f"{PATH}{row.pk}/setujui/", follow=True).content.decode()
    assert "belum menyebut dasar hukum dan dokumennya" in told
    assert client.post(f"/wilayah/64.01.01/target/{row.pk}/setujui/").status_code == 404
    row.refresh_from_db()
    assert row.state == DenominatorState.PROPOSED


def test_a_year_that_cannot_be_is_refused_with_a_sentence(client, sari):
    client.force_login(sari)

    answer = client.get(f"{PATH}?tahun=dua")

    assert answer.status_code == 400
    assert "dari 2000 sampai 2099" in answer.content.decode()


def test_without_a_year_the_page_opens_where_work_is(client, sari, places):
    an_open_report(places["64.01"], 202312)
    client.force_login(sari)

    page = client.get(PATH).content.decode()

    assert 'name="tahun" value="2023"' in page
