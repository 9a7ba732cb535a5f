"""The form of a set gives back the set that it shows, whatever the set holds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.datastructures import MultiValueDict

from awards.arithmetic.schemes import Direction, Phase
from awards.enums import EntrantKind
from awards.forms.criteria_sets import MOST_ROWS, CriteriaSetForm, rows_in
from awards.queries.settings.examples import EMPTY, example_for
from awards.queries.settings.schemes import Criteria


def sent(form: CriteriaSetForm, changed: dict[str, str] | None = None) -> MultiValueDict:
    """Return what a browser sends back of a form in which nothing but `changed` was touched."""
    told = MultiValueDict()
    for each in [*form.all_rows, form.scheme]:
        for field in each:
            value = field.value()
            if value is True or value not in (None, "", False):
                told[field.html_name] = "on" if value is True else str(value)
    for name, text in (changed or {}).items():
        told[name] = text
    return told


def a_tree() -> Criteria:
    """Return criteria with a branch of two parts, and a computed one of which less is better."""
    criteria = example_for(EntrantKind.REGENCY)
    first, second, *rest = criteria.scheme.criteria
    branch = replace(first, code="hasil", name="Hasil", weight=Decimal(40))
    parts = (
        replace(first, parent="hasil"),
        replace(
            second, parent="hasil", direction=Direction.LOWER, floor=Decimal("30.5"), target=Decimal(0), cap=Decimal(90)
        ),
    )
    return replace(criteria, scheme=replace(criteria.scheme, criteria=(branch, *parts, *rest)))


@pytest.mark.parametrize("criteria", [*(example_for(kind) for kind in EntrantKind), a_tree()])
def test_what_is_sent_back_untouched_is_the_same_set(criteria):
    shown = CriteriaSetForm(criteria, 1, is_example=True)

    form = CriteriaSetForm(criteria, 1, True, sent(shown))

    assert form.is_valid()
    assert form.criteria() == criteria


def test_the_weights_of_each_phase_are_added_without_those_of_parts():
    shown = CriteriaSetForm(a_tree(), 1, is_example=True)
    changed = sent(shown, {"k0-weight": "35"})

    assert shown.sums() == [(Phase.DESK, Decimal(100), Decimal(0)), (Phase.INTERVIEW, Decimal(100), Decimal(0))]
    assert CriteriaSetForm(a_tree(), 1, True, changed).sums()[0] == (Phase.DESK, Decimal(95), Decimal(5))


def test_a_code_that_was_forged_is_not_taken_over():
    criteria = example_for(EntrantKind.REGENCY)
    told = sent(CriteriaSetForm(criteria, 1, is_example=True), {"k0-code": "regulasi", "k1-code": "x; drop"})

    form = CriteriaSetForm(criteria, 1, True, told)

    assert form.is_valid()
    codes = [one.code for one in form.criteria().scheme.criteria]
    assert len(set(codes)) == len(codes)
    assert "x; drop" not in codes


def test_nothing_stands_before_the_first_set():
    form = CriteriaSetForm(EMPTY, 0, is_example=False)

    assert (len(form.rows), len(form.more), form.sums()) == (0, 1, [])


def test_rows_are_counted_as_far_as_a_form_has_them():
    assert rows_in(MultiValueDict({"k0-name": [""], "k4-name": [""], "kx-name": [""], "name": [""]})) == 5
    assert rows_in(MultiValueDict({"k999-name": [""]})) == MOST_ROWS
    assert rows_in(MultiValueDict({"k99999-name": [""]})) == 0
