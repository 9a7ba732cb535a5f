"""The dossier through the browsers of the region, the secretariat, jurors and strangers."""

import pytest
from django.test import Client

from accounts.abilities import Role
from awards.enums import RoundStage
from awards.models import Conflict, Entry
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.entrants import WHY, a_criteria_set
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import a_category, a_firm, a_round, a_seat, a_snapshot, an_entry, judged_at, moved_to
from tests.coverage.factories import a_published_month
from tests.factories import A_MOMENT, a_person

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def paser(kaltim, edition, places, hana, citra):
    regencies = a_category(edition, needs_release=True)
    a_criteria_set(regencies, citra)
    judged_at(kaltim, regencies)
    return an_entry(kaltim, regencies, places["64.01"], hana, state="proposed")


@pytest.fixture
def page(paser):
    return f"/penghargaan/peserta/{paser.pk}/"


@pytest.fixture
def secretariat(citra):
    return signed_in(citra)


def text_of(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_fills_itself(secretariat, page, places, paser, sari):
    for month in (202311, 202312):
        a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "apbd_kab"): 120}, month=month)
    with_copy(a_proof(paser, sari), sari)

    told = text_of(secretariat, page)

    assert "Angka terbit Desember 2023" in told
    assert all(f'id="{part}"' in told for part in ("angka-utama", "segmen", "sumber-dana", "desa-ikut", "tren"))
    assert "dari 12 laporan 2023 tepat waktu" in told
    assert "berlaku pada tanggal data" in told
    assert "Ada salinan untuk publik" in told
    assert "Nyatakan berkas lengkap" in told


def test_what_is_missing_is_told_with_its_deadline(page, hana):
    told = text_of(signed_in(hana), page)

    assert "1 bukti wajib belum ada. Batas waktunya Rabu, 13 Agustus 2025 pukul 09.59 WITA." in told
    assert (
        "angka Desember 2023 wilayahnya sudah terbit, karena angka Desember 2023 Kabupaten Paser belum terbit" in told
    )
    assert "Nyatakan berkas lengkap" not in told
    assert "Tarik Kabupaten Paser" in told


def test_an_enterer_hands_in_but_decides_nothing(page, sari):
    told = text_of(signed_in(sari), page)

    assert "Unggah bukti dukung" in told
    assert 'id="keputusan"' not in told


@pytest.mark.parametrize("role", [Role.HEAD, Role.ENTERER, Role.SECRETARY, Role.PROVINCE])
def test_strangers_find_nothing(page, places, role):
    region = "64.08" if role in (Role.HEAD, Role.ENTERER) else "63"

    assert signed_in(a_person("asing", role, places[region])).get(page).status_code == 404


def test_a_firm_has_a_shorter_page(secretariat, kaltim, edition, places, citra):
    mining = a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2)
    firm = a_firm(places["64.01"], contact="kantor@contoh.id")
    entry = an_entry(kaltim, mining, places["64.01"], citra, firm=firm)

    told = text_of(secretariat, f"/penghargaan/peserta/{entry.pk}/")

    assert "kantor@contoh.id" in told
    assert "Laporan tepat waktu" not in told


def test_a_juror_who_steps_aside_sees_name_and_category_alone(page, paser, kaltim, ayu, citra, sari):
    Entry.objects.update(state="verified")
    a_proof(paser, sari, title="Perda rahasia")
    seat, juror = a_seat(kaltim, ayu, citra), signed_in(ayu)
    assert "Perda rahasia" in text_of(juror, page)

    Conflict.objects.create(seat=seat, entry=paser, kind="family", source="declared", found_at=A_MOMENT)

    told = text_of(juror, page)
    assert "Kabupaten Paser" in told
    assert "Perda rahasia" not in told
    assert "Syarat" not in told


def test_a_seated_juror_waits_until_documents_are_complete(page, kaltim, ayu, citra):
    a_seat(kaltim, ayu, citra)

    assert signed_in(ayu).get(page).status_code == 403


def test_the_secretariat_refuses_and_the_reason_is_shown(secretariat, page, paser, hana):
    answer = secretariat.post(f"{page}tolak/", {"seen": 1, "reason": WHY})

    assert answer.status_code == 302
    told = text_of(signed_in(hana), page)
    assert f"<strong>tidak memenuhi syarat</strong> oleh Citra, 4 Agustus 2025 pukul 10.00 WITA: {WHY}" in told


def test_complete_documents_are_verified_by_a_button(secretariat, page, places, paser, sari):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 120}, month=202312)
    a_proof(paser, sari)

    assert secretariat.post(f"{page}lengkap/", {"seen": 1}).status_code == 302
    assert Entry.objects.get().state == "verified"


@pytest.mark.parametrize(
    ("act", "sent", "told"),
    [("lengkap", {"seen": 1}, "belum terbit"), ("tolak", {"seen": 1, "reason": "tidak"}, "alasan"),
     ("tolak", {"seen": 9, "reason": WHY}, "berubah setelah Anda membuka"), ("tolak", {}, "Muat ulang halaman"),
     ("tarik", {"seen": 1, "reason": ""}, "alasan")],
)  # fmt: skip
def test_what_is_refused_is_told_on_the_page(secretariat, page, act, sent, told):
    answer = secretariat.post(f"{page}{act}/", sent)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Entry.objects.get().state == "proposed"


def test_a_head_withdraws_his_region(page, hana, kaltim):
    moved_to(kaltim, RoundStage.NOMINATION)

    assert signed_in(hana).post(f"{page}tarik/", {"seen": 1, "reason": WHY}).status_code == 302
    assert Entry.objects.get().state == "withdrawn"


def test_that_another_handed_in_the_same_file_is_told_to_who_judges_and_to_no_entrant(
    paser, page, places, sari, hana, citra, admin, ayu, bayu
):
    kutim = an_entry(paser.round, paser.category, places["64.08"], citra)
    for entry in (paser, kutim):
        a_proof(entry, sari)
    Entry.objects.update(state="verified")
    a_seat(paser.round, ayu, citra)
    give_second_factor(admin)

    told = {user.username: "berkas yang sama persis" in text_of(signed_in(user), page)
            for user in (sari, hana, citra, admin, ayu)}  # fmt: skip

    assert told == {"sari": False, "hana": False, "citra": True, "admin": True, "ayu": True}


def test_a_proof_is_told_with_the_number_by_which_the_own_sheet_names_it(paser, page, sari):
    proof = a_proof(paser, sari)

    assert f"no. {proof.pk}, versi 1" in text_of(signed_in(sari), page)


def test_which_frozen_numbers_rest_on_a_proof_is_told_to_who_reads_these_alone(
    paser, page, kaltim, places, sari, hana, citra, admin, ayu, eko
):
    proof = a_proof(paser, sari)
    Entry.objects.update(state="verified")
    a_snapshot(kaltim, paser.category, citra, {(paser, "regulasi"): "perda"}).inputs.update(proofs=[proof.pk])
    a_seat(kaltim, ayu, citra)
    wira = a_person("wira", Role.PROVINCE, places["64"])
    give_second_factor(admin)

    told = {user.username: "dipakai dalam angka versi 1" in text_of(signed_in(user), page)
            for user in (sari, hana, wira, ayu, eko, citra, admin)}  # fmt: skip

    assert told == dict.fromkeys(("sari", "hana", "wira", "ayu", "eko"), False) | {"citra": True, "admin": True}
