"""Each finding of a verification has its sentence, and what has none of its own is told with its parameters."""

import re

import pytest

from awards.arithmetic.schemes import Fault
from awards.bundle_errors import SENTENCES, sentence_of
from tests.house import ROOT


def test_each_finding_about_the_archive_and_its_parts_has_a_sentence():
    found = re.findall(r'Fault\("([a-z_]+)"', (ROOT / "awards/bundles/archives.py").read_text())
    found += [code for code in re.findall(r'Fault\(\s*"([a-z_]+)"', (ROOT / "awards/bundles/bundle.py").read_text())
              if code.startswith(("part", "archive", "version", "result"))]  # fmt: skip

    assert set(found) <= set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_can_be_written(code):
    assert "%" not in sentence_of(Fault(code, {"part": "marks.json"}))


def test_a_content_that_cannot_hold_is_told_by_its_code():
    assert sentence_of(Fault("weights_sum", {"sum": 95})) == "Isi paket tidak dapat dihitung: weights_sum (sum=95)."
