from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.schemes import Scheme
from awards.bundles.canonical import canonical, number_of, plain, text_of, typed
from tests.awards.contests import schemes


class Sort(StrEnum):
    ONE = "one"


@dataclass(frozen=True)
class Thing:
    sort: Sort
    worth: Decimal | None
    names: tuple[str, ...]


@given(schemes())
def test_a_scheme_is_written_and_read(scheme):
    assert typed(Scheme, plain(canonical(scheme))) == scheme


@given(st.decimals(-(10**15), 10**15, places=20))
def test_a_number_is_written_and_read(number):
    assert number_of(text_of(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [("90.40", "90.4"), ("1E+2", "100"), ("-0.00", "0"), ("100", "100"), ("1E-10", "0.0000000001"), ("-7.50", "-7.5")],
)
def test_there_is_one_way_to_write_a_number(number, text):
    assert text_of(Decimal(number)) == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+20", "1E-51"])
def test_what_could_not_be_read_back_is_not_written(number):
    with pytest.raises(ValueError, match=r"."):
        text_of(Decimal(number))


@pytest.mark.parametrize("text", ["", "1.", ".5", "1E2", "NaN", "+1", " 1", "1\n", "1_0", "١", 1, 1.5, None, "9" * 21])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"^"):
        number_of(text)


def test_keys_are_sorted_and_nothing_is_between():
    thing = {"b": (Thing(Sort.ONE, Decimal("1.50"), ("é",)),), "a": None}

    assert canonical(thing).decode() == '{"a":null,"b":[{"names":["é"],"sort":"one","worth":"1.5"}]}\n'


def test_what_has_no_one_way_is_refused():
    with pytest.raises(TypeError):
        canonical({"a": 1.5})
    with pytest.raises(TypeError):
        canonical({"a": object()})


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Thing, {"sort": "two", "worth": "1", "names": []}),
        (Thing, {"sort": "one", "worth": 1, "names": []}),
        (Thing, {"sort": "one", "worth": "1", "names": "ab"}),
        (Thing, {"sort": "one", "worth": "1"}),
        (Thing, {"sort": "one", "worth": "1", "names": [], "more": 1}),
        (Thing, []),
        (int, True),
        (bool, 1),
        (str, 1),
        (Mapping[str, int], []),
        (tuple[str, ...], {"a": 1}),
        (str, "\ud800"),
    ],
)
def test_what_is_of_another_type_is_refused(kind, found):
    with pytest.raises(ValueError, match=r"."):
        typed(kind, found)


def test_what_is_of_its_type_is_read():
    assert typed(Thing, {"sort": "one", "worth": None, "names": ["a"]}) == Thing(Sort.ONE, None, ("a",))
    assert typed(Mapping[Sort, int], {"one": 1}) == {Sort.ONE: 1}


def test_what_is_nested_too_deep_is_refused():
    with pytest.raises(ValueError, match=r"^$"):
        plain(b"[" * 100_000)


@pytest.mark.parametrize(
    "text",
    [b'{"a":1,"a":1}', b'{"a":{"b":1,"b":2}}', b"NaN", b"[Infinity]", b"1.5", b"1e9", b"[" + b"1," * 1_000_001 + b"1]"],
)
def test_what_is_never_written_is_not_read(text):
    with pytest.raises(ValueError, match=r"."):
        plain(text)


def test_a_whole_number_that_counts_nothing_is_refused():
    with pytest.raises(ValueError, match=r"."):
        typed(int, 10**9 + 1)
