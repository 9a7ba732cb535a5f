import pytest

from accounts.abilities import Role
from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.entries import withdraw_entry
from awards.actions.entrants.verification import name_nominees, refuse_entry, verify_entry
from awards.actions.results.ranking_reading import note_ranking_read
from awards.entry_errors import EntryRefused
from awards.enums import EntryOrigin, EntryState, RoundStage
from awards.models import Entry
from tests.awards.entrants import WHY, a_criteria_set
from tests.awards.rows import a_category, a_round, an_entry, judged_at, moved_to
from tests.coverage.factories import a_published_month
from tests.factories import A_MOMENT, a_person


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def regencies(kaltim, edition):
    return judged_at(kaltim, a_category(edition))


@pytest.fixture
def paser(kaltim, regencies, places, hana):
    return an_entry(kaltim, regencies, places["64.01"], hana, state=EntryState.PROPOSED)


@pytest.fixture
def three(kaltim, regencies, places, hana):
    moved_to(kaltim, RoundStage.NOMINEES)
    return [an_entry(kaltim, regencies, places[code], hana) for code in ("64.01", "64.02", "64.08")]


def code_of(act) -> str:
    with pytest.raises(EntryRefused) as refused:
        act()
    assert refused.value.message
    return refused.value.code


def test_complete_documents_are_verified(paser, citra):
    done = verify_entry(entry=paser, seen=1, by=citra, at=A_MOMENT)

    assert (done.state, done.decided_by, done.version) == (EntryState.VERIFIED, citra, 2)
    told = AuditEntry.objects.latest("sequence")
    assert (told.old, told.new) == ({"state": "proposed"}, {"state": "verified"})


def test_an_entry_without_a_release_is_not_verified_until_there_is_one(paser, regencies, places, citra):
    regencies.needs_release = True
    regencies.save()
    paser.category = regencies

    with pytest.raises(EntryRefused) as refused:
        verify_entry(entry=paser, seen=1, by=citra, at=A_MOMENT)
    assert refused.value.message == (
        "Kabupaten Paser belum dapat dinyatakan lengkap. Syarat “angka Desember 2023 wilayahnya sudah terbit” belum "
        "terpenuhi, karena angka Desember 2023 Kabupaten Paser belum terbit."
    )

    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 120}, month=202312)
    assert verify_entry(entry=paser, seen=1, by=citra, at=A_MOMENT).state == EntryState.VERIFIED


def test_an_entry_without_a_required_proof_is_not_verified(paser, regencies, citra):
    a_criteria_set(regencies, citra, version=2)
    judged_at(paser.round, regencies)

    with pytest.raises(EntryRefused) as refused:
        verify_entry(entry=paser, seen=1, by=citra, at=A_MOMENT)

    assert "Perda atau Perkada" in refused.value.message
    assert "Foto" not in refused.value.message


def test_what_does_not_meet_the_conditions_is_refused_with_a_reason(paser, citra):
    with pytest.raises(ReasonMissing):
        refuse_entry(entry=paser, seen=1, reason="kurang", by=citra, at=A_MOMENT)

    done = refuse_entry(entry=paser, seen=1, reason=WHY, by=citra, at=A_MOMENT)
    assert (done.state, done.why) == (EntryState.REFUSED, WHY)

    back = verify_entry(entry=done, seen=2, by=citra, at=A_MOMENT)
    assert (back.state, back.why) == (EntryState.VERIFIED, "")


def test_documents_are_judged_by_the_secretariat_alone_in_its_stage_on_what_it_saw(kaltim, paser, citra, hana, wati):
    for person in (hana, wati):
        with pytest.raises(RightMissing):
            verify_entry(entry=paser, seen=1, by=person, at=A_MOMENT)
    assert code_of(lambda: verify_entry(entry=paser, seen=2, by=citra, at=A_MOMENT)) == "moved"
    moved_to(kaltim, RoundStage.NOMINEES)
    assert code_of(lambda: verify_entry(entry=paser, seen=1, by=citra, at=A_MOMENT)) == "stage"
    assert Entry.objects.get().state == EntryState.PROPOSED


def test_who_proposed_for_the_region_does_not_judge_its_documents(kaltim, regencies, places, citra):
    entry = an_entry(kaltim, regencies, places["64.08"], citra, state=EntryState.PROPOSED, origin=EntryOrigin.REGION)

    assert code_of(lambda: verify_entry(entry=entry, seen=1, by=citra, at=A_MOMENT)) == "own"


def test_nominees_are_named_as_one_set(kaltim, regencies, three, citra):
    first, second, third = three

    many = name_nominees(
        round_=kaltim, category=regencies, chosen={first.pk: 1, second.pk: 1}, reason=WHY, by=citra, at=A_MOMENT
    )
    assert many == 2
    assert states() == {first.pk: "nominee", second.pk: "nominee", third.pk: "verified"}

    name_nominees(
        round_=kaltim, category=regencies, chosen={second.pk: 2, third.pk: 2}, reason=WHY, by=citra, at=A_MOMENT
    )
    assert states() == {first.pk: "verified", second.pk: "nominee", third.pk: "nominee"}
    assert AuditEntry.objects.filter(act="entry_decided").count() == 4


def test_who_saw_an_older_set_is_told_although_his_choice_was_not_in_it(kaltim, regencies, three, citra):
    first, _second, third = three

    def named(chosen):
        return name_nominees(round_=kaltim, category=regencies, chosen=chosen, reason=WHY, by=citra, at=A_MOMENT)

    named({first.pk: 1})

    assert code_of(lambda: named({third.pk: 1})) == "moved"
    assert states()[first.pk] == "nominee"


def test_the_version_of_an_entry_does_not_tell_whether_it_is_a_nominee(kaltim, regencies, three, citra):
    first, second, third = three
    for number, chosen in enumerate(((first, second), (second, third), (second,)), start=1):
        wanted = {one.pk: number for one in chosen}
        name_nominees(round_=kaltim, category=regencies, chosen=wanted, reason=WHY, by=citra, at=A_MOMENT)

        assert set(Entry.objects.values_list("version", flat=True)) == {number + 1}


def test_while_nominees_are_named_the_trail_of_a_region_tells_nothing_of_it(kaltim, regencies, three, citra):
    paser, kutai, _kutim = three
    act = {"round_": kaltim, "category": regencies, "reason": WHY, "by": citra, "at": A_MOMENT}

    name_nominees(chosen={paser.pk: 1, kutai.pk: 1}, **act)
    name_nominees(chosen={kutai.pk: 2}, **act)
    for entry in (paser, kutai):
        withdraw_entry(entry=entry, seen=3, reason=WHY, by=citra, at=A_MOMENT)

    decided = AuditEntry.objects.filter(act="entry_decided").order_by("sequence")
    assert [one.new["state"] for one in decided] == ["nominee", "nominee", "verified", "withdrawn", "withdrawn"]
    assert {one.region_code for one in decided} == {""}


def test_what_is_decided_of_the_documents_stands_in_the_trail_of_the_region(paser, citra):
    refuse_entry(entry=paser, seen=1, reason=WHY, by=citra, at=A_MOMENT)

    assert AuditEntry.objects.get(act="entry_decided").region_code == "64.01"


def test_who_proposed_for_the_region_does_not_make_it_a_nominee(kaltim, regencies, three, places, citra):
    own = an_entry(kaltim, regencies, places["64.74"], citra, origin=EntryOrigin.REGION)

    def named():
        return name_nominees(round_=kaltim, category=regencies, chosen={own.pk: 1}, reason=WHY, by=citra, at=A_MOMENT)

    assert code_of(named) == "own"
    Entry.objects.filter(pk=own.pk).update(origin="secretariat")
    assert named() == 1


def states() -> dict[int, str]:
    return dict(Entry.objects.values_list("pk", "state"))


def test_a_set_that_cannot_be_changes_nothing(kaltim, regencies, three, edition, places, citra, wati):
    first, second, _third = three
    other = an_entry(kaltim, a_category(edition, "lain", position=2), places["64.01"], citra)

    def named(chosen, by=citra, reason=WHY):
        return name_nominees(round_=kaltim, category=regencies, chosen=chosen, reason=reason, by=by, at=A_MOMENT)

    assert code_of(lambda: named({})) == "nobody"
    assert code_of(lambda: named({first.pk: 1, other.pk: 1})) == "foreign"
    assert code_of(lambda: named({first.pk: 1, second.pk: 9})) == "moved"
    with pytest.raises(ReasonMissing):
        named({first.pk: 1}, reason="ya")
    with pytest.raises(RightMissing):
        named({first.pk: 1}, by=wati)
    moved_to(kaltim, RoundStage.VERIFICATION)
    assert code_of(lambda: named({first.pk: 1})) == "stage"
    assert set(states().values()) == {"verified"}


def test_who_has_read_marks_takes_no_entry_out_and_another_or_its_head_may(paser, kaltim, places, citra, hana):
    note_ranking_read(round_=kaltim, category=paser.category, by=citra, at=A_MOMENT)
    other = a_person("sekretaris dua", Role.SECRETARY, places["64"])

    for act in (refuse_entry, withdraw_entry):
        assert code_of(lambda act=act: act(entry=paser, seen=1, reason=WHY, by=citra, at=A_MOMENT)) == "known_out"
    assert Entry.objects.get().state == EntryState.PROPOSED
    assert refuse_entry(entry=paser, seen=1, reason=WHY, by=other, at=A_MOMENT).state == EntryState.REFUSED
    Entry.objects.update(state=EntryState.PROPOSED)
    assert withdraw_entry(entry=paser, seen=2, reason=WHY, by=hana, at=A_MOMENT).state == EntryState.WITHDRAWN
