"""The criteria that the portal ships can be opened as they are, and hold what was published about the award."""

import pytest

from awards.arithmetic.scheme_faults import faults
from awards.arithmetic.schemes import Kind, Phase
from awards.enums import EntrantKind
from awards.queries.settings.examples import example_for

PUBLISHED = {"kepesertaan", "pertumbuhan", "regulasi", "anggaran", "inovasi", "validasi_data", "kolaborasi"}


@pytest.mark.parametrize("kind", EntrantKind)
def test_a_round_can_be_opened_by_the_example(kind):
    criteria = example_for(kind)

    assert faults(criteria.scheme) == []
    assert {one.phase for one in criteria.scheme.criteria} == set(Phase)
    assert set(criteria.proofs) <= {one.code for one in criteria.scheme.criteria}
    assert max(len(one.code) for one in criteria.scheme.criteria) <= 20


@pytest.mark.parametrize("kind", EntrantKind)
def test_each_judged_criterion_has_labelled_steps_with_guidance(kind):
    judged = [one for one in example_for(kind).scheme.criteria if one.kind == Kind.JUDGED]

    assert judged
    assert all(
        one.guidance and len(one.steps) == 5 and all(s.label and s.guidance for s in one.steps) for one in judged
    )


def test_regions_are_judged_by_what_was_published():
    assert {one.code for one in example_for(EntrantKind.REGENCY).scheme.criteria} >= PUBLISHED


def test_a_regional_regulation_counts_more_than_a_decree():
    levels = {
        level.code: level.points for one in example_for(EntrantKind.PROVINCE).scheme.criteria for level in one.levels
    }

    assert levels["perda"] > levels["perkada"] > levels["sk"]
