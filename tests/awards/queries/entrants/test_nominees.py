"""Nominees are named by zone, in the order of the papers as soon as the secretariat may see it."""

from decimal import Decimal

import pytest

from accounts.enums import Act
from accounts.errors import ReasonMissing
from accounts.models import AuditEntry
from awards.actions.entrants.verification import name_nominees
from awards.actions.settings.zones import save_zones
from awards.entry_errors import EntryRefused
from awards.enums import RoundStage
from awards.models import EntrantCategory, Entry, MarkSheet, SnapshotInput
from awards.queries.entrants.nominees import fields_of
from awards.queries.jury.visibility import sight_of
from tests.awards.closings import a_judged_round
from tests.awards.entrants import WHY
from tests.awards.rows import a_category, a_round, a_seat, a_sheet, an_entry, judged_by, moved_to
from tests.awards.settings import KALIMANTAN
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra, ayu, bayu):
    """Paser, Kutai Timur and Bontang, first to third by their papers; all marks are final."""
    made = a_judged_round(edition, places, citra, [ayu, bayu])
    moved_to(made.round, RoundStage.NOMINEES)
    return made


def order(made, by):
    [field] = fields_of(made.round, sight_of(by, made.round, A_MOMENT))
    return [(one.entry, one.papers.rank if one.papers else None) for zone in field.zones for one in zone.standings]


def named(made, by, *entries, **more) -> int:
    return name_nominees(
        round_=made.round, category=made.category, chosen={one.pk: one.version for one in entries}, reason=WHY, by=by,
        at=A_MOMENT, **more,
    )  # fmt: skip


def test_the_best_papers_come_first(kaltim, citra):
    Entry.objects.filter(pk=kaltim.entries[0].pk).update(state="nominee")

    assert [one for one, _rank in order(kaltim, citra)] == kaltim.entries
    assert [rank for _one, rank in order(kaltim, citra)] == [1, 2, 3]


def test_the_order_is_hidden_until_all_marks_are_final(kaltim, citra):
    MarkSheet.objects.filter(entry=kaltim.entries[2], seat=kaltim.seats[0]).update(final_at=None)

    assert {rank for _one, rank in order(kaltim, citra)} == {None}
    assert named(kaltim, citra, kaltim.entries[2]) == 1  # and nothing of it is told by a refusal


def test_to_pass_over_better_papers_takes_a_reason_of_its_own(kaltim, citra):
    paser, _kutim, bontang = kaltim.entries

    with pytest.raises(EntryRefused) as refused:
        named(kaltim, citra, paser, bontang)
    with pytest.raises(ReasonMissing):
        named(kaltim, citra, paser, bontang, deviation="ya")
    assert (refused.value.code, Entry.objects.filter(state="nominee").count()) == ("deviates", 0)
    assert "Kabupaten Kutai Timur tidak dipilih" in refused.value.message

    assert named(kaltim, citra, paser, bontang, deviation="Kutai Timur mengundurkan diri") == 2
    told = AuditEntry.objects.filter(act=Act.ENTRY_DECIDED, subject=f"round:{kaltim.round.pk}").get()
    assert (told.new["passed_over"], told.reason) == ([kaltim.entries[1].pk], "Kutai Timur mengundurkan diri")
    assert told.region_code == ""  # officials of the province read what is of theirs, and this tells the order


def test_by_the_order_no_reason_is_asked(kaltim, citra):
    assert named(kaltim, citra, *kaltim.entries[:2]) == 2


def test_papers_that_lack_a_number_pass_over_nobody_and_are_passed_over_by_nobody_without_a_reason(kaltim, citra):
    """Else the secretariat, which states the numbers, names whom it likes by leaving one of them open."""
    paser, kutim, bontang = kaltim.entries
    SnapshotInput.objects.filter(entry=bontang, criterion="cakupan").update(raw=None)

    for chosen, left in (([paser, bontang], "Kabupaten Kutai Timur"), ([paser, kutim], "Kota Bontang")):
        with pytest.raises(EntryRefused) as refused:
            named(kaltim, citra, *chosen)
        assert refused.value.code == "deviates"
        assert refused.value.message.startswith(f"{left} tidak dipilih")
    assert named(kaltim, citra, *kaltim.entries) == 3


def test_where_no_number_is_frozen_a_choice_among_papers_takes_a_reason(kaltim, citra):
    SnapshotInput.objects.all().delete()

    assert {rank for _one, rank in order(kaltim, citra)} == {None}
    with pytest.raises(EntryRefused) as refused:
        named(kaltim, citra, kaltim.entries[2])
    assert refused.value.code == "deviates"
    assert named(kaltim, citra, kaltim.entries[2], deviation="Angka dua peserta lain belum ada") == 1


def test_a_national_round_has_a_list_for_each_zone_and_passing_over_counts_within_it(edition, places, admin, eko, dewi):
    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=A_MOMENT)
    national = a_round(edition, places["ID"], eko, RoundStage.NOMINEES)
    category: EntrantCategory = a_category(edition)
    judged_by(national, category, eko)
    seat, points = a_seat(national, dewi, eko), {"64.01": 70, "63.01": 100, "73.09": 40}
    entries = [an_entry(national, category, places[code], eko) for code in points if code in places]
    for one in entries:
        a_sheet(seat, one, {"inovasi": points[one.region.code], "regulasi": Decimal(50)})

    [field] = fields_of(national, sight_of(eko, national, A_MOMENT))

    lists = [(zone.zone, [one.entry.region.code for one in zone.standings]) for zone in field.zones]
    assert lists[0] == ("Kalimantan", ["63.01", "64.01"])
    assert field.is_ordered
    assert field.many == len(entries)
