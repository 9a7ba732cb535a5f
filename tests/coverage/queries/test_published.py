"""A release read back: why a count is missing, percentages without floating point."""

from decimal import Decimal

import pytest

from coverage.models import Release
from coverage.queries.published import Published, Shown, Veil
from tests.coverage.factories import JULY, a_published_month, a_target
from tests.coverage.releases import Number, plant_releases


@pytest.mark.parametrize(
    ("path", "count", "shown"),
    [
        ("enrolled", 0, Shown.YES),
        ("enrolled", None, Shown.NONE),
        ("segments.formal.enrolled", None, Shown.WITHHELD),
        ("segments.informal.enrolled", None, Shown.SMALL),
        ("categories.petani.enrolled", None, Shown.NONE),
    ],
)
def test_a_missing_count_says_why_it_is_missing(path, count, shown):
    veil = Veil(
        hidden=frozenset({"segments.formal.enrolled", "segments.informal.enrolled"}),
        small=frozenset({"segments.informal.enrolled"}),
    )

    assert veil.over(path, count) == shown


def test_a_published_month_reads_back_as_it_was_written(places):
    paser = places["64.01"]
    a_target(paser, 1000)
    a_published_month(paser, {(paser, "pu", "pemberi_kerja"): 700, (paser, "petani", "csr"): 3})

    told = Published.of(Release.objects.get(figure_id="64.01_2025-07_ucj_1"))

    assert (told.month, told.enrolled, told.target, told.percent) == (JULY, 703, 1000, Decimal("70.30"))
    assert {split.code: split.shown for split in told.segments} == {
        "formal": Shown.WITHHELD,
        "informal": Shown.SMALL,
    }
    assert [(basis.kind, basis.persons, basis.issuer) for basis in told.bases] == [
        ("target", 1000, "Pemerintah Kabupaten Paser")
    ]
    assert [step.step for step in told.signatures] == ["submitted", "checked", "signed", "published"]


def test_a_release_without_denominator_has_no_percentage(places):
    [release] = plant_releases([Number(places["64.01"], 10)])

    told = Published.of(release)

    assert (told.percent, told.potential_percent, told.gap, told.bases) == (None, None, None, ())


def test_a_sum_is_complete_only_when_all_that_were_expected_reported(places):
    missing, whole = plant_releases(
        [Number(places["64"], 10, reported=9, expected=10), Number(places["63"], 10, reported=10, expected=10)]
    )

    assert (Published.of(missing).is_complete, Published.of(whole).is_complete) == (False, True)
