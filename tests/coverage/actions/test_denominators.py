"""Targets and potentials: three people, law and document, percent of a potential, and new versions of releases."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from coverage.actions import denominators
from coverage.actions.denominators import (
    Proposal,
    accept_denominator,
    accept_statistics,
    approve_denominator,
    propose_denominators,
)
from coverage.enums import DenominatorKind, DenominatorState
from coverage.errors import DenominatorRefused
from coverage.models import Denominator, Release, ReleasedTotal, Scheme
from coverage.queries.denominators import denominators_at
from regions.models import Region
from tests.coverage.factories import a_published_month, a_target, staff_of
from tests.factories import A_MOMENT, a_person
from tests.threads import at_once, let_two_meet, take_lock_away

TARGET, POTENTIAL = DenominatorKind.TARGET, DenominatorKind.POTENTIAL


def a_proposal(region, persons=2000, **more) -> Proposal:
    told = {
        "year": 2025,
        "scheme": Scheme.objects.get(code="ucj"),
        "kind": TARGET,
        "issuer": "Pemerintah Kabupaten Paser",
        "method": "RPJMD",
        "as_of": date(2025, 1, 2),
        "legal_basis": "Keputusan Bupati 1/2025",
        "document": "jdih.paserkab.go.id",
    }
    return Proposal(region=region, persons=persons, **(told | more))


def proposed(region, by, persons=2000, **more) -> Denominator:
    [row] = propose_denominators(proposals=[a_proposal(region, persons, **more)], by=by, at=A_MOMENT)
    return row


def a_potential(region, persons, admin, **more) -> Denominator:
    row = proposed(region, admin, persons, kind=POTENTIAL, issuer="BPS", **more)
    accept_statistics(denominators=[row], by=admin, at=A_MOMENT)
    row.refresh_from_db()
    return row


def total_at(region, month, kind=TARGET) -> int | None:
    held = denominators_at([region.pk], month, Scheme.objects.get(code="ucj")).get((region.pk, kind))
    return held.total if held else None


def test_a_target_counts_only_once_it_is_accepted(places, at):
    paser, staff = places["64.01"], staff_of(places["64.01"])
    row = proposed(paser, staff["enters"])
    counted = [total_at(paser, 202507)]

    row = approve_denominator(denominator=row, by=staff["signs"], at=at)
    counted.append(total_at(paser, 202507))
    row = accept_denominator(denominator=row, by=staff["publishes"], at=at)
    counted.append(total_at(paser, 202507))

    assert counted == [None, None, 2000]
    assert (row.proposed_by, row.approved_by, row.accepted_by) == (staff["enters"], staff["signs"], staff["publishes"])
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        Act.DENOMINATOR_PROPOSED, Act.DENOMINATOR_APPROVED, Act.DENOMINATOR_ACCEPTED,
    ]  # fmt: skip


def test_proposing_approving_and_accepting_are_done_by_three_people_whatever_their_roles(places, at):
    paser, staff = places["64.01"], staff_of(places["64.01"])
    for office in ("enters", "signs"):
        for role, region in ((Role.HEAD, paser), (Role.PROVINCE, places["64"])):
            Assignment.objects.get_or_create(
                user=staff[office], role=role, region=region, since=date(2020, 1, 1), defaults={"granted_at": at}
            )
    row = proposed(paser, staff["enters"])

    with pytest.raises(DenominatorRefused, match="orang yang berbeda"):
        approve_denominator(denominator=row, by=staff["enters"], at=at)
    approve_denominator(denominator=row, by=staff["signs"], at=at)
    for person in (staff["enters"], staff["signs"]):
        with pytest.raises(DenominatorRefused, match="orang yang berbeda"):
            accept_denominator(denominator=row, by=person, at=at)

    assert Denominator.objects.get().state == DenominatorState.APPROVED


@pytest.mark.parametrize("missing", [{"legal_basis": ""}, {"document": ""}, {"legal_basis": "  ", "document": "  "}])
def test_a_target_without_law_or_document_is_not_approved(places, at, missing):
    staff = staff_of(places["64.01"])
    row = proposed(places["64.01"], staff["enters"], **missing)

    with pytest.raises(DenominatorRefused, match="belum menyebut dasar hukum dan dokumennya"):
        approve_denominator(denominator=row, by=staff["signs"], at=at)

    assert Denominator.objects.get().state == DenominatorState.PROPOSED


def test_a_step_is_taken_once_and_in_order(places, at):
    staff = staff_of(places["64.01"])
    row = proposed(places["64.01"], staff["enters"])
    with pytest.raises(DenominatorRefused, match="berstatus diusulkan"):
        accept_denominator(denominator=row, by=staff["publishes"], at=at)

    approve_denominator(denominator=row, by=staff["signs"], at=at)

    with pytest.raises(DenominatorRefused, match="berstatus disetujui"):
        approve_denominator(denominator=row, by=staff["signs"], at=at)
    accept_denominator(denominator=row, by=staff["publishes"], at=at)
    with pytest.raises(DenominatorRefused, match="berstatus diterima"):
        accept_denominator(denominator=row, by=staff["publishes"], at=at)


STEPS = {
    "propose": (lambda row, by: proposed(row.region, by), {"E", "I", "D"}),
    "approve": (lambda row, by: approve_denominator(denominator=row, by=by, at=A_MOMENT), {"H"}),
    "accept": (lambda row, by: accept_denominator(denominator=row, by=by, at=A_MOMENT), {"A", "D"}),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_belongs_to_its_roles_in_their_own_region(places, step):
    take, may = STEPS[step]
    row = proposed(places["64.01"], staff_of(places["64.01"])["enters"])
    if step == "accept":
        row = approve_denominator(denominator=row, by=staff_of(places["64.01"])["signs"], at=A_MOMENT)

    for role in (*Role, None):
        here = a_person(f"di.sini.{role or 'luar'}".lower(), role, places["64.01"])
        there = a_person(f"di.sana.{role or 'luar'}".lower(), role, places["64.02"])
        with pytest.raises(RightMissing):
            take(row, there)
        with transaction.atomic():
            if role in may:
                take(row, here)
                transaction.set_rollback(True)
            else:
                with pytest.raises(RightMissing):
                    take(row, here)


def test_a_target_in_percent_names_its_potential_and_is_rounded_up(places, admin):
    toraja = a_potential(places["64.01"], 72_852, admin)

    row = proposed(places["64.01"], admin, None, percent=Decimal("82.24"), base=toraja)

    row.refresh_from_db()
    assert (row.persons, row.percent_of_base, row.base) == (59_914, Decimal("82.2400"), toraja)


def test_what_is_proposed_twice_in_the_same_words_is_stored_once_until_it_is_answered(places, sari, hana):
    paser = places["64.01"]
    first = proposed(paser, sari)

    again = proposed(paser, sari)
    other = [proposed(paser, sari, 2001).version, proposed(paser, sari, document="JDIH no. 7").version]
    of_another = proposed(paser, a_person("rina", Role.ENTERER, paser)).version
    approve_denominator(denominator=first, by=hana, at=A_MOMENT)
    anew = proposed(paser, sari)

    assert (again, other, of_another, anew.version) == (first, [2, 3], 4, 5)
    assert (Denominator.objects.count(), AuditEntry.objects.filter(act=Act.DENOMINATOR_PROPOSED).count()) == (5, 5)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_who_propose_at_once_get_a_version_each(places, sari, monkeypatch, locked):
    rina = a_person("rina", Role.ENTERER, places["64.01"])
    if not locked:
        take_lock_away(monkeypatch, Region)
    let_two_meet(monkeypatch, (denominators, "row_of"))

    results = at_once([lambda by=by: proposed(places["64.01"], by) for by in (sari, rina)])

    failed = [result for result in results if isinstance(result, DatabaseError)]
    assert len(failed) == (0 if locked or connection.vendor == "sqlite" else 1)
    assert sorted(Denominator.objects.values_list("version", flat=True)) == [1, 2][: 2 - len(failed)]


@pytest.mark.parametrize("percent", ["0", "-1", "1000", "82.24567"])
def test_a_percent_that_is_none_is_refused(places, admin, percent):
    base = a_potential(places["64.01"], 72_852, admin)

    with pytest.raises(DenominatorRefused, match="lebih dari 0, kurang dari"):
        proposed(places["64.01"], admin, None, percent=Decimal(percent), base=base)


@pytest.mark.parametrize("which", ["none", "of a neighbour", "a target", "not accepted"])
def test_a_percent_of_anything_but_an_accepted_potential_of_the_region_is_refused(places, admin, which):
    paser = places["64.01"]
    base = {
        "none": lambda: None,
        "of a neighbour": lambda: a_potential(places["64.02"], 500, admin),
        "a target": lambda: a_target(paser, 500),
        "not accepted": lambda: proposed(paser, admin, 500, kind=POTENTIAL),
    }[which]()

    with pytest.raises(DenominatorRefused, match="Pilih potensi Kabupaten Paser yang sudah diterima"):
        proposed(paser, admin, None, percent=Decimal("68"), base=base)


@pytest.mark.parametrize("persons", [-1, 1_000_000_001, 10.0, "10", True, None])
def test_a_number_of_workers_that_is_none_is_refused(places, sari, persons):
    with pytest.raises(DenominatorRefused, match="harus bilangan bulat antara 0 dan") as refusal:
        proposed(places["64.01"], sari, persons)

    assert refusal.value.message.startswith("Target atau potensi 2025 Kabupaten Paser")
    assert Denominator.objects.count() == 0


@pytest.mark.parametrize("month", [202412, 202601, 202500, 202513, 5])
def test_a_target_begins_to_hold_within_its_year(places, sari, month):
    with pytest.raises(DenominatorRefused, match="Januari sampai Desember"):
        proposed(places["64.01"], sari, effective_month=month)


def test_the_whole_wins_over_segments_and_segments_count_only_together(places):
    formal, informal = 79_691, 51_086
    kutim, totals = places["64.08"], []
    for persons, segment in ((formal, "formal"), (informal, "informal"), (140_000, None)):
        a_target(kutim, persons, segment=segment)
        totals.append(total_at(kutim, 202507))

    assert totals == [None, formal + informal, 140_000]


def test_targets_of_children_are_never_summed_into_their_parents(places):
    for code in ("64.01", "64.02", "64.08", "64.74"):
        a_target(places[code], 1000)

    assert (total_at(places["64"], 202507), total_at(places["ID"], 202507)) == (None, None)


def test_a_new_version_holds_from_its_month_and_the_old_one_before_it(places):
    paser = places["64.01"]
    a_target(paser, 2000)
    a_target(paser, 2500, effective_month=202504)

    assert [total_at(paser, month) for month in (202501, 202503, 202504, 202512, 202601)] == [
        2000, 2000, 2500, 2500, None,
    ]  # fmt: skip
    assert list(Denominator.objects.order_by("version").values_list("version", "persons")) == [(1, 2000), (2, 2500)]


def test_a_target_of_a_segment_releases_published_months_anew_with_the_segments_percentage(places):
    kutim = places["64.08"]
    counted = {(kutim, "tak_terinci_formal", "csr"): 69_528, (kutim, "tak_terinci_informal", "csr"): 77_074}
    a_published_month(kutim, counted, 202412)

    a_target(kutim, 79_691, 2024, "formal")
    a_target(kutim, 51_086, 2024, "informal")

    told = [release.content for release in Release.objects.filter(region=kutim).order_by("version")]
    assert [[row["percent"] for row in content["segments"]] for content in told] == [
        [None, None], ["87.25", None], ["87.25", "150.87"],
    ]  # fmt: skip
    assert [content["percent"] for content in told] == [None, None, "112.10"]
    whole = ReleasedTotal.objects.get(region=kutim, axis=0)
    assert (whole.target, whole.release.version) == (130_777, 3)
    assert sorted(ReleasedTotal.objects.filter(region=kutim, axis=1).values_list("target", flat=True)) == [
        51_086, 79_691,
    ]  # fmt: skip


def test_a_target_of_another_year_or_scheme_or_region_releases_nothing(places):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "pu", "csr"): 10})
    before = Release.objects.count()

    a_target(paser, 2000, 2024)
    a_target(places["64.08"], 2000)
    row = proposed(paser, staff_of(paser)["enters"], scheme=Scheme.objects.get(code="uhc"))
    row = approve_denominator(denominator=row, by=staff_of(paser)["signs"], at=A_MOMENT)
    accept_denominator(denominator=row, by=staff_of(paser)["publishes"], at=A_MOMENT)

    assert Release.objects.count() == before


def test_an_invented_target_marks_what_is_released_on_it_as_invented(places):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "pu", "csr"): 10})

    a_target(paser, 2000, is_sample=True)

    newest = Release.objects.filter(region=paser).order_by("-version")[0]
    assert (newest.version, newest.is_sample, newest.content["is_sample"]) == (2, True, True)


def test_the_administrator_accepts_statistics_of_another_office_in_one_act(places, admin):
    regions = [places["ID"], places["64"], places["63"]]
    a_published_month(places["64.01"], {(places["64.01"], "pu", "csr"): 10})
    rows = propose_denominators(
        proposals=[a_proposal(region, 100 + turn, kind=POTENTIAL) for turn, region in enumerate(regions)],
        by=admin,
        at=A_MOMENT,
    )

    accept_statistics(denominators=rows, by=admin, at=A_MOMENT)

    assert [total_at(region, 202507, POTENTIAL) for region in regions] == [100, 101, 102]
    assert Release.objects.filter(region=places["64"]).order_by("-version")[0].content["potential_percent"] == "9.90"
    assert AuditEntry.objects.filter(act=Act.DENOMINATOR_ACCEPTED).count() == 1


def test_statistics_of_many_years_are_accepted_in_as_many_queries_as_those_of_one(
    places, admin, django_assert_num_queries
):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "petani", "apbd_kab"): 90}, 202507)
    older = [a_proposal(paser, 900, kind=POTENTIAL, year=year, issuer="BPS") for year in range(2005, 2025)]
    of_one = propose_denominators(proposals=older[:1], by=admin, at=A_MOMENT)
    of_many = propose_denominators(proposals=older[1:], by=admin, at=A_MOMENT)

    with CaptureQueriesContext(connection) as alone:
        accept_statistics(denominators=of_one, by=admin, at=A_MOMENT)
    with django_assert_num_queries(len(alone)):
        accept_statistics(denominators=of_many, by=admin, at=A_MOMENT)

    assert Release.objects.filter(region=paser).count() == 1


@pytest.mark.parametrize("case", ["a target", "accepted already"])
def test_nothing_but_a_proposed_potential_is_accepted_as_a_statistic(places, admin, case):
    paser = places["64.01"]
    row = proposed(paser, admin) if case == "a target" else a_potential(paser, 5, admin)

    with pytest.raises(DenominatorRefused, match="langkah ini belum dapat diambil"):
        accept_statistics(denominators=[row], by=admin, at=A_MOMENT)


@pytest.mark.parametrize("who", ["sari", "hana", "wati"])
def test_those_who_are_graded_accept_no_statistics(places, admin, who, request):
    row = proposed(places["64.01"], admin, kind=POTENTIAL)
    person = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        accept_statistics(denominators=[row], by=person, at=A_MOMENT)


@pytest.mark.parametrize(
    "broken",
    [
        "persons = -1",
        "persons = 1000000001",
        "year = 1999",
        "effective_month = 202412",
        "percent_of_base = 50",
        "approved_at = NULL",
        "accepted_by_id = NULL, accepted_at = NULL",
        "version = 1",
    ],
)
def test_the_database_itself_refuses_what_cannot_be(places, broken):
    for persons in (2000, 2500):
        a_target(places["64.01"], persons)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE coverage_denominator SET {broken} WHERE version = 2")
