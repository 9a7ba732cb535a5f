"""The formula: facts that were printed in the press, and laws that hold for any heads."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage import ucj

HEADS = st.integers(0, 10**9)
TARGETS = st.integers(1, 10**9)


@pytest.mark.parametrize(
    ("enrolled", "target", "printed"),
    [
        pytest.param(37_521 + 43_915, 90_052, "90.43", id="Paser, December 2023"),
        pytest.param(69_528, 79_691, "87.25", id="Kutai Timur 2024, formal"),
        pytest.param(77_074, 51_086, "150.87", id="Kutai Timur 2024, informal, above 100 and not clamped"),
        pytest.param(69_528 + 77_074, 79_691 + 51_086, "112.10", id="Kutai Timur 2024, whole"),
        pytest.param(176_604, 424_131, "41.64", id="Maluku Utara 2025, of the potential"),
        pytest.param(176_604, 288_995, "61.11", id="Maluku Utara 2025, of the target"),
        pytest.param(30, 139, "21.58", id="villages of Paser that joined"),
        pytest.param(81_436 + 14_242, 90_052, "106.25", id="Paser 2024, if all that were pledged come"),
        pytest.param(41_560_938, 139_852_377, "29.72", id="Indonesia 2023, of people employed"),
    ],
)
def test_published_facts_come_out_as_they_were_printed(enrolled, target, printed):
    assert ucj.printed_percent(enrolled, target) == printed


@pytest.mark.parametrize(
    ("enrolled", "target", "printed"),
    [
        (1, 800, "0.13"),  # 0.125
        (3, 800, "0.38"),  # 0.375
        (20_001, 20_000, "100.01"),  # 100.005: to even would be 100.00
        (20_003, 20_000, "100.02"),  # 100.015
        (1, 20_001, "0.00"),  # 0.00499...
        (1, 20_000, "0.01"),  # 0.005
        (999_999, 1_000_000, "100.00"),  # 99.9999
        (0, 5, "0.00"),
    ],
)
def test_a_half_of_the_last_place_is_rounded_up_and_only_that(enrolled, target, printed):
    assert ucj.printed_percent(enrolled, target) == printed


@pytest.mark.parametrize(("enrolled", "target"), [(5, None), (5, 0), (0, 0), (None, 5), (None, None)])
def test_without_a_target_or_a_number_there_is_no_percentage_and_no_gap(enrolled, target):
    assert (ucj.percent(enrolled, target), ucj.printed_percent(enrolled, target), ucj.gap(enrolled, target)) == (
        None, None, None,
    )  # fmt: skip


def test_the_gap_is_what_is_missing_and_negative_beyond_the_target():
    assert ucj.gap(81_436, 90_052) == 8616
    assert ucj.gap(146_602, 130_777) == -15_825


@pytest.mark.parametrize(
    ("unsegmented", "by_segment", "whole"),
    [
        (90_052, [], 90_052),
        (90_052, [1, 2], 90_052),
        (0, [79_691, 51_086], 0),
        (None, [79_691, 51_086], 130_777),
        (None, [79_691, None], None),
        (None, [None, None], None),
        (None, [], None),
        (None, [0, 0], 0),
    ],
)
def test_a_regions_denominator_is_its_whole_row_else_all_its_segments_else_none(unsegmented, by_segment, whole):
    assert ucj.whole(unsegmented, iter(by_segment)) == whole


def test_a_target_in_percent_of_a_potential_is_rounded_up_to_whole_persons():
    assert ucj.persons_of(Decimal("82.24"), 72_852) == 59_914  # Tana Toraja; 59,913.48
    assert ucj.persons_of(Decimal("68"), 424_131) == 288_410
    assert ucj.persons_of(Decimal("50"), 10) == 5
    assert ucj.persons_of(Decimal("100"), 7) == 7


def test_bali_was_printed_with_a_percentage_that_its_own_numbers_do_not_give():
    computed = Decimal("49.90")

    assert ucj.differs_from_print(computed, Decimal("50.88"))
    assert not ucj.differs_from_print(computed, Decimal("49.95"))
    assert ucj.differs_from_print(computed, Decimal("49.96"))
    assert not ucj.differs_from_print(None, Decimal("50.88"))
    assert not ucj.differs_from_print(computed, None)


@given(HEADS, HEADS, TARGETS)
def test_more_enrolled_never_gives_a_smaller_percentage(one, other, target):
    fewer, more = sorted((one, other))

    assert ucj.percent(fewer, target) <= ucj.percent(more, target)


@given(HEADS, TARGETS, TARGETS)
def test_a_larger_target_never_gives_a_larger_percentage(enrolled, one, other):
    smaller, larger = sorted((one, other))

    assert ucj.percent(enrolled, larger) <= ucj.percent(enrolled, smaller)


@given(st.lists(st.tuples(HEADS, TARGETS), min_size=1, max_size=20))
def test_the_percentage_of_a_sum_lies_between_those_of_its_parts(parts):
    heads, targets = sum(heads for heads, _ in parts), sum(target for _, target in parts)
    each = [ucj.percent(*part) for part in parts]

    assert min(each) - Decimal("1e-15") <= ucj.percent(heads, targets) <= max(each) + Decimal("1e-15")


def test_heads_are_summed_and_percentages_never_averaged():
    small, large = (10, 10), (0, 990)

    whole = ucj.printed_percent(small[0] + large[0], small[1] + large[1])

    assert whole == "1.00"  # the mean of 100 % and 0 % would be 50.00


@given(HEADS, TARGETS)
def test_what_is_printed_has_two_decimals_and_is_the_nearest_hundredth(enrolled, target):
    printed = ucj.printed_percent(enrolled, target)

    assert printed.partition(".")[2].isdigit()
    assert len(printed.partition(".")[2]) == 2
    hundredths = int(printed.replace(".", ""))
    assert -target < 2 * (enrolled * 10_000 - hundredths * target) + 1 <= target  # half up, in whole numbers


@given(st.decimals("0.0001", "200", places=4), HEADS)
def test_persons_of_a_percentage_are_the_fewest_that_reach_it(percent, base):
    persons = ucj.persons_of(percent, base)

    assert (persons - 1) * 100 < percent * base <= persons * 100
