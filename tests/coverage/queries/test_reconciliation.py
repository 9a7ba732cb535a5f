"""Differences to what others say: which are shown, what is open, and which finding still holds."""

import pytest

from coverage.actions.figures import save_figures
from coverage.actions.reconciliation import Finding, reconcile
from coverage.enums import AgreementState, AskedPer, ReasonCode, StatedBy, Via
from coverage.models import AskedPair, Payer, WorkerCategory
from coverage.queries.reconciliation import Standing, differences_of, open_differences
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, staff_of


@pytest.fixture
def report(places):
    """An open July of Paser: 120 and 80 farmers in two villages, 900 wage earners at the regency."""
    report = an_open_report(places["64.01"])
    entered(
        report,
        [
            a_cell(places["64.01.01.2001"], 120),
            a_cell(places["64.01.02.2001"], 80),
            a_cell(places["64.01"], 900, "pu", "pemberi_kerja"),
        ],
    )
    return report


def shown(report):
    return [(one.code, one.category, one.stated_by, one.ours, one.theirs, one.gap) for one in differences_of(report)]


def test_what_others_say_stands_beside_the_sums_of_the_cells_whole_first_then_by_category_and_village(places, report):
    an_observation(places["64.01.01.2001"], 118, StatedBy.VILLAGE)
    an_observation(places["64.01"], 230, category="petani")
    an_observation(places["64.01"], 1100)
    an_observation(places["64.01.01"], 7, category="nelayan")

    assert shown(report) == [
        ("64.01", "", "bpjs", 1100, 1100, 0),
        ("64.01", "Petani", "bpjs", 200, 230, -30),
        ("64.01.01", "Nelayan", "bpjs", None, 7, -7),
        ("64.01.01.2001", "", "village", 120, 118, 2),
    ]


def test_only_the_last_word_of_each_speaker_counts_and_the_press_and_other_months_do_not(places, report):
    an_observation(places["64.01"], 1, StatedBy.PRESS)
    an_observation(places["64.01"], 2, month=202506)
    an_observation(places["64.02"], 3)
    an_observation(places["64.01"], 4)
    an_observation(places["64.01"], 1100, source="Data BPJS, diperbarui")

    assert shown(report) == [("64.01", "", "bpjs", 1100, 1100, 0)]


def test_a_report_of_a_province_is_compared_with_nothing(places, wati):
    report = an_open_report(places["64"])
    an_observation(places["64"], 5)

    assert differences_of(report) == ()


@pytest.mark.parametrize(
    ("tolerance", "theirs", "standing"),
    [(0, 1100, Standing.SAME), (0, 1101, Standing.OPEN), (10, 1111, Standing.TOLERATED), (10, 1112, Standing.OPEN),
     (1000, 0, Standing.OPEN)],
)  # fmt: skip
def test_a_difference_is_asked_about_from_the_tolerance_on_which_is_none_by_default(
    places, report, settings, tolerance, theirs, standing
):
    settings.RECONCILIATION_TOLERANCE = tolerance
    an_observation(places["64.01"], theirs)

    [one] = differences_of(report)

    assert (one.standing, open_differences(report) == [one]) == (standing, standing == Standing.OPEN)


def test_nobody_is_asked_about_a_blank_that_another_source_counts_as_nothing(places, report):
    an_observation(places["64.01.01.2002"], 0, StatedBy.VILLAGE, category="petani")

    assert [(one.ours, one.standing) for one in differences_of(report)] == [(None, Standing.SAME)]


def test_a_finding_holds_until_either_number_moves(places, report, at):
    an_observation(places["64.01"], 1000)
    finding = Finding(
        places["64.01"].pk, None, StatedBy.BPJS, 1100, 1000, AgreementState.EXPLAINED, ReasonCode.LATE_DATA
    )
    reconcile(report=report, findings=[finding], by=staff_of(places["64.01"])["checks"], at=at)
    assert [one.standing for one in differences_of(report)] == [Standing.EXPLAINED]

    save_figures(
        cells=[a_cell(places["64.01.01.2001"], 121)], by=staff_of(places["64.01"])["enters"], at=at, via=Via.FORM
    )

    assert [one.standing for one in differences_of(report)] == [Standing.OPEN]


def test_a_villages_number_fits_one_cell_where_one_payer_is_filled_or_asked(places, report):
    petani, nelayan = (WorkerCategory.objects.get(code=code) for code in ("petani", "nelayan"))
    kab, csr = Payer.objects.get(code="apbd_kab"), Payer.objects.get(code="csr")
    for category, payers in ((petani, [csr]), (nelayan, [kab, csr])):
        for payer in payers:
            AskedPair.objects.create(
                region=places["64.01"], year=2025, category=category, payer=payer, per=AskedPer.VILLAGE
            )
    filled, blank = places["64.01.01.2001"], places["64.01.01.2002"]
    for village in (filled, blank):
        an_observation(village, 50, StatedBy.VILLAGE, category="petani")
        an_observation(village, 50, StatedBy.VILLAGE, category="nelayan")
    an_observation(blank, 100, StatedBy.VILLAGE)

    assert {(one.code[-4:], one.category): one.payer_id for one in differences_of(report)} == {
        ("2001", "Petani"): kab.pk,  # what is filled goes before what is asked
        ("2001", "Nelayan"): None,
        ("2002", ""): None,
        ("2002", "Petani"): csr.pk,
        ("2002", "Nelayan"): None,
    }


def test_one_statement_and_many_take_the_same_queries(places, report, django_assert_max_num_queries):
    an_observation(places["64.01"], 1)
    with django_assert_max_num_queries(8) as few:
        differences_of(report)
    for code in ("64.01.01.2001", "64.01.01.2002", "64.01.02.2001"):
        an_observation(places[code], 5, StatedBy.VILLAGE, category="petani")
    with django_assert_max_num_queries(len(few)):
        assert len(differences_of(report)) == 4
