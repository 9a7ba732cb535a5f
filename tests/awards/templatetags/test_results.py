"""Measures are told with their unit, and sources without the codes by which the portal keeps them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from awards.arithmetic.schemes import Criterion, Kind, Measure, Phase
from awards.templatetags.results import judged, measured, score, source_told

COMPUTED = Criterion("a", "Kepesertaan", Decimal(10), Phase.DESK, Kind.COMPUTED)
FIGURE = "64.01_2022-12_ucj_1"


@pytest.mark.parametrize(
    ("measure", "number", "told"),
    [
        (Measure.COVERAGE, "90.4321947319", "90,43\N{NO-BREAK SPACE}%"),
        (Measure.GROWTH, "-0.5366", "\N{MINUS SIGN}0,54\N{NO-BREAK SPACE}%"),
        (Measure.ADOPTION, "0", "0,00\N{NO-BREAK SPACE}%"),
        (Measure.TIMELINESS, "8.3333333333", "8,33\N{NO-BREAK SPACE}%"),
        (Measure.BUDGET_PER_WORKER, "218576.5509", "Rp218.576,55 per pekerja"),
        (Measure.OTHER, "1250.5", "1.250,5"),
    ],
)
def test_what_was_measured_has_its_unit(measure, number, told):
    assert measured(Decimal(number), replace(COMPUTED, measure=measure)) == told


def test_what_is_not_known_has_none():
    assert measured(None, replace(COMPUTED, measure=Measure.COVERAGE)) == "belum ada data"


def test_what_a_closed_result_has_no_points_of_was_not_judged_and_will_not_be():
    assert judged(None) == "tidak dinilai"
    assert judged(Decimal("61.255")) == score(Decimal("61.255")) == "61,26"


def test_points_below_zero_have_a_minus_sign():
    assert score(Decimal("-18.768")) == "\N{MINUS SIGN}18,77"


def test_the_number_of_a_figure_is_told_as_its_month_and_leads_to_it():
    assert source_told(f"dibandingkan dengan {FIGURE}") == (
        f'dibandingkan dengan <a href="/angka/{FIGURE}/" title="{FIGURE}">angka Desember 2022</a>'
    )


def test_the_digest_of_a_proof_is_a_title_and_words_of_people_are_no_markup():
    told = source_told("bukti dukung no. 2: <b>Perda</b> 64.01 (SHA-256 86dcc1b9761d…)")

    assert told == ('<span title="SHA-256 86dcc1b9761d…">bukti dukung no. 2: &lt;b&gt;Perda&lt;/b&gt; 64.01</span>')


def test_other_words_stay_as_they_are():
    assert source_told("1 dari 12 laporan 2023 tepat waktu") == "1 dari 12 laporan 2023 tepat waktu"
