"""What is stored of criteria is read back as it was, and the newest version in a round holds."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.schemes import (
    Band,
    Combining,
    Criterion,
    Direction,
    Kind,
    Level,
    Measure,
    Normalisation,
    Phase,
    Scheme,
    Step,
)
from awards.enums import EntrantKind
from awards.models import RoundCriteria
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import (
    Criteria,
    Proof,
    categories_of,
    content_of,
    criteria_from,
    criteria_of,
    newest_set,
    read,
    sets_of,
)
from tests.awards.rows import a_category, a_round
from tests.awards.settings import a_ready_edition
from tests.factories import A_MOMENT

NUMBERS = st.decimals(-(10**12), 10**12, places=6)
TEXTS = st.text(max_size=9)


def tuples(*args, **kwargs):
    return st.lists(st.builds(*args, **kwargs), max_size=2).map(tuple)


CRITERIA = st.builds(
    Criterion, TEXTS, TEXTS, NUMBERS, st.sampled_from(Phase), st.sampled_from(Kind), TEXTS, st.sampled_from(Measure),
    st.sampled_from(Direction), st.sampled_from(Normalisation), NUMBERS, NUMBERS, NUMBERS,
    tuples(Band, NUMBERS, NUMBERS), tuples(Level, TEXTS, TEXTS, NUMBERS), NUMBERS, NUMBERS,
    tuples(Step, NUMBERS, TEXTS, TEXTS), st.booleans(), TEXTS, st.booleans(),
)  # fmt: skip
SCHEMES = st.builds(
    Scheme, st.lists(CRITERIA, max_size=2).map(tuple), st.dictionaries(st.sampled_from(Phase), NUMBERS),
    st.sampled_from(Combining), st.integers(0, 9), st.integers(0, 9), st.booleans(), st.lists(TEXTS).map(tuple),
    st.integers(1, 9), TEXTS,
)  # fmt: skip
PROOFS = st.dictionaries(TEXTS, tuples(Proof, TEXTS, TEXTS, st.booleans()), max_size=2)


@given(SCHEMES, PROOFS)
def test_what_is_stored_is_read_back_as_it_was(scheme, proofs):
    criteria = Criteria(scheme, proofs)

    assert criteria_from(json.loads(json.dumps(content_of(criteria)))) == criteria


@pytest.mark.parametrize(
    "wrong", [{"scheme": {"criteria": [], "shares": {}, "colour": "red"}}, {"scheme": {"criteria": []}},
              {"scheme": {"criteria": [], "shares": {"plenary": "1"}}}, {"scheme": {"criteria": [], "shares": {},
              "adjusted": "no"}}, {"scheme": {"criteria": [], "shares": {}, "trimmed": "1"}}]
)  # fmt: skip
def test_what_nobody_stored_is_not_read(wrong):
    with pytest.raises((ValueError, TypeError)):
        criteria_from(wrong)


def test_the_required_proofs_are_told_with_their_criteria():
    found = example_for(EntrantKind.REGENCY).required()

    assert [(criterion.code, proof.code) for criterion, proof in found] == [
        ("regulasi", "naskah"), ("anggaran", "dpa"), ("inovasi", "uraian"),
    ]  # fmt: skip
    assert len(example_for(EntrantKind.REGENCY).proofs_of(found[0][0])) == 2


def test_the_newest_set_of_a_round_holds_for_each_category_that_it_judges(edition, places, admin, citra):
    category = a_ready_edition(edition, admin)
    other = a_category(edition, "desa", kind=EntrantKind.VILLAGE, position=2)
    round_ = a_round(edition, places["64"], citra)
    first = newest_set(category, is_national=False)
    assert (criteria_of(round_, category), categories_of(round_)) == (None, [])

    RoundCriteria.objects.create(round=round_, category=category, criteria_set=first, at=A_MOMENT)
    second = newest_set(category, is_national=True)
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=second, at=A_MOMENT)

    assert criteria_of(round_, category) == second
    assert sets_of(round_) == {category.pk: second}
    assert (criteria_of(round_, other), categories_of(round_)) == (None, [category])
    assert read(second) == example_for(EntrantKind.REGENCY)
    assert newest_set(other, is_national=False) is None


def test_equal_criteria_are_stored_alike_however_their_numbers_were_written():
    """Otherwise a weight typed as 30,00 would make a new version of criteria that nobody changed."""
    told = example_for(EntrantKind.FIRM)
    first = told.scheme.criteria[0]
    again = replace(first, weight=first.weight.quantize(Decimal("0.0001")))

    rewritten = replace(told, scheme=replace(told.scheme, criteria=(again, *told.scheme.criteria[1:])))

    assert str(again.weight) != str(first.weight)
    assert content_of(rewritten) == content_of(told)


def test_what_a_stored_set_does_not_tell_takes_its_default():
    content = content_of(example_for(EntrantKind.FIRM))
    del content["scheme"]["adjusted"]

    assert criteria_from(content) == example_for(EntrantKind.FIRM)
