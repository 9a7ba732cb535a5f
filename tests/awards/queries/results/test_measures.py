"""What entries bring to computed criteria: from releases alone, and None where nothing is known."""

from datetime import timedelta
from decimal import Decimal

import pytest

from awards.arithmetic.schemes import Measure
from awards.enums import RoundStage
from awards.queries.results.measures import budgets_of, measures_of
from coverage.models import Report
from tests.awards.rows import a_category, a_firm, a_round, an_entry, an_evidence
from tests.coverage.factories import DUE, a_cell, a_published_month, a_target, entered, reopened, signed
from tests.factories import A_MOMENT

DECEMBER, BEFORE = 202312, 202212


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def paser(round_, edition, places, citra):
    return an_entry(round_, a_category(edition), places["64.01"], citra)


def published_of(places, month, heads):
    farmers = (places["64.01.01.2001"], "petani", "apbd_kab")
    return a_published_month(places["64.01"], {farmers: heads}, month=month)


def test_coverage_growth_and_adoption_are_those_of_the_releases_and_cite_them(paser, edition, places):
    a_target(places["64.01"], 90052, year=2023)
    published_of(places, BEFORE, 40000)
    published_of(places, DECEMBER, 81436)

    found = measures_of([paser], edition)

    assert found[paser.pk, Measure.COVERAGE].raw == Decimal("90.4321947319")
    assert found[paser.pk, Measure.COVERAGE].figure_id == "64.01_2023-12_ucj_1"
    assert found[paser.pk, Measure.GROWTH].raw == Decimal("103.59")
    assert "64.01_2022-12_ucj_1" in found[paser.pk, Measure.GROWTH].source
    assert found[paser.pk, Measure.ADOPTION].raw == Decimal("16.6666666667")
    assert found[paser.pk, Measure.ADOPTION].source == "1 dari 6 desa"


def test_what_is_not_released_is_unknown_and_not_zero(paser, edition, places):
    assert {one.raw for one in measures_of([paser], edition).values()} == {None}

    published_of(places, DECEMBER, 81436)

    found = measures_of([paser], edition)
    assert found[paser.pk, Measure.COVERAGE].raw is None
    assert found[paser.pk, Measure.COVERAGE].figure_id == "64.01_2023-12_ucj_1"
    assert found[paser.pk, Measure.GROWTH].raw is None


def test_a_small_cell_that_the_public_may_not_see_is_no_measure(paser, edition, places):
    a_target(places["64.01"], 100, year=2023)
    published_of(places, DECEMBER, 3)

    assert measures_of([paser], edition)[paser.pk, Measure.COVERAGE].raw is None


def test_timeliness_counts_what_was_handed_in_by_the_deadline_and_a_correction_makes_nothing_late(
    paser, edition, places
):
    published_of(places, 202311, 80000)
    late = DUE + timedelta(days=3)
    farmers = (places["64.01.01.2001"], "petani", "apbd_kab")
    a_published_month(places["64.01"], {farmers: 81436}, month=DECEMBER, at=late)
    cell = a_cell(places["64.01.01.2001"], 80001, month=202311)
    report = Report.objects.get(month=202311)
    reopened(report, [cell], at=late)
    entered(report, [a_cell(places["64.01.01.2001"], 80001, month=202311, seen=1)], at=late)
    signed(Report.objects.get(month=202311), late)

    found = measures_of([paser], edition)[paser.pk, Measure.TIMELINESS]

    assert (found.raw, found.source) == (Decimal("8.3333333333"), "1 dari 12 laporan 2023 tepat waktu")


def test_budget_per_worker_is_what_the_newest_proofs_show_over_the_enrolled(paser, edition, places, citra):
    published_of(places, DECEMBER, 81436)
    old = an_evidence(paser, "anggaran", citra, proof="apbd", amount=Decimal(1))
    new = an_evidence(paser, "anggaran", citra, proof="apbd", version=2, amount=Decimal(814360000))
    an_evidence(paser, "anggaran", citra, amount=Decimal(5), withdrawn_by=citra, withdrawn_at=A_MOMENT)

    found = budgets_of([paser], edition, ["anggaran"])[paser.pk, "anggaran"]

    assert (found.raw, found.source) == (Decimal(10000), f"bukti dukung no. {new.pk}")
    assert found.proofs == (new.pk,)
    assert str(old.pk) not in found.source.split()


def test_a_firm_has_none_of_the_numbers_of_the_region_where_it_sits(round_, edition, places, citra):
    a_target(places["64.01"], 90052, year=2023)
    published_of(places, DECEMBER, 81436)
    firm = an_entry(round_, a_category(edition, "besar"), places["64.01"], citra, firm=a_firm(places["64.01"]))
    an_evidence(firm, "anggaran", citra, amount=Decimal(5))

    assert {one.raw for one in measures_of([firm], edition).values()} == {None}
    assert budgets_of([firm], edition, ["anggaran"])[firm.pk, "anggaran"].raw is None


def test_three_entries_take_as_many_queries_as_one(paser, round_, edition, places, citra, django_assert_num_queries):
    others = [an_entry(round_, paser.category, places[code], citra) for code in ("64.02", "64.08")]
    published_of(places, DECEMBER, 81436)

    for entries in ([paser], [paser, *others]):
        with django_assert_num_queries(2):
            measures_of(entries, edition)
