"""Each finding of a verification has its sentence, and what has none of its own is told with its parameters."""

import re

import pytest

from awards.arithmetic.schemes import Fault
from awards.bundle_errors import SENTENCES, part_of, sentence_of
from tests.house import ROOT


@pytest.mark.parametrize("module", ["bundles/archives.py", "bundles/bundle.py", "verify.py"])
def test_each_finding_has_a_sentence(module):
    found = re.findall(r'Fault\(\s*"([a-z_]+)"', (ROOT / "awards" / module).read_text())

    assert found
    assert set(found) <= set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_can_be_written(code):
    assert "%" not in sentence_of(Fault(code, {"part": "marks.json"}))


def test_a_content_that_cannot_hold_is_told_by_its_code():
    assert sentence_of(Fault("weights_sum", {"sum": 95})) == "Isi paket tidak dapat dihitung: weights_sum (sum=95)."


def test_what_cannot_hold_is_told_with_its_part_and_category():
    found = Fault("unsound", {"part": "scheme.json", "category": "kabkota", "fault": Fault("share_sum", {"sum": 90})})

    assert sentence_of(found) == (
        "Bagian scheme.json, kategori kabkota: isinya tidak dapat dihitung (share_sum (sum=90))."
    )


def test_a_finding_names_its_part_even_where_only_its_code_tells():
    found = [part_of(Fault(code)) for code in ("juror_named", "recusals_differ", "not_an_archive")]

    assert found == ["marks.json", "conflicts.json", ""]
