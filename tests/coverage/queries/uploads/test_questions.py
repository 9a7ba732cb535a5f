"""What an upload asks: which of the answers that were written are none."""

from coverage.queries.uploads.questions import misread
from tests.coverage.uploads import BUSUI


def test_a_written_month_or_place_that_is_none_is_named(places):
    answers = {
        "given_month:A": "besok", "given_month:B": "202507", "given_month:C": "202513", "month:7": "",
        "place:64.01.01|busui lama": "Busui", "place:64.01.01|kasungai lama": BUSUI, "dash:-": "maybe",
    }  # fmt: skip

    assert misread(answers) == ["given_month:A", "given_month:C", "place:64.01.01|busui lama"]


def test_the_database_is_not_asked_where_no_place_was_written(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert misread({"given_month:A": "202507", "dash:-": "zero"}) == []
