"""Setting and copying an entry plan."""

from datetime import date

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.plan import copy_plan, set_plan
from coverage.entry_errors import PlanRefused
from coverage.enums import AskedPer
from coverage.models import AskedPair, WorkerCategory
from coverage.queries.plan import asked_pairs
from tests.coverage.plans import a_plan, asked

REPORTER = AskedPer.REPORTER


def codes(pairs) -> list[str]:
    return [f"{one.category.code} {one.payer.code} {one.per}" for one in pairs]


def test_set_plan_replaces_the_whole_plan_of_that_year_alone(places, hana, at):
    paser = places["64.01"]
    set_plan(region=paser, year=2024, pairs=[asked("kader apbdes")], by=hana, at=at)
    set_plan(region=paser, year=2025, pairs=[asked("petani apbd_kab"), asked("nelayan csr")], by=hana, at=at)

    left = set_plan(
        region=paser, year=2025, pairs=[asked("pu pemberi_kerja", REPORTER), asked("nelayan csr")], by=hana, at=at
    )

    assert codes(left) == ["pu pemberi_kerja reporter", "nelayan csr village"]
    assert codes(asked_pairs(paser, 2024)) == ["kader apbdes village"]


def test_set_plan_leaves_an_audit_entry_with_the_old_and_the_new_plan(places, hana, at):
    paser = places["64.01"]
    set_plan(region=paser, year=2025, pairs=[asked("petani apbd_kab")], by=hana, at=at)

    set_plan(region=paser, year=2025, pairs=[asked("petani apbd_kab", REPORTER)], by=hana, at=at)

    entry = AuditEntry.objects.filter(act=Act.PLAN_SET).order_by("sequence").last()
    assert (entry.subject, entry.region_code, entry.user_id_then) == ("plan:64.01/2025", "64.01", hana.pk)
    assert entry.old == [["petani", "apbd_kab", "village"]]
    assert entry.new == [["petani", "apbd_kab", "reporter"]]


def test_the_same_plan_again_leaves_no_trace(places, at):
    a_plan(places["64.01"])
    a_plan(places["64.01"])

    assert AuditEntry.objects.filter(act=Act.PLAN_SET).count() == 1
    assert AskedPair.objects.count() == 7


def test_an_empty_plan_asks_nothing_again(places, hana, at):
    a_plan(places["64.01"])

    assert set_plan(region=places["64.01"], year=2025, pairs=[], by=hana, at=at) == ()


@pytest.mark.parametrize("who", ["sari", "budi", "wati", "stranger"])
def test_only_head_and_administrator_set_a_plan(places, at, who, request):
    with pytest.raises(RightMissing):
        set_plan(region=places["64.01"], year=2025, pairs=[asked("petani csr")], by=request.getfixturevalue(who), at=at)

    assert AskedPair.objects.count() == 0


def test_a_category_that_ended_before_the_year_is_refused(places, hana, at):
    WorkerCategory.objects.filter(code="prt").update(valid_to=date(2025, 1, 1))

    with pytest.raises(PlanRefused) as refused:
        set_plan(region=places["64.01"], year=2025, pairs=[asked("petani csr"), asked("prt csr")], by=hana, at=at)

    assert refused.value.code == "category_not_valid"
    assert "2025" in refused.value.message
    assert AskedPair.objects.count() == 0


def test_a_pair_that_comes_twice_is_refused(places, hana, at):
    with pytest.raises(PlanRefused, match="ditulis dua kali"):
        set_plan(
            region=places["64.01"],
            year=2025,
            pairs=[asked("petani csr"), asked("petani csr", REPORTER)],
            by=hana,
            at=at,
        )


@pytest.mark.parametrize(("code", "why"), [("64.01.01", "no_reporter"), ("64", "per_village_of_province")])
def test_a_district_has_no_plan_and_a_province_none_per_village(places, admin, at, code, why):
    with pytest.raises(PlanRefused) as refused:
        set_plan(region=places[code], year=2025, pairs=[asked("petani csr")], by=admin, at=at)

    assert refused.value.code == why


def test_copy_plan_takes_last_years_pairs_but_for_categories_that_ended(places, hana, at):
    paser = places["64.01"]
    set_plan(region=paser, year=2024, pairs=[asked("prt csr"), asked("pu pemberi_kerja", REPORTER)], by=hana, at=at)
    WorkerCategory.objects.filter(code="prt").update(valid_to=date(2025, 1, 1))

    copied = copy_plan(region=paser, from_year=2024, to_year=2025, by=hana, at=at)

    assert codes(copied) == ["pu pemberi_kerja reporter"]
    assert codes(asked_pairs(paser, 2024)) == ["pu pemberi_kerja reporter", "prt csr village"]


def test_copy_plan_from_a_year_without_one_is_refused(places, hana, at):
    with pytest.raises(PlanRefused, match="belum ada"):
        copy_plan(region=places["64.01"], from_year=2023, to_year=2025, by=hana, at=at)
