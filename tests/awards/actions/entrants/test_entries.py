from datetime import timedelta

import pytest

from accounts.abilities import Role
from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.entries import propose_entry, withdraw_entry
from awards.entry_errors import EntryRefused
from awards.enums import EntryOrigin, EntryState, RoundStage
from awards.models import EntrantCategory, Entry
from awards.queries.entrants.eligibility import Candidate
from tests.awards.entrants import WHY
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at, moved_to
from tests.factories import A_MOMENT, a_person


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def regencies(kaltim, edition):
    return judged_at(kaltim, a_category(edition))


def proposed(round_, category, region, by, origin=EntryOrigin.REGION, **more):
    return propose_entry(
        round_=round_, candidate=Candidate(category, region, **more), origin=origin, by=by, at=A_MOMENT
    )


def refusal(act) -> EntryRefused:
    with pytest.raises(EntryRefused) as refused:
        act()
    assert refused.value.message
    return refused.value


def test_a_region_is_proposed_by_its_head(kaltim, regencies, places, hana):
    entry = proposed(kaltim, regencies, places["64.01"], hana)

    assert (entry.state, entry.origin, entry.proposed_by) == (EntryState.PROPOSED, EntryOrigin.REGION, hana)
    told = AuditEntry.objects.latest("sequence")
    assert (told.subject, told.region_code, told.new["name"]) == (f"entry:{entry.pk}", "64.01", "Kabupaten Paser")


def test_a_head_proposes_a_village_of_his_regency_but_no_other_regency(kaltim, regencies, edition, places, hana):
    villages = judged_at(kaltim, a_category(edition, "desa", kind="village", name="Desa", position=2))
    governor = a_person("gubernur", Role.HEAD, places["64"])

    assert proposed(kaltim, villages, places["64.01.01.2001"], hana).region == places["64.01.01.2001"]
    assert refusal(lambda: proposed(kaltim, regencies, places["64.01"], governor)).code == "not_own"
    with pytest.raises(RightMissing):
        proposed(kaltim, regencies, places["64.08"], hana)


def test_who_enters_figures_proposes_nothing(kaltim, regencies, places, sari):
    with pytest.raises(RightMissing):
        proposed(kaltim, regencies, places["64.01"], sari)


def test_the_secretariat_proposes_any_region_and_firm_of_the_area(kaltim, regencies, edition, places, citra):
    firms = judged_at(kaltim, a_category(edition, "tambang", kind="firm", name="Tambang", position=2))

    proposed(kaltim, regencies, places["64.08"], citra, EntryOrigin.SECRETARIAT)
    proposed(kaltim, firms, places["64.01"], citra, EntryOrigin.SECRETARIAT, firm=a_firm(places["64.01"]))

    outside = refusal(lambda: proposed(kaltim, regencies, places["63.01"], citra, EntryOrigin.SECRETARIAT))
    assert (outside.code, Entry.objects.count()) == ("ineligible", 2)


@pytest.mark.parametrize(
    ("category", "firm", "why"),
    [({"kind": "village"}, None, "kabupaten/kota"), ({"kind": "firm"}, None, "bukan badan usaha"),
     ({"kind": "regency"}, {}, "badan usaha"), ({"kind": "firm", "size": "small"}, {}, "ukurannya besar"),
     ({"kind": "firm", "sector": "Perkebunan"}, {}, "sektornya Pertambangan"),
],
)  # fmt: skip
def test_who_cannot_meet_a_condition_is_refused_with_it(kaltim, edition, places, citra, category, firm, why):
    found = judged_at(kaltim, a_category(edition, "lain", position=2, **category))
    sitting = None if firm is None else a_firm(places["64.01"])

    told = refusal(lambda: proposed(kaltim, found, places["64.01"], citra, EntryOrigin.SECRETARIAT, firm=sitting))

    assert told.code == "ineligible"
    assert why in told.message
    assert Entry.objects.count() == 0


def test_a_category_that_the_round_does_not_judge_takes_nobody(kaltim, edition, places, citra):
    """It came after the round was opened, is another province's, or the nation's."""
    told = [{}, {"province": places["63"]}, {"at_province": False}]
    later = [a_category(edition, f"lain{number}", **one) for number, one in enumerate(told)]

    for one in later:
        refused = refusal(lambda one=one: proposed(kaltim, one, places["64.01"], citra, EntryOrigin.SECRETARIAT))
        assert "tidak dinilai di sini" in refused.message
    assert Entry.objects.count() == 0


def test_a_missing_release_does_not_hinder_a_proposal(kaltim, edition, places, hana):
    assert proposed(kaltim, judged_at(kaltim, a_category(edition, needs_release=True)), places["64.01"], hana).pk


def test_outside_its_stage_a_proposal_is_refused_with_the_dates(kaltim, regencies, places, hana):
    moved_to(kaltim, RoundStage.VERIFICATION)

    told = refusal(lambda: proposed(kaltim, regencies, places["64.01"], hana))

    assert told.message == (
        "Langkah ini hanya dapat diambil pada tahap Pengusulan, yang dibuka 24 Juli 2025 pukul 10.00 WITA sampai "
        "3 Agustus 2025 pukul 10.00 WITA. Tidak ada yang berubah."
    )
    assert Entry.objects.count() == 0


def test_a_proposal_at_the_very_end_of_the_stage_is_too_late(kaltim, regencies, places, hana):
    end = kaltim.windows.get(stage=RoundStage.NOMINATION).closes_at
    candidate = Candidate(regencies, places["64.01"])

    with pytest.raises(EntryRefused):
        propose_entry(round_=kaltim, candidate=candidate, origin=EntryOrigin.REGION, by=hana, at=end)

    at = end - timedelta(seconds=1)
    assert propose_entry(round_=kaltim, candidate=candidate, origin=EntryOrigin.REGION, by=hana, at=at).pk


def test_a_round_without_dates_says_so(kaltim, regencies, places, hana):
    kaltim.windows.all().delete()

    assert refusal(lambda: proposed(kaltim, regencies, places["64.01"], hana)).code == "no_stage"


def test_a_double_is_refused(kaltim, regencies, places, hana, citra):
    proposed(kaltim, regencies, places["64.01"], hana)

    told = refusal(lambda: proposed(kaltim, regencies, places["64.01"], citra, EntryOrigin.SECRETARIAT))

    assert (
        told.message
        == "Kabupaten Paser sudah menjadi peserta kategori Pemerintah kabupaten/kota. Tidak ada yang berubah."
    )
    assert Entry.objects.count() == 1


def test_to_a_national_round_winners_are_brought_and_do_not_propose_themselves(edition, places, eko, hana):
    national, governor = a_round(edition, places["ID"], eko), a_person("gubernur", Role.HEAD, places["64"])
    provinces = judged_at(national, a_category(edition, "provinsi", kind="province", at_province=False, position=2))

    told = refusal(lambda: proposed(national, judged_at(national, a_category(edition)), places["64.01"], hana))

    assert told.code == "promoted_only"
    for origin in (EntryOrigin.SECRETARIAT, EntryOrigin.IMPORT):
        added = refusal(
            lambda origin=origin: proposed(
                national, EntrantCategory.objects.get(code="kabkota"), places["64.01"], eko, origin
            )
        )
        assert added.code == "promoted_only"
    assert proposed(national, provinces, places["64"], governor).region == places["64"]


def test_who_proposed_may_withdraw_and_propose_again(kaltim, regencies, places, hana):
    entry = proposed(kaltim, regencies, places["64.01"], hana)

    gone = withdraw_entry(entry=entry, seen=1, reason=WHY, by=hana, at=A_MOMENT)
    assert (gone.state, gone.why, gone.version) == (EntryState.WITHDRAWN, WHY, 2)

    again = proposed(kaltim, regencies, places["64.01"], hana)
    assert (again.pk, again.state, again.why, again.version) == (entry.pk, EntryState.PROPOSED, "", 3)


def test_a_withdrawal_needs_a_reason_a_right_and_its_time(kaltim, regencies, places, hana, sari, citra):
    entry = an_entry(kaltim, regencies, places["64.01"], hana)

    with pytest.raises(ReasonMissing):
        withdraw_entry(entry=entry, seen=1, reason="batal", by=hana, at=A_MOMENT)
    with pytest.raises(RightMissing):
        withdraw_entry(entry=entry, seen=1, reason=WHY, by=sari, at=A_MOMENT)
    assert refusal(lambda: withdraw_entry(entry=entry, seen=7, reason=WHY, by=hana, at=A_MOMENT)).code == "moved"
    moved_to(kaltim, RoundStage.INTERVIEW)
    assert refusal(lambda: withdraw_entry(entry=entry, seen=1, reason=WHY, by=citra, at=A_MOMENT)).code == "stage"
    assert Entry.objects.get().state == EntryState.VERIFIED


def test_the_head_where_a_firm_sits_cannot_withdraw_it(kaltim, edition, places, hana, citra):
    firms = a_category(edition, "tambang", kind="firm", position=2)
    entry = an_entry(kaltim, firms, places["64.01"], citra, firm=a_firm(places["64.01"]))

    with pytest.raises(RightMissing):
        withdraw_entry(entry=entry, seen=1, reason=WHY, by=hana, at=A_MOMENT)


def test_what_was_withdrawn_is_not_withdrawn_again(kaltim, regencies, places, hana):
    entry = an_entry(kaltim, regencies, places["64.01"], hana, state=EntryState.WITHDRAWN)

    assert refusal(lambda: withdraw_entry(entry=entry, seen=1, reason=WHY, by=hana, at=A_MOMENT)).code == "state"
