"""A published number in a few words: what is not known, withheld or not complete is said and never 0."""

import pytest

from coverage.models import Scheme
from coverage.queries.published import Published
from coverage.views.number_words import NumberWords, number_words
from tests.coverage.releases import Number, plant_releases


def words(places, **number) -> NumberWords:
    number = {"enrolled": 30} | number
    [release] = plant_releases([Number(places["64.01.01.2001"], number.pop("enrolled"), **number)])
    return number_words(Published.of(release), Scheme.objects.get(code="ucj"))


def test_of_a_target(places):
    found = words(places, target=90)

    assert (found.large, found.basis, found.counts) == (
        "33,33\N{NO-BREAK SPACE}%", "UCJ terhadap target", "30 dari target 90 pekerja",
    )  # fmt: skip
    assert (found.has_target, found.remarks, f"{found.drawn:.4f}") == (True, (), "33.3333")


def test_of_a_potential(places):
    found = words(places, potential=40)

    assert (found.large, found.basis) == ("75,00\N{NO-BREAK SPACE}%", "UCJ terhadap potensi")
    assert (found.counts, found.has_target) == ("30 dari potensi 40 pekerja", False)


@pytest.mark.parametrize(
    ("number", "large", "counts"),
    [
        ({}, "Belum ada target", "30 pekerja terlindungi"),
        ({"target": 90, "is_small": True}, "Disamarkan", ""),
        ({"target": 90, "is_hidden": True}, "Disamarkan", ""),
        ({"enrolled": 0, "target": 90}, "0,00\N{NO-BREAK SPACE}%", "0 dari target 90 pekerja"),
    ],
    ids=str,
)
def test_why_there_is_no_percentage(places, number, large, counts):
    found = words(places, **number)

    assert (found.large, found.counts) == (large, counts)


def test_no_release_is_no_data(places):
    assert number_words(None, Scheme.objects.get(code="ucj")) == NumberWords("Belum ada data")


def test_what_limits_a_number_stands_with_it(places):
    found = words(places, target=90, is_sample=True, reported=1, expected=4)

    assert found.remarks == ("Data contoh, bukan data resmi", "belum lengkap: 1 dari 4 kabupaten/kota")
