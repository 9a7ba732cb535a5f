"""Columns of counts: style from all values, and each value read or refused with its likely fix."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.numbers import LARGEST, Count, Unreadable, grouped, parse_count
from coverage.sheets.cells import ErrorCell
from coverage.sheets.counts import DASHES, Answers, Dash, Style, read_column

FORM = json.loads((Path(__file__).parents[1] / "number_cases.json").read_text(encoding="utf-8"))

REFUSED = [
    (True, "boolean", ()),
    (date(2023, 1, 2), "date", ()),
    (ErrorCell("#N/A"), "error_cell", ()),
    (ErrorCell(), "formula_without_value", ()),
    (81.5, "fraction_cell", ("81.500", "81")),
    (float("nan"), "not_finite", ()),
    (float("inf"), "not_finite", ()),
    (float("-inf"), "not_finite", ()),
    (1e300, "too_large", ()),
    (-3, "negative", ()),
    (10**9 + 1, "too_large", ()),
    ("12,5", "not_whole", ("125", "12")),
    ("81,436", "comma_groups", ("81.436",)),
    ("-5", "negative", ()),
    ("5 %", "percent", ()),
    ("90,43%", "percent", ()),
    ("1e5", "exponent", ()),
    ("1E+309", "exponent", ()),
    ("Rp16.800", "money", ()),
    ("Rp 16.800,-", "money", ()),
    ("81 436", "space_groups", ("81.436",)),
    ("81\N{NARROW NO-BREAK SPACE}436", "space_groups", ("81.436",)),
    ("81'436", "space_groups", ("81.436",)),
    ("1.250 orang", "with_words", ("1.250",)),
    ("12 jiwa", "with_words", ("12",)),
    ("'12", "apostrophe", ("12",)),
    ("1O", "lookalike", ("10",)),
    ("l2", "lookalike", ("12",)),
    ("٥٦", "lookalike", ("56",)),
    ("１２", "lookalike", ("12",)),
    ("1²", "not_a_number", ()),
    ("①", "not_a_number", ()),
    ("Ⅻ", "not_a_number", ()),
    ("9" * 30, "too_large", ()),
    ("=1+1", "not_a_number", ()),
    ("dua belas", "not_a_number", ()),
    ("1.2.3", "not_a_number", ()),
    ("NaN", "not_a_number", ()),
    ("Infinity", "not_a_number", ()),
    ("0x1F", "not_a_number", ()),
    ("1_000", "not_a_number", ()),
    ("+5", "not_a_number", ()),
    ("<5", "not_a_number", ()),
    ("12/5", "not_a_number", ()),
    ("12.0", "machine_style", ("12",)),
]


@pytest.mark.parametrize(("value", "code", "likely"), REFUSED, ids=repr)
def test_what_is_no_count_is_refused_beside_good_ones(value, code, likely):
    found = read_column(["81.436", "2.000", 5000, value])

    assert found.of(value) == Unreadable(code, likely)
    assert found.of("81.436") == Count(81436)
    assert found.of(5000) == Count(5000)


@pytest.mark.parametrize("case", FORM["read"], ids=ascii)
def test_a_file_reads_what_the_form_reads(case):
    assert read_column([case["text"]]).of(case["text"]) == Count(case["heads"], case["not_applicable"])


@pytest.mark.parametrize("case", FORM["refused"], ids=ascii)
def test_a_file_refuses_what_the_form_refuses(case):
    found = read_column([case["text"]]).of(case["text"])

    assert isinstance(found, Unreadable) or case["text"].endswith(".0")


@settings(max_examples=500)
@given(st.integers(0, LARGEST))
def test_every_count_is_read_from_each_of_its_forms(heads):
    column = [heads, float(heads), str(heads), grouped(heads), f" {heads}\N{NO-BREAK SPACE}", f"{heads}"]

    found = read_column(column)

    assert {found.of(value) for value in column} == {Count(heads)}


@settings(max_examples=500)
@given(st.lists(st.text("0123456789.,- O%e", max_size=8) | st.floats() | st.integers() | st.none(), max_size=6))
def test_no_text_is_read_otherwise_than_by_the_rule_of_the_form_unless_all_are_of_a_machine(column):
    found = read_column(column)

    for (kind, value), said in found.cells.items():
        if kind is str and isinstance(said, Count) and found.style is not Style.MACHINE:
            assert said == parse_count(value)
        elif kind is float and isinstance(said, Count):
            assert said.heads == value


@pytest.mark.parametrize(
    ("column", "style", "asked"),
    [
        (["25004383.0", "12.0", "0.0", None], Style.MACHINE, ()),
        (["12.0"], Style.MACHINE, ()),
        (["81.436", "12", 7.0], Style.INDONESIAN, ()),
        (["12.0", "81.436"], Style.INDONESIAN, ()),
        (["12.0", "13.0", "14.0", "15"], Style.INDONESIAN, (Style.MACHINE,)),
        (["81,436", "1,000", "2,500", "12"], Style.INDONESIAN, (Style.COMMAS,)),
        ([81.436, 330.9, 331.0], Style.MIXED, (Style.LOST_POINTS,)),
        ([81.436, 12, 7, 9, 11], Style.MIXED, (Style.LOST_POINTS,)),
        ([81.5, 12, 7, 9, 11], Style.INDONESIAN, ()),
        ([81.436, 5000.0], Style.INDONESIAN, ()),
        (["12.5", "330.9", "81.43"], Style.MIXED, (Style.LOST_POINTS,)),
        (["12.5", "81.436", "1.000.000"], Style.INDONESIAN, ()),
        ([], Style.INDONESIAN, ()),
    ],
)
def test_the_style_of_a_column_is_decided_from_all_its_values(column, style, asked):
    found = read_column(column)

    assert (found.style, found.asked) == (style, asked)


def test_where_points_were_lost_no_number_is_trusted_before_someone_says_so():
    column = [81.436, 330.9, 90.0, "4", 0]

    before, after = read_column(column), read_column(column, Answers(style=Style.LOST_POINTS))

    assert [before.of(value) for value in (90.0, "4", 0)] == [
        Unreadable("style_unknown"),
        Unreadable("style_unknown"),
        Count(0),
    ]
    assert [after.of(value).heads for value in column] == [81436, 330900, 90000, 4000, 0]


def test_commas_are_read_only_where_someone_says_so():
    column = ["81,436", "1,000", "2,500", "12"]

    found = read_column(column, Answers(style=Style.COMMAS))

    assert [found.of(value).heads for value in column] == [81436, 1000, 2500, 12]


def test_a_style_that_was_not_asked_about_is_not_taken():
    assert read_column(["81,436"], Answers(style=Style.COMMAS)).of("81,436").code == "comma_groups"


@pytest.mark.parametrize("dash", [*sorted(DASHES), "Nihil", "N/A", " - ", "X"])
def test_a_dash_is_neither_zero_nor_blank_before_someone_says_so(dash):
    found = read_column([dash, 5])

    assert found.of(dash) == Unreadable("dash")
    assert found.dashes == {dash.strip()}


@pytest.mark.parametrize(
    ("meaning", "count"), [(Dash.ZERO, Count(0)), (Dash.BLANK, Count()), (Dash.NOT_APPLICABLE, Count(None, True))]
)
def test_a_dash_means_what_someone_said(meaning, count):
    assert read_column(["-", 5], Answers(dashes={"-": meaning})).of("-") == count


def test_a_blank_is_not_zero():
    found = read_column([None, "", "  ", 0])

    assert [found.of(value) for value in (None, "", "  ", 0)] == [Count(), Count(), Count(), Count(0)]


def test_thousands_of_people_are_persons_once_someone_says_so():
    column = ["81,4", "81", 81.436, 12, "81.436", 0, "0"]

    found = read_column(column, Answers(in_thousands=True))

    assert [found.of(value) for value in column] == [
        Count(81400),
        Count(81000),
        Count(81436),
        Count(12000),
        Unreadable("unit_unclear"),
        Count(0),
        Count(0),
    ]
