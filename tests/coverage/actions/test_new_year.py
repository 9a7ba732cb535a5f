"""A year begins with what was ticked, and with nothing else."""

from datetime import UTC, date, datetime

import pytest

from accounts.actions.delegations import delegate_role
from accounts.enums import Acting
from accounts.errors import RightMissing
from accounts.models import Assignment
from coverage.actions.new_year import Begun, Carried, begin_year
from coverage.actions.plan import set_plan
from coverage.entry_errors import PlanRefused
from coverage.enums import AskedPer
from coverage.models import AskedPair, Deadline, Denominator, Figure, Payer, Report, WorkerCategory
from coverage.queries.deadlines import default_deadlines
from coverage.queries.new_year import new_year
from coverage.queries.plan import Asked
from tests.coverage.factories import a_published_month, a_target

DECEMBER = datetime(2025, 12, 10, 2, 0, tzinfo=UTC)


@pytest.fixture
def plan(places, hana, at):
    """Paser is asked for farmers in 2025."""
    farmers = Asked(WorkerCategory.objects.get(code="petani"), Payer.objects.get(code="apbd_kab"), AskedPer.VILLAGE)
    return set_plan(region=places["64.01"], year=2025, pairs=[farmers], by=hana, at=at)


@pytest.fixture
def deputy(hana, budi):
    """Budi acts for Hana until the end of the year."""
    return delegate_role(
        assignment=hana.assignments.get(), deputy=budi, acting=Acting.DAILY, since=date(2025, 12, 10),
        until=date(2025, 12, 31), reason="Kepala dinas mengikuti diklat", by=hana, at=DECEMBER,
    )  # fmt: skip


def begin(region, by, **more) -> Begun:
    told = {"with_plan": False, "due": None, "carried": [], **more}
    return begin_year(region=region, year=2026, by=by, at=DECEMBER, **told)


def test_plan_and_deputies_go_on_and_targets_and_figures_never(places, plan, deputy, hana):
    a_target(places["64.01"], 200)
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 5})
    before = (Denominator.objects.count(), Figure.objects.count())

    begun = begin(places["64.01"], hana, with_plan=True, carried=[Carried(deputy, date(2026, 2, 28))])

    assert begun == Begun(pairs=1, opened=0, deputies=1)
    assert AskedPair.objects.filter(region=places["64.01"], year=2026).count() == 1
    carried = Assignment.objects.exclude(acting="").latest("since")
    assert (carried.since, carried.until, carried.acting_for) == (date(2026, 1, 1), date(2026, 2, 28), hana)
    assert (Denominator.objects.count(), Figure.objects.count()) == before
    assert not Denominator.objects.filter(year=2026).exists()


def test_a_deputy_carried_over_late_begins_on_the_day_that_has_begun_in_jakarta(places, deputy, hana):
    """Half past midnight of 11 January there is still the 10th by UTC, a day that is over."""
    late = datetime(2026, 1, 10, 17, 30, tzinfo=UTC)

    begin_year(
        region=places["64.01"], year=2026, with_plan=False, due=None, carried=[Carried(deputy, date(2026, 2, 28))],
        by=hana, at=late,
    )  # fmt: skip

    assert Assignment.objects.exclude(acting="").latest("pk").since == date(2026, 1, 11)


def test_the_province_opens_the_year(places, wati):
    begun = begin(places["64"], wati, due=default_deadlines(places["64"], 2026))

    assert begun.opened == Report.objects.count() == 60
    assert Deadline.objects.filter(province=places["64"]).count() == 12


def test_what_was_not_ticked_stays(places, plan, deputy, hana):
    assert begin(places["64.01"], hana) == Begun(0, 0, 0)

    assert not AskedPair.objects.filter(year=2026).exists()


def test_all_or_nothing(places, plan, deputy, sari, hana):
    with pytest.raises(RightMissing):
        begin(places["64.01"], sari, with_plan=True)
    with pytest.raises(PlanRefused):
        begin_year(
            region=places["64.01"], year=2028, with_plan=True, due=None, carried=[], by=hana, at=DECEMBER
        )  # fmt: skip

    assert AskedPair.objects.exclude(year=2025).count() == 0


def test_what_is_proposed_is_what_runs_out(places, plan, deputy):
    page = new_year(places["64.01"], 2026, DECEMBER)

    assert [one.pk for one in page.deputies] == [deputy.pk]
    assert ([one.category.code for one in page.plan], page.has_plan, page.due) == (["petani"], False, None)
    assert new_year(places["64.01"], 2027, DECEMBER).deputies == ()
