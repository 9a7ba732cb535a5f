"""The column Target: a proposal when the upload is applied, and held where it contradicts itself."""

import pytest

from accounts.abilities import Role
from coverage.actions.uploads.applying import apply_upload
from coverage.models import Denominator, StagedTarget
from tests.coverage.factories import a_target, an_open_report
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, sent, staged
from tests.factories import A_MOMENT, a_person


@pytest.fixture
def importer(places):
    an_open_report(places["64.01"])
    return a_person("impor", Role.IMPORTER, places["64"])


def with_targets(*rows):
    return a_template(*rows, more=["Target"])


def test_a_target_is_proposed_once_for_region_and_year_and_counts_for_nothing_yet(importer, places):
    row = a_row("64.01", 5, "", "pu", "pemberi_kerja")
    upload = sent(
        with_targets([*row, 90052], [*a_row("64.01", 6, "", "kader"), "90.052"], [*a_row(BUSUI, 1), None]), importer
    )

    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    [target] = Denominator.objects.all()
    assert (target.region.code, target.year, target.persons, target.state) == ("64.01", 2025, 90052, "proposed")
    assert (target.segment, target.issuer) == (None, f"Impor no. {upload.pk}")


def test_the_target_that_stands_is_not_proposed_again(importer, places):
    a_target(places["64.01"], 90052)
    upload = sent(with_targets([*a_row("64.01", 5), 90052]), importer)

    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert upload.found["targets"] == {"new": 0, "unchanged": 1, "out_of_scope": 0, "unequal": 0}
    assert Denominator.objects.count() == 1


def test_unequal_targets_of_one_region_and_year_hold_all_its_rows(importer, places):
    upload = sent(
        with_targets([*a_row("64.01", 5), 90052], [*a_row("64.01", 6, "", "kader"), 90053], [*a_row(KASUNGAI, 4), 70]),
        importer,
    )

    assert staged(upload) == {2: ("held", "target_conflict"), 3: ("held", "target_conflict"), 4: ("new", "")}
    assert [row.persons for row in StagedTarget.objects.all()] == [70]


def test_a_target_out_of_reach_is_left_out_and_counted(importer, places):
    upload = sent(with_targets([*a_row("63.01", 5), 500], [*a_row(BUSUI, 5), 50]), importer)

    assert upload.found["targets"] == {"new": 1, "unchanged": 0, "out_of_scope": 1, "unequal": 0}
