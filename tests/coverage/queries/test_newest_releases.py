"""What the feed tells: what regions brought about themselves, the newest first."""

from datetime import timedelta

from coverage.queries.newest_releases import newest_releases
from tests.coverage.factories import JULY, a_published_month, a_target
from tests.coverage.releases import Number, plant_releases


def test_sums_that_follow_and_regions_below_the_regencies_are_left_out(places, at):
    busui = places["64.01.01.2001"]
    a_published_month(places["64.01"], {(busui, "petani", "csr"): 120})
    a_published_month(places["64.02"], {(places["64.02"], "petani", "csr"): 50}, JULY, at + timedelta(days=1))
    a_target(places["64.01"], 1000, at=at + timedelta(days=2))

    found = [(news.published.figure_id, news.cause.value) for news in newest_releases(10)]

    assert found == [
        ("64.01_2025-07_ucj_2", "denominator"),
        ("64.02_2025-07_ucj_1", "publication"),
        ("64.01_2025-07_ucj_1", "publication"),
    ]


def test_no_more_are_told_than_asked_for(places):
    plant_releases([Number(places[code], 9, 10) for code in ("64.01", "64.02", "64.08")])

    assert len(newest_releases(2)) == 2
