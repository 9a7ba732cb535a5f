"""Pages of a ranking, its default month, and the same number of queries for few and many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import DenominatorKind
from coverage.models import Scheme
from coverage.queries.ranking import Question
from coverage.queries.ranking_page import Extent, latest_month, months_of, ranking
from regions.enums import Level
from tests.coverage.releases import Number, plant_children, plant_releases

MONTH = 202501


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def districts_of(region, ucj, month=MONTH) -> Question:
    return Question(Level.DISTRICT, region, month, DenominatorKind.TARGET, ucj)


def page_of(question: Question, number: int = 1):
    return ranking(question, lambda pages: number)


def test_a_level_of_thousands_is_read_in_pages_and_ranks_go_on(places, ucj):
    regions = plant_children(places["64.01"], 250)
    plant_releases([Number(region, 1000 - place, 1000) for place, region in enumerate(regions)])
    question = districts_of(places["64.01"], ucj)

    second, third = page_of(question, 2), page_of(question, 3)

    assert second.extent == Extent(ranked=250, unranked=3, pages=3)
    assert ([second.rows[0].rank, second.rows[-1].rank], len(third.rows)) == ([101, 200], 50)


def test_ten_rows_and_five_hundred_take_the_same_queries(places, ucj):
    regions = plant_children(places["64.01"], 510)
    plant_releases([Number(region, 10, 100) for region in regions[:10]], MONTH)
    plant_releases([Number(region, 10, 100) for region in regions[:500]], 202502)

    with CaptureQueriesContext(connection) as for_few:
        page_of(districts_of(places["64.01"], ucj, MONTH))
    with CaptureQueriesContext(connection) as for_many:
        page_of(districts_of(places["64.01"], ucj, 202502))

    assert len(for_many) == len(for_few) <= 9


def test_the_default_month_is_the_last_with_a_release_of_that_level_there(places, ucj):
    plant_releases([Number(places["64.01"], 1, 2), Number(places["64"], 1, 2), Number(places["ID"], 1, 2)], 202412)
    plant_releases([Number(places["64"], 1, 2), Number(places["ID"], 1, 2)], 202502)

    assert months_of(places["ID"], ucj) == months_of(places["64"], ucj) == [202502, 202412]
    assert months_of(places["63"], ucj) == []
    latest = {
        (level, code): latest_month(level, places[code], ucj, months_of(places[code], ucj))
        for level, code in [
            (Level.PROVINCE, "ID"), (Level.REGENCY, "ID"), (Level.REGENCY, "64"), (Level.REGENCY, "63"),
            (Level.VILLAGE, "64"),
        ]
    }  # fmt: skip
    assert list(latest.values()) == [202502, 202412, 202412, None, None]
