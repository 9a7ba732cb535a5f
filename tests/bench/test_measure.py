"""What a row of the table says: its median and whether its bound is kept."""

import pytest

from bench.measure import Row, row_of, statements_of
from regions.models import Region


def test_a_row_tells_the_median_and_the_spread():
    row = row_of("sqlite", "ranking", "ms", [9.0, 1.0, 2.0])

    assert (row.figure, row.least, row.most, row.runs) == (2.0, 1.0, 9.0, 3)


@pytest.mark.parametrize(
    ("figure", "at_least", "at_most", "is_kept"),
    [(100.0, 100.0, None, True), (99.9, 100.0, None, False), (3.0, None, 3.0, True), (3.1, None, 3.0, False)],
)
def test_a_bound_is_kept_up_to_its_very_number(figure, at_least, at_most, is_kept):
    row = Row("sqlite", "ranking", "ms", figure, figure, figure, 1, at_least=at_least, at_most=at_most)

    assert row.is_kept is is_kept


@pytest.mark.django_db
def test_the_statements_of_a_call_are_kept_with_their_parameters():
    sent = statements_of(lambda: list(Region.objects.filter(code="64.01")))

    [(sql, parameters)] = sent
    assert "regions_region" in sql
    assert parameters == ("64.01",)
