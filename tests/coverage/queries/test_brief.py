"""The brief of published numbers: it says what the page says, and with what it may be compared."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Observation, Scheme
from coverage.queries.brief import brief_of
from coverage.queries.region_page import PageState, region_page
from regions.models import Placement
from tests.coverage.releases import Number, plant_children, plant_releases

TODAY = date(2025, 8, 4)
JANUARY, FEBRUARY, MARCH = 202501, 202502, 202503


def of(region, month=None):
    place = Placement.objects.select_related("region").get(region=region)
    return brief_of(region_page(place, scheme=Scheme.objects.get(code="ucj"), month=month, today=TODAY))


def an_observation(region, month, **more) -> Observation:
    return Observation.objects.create(
        region=region, month=month, scheme=Scheme.objects.get(code="ucj"), stated_by=more.pop("by", StatedBy.PRESS),
        source="https://berita.example/1", recorded_at=datetime(2025, 8, 1, tzinfo=UTC), **more,
    )  # fmt: skip


def test_it_says_the_number_of_the_page_with_its_basis(places):
    plant_releases([Number(places["64.01"], 81_436, 90_052)])

    found = of(places["64.01"])

    assert (found.enrolled, found.denominator, f"{found.ratio:.2f}", found.gap) == (81_436, 90_052, "90.43", 8616)
    assert (found.kind, found.figure_id, found.live) == (DenominatorKind.TARGET, "64.01_2025-01_ucj_1", None)


def test_the_change_is_since_the_last_release(places):
    for month, heads in ((JANUARY, 30), (FEBRUARY, 40), (MARCH, 50)):
        plant_releases([Number(places["64.01"], heads, 100)], month)

    change = of(places["64.01"]).change

    assert (change.month, change.heads, change.points, change.percent) == (FEBRUARY, 10, 10, 40)
    assert change.figure_id == "64.01_2025-02_ucj_1"


@pytest.mark.parametrize(
    "february",
    [
        {"issuer": "BPS"}, {"method": "Sakernas"}, {"reported": 0}, {"is_sample": True}, {"is_hidden": True},
        {"target": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_release_that_is_not_comparable_is_passed_over(places, february):
    plant_releases([Number(places["64.01"], 30, 100)], JANUARY)
    plant_releases([Number(places["64.01"], 40, **({"target": 100} | february))], FEBRUARY)
    plant_releases([Number(places["64.01"], 50, 100)], MARCH)

    assert of(places["64.01"]).change.month == JANUARY


def test_after_a_break_there_is_no_change_and_the_break_is_told(places):
    plant_releases([Number(places["64.01"], 30, 100)], JANUARY)
    plant_releases([Number(places["64.01"], 50, 100, issuer="BPS")], FEBRUARY)

    found = of(places["64.01"])

    assert (found.change, found.is_break) == (None, True)


def test_an_incomplete_sum_has_no_change(places):
    plant_releases([Number(places["64"], 30, 100, reported=5, expected=5)], JANUARY)
    plant_releases([Number(places["64"], 20, 100, reported=3, expected=5)], FEBRUARY)

    found = of(places["64"])

    assert (found.change, found.is_complete) == (None, False)


def test_an_earlier_month_is_not_compared_with_a_later_one(places):
    for month, heads in ((JANUARY, 30), (FEBRUARY, 40)):
        plant_releases([Number(places["64.01"], heads, 100)], month)

    assert of(places["64.01"], JANUARY).change is None


def test_without_a_target_the_potential_stands_on_top_and_is_compared(places):
    plant_releases([Number(places["64.01"], 30, potential=100)], JANUARY)
    plant_releases([Number(places["64.01"], 40, potential=100)], FEBRUARY)

    found = of(places["64.01"])

    assert (found.kind, found.ratio, found.denominator, found.gap) == (DenominatorKind.POTENTIAL, 40, 100, None)
    assert found.change.points == 10


def test_other_sources_stay_beside_and_never_stand_twice(places):
    plant_releases([Number(places["64.01"], 30, 100)], JANUARY)
    an_observation(places["64.01"], JANUARY, enrolled=31)
    an_observation(places["64.02"], JANUARY, enrolled=5, target=10)
    an_observation(places["64.02"], JANUARY, enrolled=6, by=StatedBy.AGENCY)

    published, observed = of(places["64.01"]), of(places["64.02"])

    assert ([one.enrolled for one in published.beside], published.enrolled) == ([31], 30)
    assert (observed.state, observed.enrolled, [one.enrolled for one in observed.beside]) == (
        PageState.OBSERVED, 5, [6],
    )  # fmt: skip


def test_where_nothing_is_known_there_is_no_number(places):
    found = of(places["64.01.01.2001"])

    assert (found.is_empty, found.ratio, found.enrolled, found.change, found.month) == (True, None, None, None, None)


def test_a_withheld_number_is_not_in_the_brief(places):
    plant_releases([Number(places["64.01.01.2001"], 3, 10, is_small=True)])

    found = of(places["64.01.01.2001"])

    assert (found.enrolled, found.ratio, found.gap, found.shown) == (None, None, None, "small")


def test_children_are_compared_without_a_query_of_its_own(places):
    few, many = plant_children(places["64.01"], 3), plant_children(places["64.02"], 40)
    plant_releases([Number(region, number, 100) for number, region in enumerate([*few, *many])])
    plant_releases([Number(places["64.01"], 3, 9), Number(places["64.02"], 5, 9)])

    counts = []
    for code in ("64.01", "64.02"):
        with CaptureQueriesContext(connection) as asked:
            found = of(places[code])
        counts.append((len(asked), len(found.comparison.best)))

    assert counts[0][0] == counts[1][0]
    assert [best for _queries, best in counts] == [2, 5]
