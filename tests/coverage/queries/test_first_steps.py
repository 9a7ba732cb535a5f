"""The first steps of an office are read from what is there."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from coverage.actions.deadlines import set_deadlines
from coverage.actions.plan import set_plan
from coverage.enums import AskedPer
from coverage.models import Payer, WorkerCategory
from coverage.queries.deadlines import default_deadlines
from coverage.queries.first_steps import checklists
from coverage.queries.plan import Asked
from tests.coverage.factories import a_published_month, a_target, staff_of
from tests.factories import a_person

AT = datetime(2025, 8, 4, 2, 0, tzinfo=UTC)


def done(user, at=AT) -> dict[str, bool]:
    [one] = checklists(user, at)
    return {step.code: step.is_done for step in one.steps}


def test_an_empty_office_has_nothing_but_its_head(hana):
    [one] = checklists(hana, AT)

    assert {step.code: (step.have, step.wanted, step.can) for step in one.steps} == {
        "people": (1, 3, True),
        "plan": (0, 1, True),
        "deadlines": (0, 1, False),
        "target": (0, 1, False),
        "month": (0, 1, False),
    }
    assert one.steps[0].missing == (Role.ENTERER, Role.CHECKER)
    assert one.left == 5


def test_each_step_is_done_by_its_act_and_the_last_by_publishing(places, hana, wati):
    region, publisher = places["64.01"], wati
    staff_of(region)
    assert done(hana)["people"]

    set_plan(
        region=region,
        year=2025,
        pairs=[Asked(WorkerCategory.objects.get(code="petani"), Payer.objects.get(code="apbd_kab"), AskedPer.REPORTER)],
        by=hana,
        at=AT,
    )
    assert done(hana)["plan"]
    set_deadlines(province=places["64"], year=2025, due=default_deadlines(places["64"], 2025), by=publisher, at=AT)
    assert done(hana)["deadlines"]
    a_target(region, 200)
    assert done(hana) == {"people": True, "plan": True, "deadlines": True, "target": True, "month": False}


def test_a_published_month_finishes_the_last_step(places, hana):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 5})

    assert done(hana)["month"]


def test_a_province_counts_its_regencies(places, wati):
    staff_of(places["64.01"])
    a_target(places["64.01"], 200)

    [one] = checklists(wati, AT)

    counted = {step.code: (step.have, step.wanted) for step in one.steps}
    assert counted == {"people": (1, 4), "deadlines": (0, 1), "plan": (0, 4), "target": (1, 4), "month": (0, 1)}
    assert [office.region.code for office in one.below] == ["64.01", "64.02", "64.08", "64.74"]
    assert [len(office.missing) for office in one.below] == [0, 3, 3, 3]


def test_the_nation_counts_its_provinces(places, admin, wati):
    [one] = checklists(admin, AT)

    assert [(step.code, step.have, step.wanted) for step in one.steps] == [
        ("people", 1, 2),
        ("deadlines", 0, 2),
        ("month", 0, 1),
    ]


def test_who_left_is_missing_again(places, hana):
    staff = staff_of(places["64.01"])
    staff["checks"].is_active = False
    staff["checks"].save()

    assert not done(hana)["people"]


@pytest.mark.parametrize(
    ("day", "year", "following"),
    [((2025, 8, 4), 2025, None), ((2025, 11, 2), 2025, 2026), ((2026, 1, 20), 2025, 2026), ((2026, 3, 1), 2025, 2026)],
)
def test_the_year_is_the_one_that_is_reported_and_the_next_is_proposed_from_november_on(
    places, hana, day, year, following
):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 5})

    [one] = checklists(hana, datetime(*day, tzinfo=UTC))

    assert (one.year, one.next_year) == (year, following)


def test_jurors_and_strangers_have_no_office(places, stranger):
    juror = a_person("juri", Role.PROVINCIAL_JUROR, places["64"])

    assert checklists(stranger, AT) == checklists(juror, AT) == ()


def test_as_many_queries_for_a_province_with_and_without_reports(places, wati):
    with CaptureQueriesContext(connection) as before:
        checklists(wati, AT)
    set_deadlines(province=places["64"], year=2025, due=default_deadlines(places["64"], 2025), by=wati, at=AT)
    a_target(places["64.01"], 200)

    with CaptureQueriesContext(connection) as after:
        checklists(wati, AT)

    assert len(after) == len(before)
