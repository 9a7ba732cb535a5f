"""Observations: what they compute to, which one may stand for a region, and where the printed percentage differs."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme, Segment
from coverage.queries.observations import best, best_by_region, of_month_first, stated_of

RECORDED_AT = datetime(2025, 8, 1, tzinfo=UTC)
DECEMBER_2025 = 202512


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def an_observation(region, month=DECEMBER_2025, stated_by=StatedBy.PRESS, **more) -> Observation:
    return Observation.objects.create(
        region=region,
        month=month,
        scheme=more.pop("scheme", None) or Scheme.objects.get(code="ucj"),
        stated_by=stated_by,
        source=more.pop("source", "https://berita.example/1"),
        recorded_at=RECORDED_AT,
        **more,
    )


def test_a_printed_percentage_that_its_own_heads_do_not_give_is_marked(places, ucj):
    an_observation(places["64"], enrolled=935_079, target=1_873_899, printed_percent=Decimal("50.88"))

    [one] = stated_of(places["64"], ucj)

    assert round(one.percent, 2) == Decimal("49.90")
    assert one.differs is True


def test_a_printed_percentage_within_five_hundredths_of_a_point_is_not_marked(places, ucj):
    an_observation(places["64"], enrolled=176_604, target=424_131, printed_percent=Decimal("41.64"))

    [one] = stated_of(places["64"], ucj)

    assert one.differs is False


def test_a_printed_percentage_of_the_potential_is_not_held_against_the_target(places, ucj):
    an_observation(places["64"], enrolled=176_604, target=288_995, potential=424_131, printed_percent=Decimal("41.64"))

    [one] = stated_of(places["64"], ucj)

    assert (round(one.percent, 2), round(one.potential_percent, 2)) == (Decimal("61.11"), Decimal("41.64"))
    assert one.differs is False


def test_a_bare_percentage_cannot_be_computed_and_does_not_differ(places, ucj):
    an_observation(places["64"], printed_percent=Decimal("58.68"))

    [one] = stated_of(places["64"], ucj)

    assert (one.computed, one.differs) == (None, False)


def test_heads_with_a_denominator_go_before_who_stated_them(places, ucj):
    an_observation(places["64"], stated_by=StatedBy.BPJS, enrolled=900)
    an_observation(places["64"], stated_by=StatedBy.PRESS, enrolled=800, target=1000)

    chosen = best(stated_of(places["64"], ucj), DECEMBER_2025)

    assert chosen.stated_by == StatedBy.PRESS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (StatedBy.BPJS, StatedBy.AGENCY),
        (StatedBy.AGENCY, StatedBy.REGENCY),
        (StatedBy.REGENCY, StatedBy.VILLAGE),
        (StatedBy.VILLAGE, StatedBy.PRESS),
    ],
)
def test_of_two_as_complete_the_nearer_source_stands(places, ucj, first, second):
    an_observation(places["64"], stated_by=second, enrolled=1, target=2)
    an_observation(places["64"], stated_by=first, enrolled=1, target=4)

    assert best(stated_of(places["64"], ucj), DECEMBER_2025).stated_by == first


def test_neither_a_segment_nor_another_month_nor_a_target_alone_stands_for_the_region(places, ucj):
    formal = Segment.objects.get(code="formal")
    an_observation(places["64"], segment=formal, enrolled=5, target=10)
    an_observation(places["64"], month=202412, enrolled=5, target=10)
    an_observation(places["64"], target=10)

    assert best(stated_of(places["64"], ucj), DECEMBER_2025) is None


def test_another_scheme_is_never_mixed_in(places, ucj):
    an_observation(places["64"], scheme=Scheme.objects.get(code="uhc"), enrolled=99, target=100)

    assert stated_of(places["64"], ucj) == []


def test_the_asked_month_stands_first_then_the_newest(places, ucj):
    for month in (202212, 202312, 202412):
        an_observation(places["64"], month=month, enrolled=month)

    ordered = of_month_first(stated_of(places["64"], ucj), 202312)

    assert [one.month for one in ordered] == [202312, 202412, 202212]


def test_best_by_region_asks_once_for_any_number_of_regions(places, ucj, django_assert_num_queries):
    an_observation(places["64.01"], enrolled=1, target=2)
    an_observation(places["64.08"], enrolled=3)
    an_observation(places["64.02"], month=202412, enrolled=3)
    ids = [places[code].pk for code in ("64.01", "64.02", "64.08")]

    with django_assert_num_queries(1):
        found = best_by_region(ids, ucj, DECEMBER_2025)

    assert {pk: one.enrolled for pk, one in found.items()} == {places["64.01"].pk: 1, places["64.08"].pk: 3}
