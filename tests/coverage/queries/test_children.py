"""Children: in the order of codes, released or observed or unknown, and what small ones hide."""

from datetime import UTC, date, datetime

import pytest

from coverage.enums import StatedBy
from coverage.models import Observation, Scheme
from coverage.queries.children import children_of
from coverage.queries.published import Shown
from tests.coverage.releases import Number, plant_releases

MONTH, DAY = 202501, date(2025, 1, 31)


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def test_children_stand_in_the_order_of_codes_with_what_is_released_of_each(places, ucj):
    plant_releases([Number(places["64.08"], 30, 100), Number(places["64.01"], 0, 100)])

    found = children_of(places["64"], DAY, ucj, MONTH)

    assert [(child.code, child.enrolled, child.state) for child in found] == [
        ("64.01", 0, "published"),
        ("64.02", None, "none"),
        ("64.08", 30, "published"),
        ("64.74", None, "none"),
    ]


def test_a_child_without_release_carries_the_word_of_another_and_no_number_of_its_own(places, ucj):
    Observation.objects.create(
        region=places["64.02"], month=MONTH, scheme=ucj, enrolled=5, target=10, stated_by=StatedBy.PRESS,
        source="berita", recorded_at=datetime(2025, 2, 1, tzinfo=UTC),
    )  # fmt: skip

    child = {child.code: child for child in children_of(places["64"], DAY, ucj, MONTH)}["64.02"]

    assert (child.enrolled, child.percent, child.state) == (None, None, "observed")
    assert child.stated.enrolled == 5


def test_small_counts_and_those_that_shield_them_are_told_apart(places, ucj):
    district = places["64.01.01"]
    plant_releases(
        [
            Number(places["64.01.01.2001"], 3, is_small=True),
            Number(places["64.01.01.2002"], 9, is_hidden=True),
            Number(places["64.01.01.2003"], 90),
        ]
    )

    found = children_of(district, DAY, ucj, MONTH)

    assert [(child.enrolled, child.shown) for child in found] == [
        (None, Shown.SMALL),
        (None, Shown.WITHHELD),
        (90, Shown.YES),
    ]


def test_without_a_month_the_children_are_listed_without_numbers(places, ucj):
    found = children_of(places["63"], DAY, ucj, None)

    assert [(child.code, child.state) for child in found] == [("63.01", "none"), ("63.11", "none")]
