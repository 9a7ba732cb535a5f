"""Rankings of regencies: exact, against the twin by fractions and against the ranking that the database makes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.enums import DenominatorKind
from coverage.models import Scheme
from coverage.queries.ranking import Common, Question, Ranked, common_basis, ranked_rows, with_change
from coverage.queries.standings import ranked, standings
from coverage.queries.unranked import reasons, unranked_places
from regions.enums import Level
from tests import oracles
from tests.coverage.releases import Number, plant_releases

MONTH = 202502


def asked(parent, **more) -> Question:
    return Question(Level.REGENCY, parent, MONTH, DenominatorKind.TARGET, Scheme.objects.get(code="ucj"), **more)


def a_row(code: str, enrolled: int, denominator: int) -> Ranked:
    return Ranked(1, 0, code, code, "kabupaten", enrolled, denominator, f"{code}_1", False, "Kementerian", "RPJMN")


workers = st.integers(1, 10**9)


@given(
    st.lists(st.one_of(st.tuples(workers, workers), st.sampled_from([(1, 3), (2, 6), (10**9 - 1, 10**9)])), max_size=9)
)
def test_ranks_are_those_of_the_exact_fractions(numbers):
    rows = [(f"64.{place:02d}", *number) for place, number in enumerate(numbers)]

    found = [(row.rank, row.code) for row in ranked(a_row(*row) for row in rows)]

    assert found == oracles.ranked(rows)


@pytest.fixture
def mixed(places):
    """Two tied, one on another basis, one without target, one hidden; another month before; a province beside."""
    plant_releases([Number(places["64.01"], 50, 100), Number(places["64.02"], 1, 3, issuer="BPS")], 202501)
    plant_releases(
        [
            Number(places["64.01"], 1, 3),
            Number(places["64.02"], 2, 6),
            Number(places["64.08"], 112, 100, method="Sakernas"),
            Number(places["64.74"], 80),
            Number(places["63.01"], 3, 10, is_small=True),
        ],
        MONTH,
    )
    return places


@pytest.mark.parametrize("only_comparable", [False, True])
@pytest.mark.parametrize("code", ["ID", "64"])
def test_the_database_ranks_the_same(mixed, code, only_comparable):
    question = asked(mixed[code], only_comparable=only_comparable)

    common, rows, others = standings(question)

    assert common == common_basis(question) == Common("Kementerian", "RPJMN", shared_by=2, rows=3)
    assert rows == with_change(ranked_rows(question, common, 0, None), question)
    assert others == reasons(unranked_places(question, common), question)


def test_the_change_is_in_points_and_empty_across_a_break(mixed):
    _, rows, _ = standings(asked(mixed["64"]))

    changes = {row.code: row.change and round(row.change, 2) for row in rows}
    assert changes == {"64.01": Decimal("-16.67"), "64.02": None, "64.08": None}


def test_a_ranking_takes_four_queries_for_any_number_of_rows(mixed, django_assert_max_num_queries):
    for code in ("64", "ID"):
        question = asked(mixed[code])
        with django_assert_max_num_queries(4):
            standings(question)
