"""Trend with its breaks, rank among siblings, months that have a release."""

import pytest

from coverage.models import Scheme
from coverage.queries.released import Rank, known_months, rank_of, trend
from regions.models import Placement
from tests.coverage.releases import Number, plant_releases

JANUARY, FEBRUARY, MARCH = 202501, 202502, 202503


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def placement(region) -> Placement:
    return Placement.objects.select_related("region").get(region=region)


def test_known_months_fill_the_gaps_between_the_first_and_the_last(places):
    plant_releases([Number(places["64.01"], 1)], 202411)
    plant_releases([Number(places["64.01"], 1)], 202502)

    assert known_months() == [202411, 202412, 202501, 202502]


def test_without_any_release_there_is_no_month_and_no_trend(places, ucj):
    assert known_months() == []
    assert trend(places["64.01"], ucj) == ()


def test_a_trend_breaks_where_issuer_or_method_of_the_target_changes(places, ucj):
    paser = places["64.01"]
    plant_releases([Number(paser, 10, 100)], JANUARY)
    plant_releases([Number(paser, 11, 120)], FEBRUARY)
    plant_releases([Number(paser, 12, 100, method="Sakernas")], MARCH)

    points = trend(paser, ucj)

    assert [(point.month, point.target, point.is_break) for point in points] == [
        (JANUARY, 100, False),
        (FEBRUARY, 120, False),
        (MARCH, 100, True),
    ]


def test_a_month_without_target_breaks_nothing_but_the_change_across_it_does(places, ucj):
    paser = places["64.01"]
    plant_releases([Number(paser, 10, 100)], JANUARY)
    plant_releases([Number(paser, 11)], FEBRUARY)
    plant_releases([Number(paser, 12, 100, issuer="BPS")], MARCH)

    assert [point.is_break for point in trend(paser, ucj)] == [False, False, True]


def test_a_hidden_count_stays_out_of_the_trend(places, ucj):
    plant_releases([Number(places["64.01.01.2001"], 3, 10, is_small=True)])

    [point] = trend(places["64.01.01.2001"], ucj)

    assert (point.enrolled, point.percent, point.target) == (None, None, 10)


def test_a_trend_takes_one_query_however_long_it_is(places, ucj, django_assert_num_queries):
    for month in (JANUARY, FEBRUARY, MARCH):
        plant_releases([Number(places["64.01"], 10, 100)], month)

    with django_assert_num_queries(1):
        assert len(trend(places["64.01"], ucj)) == 3


def test_ranks_compare_unrounded_ratios_and_share_ties(places, ucj):
    plant_releases(
        [
            Number(places["64.01"], 90_001, 100_000),  # 90.00 both in print, this one is larger
            Number(places["64.02"], 90_000, 100_000),
            Number(places["64.08"], 9, 10),
            Number(places["64.74"], 1, 10),
            Number(places["63.01"], 99, 100),  # of another province
        ]
    )

    ranks = {code: rank_of(placement(places[code]), ucj, JANUARY) for code in ("64.01", "64.02", "64.08", "64.74")}

    assert ranks == {"64.01": Rank(1, 4), "64.02": Rank(2, 4), "64.08": Rank(2, 4), "64.74": Rank(4, 4)}


@pytest.mark.parametrize(
    "unrankable",
    [{"target": None}, {"target": 0}, {"reported": 9, "expected": 10}, {"is_hidden": True}],
    ids=["no target", "target of 0", "incomplete", "hidden"],
)
def test_what_cannot_be_ranked_has_no_rank_and_takes_no_place(places, ucj, unrankable):
    plant_releases([Number(places["64.01"], **{"enrolled": 99, "target": 100, **unrankable})])
    plant_releases([Number(places["64.02"], 1, 100)])

    assert rank_of(placement(places["64.01"]), ucj, JANUARY) is None
    assert rank_of(placement(places["64.02"]), ucj, JANUARY) == Rank(1, 1)


def test_the_nation_has_no_siblings_and_no_rank(places, ucj):
    plant_releases([Number(places["ID"], 1, 2)])

    assert rank_of(placement(places["ID"]), ucj, JANUARY) is None
