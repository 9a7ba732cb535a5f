"""The ranking against its slow twin: ties, near ties, comparable rows, change on the month before."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coverage.enums import DenominatorKind
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.ranking import Common, Question, common_basis, ranked_rows, with_change
from regions.enums import Level
from regions.models import Region
from tests import oracles
from tests.coverage.releases import Number, plant_releases
from tests.factories import plant_places

JANUARY, FEBRUARY = 202501, 202502


def asked(parent: Region, month: int = JANUARY, level: Level = Level.REGENCY, **more) -> Question:
    return Question(
        level, parent, month, more.pop("basis", DenominatorKind.TARGET), Scheme.objects.get(code="ucj"), **more
    )


def rows_of(question: Question):
    return ranked_rows(question, common_basis(question), 0, None)


def test_ties_share_a_rank_and_the_next_is_skipped(places):
    plant_releases(
        [
            Number(places["64.01"], 1, 3),
            Number(places["64.02"], 2, 6),
            Number(places["64.08"], 1, 2),
            Number(places["64.74"], 1, 9),
        ]
    )

    rows = rows_of(asked(places["64"]))

    assert [(row.rank, row.code) for row in rows] == [(1, "64.08"), (2, "64.01"), (2, "64.02"), (4, "64.74")]


def test_two_percentages_that_print_alike_are_not_a_tie(places):
    plant_releases([Number(places["64.01"], 900_000, 1_000_000), Number(places["64.02"], 900_001, 1_000_000)])

    assert [(row.rank, row.code) for row in rows_of(asked(places["64"]))] == [(1, "64.02"), (2, "64.01")]


class RankingEqualsItsTwin(TestCase):
    """Any heads and denominators up to those of the largest province rank as their exact fractions do."""

    @classmethod
    def setUpTestData(cls):
        cls.places = plant_places()

    @settings(max_examples=25)
    @given(
        st.lists(
            st.one_of(
                st.tuples(st.integers(0, 30_000_000), st.integers(1, 30_000_000)),
                st.sampled_from([(1, 3), (2, 6), (9_999_999, 10_000_000), (29_999_998, 29_999_999)]),
            ),
            min_size=6,
            max_size=6,
        )
    )
    def test_any_table(self, numbers):
        codes = ["63.01", "63.11", "64.01", "64.02", "64.08", "64.74"]
        ReleasedTotal.objects.all().delete()
        plant_totals([(self.places[code], *number) for code, number in zip(codes, numbers, strict=True)])

        found = [(row.rank, row.code) for row in rows_of(asked(self.places["ID"]))]

        wanted = oracles.ranked([(code, *number) for code, number in zip(codes, numbers, strict=True)])
        assert found == wanted


def plant_totals(rows) -> None:
    """Store totals alone, all of one release: a ranking reads the numbers of the total."""
    from coverage.models import Release

    release = Release.objects.first() or plant_releases([Number(Region.objects.get(code="ID"), 1, 2)], 202401)[0]
    scheme = Scheme.objects.get(code="ucj")
    ReleasedTotal.objects.bulk_create(
        ReleasedTotal(
            month=JANUARY, region=region, scheme=scheme, axis=0, member=0, level=region.level, enrolled=enrolled,
            filled=1, target=target, release=release, reported=1, expected=1,
        )
        for region, enrolled, target in rows
    )  # fmt: skip


def test_the_ranking_of_one_province_leaves_out_the_others(places):
    plant_releases([Number(places["64.01"], 1, 2), Number(places["63.01"], 1, 1)])

    assert [row.code for row in rows_of(asked(places["64"]))] == ["64.01"]
    assert [row.code for row in rows_of(asked(places["ID"]))] == ["63.01", "64.01"]


def test_on_potential_the_rows_are_held_against_the_potential(places):
    plant_releases([Number(places["64.01"], 50, 60, potential=100), Number(places["64.02"], 50, 51)])

    [row] = rows_of(asked(places["64"], basis=DenominatorKind.POTENTIAL))

    assert (row.code, row.denominator, row.percent) == ("64.01", 100, Decimal(50))


def test_the_common_basis_is_that_of_most_rows_and_others_are_marked(places):
    plant_releases(
        [
            Number(places["64.01"], 9, 10, method="Sakernas"),
            Number(places["64.02"], 8, 10),
            Number(places["64.08"], 7, 10),
        ]
    )
    question = asked(places["64"])

    assert common_basis(question) == Common("Kementerian", "RPJMN", shared_by=2, rows=3)
    assert [(row.code, row.is_comparable) for row in rows_of(question)] == [
        ("64.01", False), ("64.02", True), ("64.08", True),
    ]  # fmt: skip


def test_only_comparable_rows_are_ranked_when_asked(places):
    plant_releases(
        [
            Number(places["64.01"], 9, 10, issuer="BPS"),
            Number(places["64.02"], 8, 10),
            Number(places["64.08"], 7, 10),
        ]
    )

    rows = rows_of(asked(places["64"], only_comparable=True))

    assert [(row.rank, row.code) for row in rows] == [(1, "64.02"), (2, "64.08")]


def test_the_change_is_in_points_and_empty_across_a_break_or_without_a_month_before(places):
    plant_releases([Number(places["64.01"], 50, 100), Number(places["64.02"], 50, 100, method="Sakernas")], JANUARY)
    plant_releases(
        [Number(places["64.01"], 47, 100), Number(places["64.02"], 60, 100), Number(places["64.08"], 1, 100)], FEBRUARY
    )
    question = asked(places["64"], FEBRUARY)

    rows = with_change(rows_of(question), question)

    assert {row.code: row.change for row in rows} == {"64.01": Decimal(-3), "64.02": None, "64.08": None}


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 29_999_999), (29_999_998, 29_999_999)])
def test_doubles_tell_neighbouring_fractions_of_the_largest_size_apart(numerator, denominator):
    near = Fraction(numerator, denominator), Fraction(numerator + 1, denominator + 1)

    assert (near[0] < near[1]) == (numerator / denominator < (numerator + 1) / (denominator + 1))
