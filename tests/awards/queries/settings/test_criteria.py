"""The criteria of a page stand phase by phase, a branch right before its parts."""

from awards.arithmetic.schemes import Phase
from awards.enums import EntrantKind
from awards.queries.settings.criteria import phases
from awards.queries.settings.examples import EMPTY, example_for
from tests.awards.forms.test_criteria_sets import a_tree


def test_phases_come_in_order_with_their_share():
    found = phases(example_for(EntrantKind.REGENCY))

    assert [(one.phase, str(one.share), len(one.criteria)) for one in found] == [
        (Phase.DESK, "70", 8), (Phase.INTERVIEW, "30", 3),
    ]  # fmt: skip


def test_a_branch_stands_before_its_parts_which_name_it():
    desk = phases(a_tree())[0]

    assert [(row.criterion.code, row.parent, row.is_branch) for row in desk.criteria[:4]] == [
        ("hasil", "", True), ("kepesertaan", "Hasil", False), ("pertumbuhan", "Hasil", False),
        ("adopsi_desa", "", False),
    ]  # fmt: skip


def test_an_empty_set_has_no_phase():
    assert phases(EMPTY) == []
