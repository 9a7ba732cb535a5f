from datetime import date

import pytest

from awards.enums import EntryState, RoundStage
from awards.models import Publication, Result
from awards.queries.entrants.evidence import choices_of, is_announced, public_copies, shared_digests, vault
from tests.awards.entrants import WHY, a_criteria_set, a_png
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import A_DAY, a_category, a_round, a_snapshot, an_entry, moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def paser(kaltim, edition, places, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return an_entry(kaltim, regencies, places["64.01"], citra)


def test_what_is_asked_for_comes_first_then_what_was_handed_in_besides(paser, sari):
    a_proof(paser, sari, criterion="", proof="lain_1", title="Piagam")
    a_proof(paser, sari)
    a_proof(paser, sari, version=2)

    shelves = vault(paser, A_MOMENT)

    assert [(shelf.proof.name, [one.row.version for one in shelf.versions]) for shelf in shelves] == [
        ("Perda atau Perkada", [2, 1]), ("Foto kegiatan", []), ("Piagam", [1])
    ]  # fmt: skip
    assert [key for key, _proof in choices_of(shelves)] == ["regulasi:perda", "regulasi:foto", ":lain_1", ":lain"]
    assert [shelf.is_missing for shelf in shelves] == [False, False, False]


def test_a_proof_whose_versions_are_withdrawn_is_missing_and_listed(paser, sari):
    a_proof(paser, sari, withdrawn_by=sari, withdrawn_at=A_MOMENT)

    shelf = vault(paser, A_MOMENT)[0]

    assert (shelf.is_missing, shelf.current, len(shelf.versions)) == (True, None, 1)


@pytest.mark.parametrize(
    ("dates", "holds"),
    [((date(2023, 12, 31), None), True), ((date(2024, 1, 1), None), False),
     ((date(2020, 1, 1), date(2023, 12, 31)), True), ((date(2020, 1, 1), date(2023, 12, 30)), False)],
)  # fmt: skip
def test_a_proof_must_hold_on_the_last_day_of_the_data_year(paser, sari, dates, holds):
    a_proof(paser, sari, issued_on=dates[0], valid_until=dates[1])

    assert vault(paser, A_MOMENT)[0].versions[0].is_valid_on_data_date == holds


def test_the_same_file_of_two_entries_is_flagged_at_both(paser, kaltim, places, citra, sari):
    kutim = an_entry(kaltim, paser.category, places["64.08"], citra)
    mine = a_proof(paser, sari)
    a_proof(paser, sari, proof="foto", content=a_png())
    theirs = a_proof(kutim, sari, proof="foto")

    assert [one.is_shared for shelf in vault(paser, A_MOMENT, tells_shared=True) for one in shelf.versions] == [
        True,
        False,
    ]
    assert not any(one.is_shared for shelf in vault(paser, A_MOMENT) for one in shelf.versions)
    assert shared_digests(kutim, [theirs.digest]) == {mine.digest}


def test_the_same_file_in_another_round_is_nothing_to_flag(paser, edition, places, eko, sari):
    national = a_round(edition, places["ID"], eko)
    promoted = an_entry(national, paser.category, places["64.01"], eko)
    a_proof(promoted, sari)
    a_proof(paser, sari)

    assert not vault(paser, A_MOMENT, tells_shared=True)[0].versions[0].is_shared


def test_the_public_gets_copies_of_nominees_once_announced(paser, kaltim, sari):
    row = with_copy(a_proof(paser, sari), sari)
    a_proof(paser, sari, proof="foto")
    opens = moved_to(kaltim, RoundStage.ANNOUNCEMENT).windows.get(stage=RoundStage.ANNOUNCEMENT).opens_at

    assert public_copies(paser, A_MOMENT) == []
    paser.state = EntryState.NOMINEE
    assert (is_announced(paser, opens - A_DAY), is_announced(paser, opens)) == (False, True)
    assert public_copies(paser, A_MOMENT) == [row]
    assert public_copies(paser, A_MOMENT + 90 * A_DAY) == [row]


def test_of_a_replaced_or_withdrawn_proof_the_public_gets_no_copy(paser, kaltim, sari):
    moved_to(kaltim, RoundStage.ANNOUNCEMENT)
    paser.state = EntryState.NOMINEE
    with_copy(a_proof(paser, sari), sari)
    with_copy(a_proof(paser, sari, proof="foto", withdrawn_by=sari, withdrawn_at=A_MOMENT), sari)
    a_proof(paser, sari, version=2)

    assert public_copies(paser, A_MOMENT) == []


def test_a_proof_says_in_which_frozen_numbers_it_was_used(paser, kaltim, sari, citra):
    one, two = a_proof(paser, sari), a_proof(paser, sari, version=2)
    for proofs in ([one.pk], [one.pk, two.pk], [two.pk]):
        frozen = a_snapshot(kaltim, paser.category, citra, {(paser, "regulasi"): "perda"})
        frozen.inputs.update(proofs=proofs)

    def told(**more):
        return [(kept.row.version, kept.used_in) for kept in vault(paser, A_MOMENT, **more)[0].versions]

    assert told(tells_frozen=True) == [(2, (2, 3)), (1, (1, 2))]
    assert told() == [(2, ()), (1, ())]


def test_once_a_result_is_public_all_are_told_which_proof_its_numbers_rest_on(paser, kaltim, sari, citra, admin):
    one, two = a_proof(paser, sari), a_proof(paser, sari, version=2)
    for version, proof in enumerate((one, two), start=1):
        frozen = a_snapshot(kaltim, paser.category, citra, {(paser, "regulasi"): "perda"})
        frozen.inputs.update(proofs=[proof.pk])
        Result.objects.create(
            round=kaltim, category=paser.category, version=version, cause="first" if version == 1 else "scheme",
            reason="" if version == 1 else WHY, criteria_set=frozen.criteria_set, snapshot=frozen, formula="award-1",
            digest="d" * 64, bundle=b"", closed_by=citra, closed_at=A_MOMENT,
        )  # fmt: skip
    published = Publication.objects.create(
        result=Result.objects.get(version=1), sk_number="1", sk_on=A_MOMENT.date(), asked_by=citra, asked_at=A_MOMENT
    )
    told = {}
    for state, changed in (("asked", {}), ("embargo", {"approved_by": admin, "approved_at": A_MOMENT,
                           "embargo_until": A_MOMENT + A_DAY}), ("public", {"embargo_until": None})):  # fmt: skip
        Publication.objects.filter(pk=published.pk).update(**changed)
        told[state] = [kept.used_in for kept in vault(paser, A_MOMENT)[0].versions]

    assert told == {"asked": [(), ()], "embargo": [(), ()], "public": [(), (1,)]}
