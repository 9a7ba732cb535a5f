"""Settling differences: what is stored and audited, what is refused, and what stops a signature."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from coverage.actions.reconciliation import Finding, reconcile, state_number, take_village_number
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.agreement_errors import DifferenceRefused
from coverage.enums import AgreementState, ReasonCode, StatedBy
from coverage.errors import ReportLocked, StepRefused
from coverage.models import Figure, Observation, Reconciliation, Report, Revision, Scheme
from coverage.queries.reconciliation import differences_of
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, signed, staff_of
from tests.factories import A_MOMENT, a_person

PASER, BUSUI = "64.01", "64.01.01.2001"


@pytest.fixture
def report(places):
    report = an_open_report(places[PASER])
    entered(report, [a_cell(places[BUSUI], 120), a_cell(places[PASER], 900, "pu", "pemberi_kerja")])
    return report


def of_total(places, ours=1020, theirs=1000, **more):
    told = {"state": AgreementState.EXPLAINED, "reason": ReasonCode.LATE_DATA} | more
    return Finding(places[PASER].pk, None, StatedBy.BPJS, ours, theirs, **told)


def test_an_explained_difference_lets_the_month_be_signed_and_is_audited(places, report, at):
    an_observation(places[PASER], 1000)
    staff = staff_of(places[PASER])

    reconcile(report=report, findings=[of_total(places, agreed=1010, note="Sesuai rapat")], by=staff["checks"], at=at)

    assert signed(report).state == "signed"
    entry = AuditEntry.objects.get(act=Act.DIFFERENCE_RECONCILED)
    assert (entry.subject, entry.region_code, entry.reason) == ("report:64.01/2025-07", "64.01", "Sesuai rapat")
    told = {
        "region": "64.01", "category": None, "stated_by": "bpjs", "ours": 1020, "theirs": 1000, "agreed": 1010,
        "state": "explained",
    }  # fmt: skip
    assert entry.new == {"count": 1, "differences": [told]}


def test_a_disputed_difference_lets_the_month_be_signed_and_carries_neither_reason_nor_agreement(places, report, at):
    an_observation(places[PASER], 1000)

    [row] = reconcile(
        report=report,
        findings=[of_total(places, state=AgreementState.DISPUTED, agreed=7, note="BPJS tetap pada angkanya")],
        by=staff_of(places[PASER])["enters"],
        at=at,
    )

    assert (row.state, row.reason, row.agreed, row.note) == ("disputed", "", None, "BPJS tetap pada angkanya")
    assert signed(report).state == "signed"


def test_an_open_difference_stops_the_signature_and_names_the_first_and_how_many(places, report, at):
    staff = staff_of(places[PASER])
    an_observation(places[PASER], 1000)
    an_observation(places[BUSUI], 121, StatedBy.VILLAGE, category="petani")
    submit_report(report=report, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at)

    with pytest.raises(DifferenceRefused) as refused:
        sign_report(report=report, by=staff["signs"], at=at)

    assert refused.value.message == (
        "Laporan Juli 2025 Kabupaten Paser belum dapat disahkan karena 2 selisih dengan sumber lain belum dijelaskan. "
        "Yang pertama: seluruh pekerja di Kabupaten Paser, 1.020 di laporan dan 1.000 menurut BPJS Ketenagakerjaan. "
        "Beri alasan atau tandai “belum disepakati” di halaman pencocokan angka."
    )
    assert Report.objects.get().state == "checked"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ours": 1019}, "berubah setelah Anda membuka"),
        ({"theirs": 999}, "berubah setelah Anda membuka"),
        ({"reason": ""}, "Pilih alasan"),
        ({"reason": "sihir"}, "Pilih alasan"),
        ({"reason": ReasonCode.OTHER, "note": "  "}, "Pilih alasan"),
        ({"agreed": -1}, "bilangan bulat"),
        ({"agreed": 10**10}, "bilangan bulat"),
    ],
)
def test_a_finding_about_other_numbers_or_without_a_reason_is_refused(places, report, at, more, said):
    an_observation(places[PASER], 1000)

    with pytest.raises(DifferenceRefused, match=said):
        reconcile(report=report, findings=[of_total(places, **more)], by=staff_of(places[PASER])["checks"], at=at)

    assert not Reconciliation.objects.exists()


def test_what_nobody_states_or_what_does_not_differ_is_not_settled(places, report, at):
    an_observation(places[PASER], 1020)

    for finding in (of_total(places, theirs=1020), replace(of_total(places, theirs=1020), stated_by=StatedBy.VILLAGE)):
        with pytest.raises(DifferenceRefused, match="berubah"):
            reconcile(report=report, findings=[finding], by=staff_of(places[PASER])["checks"], at=at)


def test_who_publishes_does_not_explain(places, report, at):
    an_observation(places[PASER], 1000)

    with pytest.raises(RightMissing):
        reconcile(report=report, findings=[of_total(places)], by=staff_of(places[PASER])["publishes"], at=at)


def test_a_signed_month_is_settled_no_more_and_a_finding_is_never_changed(places, report, at):
    staff = staff_of(places[PASER])
    an_observation(places[PASER], 1000)
    [row] = reconcile(report=report, findings=[of_total(places)], by=staff["checks"], at=at)
    signed(report)

    with pytest.raises(StepRefused, match="sudah disahkan"):
        reconcile(report=report, findings=[of_total(places)], by=staff["checks"], at=at)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE coverage_reconciliation SET ours = 1")

    assert Reconciliation.objects.get() == row


def test_a_villages_number_is_taken_over_through_the_gate_and_the_observation_stays(places, report, at):
    staff = staff_of(places[PASER])
    told = an_observation(places[BUSUI], 125, StatedBy.VILLAGE, category="petani", source="Formulir Desa Busui")

    take_village_number(
        report=report, region_id=places[BUSUI].pk, category_id=told.category_id, theirs=125, by=staff["enters"], at=at
    )

    assert Figure.objects.get(region=places[BUSUI]).enrolled == 125
    assert Revision.objects.order_by("-pk")[0].change.reason == "Formulir Desa Busui"
    assert Observation.objects.get() == told
    assert signed(report).state == "signed"


def test_a_villages_number_is_not_taken_once_it_moved_or_could_stand_in_two_cells_or_the_month_is_closed(
    places, report, at
):
    staff = staff_of(places[PASER])
    told = an_observation(places[BUSUI], 125, StatedBy.VILLAGE, category="petani")
    this = {"report": report, "region_id": places[BUSUI].pk, "by": staff["enters"], "at": at}

    with pytest.raises(DifferenceRefused, match="berubah"):
        take_village_number(**this, category_id=told.category_id, theirs=124)
    with pytest.raises(DifferenceRefused, match="berubah"):
        take_village_number(**this, category_id=None, theirs=125)
    submit_report(report=report, by=staff["enters"], at=at)
    with pytest.raises(ReportLocked):
        take_village_number(**this, category_id=told.category_id, theirs=125)
    return_report(report=report, reason="Angka desa berbeda", by=staff["checks"], at=at)
    entered(report, [a_cell(places[BUSUI], 3, payer="csr")])
    with pytest.raises(DifferenceRefused, match="lebih dari satu"):
        take_village_number(**this, category_id=told.category_id, theirs=125)

    assert set(Figure.objects.filter(region=places[BUSUI]).values_list("enrolled", flat=True)) == {120, 3}


# What was typed by hand


def typed(places, by, enrolled=1000, at=A_MOMENT, **more) -> Observation:
    """Let a person type what BPJS states of Paser as a whole."""
    told = {"source": f"Telepon kantor cabang, {enrolled}", "stated_by": StatedBy.BPJS} | more
    stated = Observation(
        region=places[PASER], month=202507, scheme=Scheme.objects.get(code="ucj"), enrolled=enrolled, **told
    )
    state_number(report=Report.objects.get(), stated=stated, by=by, at=at)
    return stated


@pytest.mark.parametrize("state", list(AgreementState))
def test_who_typed_the_other_number_settles_no_difference_to_it_and_is_told_who_can(places, report, at, state):
    staff = staff_of(places[PASER])
    typed(places, staff["enters"])

    with pytest.raises(DifferenceRefused) as refused:
        reconcile(report=report, findings=[of_total(places, state=state, agreed=1010)], by=staff["enters"], at=at)

    people = " atau ".join(sorted([str(staff["checks"]), str(staff["signs"])]))
    assert refused.value.message == (
        "Selisih seluruh pekerja di Kabupaten Paser, 1.020 di laporan dan 1.000 menurut BPJS Ketenagakerjaan, harus "
        "diselesaikan orang kedua karena angka pembandingnya dicatat dengan tangan oleh Anda sendiri. Tidak ada yang "
        f"disimpan. Yang dapat menyelesaikannya: {people}."
    )
    assert not Reconciliation.objects.exists()


@pytest.mark.parametrize("office", ["checks", "signs"])
def test_who_checks_or_signs_settles_a_difference_to_a_number_that_another_typed(places, report, at, office):
    staff = staff_of(places[PASER])
    typed(places, staff["enters"])

    reconcile(report=report, findings=[of_total(places)], by=staff[office], at=at)

    assert signed(report).state == "signed"


def test_a_second_operator_is_no_second_person_and_a_checker_who_typed_it_is_none_either(places, report, at):
    staff = staff_of(places[PASER])
    other = a_person("operator.dua", Role.ENTERER, places[PASER])
    Assignment.objects.create(
        user=staff["checks"], role=Role.ENTERER, region=places[PASER], since=at.date(), granted_at=at
    )
    typed(places, staff["checks"])

    for person in (other, staff["enters"], staff["checks"]):
        with pytest.raises(DifferenceRefused, match="orang kedua"):
            reconcile(report=report, findings=[of_total(places)], by=person, at=at)

    reconcile(report=report, findings=[of_total(places)], by=staff["signs"], at=at)
    assert Reconciliation.objects.get().by == staff["signs"]


def test_one_typed_difference_among_several_keeps_all_of_them_from_being_stored(places, report, at):
    staff = staff_of(places[PASER])
    told = an_observation(places[PASER], 880, category="pu")
    typed(places, staff["enters"])
    of_pu = Finding(places[PASER].pk, told.category_id, StatedBy.BPJS, 900, 880, AgreementState.DISPUTED)

    with pytest.raises(DifferenceRefused, match="orang kedua"):
        reconcile(report=report, findings=[of_pu, of_total(places)], by=staff["enters"], at=at)
    assert not Reconciliation.objects.exists()

    reconcile(report=report, findings=[of_pu], by=staff["enters"], at=at)
    assert Reconciliation.objects.get().theirs == 880


@pytest.mark.parametrize("is_disputed", [True, False])
def test_no_difference_goes_away_by_typing_a_number_that_agrees(places, report, at, is_disputed):
    staff = staff_of(places[PASER])
    an_observation(places[PASER], 1000)
    if is_disputed:
        finding = of_total(places, state=AgreementState.DISPUTED)
        reconcile(report=report, findings=[finding], by=staff["checks"], at=at)

    with pytest.raises(DifferenceRefused, match="hilang tanpa alasan"):
        typed(places, staff["enters"], 1020)

    assert Observation.objects.get().enrolled == 1000


def test_a_typed_number_that_replaces_a_loaded_one_shows_it_to_who_settles_and_corrections_of_ones_own_do_not_hide_it(
    places, report, at
):
    loaded = an_observation(places[PASER], 990)
    for turn, heads in enumerate((1000, 1001)):
        typed(places, staff_of(places[PASER])["enters"], heads, at + timedelta(minutes=turn + 1))

    [one] = differences_of(report)

    assert (one.theirs, one.typed_by, one.before) == (1001, staff_of(places[PASER])["enters"], loaded)


def test_the_last_word_counts_even_where_it_was_said_before_and_is_not_stored_twice_in_a_row(places, report, at):
    sari = staff_of(places[PASER])["enters"]
    for turn, heads in enumerate((1000, 900, 900, 1000)):
        typed(places, sari, heads, at + timedelta(minutes=turn))

    assert [one.theirs for one in differences_of(report)] == [1000]
    assert Observation.objects.count() == 3
    entry = AuditEntry.objects.filter(act=Act.OBSERVATIONS_RECORDED).order_by("-sequence")[0]
    assert entry.new["observations"][0]["typed_by"] == str(sari)


def test_no_number_is_typed_between_signature_and_publication(places, report, at):
    staff = staff_of(places[PASER])
    an_observation(places[PASER], 1000)
    finding = of_total(places, state=AgreementState.DISPUTED)
    reconcile(report=report, findings=[finding], by=staff["checks"], at=at)
    signed(report)

    with pytest.raises(StepRefused, match="sudah disahkan"):
        typed(places, staff["enters"], 999)

    assert [one.standing for one in differences_of(Report.objects.get())] == ["disputed"]
