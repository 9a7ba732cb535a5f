"""Reference data are refused in sentences."""

import pytest

from coverage.reference_errors import ReferenceRefused


@pytest.mark.parametrize("code", ReferenceRefused.sentences)
def test_every_refusal_has_its_sentence(code):
    assert ReferenceRefused(code, "teks").message.endswith(".")
