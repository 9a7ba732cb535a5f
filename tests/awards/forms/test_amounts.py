"""Numbers are typed with a decimal comma, lines as "left = right"; what is ambiguous is not read."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from awards.forms.amounts import AmountField, LinesField, amount_of, lines_of
from paritrana.formatting import typed

NUMBERS = st.decimals(-999_999, 999_999, places=4)


@given(NUMBERS)
def test_what_is_shown_is_read_as_the_same_number(number):
    assert amount_of(typed(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12,5", "12.5"), ("1.000", "1000"), (" 95 ", "95"), ("1.250.000,75", "1250000.75"), ("-3", "-3")],
)
def test_numbers_are_read_as_they_are_written_here(text, number):
    assert amount_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["12.5", "1e3", "NaN", "1,2,3", "x", "1.00", "٣", "--1", "1.0000"])
def test_what_is_ambiguous_is_not_read(text):
    with pytest.raises(ValidationError, match="tidak dapat dibaca"):
        amount_of(text)


def test_a_field_may_stay_empty():
    assert AmountField().clean("") is None
    assert LinesField().clean(" \n ") == []


def test_lines_are_read_back_as_they_were_written():
    pairs = [("100", "Peraturan daerah (Perda)"), ("50", "SK = SE")]

    assert LinesField().clean(lines_of(pairs)) == pairs


@pytest.mark.parametrize("text", ["Perda", "= Perda", "100 ="])
def test_a_line_without_both_sides_is_told(text):
    with pytest.raises(ValidationError, match="Baris"):
        LinesField().clean(text)
