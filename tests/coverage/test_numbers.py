"""Whole numbers as people in Indonesia write them. The table is shared with the script of the entry grid."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.numbers import LARGEST, Count, Unreadable, grouped, parse_count, parse_percent

CASES = json.loads(Path(__file__).with_name("number_cases.json").read_text(encoding="utf-8"))


def test_the_table_knows_the_largest_count():
    assert CASES["largest"] == LARGEST


@pytest.mark.parametrize("case", CASES["read"], ids=ascii)
def test_what_people_write_is_read(case):
    assert parse_count(case["text"]) == Count(case["heads"], case["not_applicable"])


@pytest.mark.parametrize("case", CASES["refused"], ids=ascii)
def test_what_is_no_count_is_refused_with_what_was_probably_meant(case):
    assert parse_count(case["text"]) == Unreadable(case["code"], tuple(case["likely"]))


@pytest.mark.parametrize("text", ["9" * 5000 + ",5", "1" + ".111" * 2000, "0" * 6000 + ".5", "1" + ",111" * 2000])
def test_thousands_of_digits_are_no_number_and_no_accident(text):
    assert parse_count(text) == Unreadable("not_a_number")


@settings(max_examples=500)
@given(st.integers(0, LARGEST))
def test_every_count_is_read_back_as_it_is_shown(heads):
    assert parse_count(grouped(heads)) == Count(heads) == parse_count(str(heads))


@settings(max_examples=500)
@given(st.text("0123456789.,- +eE%x\tO'١", max_size=9))
def test_any_other_text_is_refused_or_equals_its_digits(text):
    found = parse_count(text)

    if isinstance(found, Count) and found.heads is not None:
        assert found.heads == int("".join(mark for mark in text if mark in "0123456789"))
        assert set(text.strip()) <= set("0123456789.")


@pytest.mark.parametrize(
    ("written", "percent"),
    [
        ("82,24", "82.24"), ("68", "68"), ("68 %", "68"), ("68%", "68"), (" 0,5 ", "0.5"), ("999,9999", "999.9999"),
        ("\N{NO-BREAK SPACE}100,00\N{NO-BREAK SPACE}", "100.00"),
    ],
)  # fmt: skip
def test_a_percentage_has_a_comma_whatever_the_active_language(written, percent):
    with override("en"):
        assert parse_percent(written) == Decimal(percent)


@pytest.mark.parametrize(
    ("written", "code", "likely"),
    [
        ("82.24", "full_stop", ("82,24",)), ("1.500", "full_stop", ("1,500",)), ("-5", "negative", ()),
        ("-5,5 %", "negative", ()), ("0", "percent_range", ()), ("1000", "percent_range", ()),
        ("5,12345", "percent_range", ()), ("12345", "not_a_number", ()), ("1e2", "not_a_number", ()),
        ("lima", "not_a_number", ()), ("5,", "not_a_number", ()), (",5", "not_a_number", ()),
        ("٥", "not_a_number", ()), ("5 5", "not_a_number", ()),
    ],
)  # fmt: skip
def test_what_is_no_percentage_is_told_with_what_was_probably_meant(written, code, likely):
    assert parse_percent(written) == Unreadable(code, likely)


def test_a_blank_percentage_is_none():
    assert parse_percent(" ") is None
