import pytest

from awards.models import RoundCriteria
from awards.queries.entrants.proofs import asked_proofs, missing_proofs
from tests.awards.entrants import a_criteria_set
from tests.awards.evidence_rows import a_proof
from tests.awards.rows import a_category, a_round, an_entry
from tests.awards.settings import a_ready_edition, an_open_round
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def regencies(edition):
    return a_category(edition)


def test_the_criteria_of_the_round_say_what_is_asked_for(kaltim, regencies, citra):
    used = a_criteria_set(regencies, citra)
    RoundCriteria.objects.create(round=kaltim, category=regencies, criteria_set=used, at=A_MOMENT)
    a_criteria_set(regencies, citra, proofs=(), version=2)
    a_criteria_set(regencies, citra, proofs=(), is_national=True)

    [perda, foto] = asked_proofs(kaltim)[regencies.pk]

    assert (perda.key, perda.criterion_name, perda.is_required) == ("regulasi:perda", "Regulasi", True)
    assert (foto.name, foto.is_required) == ("Foto kegiatan", False)


def test_before_the_round_has_its_own_the_newest_criteria_hold(kaltim, regencies, citra):
    a_criteria_set(regencies, citra, proofs=())
    a_criteria_set(regencies, citra, version=2)

    assert len(asked_proofs(kaltim)[regencies.pk]) == 2


def test_a_required_proof_is_missing_until_one_stands(kaltim, regencies, places, citra, sari):
    a_criteria_set(regencies, citra)
    paser, kutim = (an_entry(kaltim, regencies, places[code], citra) for code in ("64.01", "64.08"))
    a_proof(paser, sari, proof="foto")
    a_proof(paser, sari)
    a_proof(kutim, sari, withdrawn_by=sari, withdrawn_at=A_MOMENT)

    found = missing_proofs([paser, kutim], asked_proofs(kaltim))

    assert {entry: [proof.code for proof in proofs] for entry, proofs in found.items()} == {
        paser.pk: [], kutim.pk: ["perda"]
    }  # fmt: skip


def test_the_sets_that_the_portal_ships_ask_for_proofs(edition, places, admin):
    category = a_ready_edition(edition, admin)
    round_ = an_open_round(edition, places["64"], admin)

    asked = asked_proofs(round_)[category.pk]

    assert ("regulasi", True) in {(proof.criterion, proof.is_required) for proof in asked}
