"""Winners go on to the national round once their result is final, each once, and by the nation's secretariat alone."""

from datetime import timedelta

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.promotion import promote_winners
from awards.actions.results.objections import answer_objection, file_objection
from awards.actions.results.publishing import ask_withdrawal, withdraw_publication
from awards.entry_errors import EntryRefused, PromotionRefused
from awards.enums import EntryOrigin, EntryState, RoundStage
from awards.models import EntrantCategory, Entry
from tests.awards.entrants import WHY
from tests.awards.promotions import a_final_round
from tests.awards.rows import a_category, a_firm, judged_at, moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def ready(edition, places, admin, citra, eko, ayu, bayu):
    return a_final_round(edition, places, admin, citra, eko, [ayu, bayu])


def promoted(ready, by, **more) -> list[Entry]:
    return promote_winners(round_=ready.national, by=by, at=A_MOMENT, **more)


def refusal(ready, by, number) -> PromotionRefused:
    with pytest.raises(PromotionRefused) as refused:
        promoted(ready, by, chosen=[number])
    assert refused.value.message
    assert not Entry.objects.filter(round=ready.national).exists()
    return refused.value


def test_the_first_place_enters_the_national_round_with_what_it_was(ready, eko):
    paser = ready.provincial.entries[0]

    [entry] = promoted(ready, eko)

    assert (entry.round, entry.category.code, entry.region) == (ready.national, "kabkota_nasional", paser.region)
    assert (entry.origin, entry.state, entry.was) == (EntryOrigin.PROMOTION, EntryState.PROPOSED, paser)
    told = AuditEntry.objects.get(act=Act.ENTRY_PROMOTED)
    assert (told.subject, told.new["was"], told.new["zone"]) == (f"entry:{entry.pk}", paser.pk, "Kalimantan")


def test_promoting_again_changes_nothing(ready, eko):
    [entry] = promoted(ready, eko)
    Entry.objects.update(state=EntryState.WITHDRAWN)

    assert promoted(ready, eko) == promoted(ready, eko, chosen=[entry.was_id]) == []
    assert Entry.objects.filter(round=ready.national).count() == 1
    assert AuditEntry.objects.filter(act=Act.ENTRY_PROMOTED).count() == 1


def test_only_the_first_place_of_the_named_result_goes_on(ready, eko):
    second = ready.provincial.entries[1]

    assert refusal(ready, eko, second.pk).code == "moved"
    assert refusal(ready, eko, 0).code == "moved"


def test_all_who_share_the_first_place_go_on(edition, places, admin, citra, eko, ayu, bayu):
    ready = a_final_round(edition, places, admin, citra, eko, [ayu, bayu], is_tied=True)

    assert {entry.region.code for entry in promoted(ready, eko)} == {"64.01", "64.08"}


def test_the_secretariat_of_a_province_promotes_nobody(ready, citra):
    with pytest.raises(RightMissing):
        promoted(ready, citra)


def test_a_provincial_round_takes_nobody(ready, edition, places, citra):
    with pytest.raises(PromotionRefused) as refused:
        promote_winners(round_=ready.provincial.round, by=citra, at=A_MOMENT)
    assert refused.value.code == "provincial"


def test_outside_pengusulan_nobody_is_brought(ready, eko):
    moved_to(ready.national, RoundStage.VERIFICATION)

    with pytest.raises(EntryRefused):
        promoted(ready, eko)


def test_while_objections_can_be_filed_nobody_goes_on(ready, eko):
    moved_to(ready.provincial.round, RoundStage.OBJECTION)

    assert promoted(ready, eko) == []
    assert refusal(ready, eko, ready.provincial.entries[0].pk).code == "moved"


def test_an_objection_holds_the_winner_until_it_is_dealt_with(ready, eko, hana, citra):
    paser = ready.provincial.entries[0]
    moved_to(ready.provincial.round, RoundStage.OBJECTION)
    sent = file_objection(
        entry=paser, criterion="cakupan", text="Angka kami lebih tinggi dari ini.", proof=None, by=hana, at=A_MOMENT
    )
    moved_to(ready.provincial.round, RoundStage.HANDOVER)

    assert promoted(ready, eko) == []
    answer_objection(objection=sent, is_granted=False, answer="Angkanya sudah benar.", by=citra, at=A_MOMENT)
    assert len(promoted(ready, eko)) == 1


def test_under_embargo_nobody_goes_on(edition, places, admin, citra, eko, ayu, bayu):
    until = A_MOMENT + timedelta(hours=2)
    ready = a_final_round(edition, places, admin, citra, eko, [ayu, bayu], embargo_until=until)

    assert promoted(ready, eko) == []
    assert len(promote_winners(round_=ready.national, by=eko, at=until)) == 1


def test_a_result_that_is_to_be_withdrawn_sends_nobody(ready, eko, citra):
    asked = ask_withdrawal(publication=ready.publication, reason=WHY, by=citra, at=A_MOMENT)

    assert promoted(ready, eko) == []
    withdraw_publication(publication=asked, by=ready.other, at=A_MOMENT)
    assert promoted(ready, eko) == []


def test_a_province_without_a_zone_and_a_category_without_a_national_one_are_told(ready, edition, eko):
    paser = ready.provincial.entries[0]
    edition.zones.get().provinces.all().delete()
    assert "belum masuk zona" in refusal(ready, eko, paser.pk).message

    EntrantCategory.objects.filter(code="kabkota_nasional").update(kind="province")
    assert "tidak ada kategori nasional" in refusal(ready, eko, paser.pk).message


def test_what_the_category_says_goes_before_its_kind(ready, edition, eko):
    other = judged_at(ready.national, a_category(edition, "lain", name="Lain", at_province=False, position=6))
    EntrantCategory.objects.filter(code="kabkota").update(promotes_to=other)

    assert [entry.category for entry in promoted(ready, eko)] == [other]


@pytest.mark.parametrize(
    ("size", "sector", "goal"),
    [("large", "Pertambangan", "besar"), ("small", "Pertambangan", "umkm"), ("large", "Layanan publik", "layanan")],
)
def test_a_firm_goes_where_its_sector_or_its_size_belongs(ready, edition, places, eko, citra, size, sector, goal):
    provincial = ready.provincial
    EntrantCategory.objects.filter(code="kabkota").update(kind="firm")
    firm = a_firm(places["64.01"], size=size, sector=sector)
    Entry.objects.filter(pk=provincial.entries[0].pk).update(firm=firm)
    for code, told in {
        "besar": {"size": "large"},
        "umkm": {"size": "small"},
        "layanan": {"sector": "Layanan publik"},
    }.items():
        judged_at(ready.national, a_category(edition, code, name=code, kind="firm", at_province=False, **told))

    assert [entry.category.code for entry in promoted(ready, eko)] == [goal]


def test_a_firm_that_won_twice_competes_once(edition, places, admin, citra, eko, ayu, bayu):
    ready = a_final_round(edition, places, admin, citra, eko, [ayu, bayu], is_tied=True)
    first, second, _third = ready.provincial.entries
    EntrantCategory.objects.filter(code="kabkota").update(kind="firm")
    firm, other = a_firm(places["64.01"]), a_category(edition, "tambang", kind="firm", position=8)
    Entry.objects.filter(pk=first.pk).update(firm=firm)
    Entry.objects.filter(pk=second.pk).update(firm=firm, category=other)
    judged_at(ready.national, a_category(edition, "besar", kind="firm", size="large", at_province=False, position=7))

    assert len(promoted(ready, eko)) == 1
    assert promoted(ready, eko) == []


def test_a_sample_does_not_enter_a_real_round(ready, eko):
    type(ready.national).objects.filter(pk=ready.provincial.round.pk).update(is_sample=True)

    assert promoted(ready, eko) == []
