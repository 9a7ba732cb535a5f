"""Observations: kept as they were stated, once, and never part of any sum."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.observations import record_observations
from coverage.enums import StatedBy
from coverage.models import LiveTotal, Observation, Release, ReleasedTotal, Scheme
from tests.coverage.factories import a_published_month
from tests.factories import a_person

BALI = "https://contoh.test/bali"


def said(region=None, **more) -> Observation:
    """Return what a paper said of December 2025."""
    told = {
        "month": 202512,
        "scheme": Scheme.objects.get(code="ucj"),
        "enrolled": 1_302_104,
        "target": 2_609_378,
        "printed_percent": Decimal("50.88"),
        "stated_by": StatedBy.PRESS,
        "source": BALI,
    }
    return Observation(region=region, **(told | more))


def test_a_statement_is_kept_with_the_percentage_that_was_printed(places, sari, at):
    [kept] = record_observations(observations=[said(places["64.01"])], by=sari, at=at)

    kept.refresh_from_db()
    assert (kept.enrolled, kept.printed_percent, kept.stated_by, kept.recorded_at) == (
        1_302_104, Decimal("50.88"), "press", at,
    )  # fmt: skip
    entry = AuditEntry.objects.get(act=Act.OBSERVATIONS_RECORDED)
    assert entry.region_code == "64.01"
    assert entry.new == {
        "count": 1,
        "sources": [BALI],
        "observations": [
            {"region": "64.01", "month": "2025-12", "category": None, "stated_by": "press", "enrolled": 1_302_104}
        ],
    }


@pytest.mark.parametrize("percent", ["50.88", "61.1", "61", "7.50", None])
def test_the_same_statement_again_is_not_kept_twice_and_leaves_no_trace(places, sari, at, percent):
    printed = Decimal(percent) if percent else None
    first = said(places["64.01"], printed_percent=printed)
    record_observations(observations=[first, said(places["64.01"], printed_percent=printed)], by=sari, at=at)

    again = record_observations(observations=[said(places["64.01"], printed_percent=printed)], by=sari, at=at)

    assert (again, Observation.objects.count()) == ([], 1)
    assert AuditEntry.objects.filter(act=Act.OBSERVATIONS_RECORDED).count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"enrolled": 1_302_105},
        {"printed_percent": Decimal("50.89")},
        {"month": 202511},
        {"stated_by": StatedBy.BPJS},
        {"source": BALI + "/2"},
        {"note": "hanya segmen formal"},
        {"target": None},
    ],
)
def test_statements_that_contradict_each_other_are_both_kept(places, sari, at, other):
    record_observations(observations=[said(places["64.01"])], by=sari, at=at)

    record_observations(observations=[said(places["64.01"], **other)], by=sari, at=at)

    assert Observation.objects.count() == 2


def test_what_was_stated_is_in_no_total_and_in_no_release(places, sari, at):
    paser = places["64.01"]
    record_observations(observations=[said(paser, month=202507, enrolled=81_436)], by=sari, at=at)

    releases = a_published_month(paser, {(paser, "pu", "pemberi_kerja"): 10})

    assert [release.enrolled for release in releases] == [10, 10, 10]
    assert set(LiveTotal.objects.values_list("enrolled", flat=True)) == {10}
    assert set(ReleasedTotal.objects.values_list("enrolled", flat=True)) == {10}
    assert Release.objects.filter(enrolled=81_436).count() == 0


def test_who_records_for_one_regency_records_for_no_other_and_for_no_area_of_several_provinces(places, sari, at):
    for elsewhere in (said(places["64.02"]), said(places["64"]), said(None, area="Kanwil Kalimantan")):
        with pytest.raises(RightMissing):
            record_observations(observations=[said(places["64.01"]), elsewhere], by=sari, at=at)

    assert Observation.objects.count() == 0


def test_an_area_that_is_no_region_of_ours_is_recorded_for_the_nation(places, admin, at):
    record_observations(observations=[said(None, area="Kanwil Kalimantan")], by=admin, at=at)

    assert Observation.objects.get().area == "Kanwil Kalimantan"


@pytest.mark.parametrize("role", [Role.CHECKER, Role.HEAD, Role.PROVINCE, Role.PROVINCIAL_JUROR, None])
def test_who_checks_signs_publishes_or_judges_states_nothing(places, at, role):
    with pytest.raises(RightMissing):
        record_observations(
            observations=[said(places["64.01"])], by=a_person("orang", role, places["64"]), at=at
        )  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    ["source = ''", "month = 202513", "region_id = NULL", "enrolled = NULL, target = NULL, printed_percent = NULL"],
)
def test_the_database_itself_refuses_a_statement_without_source_place_month_or_number(places, sari, at, broken):
    record_observations(observations=[said(places["64.01"])], by=sari, at=at)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE coverage_observation SET {broken}")
