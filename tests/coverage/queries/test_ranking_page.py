"""Pages of a ranking, its default month, and the same number of queries for few and many rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import DenominatorKind
from coverage.models import Scheme
from coverage.queries.ranking import Question, common_basis
from coverage.queries.ranking_page import Extent, extent_of, months_of, ranking
from regions.enums import Level
from tests.coverage.releases import Number, plant_children, plant_releases

MONTH = 202501


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def districts_of(region, ucj, month=MONTH) -> Question:
    return Question(Level.DISTRICT, region, month, DenominatorKind.TARGET, ucj)


def page_of(question: Question, number: int = 1):
    common = common_basis(question)
    return ranking(question, common, extent_of(question, common), number)


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


def test_months_are_those_with_a_release_of_that_level_there_newest_first(places, ucj):
    plant_releases([Number(places["64.01"], 1, 2)], 202412)
    plant_releases([Number(places["63.01"], 1, 2)], 202501)
    plant_releases([Number(places["64"], 1, 2)], 202502)

    assert months_of(Level.REGENCY, places["ID"], ucj) == [202501, 202412]
    assert months_of(Level.REGENCY, places["64"], ucj) == [202412]
    assert months_of(Level.PROVINCE, places["ID"], ucj) == [202502]
    assert months_of(Level.VILLAGE, places["ID"], ucj) == []
