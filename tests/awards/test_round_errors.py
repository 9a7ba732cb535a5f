"""Each refusal of a round says what happened and what to do."""

import pytest

from awards.round_errors import SENTENCES, RoundNotReady, RoundRefused

TOLD = {
    "name": "Kalimantan Timur", "names": "Papua, Papua Barat", "edition": "Paritrana, data 2023",
    "stage": "Wawancara", "before": "Pengusulan", "day": "1 Agustus 2025", "days": 31,
}  # fmt: skip


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_can_be_said(code):
    text = RoundRefused(code, **TOLD).message

    assert "%" not in text
    assert text.endswith(".")


def test_all_that_a_round_lacks_is_told():
    assert str(RoundNotReady(["Zona belum ada.", "Bobot baru 95."])) == "Zona belum ada. Bobot baru 95."
