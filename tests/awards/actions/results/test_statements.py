"""What may be stated when numbers are frozen: what nobody knows may not apply to an entry, with a reason."""

from decimal import Decimal

import pytest

from accounts.errors import IdentityTyped
from awards.actions.results.snapshots import Stated
from awards.arithmetic.schemes import Criterion, Kind, Level, Measure, Phase
from awards.forms.amounts import amount_of
from awards.models import Snapshot, SnapshotInput
from awards.result_errors import SnapshotRefused
from tests.awards.rows import a_scheme, an_evidence, criteria_for
from tests.coverage.factories import a_published_month, a_target

CITY = "Kota Bontang tidak punya desa"
DESK = {"phase": Phase.DESK}
COVERAGE = Criterion("cakupan", "Cakupan", Decimal(50), kind=Kind.COMPUTED, measure=Measure.COVERAGE, **DESK)
OTHER = Criterion("posyandu", "Posyandu", Decimal(30), kind=Kind.COMPUTED, measure=Measure.OTHER, **DESK)
PROGRAMMES = Criterion(
    "program", "Program", Decimal(20), kind=Kind.LEVELLED, levels=(Level("lima", "Lima", Decimal(100)),), **DESK
)


def code_of_refusal(freeze, *stated) -> str:
    with pytest.raises(SnapshotRefused) as refused:
        freeze(*stated)
    assert refused.value.message
    assert not Snapshot.objects.exists()
    return refused.value.code


def test_of_an_unknown_number_it_is_kept_why_the_criterion_does_not_apply(freeze, bontang):
    snapshot = freeze(Stated(bontang.pk, "cakupan", waiver=f"  {CITY} "))

    found = SnapshotInput.objects.get(snapshot=snapshot, criterion="cakupan")
    assert (found.raw, found.level, found.waiver) == (None, "", CITY)


def test_a_number_that_is_known_is_never_waived(freeze, bontang, places):
    a_target(places["64.74"], 1000, year=2023)
    a_published_month(places["64.74"], {(places["64.74"], "pu", "pemberi_kerja"): 500}, month=202312)

    assert code_of_refusal(freeze, Stated(bontang.pk, "cakupan", waiver=CITY)) == "waiver_known"


@pytest.mark.parametrize("reason", ["terlalu", "x" * 301])
def test_a_waiver_has_a_reason_of_ten_to_300_letters(freeze, bontang, reason):
    assert code_of_refusal(freeze, Stated(bontang.pk, "cakupan", waiver=reason)) == "waiver_reason"


def test_a_waiver_names_no_person_by_number(freeze, bontang):
    with pytest.raises(IdentityTyped):
        freeze(Stated(bontang.pk, "cakupan", waiver="Menurut 6474011203850001 tidak ada desa"))


def test_a_level_for_what_has_no_proof_makes_a_waiver_impossible(freeze, bontang):
    assert code_of_refusal(freeze, Stated(bontang.pk, "regulasi", waiver=CITY)) == "waiver_level"
    assert code_of_refusal(freeze, Stated(bontang.pk, "inovasi", waiver=CITY)) == "unknown"


def test_levels_without_one_for_nothing_and_stated_numbers_may_not_apply(freeze, bontang, round_, category, citra):
    criteria_for(round_, category, citra, a_scheme(criteria=(COVERAGE, OTHER, PROGRAMMES), ladder=()))

    freeze(Stated(bontang.pk, "posyandu", waiver=CITY), Stated(bontang.pk, "program", waiver=CITY))

    assert SnapshotInput.objects.exclude(waiver="").count() == 2


@pytest.mark.parametrize("raw", ["1000000000000", "-1E+12", "0.0000001", "NaN", "-Infinity"])
def test_a_number_beyond_what_the_page_takes_is_not_stated(freeze, bontang, round_, category, citra, raw):
    criteria_for(round_, category, citra, a_scheme(criteria=(COVERAGE, OTHER, PROGRAMMES), ladder=()))
    proof = an_evidence(bontang, "posyandu", citra)
    stated = Stated(bontang.pk, "posyandu", raw=Decimal(raw), evidence=proof.pk)

    assert code_of_refusal(freeze, stated) == "number"


@pytest.mark.parametrize("typed", ["999.999.999.999", "-999.999.999.999", "0,000001"])
def test_the_largest_and_the_finest_number_that_can_be_typed_are_stated(
    freeze, bontang, round_, category, citra, typed
):
    criteria_for(round_, category, citra, a_scheme(criteria=(COVERAGE, OTHER, PROGRAMMES), ladder=()))
    proof = an_evidence(bontang, "posyandu", citra)

    freeze(Stated(bontang.pk, "posyandu", raw=amount_of(typed), evidence=proof.pk))

    assert SnapshotInput.objects.get(criterion="posyandu").raw == amount_of(typed)


def test_a_number_beside_a_waiver_and_a_waiver_of_everything_are_refused(freeze, bontang, round_, category, citra):
    criteria_for(round_, category, citra, a_scheme(criteria=(COVERAGE, OTHER, PROGRAMMES), ladder=()))
    proof = an_evidence(bontang, "posyandu", citra)
    all_of_it = [Stated(bontang.pk, code, waiver=CITY) for code in ("cakupan", "posyandu", "program")]

    both = Stated(bontang.pk, "posyandu", raw=Decimal(3), evidence=proof.pk, waiver=CITY)

    assert code_of_refusal(freeze, both) == "waiver_known"
    assert code_of_refusal(freeze, *all_of_it) == "waiver_all"
